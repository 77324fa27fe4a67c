internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Whether an account may approve what another has submitted (`approval.fourEyes`).
struct FourEyesCheck {
    private let rule: FourEyes

    init(_ rule: FourEyes) { self.rule = rule }

    /// Whether both are not the same account of the machine, or need not differ.
    ///
    /// - Parameters:
    ///   - submitter: as the journal has it; nil if it names none.
    ///   - approver: as the journal will have it.
    func allows(submittedBy submitter: String?, approver: String) -> Bool {
        let account = Actor.account(in: approver)
        return switch rule {
        case .off: true
        case .account: submitter.map { Self.person(Actor.account(in: $0)) } ?? "" != Self.person(account)
        }
    }

    /// The name of whoever an account belongs to: on the console, with a key and on the machine, one name is one
    /// person, in any letter case.
    private static func person(_ account: String) -> String {
        let start = account.lastIndex { $0 == "/" || $0 == ":" }.map { account.index(after: $0) } ?? account.startIndex
        return account[start...].lowercased()
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where the approver is not allowed.
    func require(_ batch: Batch, submittedBy submitter: String?, approver: String) throws(CommandFailure) {
        guard !allows(submittedBy: submitter, approver: approver) else { return }
        let account = Actor.account(in: approver)
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
