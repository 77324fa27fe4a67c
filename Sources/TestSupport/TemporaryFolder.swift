internal import FoundationEssentials
internal import Glibc

/// A folder of its own for one test, removed with all that is in it when nothing holds it any more.
package final class TemporaryFolder {
    /// The folder, without a slash at its end.
    package let path: String

    /// - Parameters:
    ///   - name: a word for the folder's name, so that a folder that was not removed shows which test made it.
    ///   - inMemory: on a RAM disk where there is one. Where a test lets a process die, but never a machine, the fsyncs
    ///     need not wait for a real disk.
    /// - Throws: ``NotMade`` where the system gives no folder.
    package init(_ name: String, inMemory: Bool = false) throws {
        let place = inMemory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(place)/salur-\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw NotMade(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The system's error number.
    package struct NotMade: Error {
        package let code: Int32
    }
}
