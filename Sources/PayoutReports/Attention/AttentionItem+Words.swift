package import PayoutCore
package import Wording

extension AttentionItem {
    /// What it means and what to find out, in one sentence, in the words of the rail.
    package func meaning(for rail: Rail) -> Phrase {
        guard rail != .payout, let words = meaningOfMovement(rail) else { return meaning }
        return words
    }

    /// What it means where it is no payout; nil where the words for payouts fit.
    private func meaningOfMovement(_ rail: Rail) -> Phrase? {
        switch self {
        case .possibleDuplicate:
            Phrase(
                """
                Another batch asks for the same amount in the same way: cancel it if it is the same; release it only \
                if both are due.
                """)
        case .referenceUsed:
            Phrase(
                """
                Another batch has used this reference: cancel it if it corrects that row; to release it is to ask for \
                its whole amount as well.
                """)
        case .repeatedInFile:
            Phrase(
                """
                Another row of the file asks for the same amount in the same way: cancel it if it is the same; to \
                release it is to ask for both.
                """)
        case .conflict:
            Phrase(
                """
                The bank remembers a \(rail.noun) that it does not find; it may have been made: ask the bank. If it \
                knows the \(rail.noun), resolve it; if it confirms that no money moved, retry it.
                """)
        case .contradiction:
            Phrase(
                """
                The bank contradicts itself, the \(rail.noun) may have been made: ask the bank, then resolve it with \
                the bank's answer as evidence. Do not repeat it by other means.
                """)
        case .failed, .unusableAccount:
            Phrase("The bank refused the \(rail.noun), or it failed; no money moved: try again, or leave it.")
        case .refunded:
            Phrase(
                """
                It succeeded, then the bank gave the money back: find out why, then try again. If it is to stay so, \
                "salur close" ends its batch, once no other row of it is to be sent.
                """)
        case .notFound:
            Phrase(
                """
                The bank does not know the \(rail.noun); no money moved: try again, which asks the bank once more \
                first. If it is to stay so, "salur close" ends its batch, once no other row of it is to be sent.
                """)
        case .authorised:
            Phrase("The amount is held on the customer's card, and not taken yet: take it, or release it.")
        case .rejected:
            Phrase("The row is wrong and nothing was sent: mend it in rejected.csv and submit that file.")
        case .samePurpose:
            Phrase(
                """
                Another batch of the same purpose has asked for money in the same way: cancel it if it is the same; \
                release it only if both are due.
                """)
        case .ledgerLost, .accountChanged, .aboveCeiling, .abovePayeeDay, .aboveDay, .namesDiffer, .held, .invalid,
            .nameRejected, .unverified, .overdue, .awaitingCode:
            nil
        }
    }

