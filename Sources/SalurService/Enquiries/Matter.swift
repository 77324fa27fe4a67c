package import PayoutCore
package import Wording

/// What keeps a payout from going on by itself: what it means, and what a person types next.
package enum Matter: Hashable, Sendable {
    case namesDiffer
    case possibleDuplicate
    case referenceUsed
    case repeatedInFile
    case conflict
    case contradiction
    /// Older reports show that it was sent, and the ledger does not know it.
    case ledgerLost
    /// Held for a reason that this version does not know.
    case held
    case invalid
    case failed
    /// Refused by the bank because of the account, which is no passing trouble.
    case unusableAccount
    case refunded
    case notFound
    case unverified
    case rejected
    /// Pending for longer than ``pendingMax``.
    case overdue

    /// How long a transfer may stay without a result before a person may decide it.
    package static let pendingMax = PayoutPolicy().resolveAfter

    /// The bank's refusals of an account: inactive, or none at all.
    private static let accountCodes: Set<String> = ["4031818", "4041811"]

    /// The matter of a payout with this status and reason; nil where it goes on by itself or is done.
    package init?(_ status: PayoutStatus, reasonCode: String?, isContradictionOpen: Bool = false) {
        guard !isContradictionOpen, reasonCode != ReasonCode.contradiction else {
            self = .contradiction
            return
        }
        // A person has decided it, and nothing is sent for it any more.
        guard reasonCode != ReasonCode.contradictionResolved else { return nil }
        switch status {
        case .held:
            switch reasonCode {
            case ReasonCode.ledgerLost: self = .ledgerLost
            case ReasonCode.nameMismatch: self = .namesDiffer
            case ReasonCode.possibleDuplicate: self = .possibleDuplicate
            case ReasonCode.referenceUsed: self = .referenceUsed
            case ReasonCode.repeatedInFile: self = .repeatedInFile
            case ReasonCode.conflict: self = .conflict
            case _: self = .held
            }
        case .invalid: self = .invalid
        case .failed: self = Self.accountCodes.contains(reasonCode ?? "") ? .unusableAccount : .failed
        case .refunded: self = .refunded
        case .notFound: self = .notFound
        case .unverified: self = .unverified
        case .rejected: self = .rejected
        case .queued, .validating, .validated, .pending, .succeeded, .cancelled: return nil
        }
    }

    /// What it means and what to find out, in one sentence.
    package var meaning: Phrase {
        switch self {
        case .namesDiffer:
            Phrase("The bank knows the account under another name: ask the beneficiary, then release or cancel it.")
        case .possibleDuplicate:
            Phrase(
                """
                The same amount went to the same account in another batch: cancel it if it is the same payment; to \
                release it is to pay once more.
                """)
        case .referenceUsed:
            Phrase(
                """
                Another batch has paid under this reference: cancel it if it corrects that payment; to release it is \
                to pay its whole amount as well.
                """)
        case .repeatedInFile:
            Phrase(
                """
                Another row of the file has the same account and amount: cancel it if it is the same payment; to \
                release it is to pay both.
                """)
        case .conflict:
            Phrase(
                """
                The bank remembers a transfer that it does not find; it may have been paid: ask the bank. If it knows \
                the transfer, resolve it; if it confirms that no money moved, retry it.
                """)
        case .contradiction:
            Phrase(
                """
                The bank contradicts itself, it may have been paid: ask the bank, then resolve it with the bank's \
                answer as evidence. Pay nothing by other means.
                """)
        case .ledgerLost:
            Phrase(
                """
                Older reports show that it was sent, and this ledger does not know it: restore the ledger. Else cancel \
                it if it was paid, and release it, which pays it again, only if the bank confirms that no money moved.
                """)
        case .held: Phrase("A person must decide about it.")
        case .invalid:
            Phrase(
                "The bank says that the account cannot receive: try again once it can, or pay another in a new file.")
        case .failed: Phrase("The bank refused the transfer, or it failed; no money moved: try again, or leave it.")
        case .unusableAccount:
            Phrase(
                """
                The account cannot receive, and no money moved: correct the account in a new file, or try again once \
                it can receive.
                """)
        case .refunded: Phrase("It was paid, then the bank gave the money back: find out why, then try again.")
        case .notFound:
            Phrase(
                "The bank does not know the transfer; no money moved: try again, which asks the bank once more first.")
        case .unverified:
            Phrase(
                "The bank never told whether the account can receive; no money moved: process it again, or cancel it.")
        case .rejected: Phrase("The row is wrong and nothing was sent: mend it in rejected.csv and pay that file.")
        case .overdue:
            Phrase("The bank has not told the result for more than 24 hours: ask it, then say what came of it.")
        }
    }

    /// What to type about one payout.
    func commands(_ reference: String, _ typed: TypedCommand) -> [String] {
        switch self {
        case .namesDiffer, .held:
            [typed.command("release", about: reference), typed.command("cancel", about: reference)]
        // What may be paid already is stopped first.
        case .possibleDuplicate, .referenceUsed, .repeatedInFile:
            [typed.command("cancel", about: reference), typed.command("release", about: reference)]
        case .conflict:
            [
                typed.command("resolve", about: reference, with: "--external-id ID"),
                typed.command("retry", about: reference, with: "--new-reference REASON"),
            ]
        case .ledgerLost: [typed.command("cancel", about: reference), typed.command("release", about: reference)]
        case .rejected: []
        case .invalid: [typed.command("retry", about: reference), typed.command("cancel", about: reference)]
        case .failed, .unusableAccount, .refunded, .notFound: [typed.command("retry", about: reference)]
        case .unverified: [typed.whole("process"), typed.command("cancel", about: reference)]
        case .overdue, .contradiction:
            [typed.command("resolve", about: reference, with: "--as succeeded|failed|refunded --evidence TEXT")]
        }
    }

    /// What to type about all of one status and reason, of which `example` is the first.
    func commands(all status: PayoutStatus, for reasonCode: String?, example: String, _ typed: TypedCommand) -> [String]
    {
        let explain = typed.command("explain", about: example)
        switch self {
        case .namesDiffer, .held:
            return [
                explain, typed.command("release", all: status, for: reasonCode),
                typed.command("cancel", all: status, for: reasonCode),
            ]
        case .possibleDuplicate, .referenceUsed, .repeatedInFile:
            return [
                explain, typed.command("cancel", all: status, for: reasonCode),
                typed.command("release", all: status, for: reasonCode),
            ]
        case .invalid:
            return [
                explain, typed.command("retry", all: status, for: reasonCode),
                typed.command("cancel", all: status, for: reasonCode),
            ]
        case .failed, .unusableAccount, .refunded, .notFound:
            return [explain, typed.command("retry", all: status, for: reasonCode)]
        case .conflict, .contradiction, .overdue, .ledgerLost: return [explain] + commands(example, typed)
        case .unverified: return [typed.whole("process"), typed.command("cancel", all: status, for: reasonCode)]
        case .rejected: return []
        }
    }
}

