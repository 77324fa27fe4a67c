internal import Glibc
internal import SalurSettings

/// Whether a process of this machine has a file open for writing: a copy that was halted, or a program that writes
/// slowly.
enum OpenWriters {
    // Linux hands out a read lease only for a file that nobody has open for writing (fcntl(2)); the constants are not
    // in the module of the C library.
    private static let setLease: Int32 = 1024
    private static let setSignal: Int32 = 10

    /// False also where the system does not know: on a network file system, or for a file of another user.
    static func hasAny(_ path: String) -> Bool {
        if FileSystem.of(path)?.isRemote ?? true { return false }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // Whoever opens the file for writing in this very moment breaks the lease: the usual signal for that would end
        // this process, and this one is ignored.
        guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return false }
        guard fcntl(descriptor, setLease, F_RDLCK) != 0 else {
            _ = fcntl(descriptor, setLease, F_UNLCK)
            return false
        }
        return errno == EAGAIN
    }
}
