internal import PayoutCore
package import PayoutLedger
internal import PayoutReports

/// The approvals of a batch that several accounts approve. An approval counts as long as the batch is as its approver
/// saw it: the same rows, and the same of them to be sent, held and rejected.
package struct GivenApprovals: Sendable {
    /// The kind of the event of each approval but the last, which is `batch_approved`.
    static let eventKind = "approval_given"
    /// The kind of the event that says that approvals count no longer.
    static let voidKind = "approvals_void"

    /// How many accounts approve the batch.
    package let needed: Int
    /// The approvals that count, the first one first.
    package let events: [JournalEvent]
    /// Approvals that count no longer, since the batch has changed.
    package let voided: [JournalEvent]

    /// What the next approver has seen: counts of the rows to be sent, rejected and held, and which are to be sent.
    let state: String

    /// Whether each of them acknowledged the rows that repeat others of their file.
    func allow(repeats count: Int) -> Bool {
        // Only what the program recorded, not the approver's words.
        events.allSatisfy { RecordedReason.record(in: $0.detail).contains(ApprovalRecord.repeated(count)) }
    }

    /// - Parameters:
    ///   - digest: of the rows as they were submitted.
    ///   - totals: of the batch as it is now.
    init(of batch: Batch, _ totals: Totals, digest: [UInt8], needed: Int, _ reader: LedgerReader) throws {
        self.needed = needed
        guard needed > 1 else {
            (state, events, voided) = (ApprovedShares(totals).record, [], [])
            return
        }
        let rows = try reader.fingerprintOfRowsToSend(batch.id)
        let state = "\(ApprovedShares(totals).record), state \(String(rows, radix: 16))"
        self.state = state
        // What was void once stays so, whatever happens to the batch later.
        let all =
            try reader.events(among: [Self.eventKind, Self.voidKind], of: batch.id)
            .split(omittingEmptySubsequences: false) { $0.kind == Self.voidKind }.last ?? []
        // An approver's own words come after the record, so that they cannot pose as one.
        func counts(_ event: JournalEvent) -> Bool {
            event.evidence == digest && RecordedReason.record(in: event.detail).contains(state + ", ")
        }
        events = all.filter(counts)
        voided = all.filter { !counts($0) }
    }
}
