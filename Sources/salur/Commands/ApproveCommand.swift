internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Say that a submitted batch may be paid. Pays nothing; salur process does.",
        discussion: """
            EXAMPLES
              salur approve
              salur approve payroll-1a2b3c4d --reason "checked with HR"
              salur approve --yes --by "Budi Hartono" --reason "ticket 4711" 2026-02-bonus
              salur approve --allow-repeats --reason "two instalments each" payroll-1a2b3c4d

            Shows rows, rejected, held, to pay and total, and who submitted it, then asks. Your account, name and \
            reason are recorded with the digest, number and sum of the rows. Where
            approval.levels asks for several accounts, each of them runs this.
            EXIT CODES
              0   approved, now or before
              75  answered no, nothing is approved
              77  this account submitted it (approval.fourEyes) or has approved it
                  already (approval.levels), or somebody edited the ledger
            """)

    @Argument(
        help: ArgumentHelp(
            "Batches: their name, file or identity. Default: the one that waits.", valueName: "batch"))
    var batches: [String] = []

    @Flag(
        name: .customLong("allow-repeats"),
        help: "Rows with the same account and amount as another of the file are meant: they are approved as well.")
    var allowRepeats = false

    @OptionGroup var person: PersonOptions

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let approval = BatchApproval(settings: try await settings.load(), clock: SystemClock())
            let previews = try await approval.previews(batches)
            if previews.isEmpty { Output.message(Phrase("No batch waits for approval.")) }
            let waiting = previews.filter { !$0.isDone }
            for preview in previews where preview.isDone { Output.message(preview.doneSentence) }
            if !waiting.isEmpty {
                guard try await approve(waiting, approval) else { return .notSettled }
            }
            if settings.json {
                try Output.json(all: try await approval.previews(named(previews)).map(ApprovalDocument.init))
            }
            return .success
        }
    }

    /// Without a name the batch that waited is meant, also once it waits no more.
    private func named(_ previews: [BatchApproval.Preview]) -> [String] { previews.map(\.batch.identity.text) }

    /// False where the person said no.
    private func approve(_ waiting: [BatchApproval.Preview], _ approval: BatchApproval) async throws -> Bool {
        for preview in waiting { Output.message(preview.summary) }
        let decision = try person.decision()
        try approval.requireMayApprove(waiting, decision)
        for preview in waiting where preview.isOwn(decision) {
            Output.message(
                Phrase("Note: \(preview.batch.folderName) was submitted by \(decision.person) as well."))
        }
        guard await isConfirmed(waiting) else {
            Output.message(Phrase("Nothing was approved. Run the same command again to approve."))
            return false
        }
        let approved = try await approval.approve(waiting, decision, allowsRepeats: allowRepeats)
        if !settings.json {
            for preview in approved { Output.result(preview.approvedSentence) }
        }
        return true
    }

    private func isConfirmed(_ waiting: [BatchApproval.Preview]) async -> Bool {
        if person.yes { return true }
        // Money in and money out are never added up.
        let parts = Rail.allCases.compactMap { rail -> Phrase? in
            let own = waiting.filter { $0.batch.rail == rail }
            return own.isEmpty ? nil : rail.approved(total(of: own))
        }
        return await Question.confirm(Phrase("Approve that \(Phrase.joined(parts, by: "; "))?"))
    }

    private func total(of batches: [BatchApproval.Preview]) -> Tally {
        batches.reduce(.zero) { sum, preview in
            let repeats = allowRepeats ? preview.held.repeats : .zero
            return Tally(
                count: sum.count + preview.plan.toPay + repeats.count,
                sum: Rupiah(sum.sum.whole + preview.plan.total.whole + repeats.sum.whole))
        }
    }
}
