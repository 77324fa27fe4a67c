internal import CrashPoints
internal import GRDB
package import PayoutCore

extension HotStatement {
    fileprivate static let beginUndoable = HotStatement(.beginUndoable, "SAVEPOINT undoable")
    fileprivate static let undo = HotStatement(.undo, "ROLLBACK TO undoable")
    fileprivate static let endUndoable = HotStatement(.endUndoable, "RELEASE undoable")
    fileprivate static let addToTotal = HotStatement(
        .addToTotal, "UPDATE total SET count = count + ?, sum = sum + ? WHERE batch_id = ? AND status = ?")
    fileprivate static let insertTotal = HotStatement(
        .insertTotal, "INSERT INTO total (count, sum, batch_id, status) VALUES (?, ?, ?, ?)")
}

/// One transaction under way: everything that it did becomes durable together, or not at all.
///
/// Not to be kept beyond the closure that it was handed to.
package final class LedgerTransaction {
    let database: Database
    let statements: StatementShelf
    /// What this transaction changed in the totals; written once, at its end.
    private var moved: [TotalKey: Tally] = [:]
    /// What this transaction changed in the shares of reasons and banks; written once, at its end.
    var movedShares: [ShareKey: Tally] = [:]
    /// When this transaction intended the last transfer of each batch; written once, at its end.
    private var sentLast: [BatchID: Timestamp] = [:]
    /// What this transaction changed in what was sent on each day; written once, at its end.
    private var sentOn: [JakartaDay: Int64] = [:]
    /// The chains that this transaction has added to, by the key of their batch; written once, at its end.
    var chains: [Int64: StoredChain] = [:]
    /// What becomes durable with this transaction; noted only for a test that watches.
    private var steps: Set<CrashPoint.DurableStep> = []

    private struct TotalKey: Hashable {
        let batch: BatchID
        let status: PayoutStatus
    }

    /// What the ledger need not read again; this transaction has it alone, and it is lost with it.
    var cache = LedgerCache()
    /// See ``Facts/changesByOthers``.
    var changesByOthers = 0
    /// Payouts that must be read again after this step, since the ledger holds them otherwise than they were decided.
    var unreadable: Set<PayoutID> = []
    /// The request of the HTTP API on whose behalf this transaction writes, until it has noted that it acts.
    var acting: RequestMark?
    /// Whether each row that is refused is undone alone. If not, the transaction must be rolled back then.
    let undoesRows: Bool

    init(database: Database, undoesRows: Bool = true) {
        self.database = database
        self.undoesRows = undoesRows
        statements = StatementShelf(database)
    }

    /// Writes what is written once a transaction, at its end.
    func finish() throws {
        try writeTotals()
        try writeShares()
        try writeChains()
        try writeSentLast()
        try writeOutflow()
        passCrashPoints()
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
    package var reader: LedgerReader { LedgerReader(database: database, statements: statements) }

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Does `body`, and undoes it alone where it returns false or throws. GRDB's own savepoints are parsed every time.
    ///
    /// - Returns: what `body` returns.
    static func undoable(in statements: StatementShelf, _ body: () throws -> Bool) throws -> Bool {
        try statements.run(.beginUndoable)
        do {
            let stands = try body()
            if !stands { try statements.run(.undo) }
            try statements.run(.endUndoable)
            return stands
        } catch {
            // Where the disk fails, SQLite may have given up the whole transaction, savepoint and all: the first error
            // says why. Where a constraint failed and cannot be undone, nothing of this transaction may stand.
            do {
                try statements.run(.undo)
                try statements.run(.endUndoable)
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

    /// Notes that a transfer of a batch was intended at this moment.
    func noteSent(_ batch: BatchID, at moment: Timestamp) {
        sentLast[batch] = max(sentLast[batch] ?? moment, moment)
    }

    private func writeSentLast() throws {
        for (batch, moment) in sentLast {
            try execute(
                "UPDATE batch SET sent_last = MAX(COALESCE(sent_last, ?1), ?1) WHERE id = ?2",
                [moment.milliseconds, batch.key])
        }
    }

    /// Notes what an event has changed in what was sent.
    func noteOutflow(_ new: Payout, over old: Payout) {
        for change in new.outflowChanges(since: old) {
            sentOn[change.day, default: 0] += change.amount
            cache.payees.add(change)
        }
    }

    private func writeOutflow() throws {
        for (day, amount) in sentOn where amount != 0 {
            try execute(
                "INSERT INTO outflow (day, sum) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET sum = sum + ?2",
                [day.number, amount])
        }
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
            try write(tally, key, .addToTotal)
            if statements.changesCount == 0 { try write(tally, key, .insertTotal) }
            cache.counts[key.batch]?[key.status, default: 0] += tally.count
        }
    }

    private func write(_ tally: Tally, _ key: TotalKey, _ hot: HotStatement) throws {
        var statement = try statements.begin(hot)
        statement.add(tally.count)
        statement.add(tally.sum.whole)
        statement.add(key.batch.key)
        statement.add(key.status.rawValue)
        try statement.run()
    }
}
