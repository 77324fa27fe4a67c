/// Why a file of ours cannot be written: exit 73 for a report, 74 for a working file.
package struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or folder as it is called in messages.
    package let path: String
    /// What we were about to do, such as `written`: "could not be …".
    package let action: String
    /// The reason in the words of the operating system.
    package let reason: String

    package init(path: String, action: String, reason: String) {
        self.path = path
        self.action = action
        self.reason = reason
    }

    /// One line for people: file, what happened, what to do.
    package var message: String {
        "\(path) could not be \(action): \(reason). Check the folder, your rights there and the free space, "
            + "then run the same command again."
    }

    package var description: String { message }
}
