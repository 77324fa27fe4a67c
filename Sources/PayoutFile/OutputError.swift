package import Wording

/// Why a file of ours cannot be written: exit 73 for a report, 74 for a working file.
package struct OutputError: PhrasedError, Hashable {
    /// What we were about to do.
    package enum Action: CaseIterable, Hashable, Sendable {
        case create
        case write
        /// Force what was written onto the disk.
        case writeToDisk
        /// Write a file into a folder.
        case writeInto
        /// Give a finished file its name.
        case putInPlace
        case useForTemporaryData
        case readTemporaryData
    }

    /// The file or folder as it is called in messages.
    package let path: String
    package let action: Action
    /// The reason, mostly in the words of the operating system.
    package let reason: Phrase

    package init(path: String, action: Action, reason: Phrase) {
        self.path = path
        self.action = action
        self.reason = reason
    }

    /// One line for people: file, what happened, what to do.
    package var phrase: Phrase {
        Phrase(
            """
            \(whatHappened): \(reason). Check the folder, your rights there and the free space, then run the same \
            command again.
            """)
    }

    private var whatHappened: Phrase {
        switch action {
        case .create: Phrase("\(path) could not be created")
        case .write: Phrase("\(path) could not be written")
        case .writeToDisk: Phrase("\(path) could not be written to disk")
        case .writeInto: Phrase("\(path) could not be written to")
        case .putInPlace: Phrase("\(path) could not be put in its place")
        case .useForTemporaryData: Phrase("\(path) could not be used for temporary data")
        case .readTemporaryData: Phrase("\(path) could not be read as temporary data")
        }
    }
}
