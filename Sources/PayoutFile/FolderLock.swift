internal import Glibc

/// Keeps those apart who write and read the files of one folder, where the file system can; it ends with its last use.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Waits for its turn. A folder that cannot be locked is not: the lock is a courtesy between our own programs.
    ///
    /// - Parameter isShared: for readers, who wait for writers only.
    package init(_ path: String, isShared: Bool) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        while flock(descriptor, isShared ? LOCK_SH : LOCK_EX) != 0, errno == EINTR {}
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Said aloud, since a child process that was being started may still hold a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
