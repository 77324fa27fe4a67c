/// Says that a command which sends nothing receives callbacks into a ledger for its time: the lock on
/// `<ledger>.receiver.lock`. Whoever wants to listen at the same address can rely on it meanwhile.
package final class ReceiverLock: Sendable {
    private static let ending = "receiver.lock"

    private let lock: FileLock

    /// Takes the lock if no other process has it.
    package static func take(ledgerPath: String) throws(LedgerError) -> ReceiverLock? {
        do { return try ReceiverLock(FileLock(ledgerPath: ledgerPath, ending: ending)) } catch LedgerError.locked {
            return nil
        }
    }

    /// Whether another process receives callbacks into the ledger.
    package static func isHeld(ledgerPath: String) -> Bool {
        FileLock.isHeld(ledgerPath: ledgerPath, ending: ending)
    }

    private init(_ lock: FileLock) { self.lock = lock }
}
