internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Approves a batch in the name of its folder, where the settings say that nobody needs to look at it.
struct InboxApproval {
    /// What became of a batch.
    enum Result {
        case approved
        /// A person must look at it, and why.
        case waits(Phrase)
    }

    private let folder: InboxFolder
    private let approval: BatchApproval
    private let person: String

    init(_ folder: InboxFolder, _ approval: BatchApproval, person: String) {
        (self.folder, self.approval, self.person) = (folder, approval, person)
    }

    /// - Parameter path: where the file lies; its content must be what was submitted.
    /// - Throws: ``CommandFailure``.
    func decide(_ identity: String, file path: String) async throws -> Result {
        guard case .automatic(let ceiling) = folder.approval else { return .waits(Self.byPerson) }
        guard let preview = try await approval.previews([identity]).first else { return .waits(Self.byPerson) }
        // Somebody was faster, or a crash came after the approval.
        if preview.isDone { return preview.approvedAt != nil ? .approved : .waits(Self.byPerson) }
        guard preview.batch.status == .submitted else { return .waits(Self.byPerson) }
        guard try InboxLedger.isSame(path, as: preview.batch) else {
            return .waits(Phrase("the file was written to after it had been submitted"))
        }
        let reasons = Self.reasons(against: preview, ceiling)
        guard reasons.isEmpty else { return .waits(.joined(reasons, by: "; ")) }
        let decision = PersonalDecision(
            person: person, reason: "inbox.folders, approval auto up to \(ceiling.whole) rupiah")
        do {
            _ = try await approval.approve([preview], decision, allowsRepeats: false)
        } catch {
            // Such as a ceiling for every batch. What has changed meanwhile is looked at again.
            guard error.status == .stopped else { throw error }
            return .waits(error.phrase)
        }
        return .approved
    }

    private static var byPerson: Phrase { Phrase("a person approves the batches of this folder") }

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