    /// What it means for a payout.
    private var meaning: Phrase {
        switch self {
        case .namesDiffer:
            Phrase("The bank knows the account under another name: ask the beneficiary, then release or cancel it.")
        case .possibleDuplicate:
            Phrase(
                """
                Another batch has the same amount for the same account: cancel it if it is the same payment; release \
                it only if it is due all the same.
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
        case .samePurpose:
            Phrase(
                """
                Another batch has paid the same account for the same purpose: cancel it if it is the same payment; \
                release it only if it is due all the same.
                """)
        case .accountChanged:
            Phrase(
                """
                The person was paid to another account before: ask the person, by a way that is not in the file; \
                release it only if the new account is right, else cancel it.
                """)
        case .aboveCeiling:
            Phrase(
                """
                It asks for more than one row may (limits.row): cancel it if the amount is wrong; release it if it is \
                right.
                """)
        case .abovePayeeDay:
            Phrase(
                """
                Its account would get more than it may on one day (limits.payee): release it on another day, or after \
                limits.payee was raised; before that it is held again. Cancel it if the amount is wrong.
                """)
        case .aboveDay:
            Phrase(
                """
                It asks for more than may be sent on one day (limits.day): release it after limits.day was raised; \
                before that it is held again. Cancel it if the amount is wrong.
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
        case .held, .authorised: Phrase("A person must decide about it.")
        case .awaitingCode:
            Phrase("The bank has sent a code to the customer: ask the customer for the code, and send it.")
        case .invalid:
            Phrase(
                "The bank says that the account cannot receive: try again once it can, or pay another in a new file.")
        case .nameRejected:
            Phrase("The bank knows the account under another name: ask the beneficiary, then pay it in a new file.")
        case .failed: Phrase("The bank refused the transfer, or it failed; no money moved: try again, or leave it.")
        case .unusableAccount:
            Phrase(
                """
                The account cannot receive, and no money moved: correct the account in a new file, or try again once \
                it can receive.
                """)
        case .refunded:
            Phrase(
                """
                It was paid, then the bank gave the money back: find out why, then try again. If it is not to be paid \
                again, "salur close" ends its batch, once no other row of it is to be sent.
                """)
        case .notFound:
            Phrase(
                """
                The bank does not know the transfer; no money moved: try again, which asks the bank once more first. \
                If it is not to be paid, "salur close" ends its batch, once no other row of it is to be sent.
                """)
        case .unverified:
            Phrase(
                "The bank never told whether the account can receive; no money moved: process it again, or cancel it.")
        case .rejected: Phrase("The row is wrong and nothing was sent: mend it in rejected.csv and pay that file.")
        case .overdue:
            Phrase("The bank has not told the result for more than 24 hours: ask it, then say what came of it.")
        }
    }

    /// What to type about one payout.
    package func commands(_ reference: String, _ typed: TypedCommand) -> [String] {
        switch self {
        case .namesDiffer, .held:
            [typed.command("release", about: reference), typed.command("cancel", about: reference)]
        // What may be paid already is stopped first.
        case .possibleDuplicate, .referenceUsed, .repeatedInFile, .samePurpose, .accountChanged, .aboveCeiling,
            .abovePayeeDay, .aboveDay:
            [typed.command("cancel", about: reference), typed.command("release", about: reference)]
        case .awaitingCode: [typed.command("otp", about: reference)]
        case .authorised:
            [
                typed.command("resolve", about: reference, with: "--capture"),
                typed.command("resolve", about: reference, with: "--void"),
            ]
        case .conflict:
            [
                typed.command("resolve", about: reference, with: "--external-id ID"),
                typed.command("retry", about: reference, with: "--new-reference REASON"),
            ]
        case .ledgerLost: [typed.command("cancel", about: reference), typed.command("release", about: reference)]
        case .rejected: []
        case .invalid, .nameRejected:
            [typed.command("retry", about: reference), typed.command("cancel", about: reference)]
        case .failed, .unusableAccount, .refunded, .notFound: [typed.command("retry", about: reference)]
        case .unverified: [typed.whole("process"), typed.command("cancel", about: reference)]
        case .overdue, .contradiction:
            [typed.command("resolve", about: reference, with: "--as succeeded|failed|refunded --evidence TEXT")]
        }
    }

    /// What to type about all of one status and reason, of which `example` is the first.
    package func commands(all status: PayoutStatus, for reasonCode: String?, example: String, _ typed: TypedCommand)
        -> [String]
    {
        let explain = typed.command("explain", about: example)
        switch self {
        case .namesDiffer, .held:
            return [
                explain, typed.command("release", all: status, for: reasonCode),
                typed.command("cancel", all: status, for: reasonCode),
            ]
        case .possibleDuplicate, .referenceUsed, .repeatedInFile, .samePurpose, .accountChanged, .aboveCeiling,
            .abovePayeeDay, .aboveDay:
            return [
                explain, typed.command("cancel", all: status, for: reasonCode),
                typed.command("release", all: status, for: reasonCode),
            ]
        case .invalid, .nameRejected:
            return [
                explain, typed.command("retry", all: status, for: reasonCode),
                typed.command("cancel", all: status, for: reasonCode),
            ]
        case .failed, .unusableAccount, .refunded, .notFound:
            return [explain, typed.command("retry", all: status, for: reasonCode)]
        case .conflict, .contradiction, .overdue, .ledgerLost, .authorised, .awaitingCode:
            return [explain] + commands(example, typed)
        case .unverified: return [typed.whole("process"), typed.command("cancel", all: status, for: reasonCode)]
        case .rejected: return []
        }
    }
}
