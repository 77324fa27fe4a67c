internal import GRDB

// A step of the engine: load, decide, commit, in one transaction (promise P2).
extension Ledger {
    /// Reads what a step needs, lets it decide, and makes what it decided durable before this returns.
    ///
    ///     let (turn, refusals) = try await ledger.perform(needs) { facts in engine.step(inputs, facts, at: now) }
    ///     engine.withdraw(refusals, from: &turn)
    ///     // Only now may the requests of `turn` leave.
    ///
    /// A row whose guard fails, or that a constraint refuses, is not saved and comes back in the refusals; everything
    /// else stands. Refusals are so rare that nothing is prepared for them: the first one rolls the transaction back,
    /// and the same changes are written once more, each row so that it can be undone alone.
    ///
    /// - Parameter decide: is asked again with the facts for what it wants read further.
    /// - Throws: what `decide` throws; ``LedgerError/leaseLost(path:)`` where another process sends by now;
    ///   ``LedgerError/failed(path:why:)`` where SQLite fails. Then nothing has changed.
    package func perform<Result: Sendable>(
        _ needs: Needs, _ decide: @escaping @Sendable (consuming Facts) throws -> Decision<Result>
    ) async throws -> (result: Result, refusals: Refusals) {
        do {
            return try await database.writeWithoutTransaction { try self.perform(in: $0, needs, decide) }
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    /// The same on the caller's thread.
    package func perform<Result: Sendable>(
        _ needs: Needs, _ decide: (consuming Facts) throws -> Decision<Result>
    ) throws -> (result: Result, refusals: Refusals) {
        try translating { try database.writeWithoutTransaction { try perform(in: $0, needs, decide) } }
    }

    private func perform<Result: Sendable>(
        in database: Database, _ needs: Needs, _ decide: (consuming Facts) throws -> Decision<Result>
    ) throws -> (result: Result, refusals: Refusals) {
        var decided: (changes: ChangeSet, result: Result)?
        var refusals: Refusals?
        var changesByOthers = 0
        try transact(in: database, undoesRows: false) { transaction in
            try requireLease(transaction)
            changesByOthers = transaction.changesByOthers
            let (changes, result) = try Self.decide(needs, decide, transaction)
            decided = (changes, result)
            refusals = try transaction.commit(changes)
            return refusals != nil
        }
        if refusals == nil, let decided {
            try transact(in: database, undoesRows: true) { transaction in
                // The write lock was free for a moment: what was decided must rest on what is still so.
                try requireLease(transaction)
                guard transaction.changesByOthers == changesByOthers else { throw LedgerError.busy(path: path) }
                refusals = try transaction.commit(decided.changes)
                return refusals != nil
            }
        }
        guard let decided, let refusals else {
            throw LedgerError.failed(path: path, why: "what it refuses cannot be undone")
        }
        return (decided.result, refusals)
    }

    private static func decide<Result>(
        _ needs: Needs, _ decide: (consuming Facts) throws -> Decision<Result>, _ transaction: LedgerTransaction
    ) throws -> (ChangeSet, Result) {
        var needs = needs
        while true {
            switch try decide(try transaction.load(needs)) {
            case .read(let further): needs = further
            case .commit(let changes, let result): return (changes, result)
            }
        }
    }
}
