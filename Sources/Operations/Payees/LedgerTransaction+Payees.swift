internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger

extension LedgerTransaction {
    /// Applies to the rows of a batch what persons decided about payees: rows to blocked ones are rejected, and names
    /// that were accepted for the same account and name are not asked about again.
    ///
    /// - Returns: the rows that are not paid for it.
    @discardableResult
    func applyPayeeDecisions(to batch: BatchID, _ handler: PayeeHandler, at now: Timestamp) throws -> Tally {
        let rejected = try handler.reject(reader.blockedRows(of: batch), at: now, in: self)
        try handler.accept(reader.rowsAcceptedBefore(in: batch), at: now, in: self)
        return rejected
    }
}
