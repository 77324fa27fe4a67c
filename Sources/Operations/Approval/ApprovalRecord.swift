internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports

/// What the journal holds of an approval (promise P12): what was approved, and by whose word. The digest of the rows
/// goes with it as the event's evidence.
package struct ApprovalRecord {
    let rows: Int
    let sum: Rupiah
    /// What of them is to be paid, and what is kept apart; see ``GivenApprovals/state``.
    let state: String
    /// Rows of the same account and amount that the approver has acknowledged.
    let repeats: Int
    /// What the approver was shown about the payees.
    var acknowledged: [String] = []
    /// The digest of the rows, in hexadecimal.
    let digest: String
    /// Which of how many approvals it is; nil where one is enough.
    var place: (number: Int, of: Int)?
    /// Why, in the approver's words.
    let reason: String

    /// `6 rows, 315000 rupiah, digest 9f86d0…, to pay 6 rows 315000 rupiah, rejected 0 rows 0 rupiah, held 0 rows 0
    /// rupiah, 2 repeated rows acknowledged, 3 first payments acknowledged: checked with HR`.
    var detail: String {
        let repeated = repeats > 0 ? Self.repeated(repeats) : ""
        let seen = acknowledged.map { ", \($0) acknowledged" }.joined()
        let place = place.map { ", approval \($0.number) of \($0.of)" } ?? ""
        return "\(rows) rows, \(sum.whole) rupiah, digest \(digest), \(state)\(repeated)\(seen)\(place): \(reason)"
    }

    /// What stands in a record of rows that repeat others of their file.
    static func repeated(_ count: Int) -> String { ", \(count) repeated rows acknowledged" }

    /// The approver's words in the detail of an event.
    package static func reason(in detail: String) -> String {
        guard let colon = detail.firstRange(of: ": ") else { return detail }
        return String(detail[colon.upperBound...])
    }
}

/// Who did something, as it is recorded: the account of the machine, and the name that was given in addition.
package struct Actor: Hashable, Sendable {
    /// As the journal has it: `siti`, or `Siti Rahma (siti)`.
    package let text: String

    /// - Parameters:
    ///   - name: what `--by` says; nil where it says nothing.
    ///   - account: of the operating system.
    package init(name: String?, account: String) {
        text = name.flatMap { $0 == account ? nil : "\($0) (\(account))" } ?? account
    }

    /// The account in what the journal has; a name cannot pose as one, since its account always follows.
    static func account(in recorded: String) -> String {
        guard recorded.hasSuffix(")"), let start = recorded.lastIndex(of: "(") else { return recorded }
        return String(recorded[recorded.index(after: start)...].dropLast())
    }
}

/// What an approver has seen, and says.
struct ApprovalOrder {
    let decision: PersonalDecision
    /// Of the rows as they stand; see ``SubmissionProof``.
    let digest: [UInt8]
    /// What the approver was shown about the payees.
    var survey: PayeeSurvey?
    /// Rows that repeat others of their file, where they are all meant; 0 where they stay held.
    var repeats = 0
    /// Whether the approver also pays: then nobody else can approve before that.
    var isForPayment = false
}

extension LedgerTransaction {
    /// Approves a batch and records who did, why, and what. Where several accounts approve it, the batch is approved by
    /// the last of them.
    ///
    /// - Parameter releaseRepeats: lets rows go that repeat others of their file, once all who approve mean them.
    /// - Throws: ``CommandFailure`` where another person must approve it, it passes a ceiling, or its state does not
    ///   allow it.
    func approve(
        _ batch: Batch, _ order: ApprovalOrder, _ rule: ApprovalRule, _ ceilings: BatchCeiling, at now: Timestamp,
        releaseRepeats: () throws -> Int = { 0 }
    ) throws {
        let (decision, before) = (order.decision, try totals(batch.id))
        try ceilings.require(batch, before)
        let submitter = try reader.lastEvent("batch_submitted", of: batch.id)?.actor
        try rule.require(batch, before, submittedBy: submitter, approver: decision.person)
        if order.isForPayment { try rule.requireOneApproval(batch, before) }
        let needed = rule.approvalsNeeded(before)
        let given = try GivenApprovals(of: batch, before, digest: order.digest, needed: needed, reader)
        try rule.requireNew(decision.person, batch, beside: given)
        try recordVoid(given, of: batch, at: now)
        let isLast = given.events.count + 1 >= needed
        let areMeant = order.repeats > 0 && given.allow(repeats: order.repeats)
        let released = isLast && areMeant ? try releaseRepeats() : 0
        let after = try totals(batch.id)
        var record = ApprovalRecord(
            rows: batch.input.count, sum: batch.input.sum,
            state: isLast ? ApprovedShares(after).record : given.state,
            repeats: isLast ? released : order.repeats, acknowledged: order.survey?.acknowledged ?? [],
            digest: Hexadecimal.encode(order.digest), reason: decision.reason)
        if needed > 1 { record.place = (given.events.count + 1, needed) }
        try self.record(
            JournalEvent(
                at: now, batch: batch.id, payout: nil, kind: isLast ? "batch_approved" : GivenApprovals.eventKind,
                detail: record.detail, actor: decision.person, evidence: order.digest))
        guard isLast else { return }
        if case .refused(let why) = try handle(.approved, of: batch.id, at: now) {
            throw CommandFailure.refused(batch, why)
        }
    }

    private func recordVoid(_ given: GivenApprovals, of batch: Batch, at now: Timestamp) throws {
        guard !given.voided.isEmpty else { return }
        let people = given.voided.map(\.actor).joined(separator: ", ")
        try record(
            JournalEvent(
                at: now, batch: batch.id, payout: nil, kind: GivenApprovals.voidKind,
                detail: "the batch has changed since the approval by \(people)"))
    }
}
