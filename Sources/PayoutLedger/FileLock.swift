internal import Glibc

/// An advisory lock on a file next to a ledger; it ends with the process that holds it.
final class FileLock: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Takes the lock on `<ledger>.<ending>` without waiting.
    ///
    /// - Throws: ``LedgerError/locked(path:)`` if another process holds it.
    init(ledgerPath: String, ending: String) throws(LedgerError) {
        let path = Self.path(of: ledgerPath, ending: ending)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotLock(path: path, why: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { throw .locked(path: ledgerPath) }
            throw .cannotLock(path: path, why: String(cString: strerror(code)))
        }
        self.descriptor = descriptor
        self.path = path
    }

    /// Whether a process holds the lock on `<ledger>.<ending>` now. Asking takes it for a moment, together with others.
    static func isHeld(ledgerPath: String, ending: String) -> Bool {
        let descriptor = open(path(of: ledgerPath, ending: ending), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// A ledger that is reached by two names has one lock.
    private static func path(of ledgerPath: String, ending: String) -> String {
        guard let resolved = realpath(ledgerPath, nil) else { return "\(ledgerPath).\(ending)" }
        defer { free(resolved) }
        return "\(String(cString: resolved)).\(ending)"
    }

    /// Whether the lock still keeps others out: the file that is locked is the one that they would lock. False once
    /// somebody has removed or replaced it, as over a process that was suspended for long.
    var isOurs: Bool {
        var (ours, theirs) = (stat(), stat())
        guard fstat(descriptor, &ours) == 0, stat(path, &theirs) == 0 else { return false }
        return ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev
    }

    deinit {
        // Said aloud, since a child process that was being started may still hold a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
