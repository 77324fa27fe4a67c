internal import CrashPoints
internal import GRDB
internal import PayoutCore

/// One transaction under way: everything that it did becomes durable together, or not at all.
///
/// Not to be kept beyond the closure that it was handed to.
package final class LedgerTransaction {
    let database: Database
    /// What this transaction changed in the totals; written once, at its end.
    private var moved: [TotalKey: Tally] = [:]
    /// The chains that this transaction has added to, by the key of their batch; written once, at its end.
    var chains: [Int64: StoredChain] = [:]
    /// What becomes durable with this transaction; noted only for a test that watches.
    private var steps: Set<CrashPoint.DurableStep> = []

    private struct TotalKey: Hashable {
        let batch: BatchID
        let status: PayoutStatus
    }

    private init(database: Database) { self.database = database }

    static func run<Result>(in database: Database, _ body: (LedgerTransaction) throws -> Result) throws -> Result {
        let transaction = LedgerTransaction(database: database)
        let result = try body(transaction)
        try transaction.writeTotals()
        try transaction.writeChains()
        transaction.passCrashPoints()
        return result
    }

    /// Notes a step that this transaction makes durable.
    func mark(_ step: CrashPoint.DurableStep?) {
        guard CrashPoint.isWatched, let step else { return }
        steps.insert(step)
    }

    private func passCrashPoints() {
        guard !steps.isEmpty else { return }
        let steps = steps
        for step in steps { CrashPoint.uncommitted(step).pass() }
        database.afterNextTransaction { _ in
            for step in steps { CrashPoint.committed(step).pass() }
        }
    }

    /// Reading inside this transaction, with its own changes visible (for totals see ``totals(_:)``).
    package var reader: LedgerReader { LedgerReader(database: database) }

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Does `body`, and undoes it alone where it returns false or throws. GRDB's own savepoints are parsed every time.
    ///
    /// - Returns: what `body` returns.
    static func undoable(in database: Database, _ body: () throws -> Bool) throws -> Bool {
        func execute(_ sql: String) throws { try database.cachedStatement(sql: sql).execute() }
        try execute("SAVEPOINT undoable")
        do {
            let stands = try body()
            if !stands { try execute("ROLLBACK TO undoable") }
            try execute("RELEASE undoable")
            return stands
        } catch {
            // Where the disk fails, SQLite may have given up the whole transaction, savepoint and all: the first error
            // tells why. Where a constraint failed and cannot be undone, nothing of this transaction may stand.
            do {
                try execute("ROLLBACK TO undoable")
                try execute("RELEASE undoable")
            } catch let undoing {
                throw (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT ? undoing : error
            }
            throw error
        }
    }

    func count(_ status: PayoutStatus, of batch: BatchID, rows: Int, amount: Int64) {
        var tally = moved[TotalKey(batch: batch, status: status)] ?? .zero
        tally.count += rows
        tally.sum = Rupiah(tally.sum.whole &+ amount)
        moved[TotalKey(batch: batch, status: status)] = tally
    }

    /// The tallies of a batch by status, with what this transaction has changed so far.
    package func totals(_ batch: BatchID) throws -> Totals {
        var totals = try reader.totals(batch)
        for (key, change) in moved where key.batch == batch {
            let before = totals[key.status] ?? .zero
            totals[key.status] = Tally(
                count: before.count + change.count, sum: Rupiah(before.sum.whole &+ change.sum.whole))
        }
        return totals
    }

    private func writeTotals() throws {
        for (key, tally) in moved where tally != .zero {
            let arguments: StatementArguments = [key.batch.key, key.status.rawValue]
            try execute("INSERT OR IGNORE INTO total (batch_id, status, count, sum) VALUES (?, ?, 0, 0)", arguments)
            try execute(
                "UPDATE total SET count = count + ?, sum = sum + ? WHERE batch_id = ? AND status = ?",
                [tally.count, tally.sum.whole] + arguments)
        }
    }

}
