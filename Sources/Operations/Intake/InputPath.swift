internal import FoundationEssentials
internal import Glibc
internal import PayoutFile

/// What a FILE on the command line is.
package enum InputPath {
    /// Refuses files of which none is there, so that a person hears of it before anything is asked.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badFile``, about the first of them.
    package static func requireAny(of paths: [String]) throws(CommandFailure) {
        // Only what is missing is opened: a pipe could be read only once.
        let missing = paths.filter { $0 != "-" && !FileManager.default.fileExists(atPath: $0) }
        guard missing.count == paths.count, let first = missing.first else { return }
        do { _ = try FileSource(path: first) } catch { throw CommandFailure(error) }
    }

    /// Whether the same bytes can be read a second time: a pipe, like standard input, can be read only once.
    static func canBeReadAgain(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }
}
