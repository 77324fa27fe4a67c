internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports

/// What the journal holds of an approval (promise P12): what was approved, and by whose word. The digest of the rows
/// goes with it as the event's evidence.
package struct ApprovalRecord: Hashable {
    let rows: Int
    let sum: Rupiah
    /// What of them is to be paid, and what is kept apart.
    let shares: ApprovedShares
    /// Rows of the same account and amount that the approver has acknowledged.
    let repeats: Int
    /// What the approver was shown about the payees.
    var acknowledged: [String] = []
    /// The digest of the rows, in hexadecimal.
    let digest: String
    /// Why, in the approver's words.
    let reason: String

    /// `6 rows, 315000 rupiah, digest 9f86d0…, to pay 6 rows 315000 rupiah, rejected 0 rows 0 rupiah, held 0 rows 0
    /// rupiah, 2 repeated rows acknowledged, 3 first payments acknowledged: checked with HR`.
    var detail: String {
        let repeated = repeats > 0 ? ", \(repeats) repeated rows acknowledged" : ""
        let seen = acknowledged.map { ", \($0) acknowledged" }.joined()
        return "\(rows) rows, \(sum.whole) rupiah, digest \(digest), \(shares.record)\(repeated)\(seen): \(reason)"
    }

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

extension LedgerTransaction {
    /// Approves a batch and records who did, why, and what.
    ///
    /// - Parameters:
    ///   - seen: what the approver was shown about the payees.
    ///   - digest: of the rows as they stand; see ``SubmissionProof``.
    /// - Throws: ``CommandFailure`` where a second person must approve it, it passes a ceiling, or its state does not
    ///   allow it.
    func approve(
        _ batch: Batch, _ decision: PersonalDecision, repeats: Int, seen: PayeeSurvey? = nil, digest: [UInt8],
        _ fourEyes: FourEyesCheck, _ ceilings: BatchCeiling, at now: Timestamp
    ) throws {
        try ceilings.require(batch, totals(batch.id))
        let submitter = try reader.lastEvent("batch_submitted", of: batch.id)?.actor
        try fourEyes.require(batch, submittedBy: submitter, approver: decision.person)
        let record = ApprovalRecord(
            rows: batch.input.count, sum: batch.input.sum, shares: ApprovedShares(try totals(batch.id)),
            repeats: repeats,
            acknowledged: seen?.acknowledged ?? [], digest: Hexadecimal.encode(digest), reason: decision.reason)
        try self.record(
            JournalEvent(
                at: now, batch: batch.id, payout: nil, kind: "batch_approved", detail: record.detail,
                actor: decision.person, evidence: digest))
        if case .refused(let why) = try handle(.approved, of: batch.id, at: now) {
            throw CommandFailure.refused(batch, why)
        }
    }
}
