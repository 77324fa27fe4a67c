package import SalurSettings

extension Settings {
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badSettings`` where the ledger must not be written where
    ///   it lies.
    package func requireLocalLedger() throws(CommandFailure) {
        if let refusal = ledgerRefusal { throw CommandFailure(.badSettings, refusal) }
    }
}
