internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Who may approve a batch, and how many must (`approval.fourEyes`, `approval.levels`). Commands, pages and the API all
/// ask it, in the transaction that approves.
struct ApprovalRule {
    private let fourEyes: FourEyes
    private let levels: [ApprovalLevel]

    init(_ settings: Settings) { (fourEyes, levels) = (settings.fourEyes, settings.approvalLevels) }

    /// How many accounts approve a batch with these rows; rows that wait for a person count, since they may be paid.
    func approvalsNeeded(_ totals: Totals) -> Int {
        let sum = BatchCeiling.sum(totals)
        return levels.filter { sum > $0.above }.map(\.approvals).max() ?? 1
    }

    /// Whether an account may approve by itself what this account submitted.
    ///
    /// - Parameters:
    ///   - submitter: as the journal has it; nil if it names none.
    ///   - approver: as the journal will have it.
    func allows(submittedBy submitter: String?, approver: String, _ totals: Totals) -> Bool {
        guard fourEyes == .account || approvalsNeeded(totals) > 1 else { return true }
        return submitter.map { !Self.isSame($0, as: approver) } ?? false
    }

    /// Whether two records name the same person: on the console, with a key and on the machine, one name is one person,
    /// in any letter case.
    static func isSame(_ one: String, as other: String) -> Bool { person(in: one) == person(in: other) }

    private static func person(in record: String) -> String {
        let account = Actor.account(in: record)
        let start = account.lastIndex { $0 == "/" || $0 == ":" }.map { account.index(after: $0) } ?? account.startIndex
        return account[start...].lowercased()
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where the approver is not allowed.
    func require(
        _ batch: Batch, _ totals: Totals, submittedBy submitter: String?, approver: String
    ) throws(CommandFailure) {
        guard !allows(submittedBy: submitter, approver: approver, totals) else { return }
        let account = Actor.account(in: approver)
        let setting = fourEyes == .account ? "approval.fourEyes" : "approval.levels"
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) was submitted by the account \(account), which may therefore not approve it \
                (\(setting)). Nothing was approved and nothing was sent. Another account approves it: salur approve \
                \(ShellWord.quoted(batch.folderName))
                """), code: .fourEyes)
    }

    /// Refuses to approve and pay in one go what several accounts approve.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``.
    func requireOneApproval(_ batch: Batch, _ totals: Totals) throws(CommandFailure) {
        let needed = approvalsNeeded(totals)
        guard needed > 1 else { return }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) asks for \(BatchCeiling.sum(totals).display), which \(needed) accounts approve \
                (approval.levels). Nothing was approved and nothing was sent. Each of them runs: salur approve \
                \(ShellWord.quoted(batch.folderName))
                """), code: .fourEyes)
    }

    /// Refuses a second approval of the same account.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``.
    func requireNew(_ approver: String, _ batch: Batch, beside given: GivenApprovals) throws(CommandFailure) {
        guard given.events.contains(where: { Self.isSame($0.actor, as: approver) }) else { return }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                The account \(Actor.account(in: approver)) has approved \(batch.folderName) already: \
                \(given.events.count) of \(given.needed) approvals are there (approval.levels). Nothing was changed \
                and nothing was sent. Another account approves it too: salur approve \
                \(ShellWord.quoted(batch.folderName))
                """), code: .fourEyes)
    }
}
