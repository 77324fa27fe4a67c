package import PayoutCore
package import SalurSettings
package import Wording

/// The last files of a watched folder, for a page: it reads documents on disk, and works in any process.
package struct InboxHistory: Sendable {
    /// One file.
    package struct Entry: Sendable {
        /// Its name in the folder.
        package let name: String
        package let state: InboxState
        /// The name that people know its batch by; nil where it is none.
        package let batch: String?
        /// What it waits for, or what became of it.
        package let reason: LocalizedWords?
        /// Where it lies now, relative to the folder; nil while it is worked on.
        package let path: String?
        /// When it came into this state.
        package let since: Timestamp
    }

    package let folder: InboxFolder
    /// Why nothing can be taken from the folder; nil where it can.
    package let fault: Phrase?
    /// Those that wait in the folder, then those that were taken, the newest first.
    package let entries: [Entry]

    /// - Parameter limit: how many files that were taken are listed at most.
    package init(of folder: InboxFolder, limit: Int) {
        self.folder = folder
        let places = InboxPlaces(folder: folder.path)
        let store = InboxStore(places)
        fault = InboxFace(folder.path + "/.")?.kind == .folder ? nil : InboxPlaces.missing(folder.path)
        let waiting = store.waiting.map { file in
            Entry(
                name: file.name, state: .incomplete, batch: nil, reason: file.why, path: file.name,
                since: Timestamp(milliseconds: file.since))
        }
        let taken = store.all.suffix(max(0, limit)).reversed().compactMap { store.record($0) }.map { record in
            Entry(
                name: record.name, state: record.state, batch: record.batchName, reason: record.why,
                path: record.filing?.path, since: record.changedAt)
        }
        entries = waiting + taken
    }
}