/// Writes commands as a person types them, naming the batch where the ledger holds several.
struct TypedCommand {
    /// The batch's name where it must be said.
    let batch: String?

    /// A command about a whole batch.
    func whole(_ verb: String) -> String {
        (["salur", verb] + (batch.map { [ShellWord.quoted($0)] } ?? [])).joined(separator: " ")
    }

    /// A command about one payout.
    func command(_ verb: String, about reference: String, with rest: String? = nil) -> String {
        let dashes = reference.hasPrefix("-") ? ["--"] : []
        let words = ["salur", verb] + option + [rest].compactMap(\.self) + dashes + [ShellWord.quoted(reference)]
        guard dashes.isEmpty else { return words.joined(separator: " ") }
        return (["salur", verb, ShellWord.quoted(reference)] + [rest].compactMap(\.self) + option).joined(
            separator: " ")
    }

    /// A command about every payout of one status and reason.
    func command(_ verb: String, all status: PayoutStatus, for reasonCode: String?) -> String {
        let reason = reasonCode.map { $0 == status.rawValue ? [] : ["--reason-code", ShellWord.quoted($0)] } ?? []
        return (["salur", verb, "--status", status.rawValue] + reason + option).joined(separator: " ")
    }

    private var option: [String] { batch.map { ["--batch", ShellWord.quoted($0)] } ?? [] }
}
