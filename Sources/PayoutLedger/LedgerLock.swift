internal import Glibc

/// The advisory lock on `<ledger>.lock` that keeps two writers apart; it ends with the process that holds it.
package final class LedgerLock: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Takes the lock without waiting.
    ///
    /// - Throws: ``LedgerError/locked(path:)`` if another process holds it.
    package init(ledgerPath: String) throws(LedgerError) {
        // A ledger that is reached by two names has one lock.
        var path = ledgerPath
        if let resolved = realpath(ledgerPath, nil) {
            path = String(cString: resolved)
            free(resolved)
        }
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotLock(path: ledgerPath, why: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { throw .locked(path: ledgerPath) }
            throw .cannotLock(path: ledgerPath, why: String(cString: strerror(code)))
        }
        self.descriptor = descriptor
        self.path = path + ".lock"
    }

    /// Whether the lock still keeps others out: the file that is locked is the one that they would lock. False once
    /// somebody has removed or replaced it, as over a process that was suspended for long.
    package var isOurs: Bool {
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
