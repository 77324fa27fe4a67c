internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Whether a batch asks for no more than one batch may (`limits.batch`). A batch above it is not approved.
struct BatchCeiling {
    private let ceiling: Rupiah?

    init(_ settings: Settings) { ceiling = settings.ceilings.batch }

    /// What a batch asks for in all: rows that wait for a person may be paid as well.
    static func sum(_ totals: Totals) -> Rupiah {
        totals.tally(of: PayoutStatus.allCases.filter { $0 != .rejected && $0 != .cancelled }).sum
    }

    func allows(_ batch: Batch, _ totals: Totals) -> Bool {
        guard let ceiling, batch.rail == .payout else { return true }
        return Self.sum(totals) <= ceiling
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where the batch asks for more.
    func require(_ batch: Batch, _ totals: Totals) throws(CommandFailure) {
        if let refusal = refusal(of: batch, totals) { throw refusal }
    }

    /// The same of a batch that was approved: the ceiling may be lower by now.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``.
    func requireToSend(_ batch: Batch, _ totals: Totals) throws {
        guard let ceiling, batch.state.isApproved, BatchWork(totals).toSend.count > 0, !allows(batch, totals) else {
            return
        }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) asks for \(Self.sum(totals).display), and one batch may ask for \
                \(ceiling.display) at most (limits.batch). Nothing more of it is sent. If an amount is wrong, cancel \
                its row and pay it in a new file; if all of it is due, raise limits.batch, then run the same command \
                again.
                """), code: .batchLimit)
    }

    /// Why nobody may approve a batch; nil where it asks for no more than it may.
    func refusal(of batch: Batch, _ totals: Totals) -> CommandFailure? {
        allows(batch, totals) ? nil : refusal(of: batch.folderName, Self.sum(totals))
    }

    /// The same of what asks for more.
    func refusal(of name: String, _ sum: Rupiah) -> CommandFailure? {
        guard let ceiling else { return nil }
        return CommandFailure(
            .stopped,
            Phrase(
                """
                \(name) asks for \(sum.display), and one batch may ask for \
                \(ceiling.display) at most (limits.batch). Nothing was approved and nothing was sent. If an amount is \
                wrong, cancel its row and pay it in a new file; if all of it is due, raise limits.batch, then run the \
                same command again.
                """), code: .batchLimit)
    }
}
