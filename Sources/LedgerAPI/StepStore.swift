/// What a ledger owes the dispatcher: steps, in which facts are read and a decision is made durable in one transaction.
///
///     let (turn, refusals) = try await ledger.perform(needs) { facts in dispatcher.step(facts) }
///     dispatcher.withdraw(refusals, from: &turn)
///     // Only now may the requests of `turn` leave.
package protocol StepStore: Sendable {
    /// Reads what a step needs, lets it decide, and makes what it decided durable before this returns (promise P2).
    ///
    /// A row whose guard fails, or that a constraint refuses, is not saved and comes back in the refusals; everything
    /// else stands.
    ///
    /// - Parameter decide: is asked again with the facts for what it wants read further.
    /// - Throws: what `decide` throws; ``LedgerError/leaseLost(path:)`` where another process sends by now; any other
    ///   ``LedgerError`` where the ledger fails. Then nothing has changed.
    func perform<Result: Sendable>(
        _ needs: Needs, _ decide: @escaping @Sendable (consuming Facts) throws -> Decision<Result>
    ) async throws -> (result: Result, refusals: Refusals)

    /// Whether this process may still send: no other has taken the lease. Asked right before each request leaves.
    var isOurs: Bool { get }

    /// Whether another process has written since `changes` was what ``Facts/changesByOthers`` said; asked while nothing
    /// else is to be done.
    func haveOthersWritten(since changes: Int) async throws -> Bool
}
