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

    /// Why nobody may approve a batch; nil where it asks for no more than it may.
    func refusal(of batch: Batch, _ totals: Totals) -> CommandFailure? {
        guard let ceiling, !allows(batch, totals) else { return nil }
        return CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) asks for \(Self.sum(totals).display), and one batch may ask for \
                \(ceiling.display) at most (limits.batch). Nothing was approved and nothing was sent. If an amount is \
                wrong, cancel its row and pay it in a new file; if all of it is due, raise limits.batch, then run the \
                same command again.
                """), code: .batchLimit)
    }
}
