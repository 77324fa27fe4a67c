internal import Glibc

/// Lets one process at a time read a file into a ledger, so that the rows of a batch follow one another, and nobody
/// removes an import that another process is at work on: the lock on `<ledger>.import.lock`.
package final class ImportLock: Sendable {
    private static let ending = "import.lock"
    private static let pauseMicroseconds: UInt32 = 50_000
    /// Pauses before the person learns what the command waits for.
    private static let quietPauses = 20

    private let lock: FileLock

    /// Takes the lock if no other process has it.
    package static func take(ledgerPath: String) throws(LedgerError) -> ImportLock? {
        do { return try ImportLock(FileLock(ledgerPath: ledgerPath, ending: ending)) } catch LedgerError.locked {
            return nil
        }
    }

    /// Waits until no other process reads a file into the ledger.
    ///
    /// - Parameter onWait: called once where that takes a second.
    package static func wait(ledgerPath: String, onWait: () -> Void) throws(LedgerError) -> ImportLock {
        var pauses = 0
        while true {
            if let lock = try take(ledgerPath: ledgerPath) { return lock }
            if pauses == quietPauses { onWait() }
            pauses += 1
            usleep(pauseMicroseconds)
        }
    }

    private init(_ lock: FileLock) { self.lock = lock }
}
