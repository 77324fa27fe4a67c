internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Whether an account may approve what another has submitted (`approval.fourEyes`).
struct FourEyesCheck {
    private let rule: FourEyes

    init(_ rule: FourEyes) { self.rule = rule }

    /// - Parameters:
    ///   - submitter: as the journal has it; nil where it does not tell.
    ///   - approver: as the journal will have it.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where both are the same account of the machine.
    func require(_ batch: Batch, submittedBy submitter: String?, approver: String) throws(CommandFailure) {
        let account = Actor.account(in: approver)
        switch rule {
        case .off: return
        case .account: guard submitter.map({ Actor.account(in: $0) }) ?? account == account else { return }
        }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) was submitted by the account \(account), which may therefore not approve it \
                (approval.fourEyes). Nothing was approved and nothing was sent. Another account approves it: salur \
                approve \(ShellWord.quoted(batch.folderName))
                """), code: .fourEyes)
    }
}
