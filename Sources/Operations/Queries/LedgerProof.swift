package import PayoutLedger

/// The job of `verify --ledger`: opens a ledger for reading and proves that it was not edited by other means.
package struct LedgerProof: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// - Throws: ``CommandFailure`` where the ledger is missing or cannot be read.
    package func check() throws(CommandFailure) -> LedgerCheck {
        try LedgerSession.requireLedger(at: path)
        do {
            return try LedgerCheck(Ledger(path: path, readOnly: true))
        } catch {
            throw CommandFailure(error)
        }
    }
}
