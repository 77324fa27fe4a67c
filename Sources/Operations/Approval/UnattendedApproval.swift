internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Approves a batch in the name of its folder or schedule, where the settings say that nobody needs to look at it.
struct UnattendedApproval {
    /// Where a batch comes from by itself.
    enum Origin {
        case folder, schedule

        fileprivate var setting: String {
            switch self {
            case .folder: "inbox.folders"
            case .schedule: "schedules"
            }
        }

        fileprivate var byPerson: Phrase {
            switch self {
            case .folder: Phrase("a person approves the batches of this folder")
            case .schedule: Phrase("a person approves the batches of this schedule")
            }
        }
    }

    /// What became of a batch.
    enum Result {
        case approved
        /// A person must look at it, and why.
        case waits(Phrase)
    }

    private let origin: Origin
    private let rule: InboxFolder.Approval
    private let approval: BatchApproval
    private let person: String

    init(of origin: Origin, _ rule: InboxFolder.Approval, _ approval: BatchApproval, person: String) {
        (self.origin, self.rule, self.approval, self.person) = (origin, rule, approval, person)
    }

    /// - Parameter path: where the file lies; its content must be what was submitted.
    /// - Throws: ``CommandFailure``.
    func decide(_ identity: String, file path: String) async throws -> Result {
        guard case .automatic(let ceiling) = rule else { return .waits(origin.byPerson) }
        guard let preview = try await approval.previews([identity]).first else { return .waits(origin.byPerson) }
        // Somebody was faster, or a crash came after the approval.
        if preview.isDone { return preview.approvedAt != nil ? .approved : .waits(origin.byPerson) }
        guard preview.batch.status == .submitted else { return .waits(origin.byPerson) }
        guard try InboxLedger.isSame(path, as: preview.batch) else {
            return .waits(Phrase("the file was written to after it had been submitted"))
        }
        var reasons = Self.reasons(against: preview, ceiling)
        if preview.approvals.needed > 1 {
            reasons.append(
                Phrase("\(preview.approvals.needed) accounts approve what asks for so much (approval.levels)"))
        }
        guard reasons.isEmpty else { return .waits(.joined(reasons, by: "; ")) }
        let decision = PersonalDecision(
            person: person, reason: "\(origin.setting), approval auto up to \(ceiling.whole) rupiah")
        do {
            _ = try await approval.approve([preview], decision, allowsRepeats: false)
        } catch {
            // Such as a ceiling for every batch. What has changed meanwhile is looked at again.
            guard error.status == .stopped else { throw error }
            return .waits(error.phrase)
        }
        return .approved
    }

    /// Why a person must look at a batch although its folder approves by itself.
    static func reasons(against preview: BatchApproval.Preview, _ ceiling: Rupiah) -> [Phrase] {
        var reasons: [Phrase] = []
        let sum = BatchCeiling.sum(preview.totals)
        if sum > ceiling {
            reasons.append(
                Phrase("it asks for \(sum.display), and \(ceiling.display) at most need no person (ceiling)"))
        }
        let rejected = preview.totals[.rejected, default: .zero].count
        if rejected > 0 { reasons.append(Phrase("\(count: rejected) rows are rejected")) }
        let held = preview.totals[.held, default: .zero].count
        if held > 0 { reasons.append(Phrase("\(count: held) rows are held")) }
        let changed = preview.survey?.changedAccounts ?? 0
        if changed > 0 { reasons.append(Phrase("\(count: changed) payees have another account than before")) }
        return reasons
    }
}
