internal import FoundationEssentials
internal import Glibc
internal import PayoutFile

/// What a FILE on the command line is.
package enum InputPath {
    /// Refuses files that are not there, so that a person hears of it before anything is asked.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/badFile``.
    package static func require(_ paths: [String]) throws(CommandFailure) {
        // Only what is missing is opened: a pipe could be read only once.
        for path in paths where path != "-" && !FileManager.default.fileExists(atPath: path) {
            do { _ = try FileSource(path: path) } catch { throw CommandFailure(error) }
        }
    }

    /// Whether the same bytes can be read a second time: a pipe, like standard input, can be read only once.
    static func canBeReadAgain(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }
}
