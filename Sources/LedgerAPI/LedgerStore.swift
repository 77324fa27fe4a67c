package import PayoutCore

/// A whole ledger in this process, as the simulator and the conformance suite use it: steps, transactions, reads and
/// files on the caller's thread.
///
///     let batch = try ledger.beginImport(of: "salaries.csv", rail: .payout, header: header, form: form, at: now)
///     ...
///     try ledger.write { try $0.handle(.approved, of: batch, at: now) }
///     let totals = try ledger.read { try $0.totals(batch) }
///
/// No transaction and no read may begin within a transaction.
package protocol LedgerStore: StepStore {
    associatedtype Reader: LedgerQueries
    associatedtype Transaction: LedgerWriting
    associatedtype Import: FileImport

    /// As ``StepStore/perform(_:_:)-(_,_)``, on the caller's thread.
    func perform<Result: Sendable>(
        _ needs: Needs, _ decide: (consuming Facts) throws -> Decision<Result>
    ) throws -> (result: Result, refusals: Refusals)

    /// Runs `body` in one durable transaction and returns what it returns; if it throws, nothing has changed.
    func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result

    /// Reads in one consistent snapshot.
    func read<Result>(_ body: (Reader) throws -> Result) throws -> Result

    /// Begins to bring a file into the ledger.
    func beginImport(
        of fileName: String, rail: Rail, header: [String], form: FileForm, at now: Timestamp
    ) throws -> Import

    /// Removes imports that never ended, and notes each in the journal; nothing was ever sent for them.
    func removeUnfinishedImports(at now: Timestamp) throws

    /// Has the next transaction find that another process has written, as if a person had acted during a run.
    func noteOthersWrote()
}

/// Brings a file into a ledger, row by row in the order of the file. Until it is finished, its batch is no batch.
package protocol FileImport {
    /// Adds a row. One that can be paid and has the reference of an earlier row is rejected.
    func add(_ row: ImportedRow) throws

    /// Rejects rows that were accepted before it was known that something is wrong with them. What was added so far is
    /// durable then.
    func reject(lines: [Int], reason: (Int) -> Reason) throws

    /// Makes the rows a batch.
    func finish(as naming: BatchNaming, at now: Timestamp) throws -> BatchID
}
