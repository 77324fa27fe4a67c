package import PayoutCore
internal import PayoutRules
package import Wording

extension Reason {
    /// What happened and, where a person must act, what to do, in the words of the rail.
    package func phrase(for rail: Rail) -> Phrase { .joined(sentences(rail), by: " ") }

    /// What happened, without what to do where that is apart.
    package func whatHappened(for rail: Rail) -> Phrase {
        switch self {
        case .rejected(let faults): .joined(faults.map(\.finding), by: " ")
        case .blocked(let block): block.finding
        case _: phrase(for: rail)
        }
    }

    /// What to do about a rejected row; empty of any other reason.
    package var whatToDo: Phrase {
        switch self {
        case .rejected(let faults): .joined(faults.map { Phrase("\($0.whatToDo).") }, by: " ")
        case .blocked: PayeeBlock.advice
        case _: .verbatim("")
        }
    }

    private func sentences(_ rail: Rail) -> [Phrase] {
        switch self {
        case .rejected(let faults): faults.map(\.phrase)
        case .nameMismatch(let file, let bank):
            NameComparison.sentences(file: file, bank: bank) + [
                Phrase("Ask the beneficiary."),
                Phrase("If the account is right, release the row; if not, cancel it."),
            ]
        case .nameRejected(let file, let bank):
            NameComparison.sentences(file: file, bank: bank) + [
                Phrase("The settings let such a row end unpaid."),
                Phrase("Ask the beneficiary, and pay the row in a new file with the right account or name."),
            ]
        case .samePayment(let earlier):
            rail == .payout ? Self.samePayment(earlier) : rail.sameMovement(earlier)
        case .referenceUsed(let earlier, let asked, let accounts):
            rail == .payout
                ? Self.referenceUsed(earlier, asked: asked, accounts)
                : rail.referenceUsed(earlier, asked: asked, accounts)
        case .repeatedInFile(let line, let reference) where rail != .payout:
            rail.repeatedInFile(line: line, reference)
        case .repeatedInFile(let line, let reference):
            [
                reference.isEmpty
                    ? Phrase("Line \(line) of the same file has the same account and amount.")
                    : Phrase("Line \(line) of the same file, reference \(reference), has the same account and amount."),
                Phrase("If it is the same payment, cancel the row; if both are due, release the row."),
            ]
        case .samePurpose(let earlier, let purpose): Self.samePurpose(earlier, purpose: purpose)
        case .accountChanged(_, let since, let accounts): Self.accountChanged(since: since, accounts)
        case .blocked(let block): [block.finding, PayeeBlock.advice]
        case .ceiling(let hit): hit.sentences
        case .conflict:
            [
                Phrase("The bank says that an earlier \(rail.noun) of this row exists, but does not find it."),
                Phrase("It is not sent again."),
                Phrase("Ask the bank about this partner_reference_no, then resolve the row."),
            ]
        case .contradiction(let statements):
            [
                statements.phrase, Phrase("Nothing more is sent for this row."),
                Phrase("Ask the bank what happened."),
            ]
        case .contradictionResolved(let statements, let decision, let resolution):
            [statements.phrase, decision.recorded(resolution)]
        case .cancelled(let decision):
            [Phrase("Cancelled by \(decision.person) before any money moved: \(decision.reason)")]
        case .resolved(let decision, let resolution):
            [Phrase("The bank did not tell the result."), decision.recorded(resolution)]
        case .ledgerLost(let reported): Self.ledgerLost(reported)
        case .noValidationResult, .awaitingResult, .answerUnknown, .notFound, .deferred, .cutOff, .unsent, .refunded,
            .accountRefused, .transferRefused, .transferFailed, .awaitingCode, .refusedInDoubt, .authorised, .voided:
            bankSentences(rail)
        }
    }

    /// What the bank answered, reported, or left open.
    private func bankSentences(_ rail: Rail) -> [Phrase] {
        switch self {
        case .noValidationResult:
            [
                Phrase("The bank accepted the account check but never told its result."), Phrase("No money moved."),
                Phrase("Run the file again."),
            ]
        case .awaitingResult: [Phrase("The bank received the \(rail.noun) and has not told its result yet.")]
        case .awaitingCode:
            [
                Phrase("The bank waits for the code that it has sent to the customer."),
                Phrase("Ask the customer for the code, and send it with: salur otp."),
            ]
        case .refusedInDoubt(let answer):
            answer.sentences(Phrase("The bank refused the \(rail.noun), but has not said that it failed."), rail) + [
                Phrase("Its status is asked; it is not sent again.")
            ]
        case .authorised:
            [
                Phrase("The amount is held on the customer's card and is not paid yet."),
                Phrase("Take the money or release the card: resolve the row."),
            ]
        case .voided: [Phrase("The amount on the customer's card was released; no money moved.")]
        case .answerUnknown(let answer):
            [
                Phrase("The bank's answer to the \(rail.noun) was unclear (\(answer)); it may have been made."),
                Phrase("Its status is asked; it is not sent again."),
            ]
        case .notFound:
            [
                Phrase(
                    """
                    The bank says, repeatedly and long after it was sent, that it does not know this \(rail.noun): no \
                    money moved.
                    """),
                Phrase("Retry the row to send it again."),
            ]
        case .deferred(let answer, let why): why.sentences(answer: answer)
        case .cutOff(let answer):
            [
                Phrase("The bank takes no transfers at this time (\(answer))."),
                Phrase("The row waits until the cut-off has passed, then it goes again."),
            ]
        case .unsent(let why): [why.phrase]
        case .refunded: [Phrase("The \(rail.noun) succeeded, then the bank gave the money back.")]
        case .accountRefused(let answer):
            answer.sentences(Phrase("The bank says that this account cannot receive."), rail)
        case .transferRefused(let answer) where BankAnswer.isOwn(answer.code):
            [Phrase("Salur did not send this \(rail.noun): \(unusable(rail)).")]
        case .transferRefused(let answer): answer.sentences(Phrase("The bank refused this \(rail.noun)."), rail)
        case .transferFailed(let answer):
            answer.sentences(Phrase("The bank says that the \(rail.noun) failed; no money moved."), rail)
        case .rejected, .nameMismatch, .nameRejected, .samePayment, .referenceUsed, .repeatedInFile, .samePurpose,
            .accountChanged, .blocked, .ceiling, .conflict, .contradiction, .contradictionResolved, .cancelled,
            .resolved, .ledgerLost:
            []
        }
    }

    private static func samePayment(_ earlier: Earlier) -> [Phrase] {
        let (amount, reference, batch) = (earlier.amount.display, earlier.reference, earlier.batch)
        let date = JakartaTime(earlier.sentAt).toTheMinute
        let before =
            switch earlier.state {
            case .paid:
                Phrase(
                    """
                    The same amount was paid to the same account before: \(amount) on \(date) in batch \(batch), \
                    reference \(reference).
                    """)
            case .sent:
                Phrase(
                    """
                    The same amount was sent to the same account before: \(amount) on \(date) in batch \(batch), \
                    reference \(reference), and its result is not known yet.
                    """)
            case .due:
                Phrase(
                    """
                    The same amount is being paid to the same account: \(amount) in batch \(batch), reference \
                    \(reference).
                    """)
            case .ended:
                Phrase(
                    """
                    The same amount was to be paid to the same account: \(amount) in batch \(batch), reference \
                    \(reference). That payment has ended unpaid.
                    """)
            }
        let advice = Phrase(
            """
            If it is the same payment, cancel the row; if it must be paid once more all the same, release the row.
            """)
        return [before] + cancelled(earlier) + [earlier.state == .ended ? adviceAfterEnd : advice]
    }

    private static func referenceUsed(_ earlier: Earlier, asked: Rupiah, _ accounts: TwoAccounts?) -> [Phrase] {
        if MadeReference.stem(of: earlier.reference) != nil { return otherAmount(earlier, asked: asked) }
        let (amount, batch, date) = (earlier.amount.display, earlier.batch, JakartaTime(earlier.sentAt).toTheMinute)
        let difference = asked.difference(from: earlier.amount)
        let used =
            switch earlier.state {
            case .paid:
                Phrase(
                    """
                    The reference was used before: paid \(amount) on \(date) in batch \(batch); this asks for \
                    \(asked.display) (difference \(difference)).
                    """)
            case .sent:
                Phrase(
                    """
                    The reference was used before: sent \(amount) on \(date) in batch \(batch), result not known yet; \
                    this asks for \(asked.display) (difference \(difference)).
                    """)
            case .due:
                Phrase(
                    """
                    The reference is being paid in another batch: \(amount) in batch \(batch); this asks for \
                    \(asked.display) (difference \(difference)).
                    """)
            case .ended:
                Phrase(
                    """
                    The reference was used before: \(amount) in batch \(batch), a payment that has ended \
                    unpaid; this asks for \(asked.display) (difference \(difference)).
                    """)
            }
        let account = accounts.map {
            Phrase(
                """
                The account differs: \($0.earlier) at bank \($0.earlierBank) then, \($0.now) at bank \($0.bankNow) now.
                """)
        }
        let advice = Phrase(
            """
            If it corrects the earlier payment, cancel the row and pay what is missing under a new reference; if it is \
            due in full, release the row.
            """)
        return [used] + cancelled(earlier) + (account.map { [$0] } ?? [])
            + [earlier.state == .ended ? adviceAfterEnd : advice]
    }

    /// When the earlier payment was cancelled; nothing where it was not.
    static func cancelled(_ earlier: Earlier) -> [Phrase] {
        earlier.cancelledAt.map { [Phrase("It was cancelled on \(JakartaTime($0).toTheMinute).")] } ?? []
    }

    static let adviceAfterEnd = Phrase(
        "If this row is due, release it; if the other payment is to be tried again, cancel this row.")

    private static func ledgerLost(_ reported: ReportedTransfer) -> [Phrase] {
        [
            Phrase(
                """
                The reports in \(reported.folder) show attempt \(reported.attempt), sent at \(reported.sentAt) \
                (\(reported.status)).
                """),
            Phrase("This ledger does not know it: the ledger was lost."),
            Phrase("Restore the ledger, or ask the bank."),
            Phrase("Release the row only if the bank confirms that no money moved."),
        ]
    }
}

extension DeferralCause {
    /// - Parameter answer: the bank's code.
    fileprivate func sentences(answer: String) -> [Phrase] {
        switch self {
        case .tokenRefused:
            [Phrase("The bank did not accept the access token or the signature (\(answer)).")] + Self.again
        case .tokenSuspected:
            [Phrase("The bank refused the request, and did not say that the row is wrong (\(answer)).")] + Self.again
        case .tooManyRequests: [Phrase("The bank was busy (\(answer)).")] + Self.again
        case .identifierUsed:
            [Phrase("The bank has seen the number of this account check before (\(answer)).")] + Self.again
        case .insufficientFunds: [Phrase("Your balance at the bank was too small (\(answer)).")] + Self.afterStop
        case .unknownPartner:
            [Phrase("The bank does not know your partner or merchant number (\(answer)).")] + Self.afterStop
        }
    }

    private static let again = [Phrase("No money moved; the row is tried again.")]
    private static let afterStop = [
        Phrase("The batch stopped, and no money moved for this row."),
        Phrase("The row is tried again when the batch goes on."),
    ]
}

extension Unsent.Cause {
    fileprivate var phrase: Phrase {
        switch self {
        case .notConnected: Phrase("The bank could not be reached; nothing was sent, and the row is tried again.")
        case .noToken: Phrase("There was no access token for the bank; nothing was sent, and the row is tried again.")
        case .tokenRefused:
            Phrase("The bank refused an access token; nothing was sent. The row is tried again when the batch goes on.")
        case .notStarted:
            Phrase("The program was about to end; nothing was sent, and the next run tries the row again.")
        case .connectionEnded:
            Phrase("The bank closed the connection before the request left; the row is tried again.")
        case .overtaken:
            Phrase("Too much time passed before the request could leave; nothing was sent, and the row is tried again.")
        }
    }
}

extension PersonalDecision {
    fileprivate func recorded(_ resolution: Resolution) -> Phrase {
        Phrase("Recorded as \(resolution.rawValue) by \(person): \(reason)")
    }
}

extension Contradiction {
    fileprivate var phrase: Phrase {
        Phrase("The bank contradicts itself: first \(first.phrase), then \(then.phrase).")
    }
}

extension Contradiction.Statement {
    fileprivate var phrase: Phrase {
        switch self {
        case .reported(let status): status.phrase
        case .reportedOfAttempt(let status, let attempt): Phrase("\(status.phrase) for attempt \(attempt)")
        case .decided(let resolution): Phrase("\(resolution.rawValue), as a person decided")
        case .ended(let state): .verbatim(state.rawValue)
        case .endedAndSentAgain(let state, let attempt):
            Phrase("\(state.rawValue), so attempt \(attempt) was sent")
        }
    }
}

extension TransactionStatus {
    /// The status in words; of one that nobody knows, what the bank wrote.
    package var phrase: Phrase {
        switch self {
        case .succeeded: Phrase("succeeded")
        case .authorised: Phrase("held on the card")
        case .voided: Phrase("released")
        case .pending: Phrase("pending")
        case .refunded: Phrase("refunded")
        case .failed: Phrase("failed")
        case .notFound: Phrase("not found")
        case .unrecognised(let text): .verbatim(text)
        }
    }
}

extension Reason {
    /// Why a request to a customer's bank did not leave.
    private func unusable(_ rail: Rail) -> Phrase {
        rail == .charge
            ? Phrase("the customer has no registered card") : Phrase("the customer has no bound account")
    }
}

extension BankAnswer {
    /// What the code means to a person, else the `fallback`; then the bank's words.
    fileprivate func sentences(_ fallback: Phrase, _ rail: Rail) -> [Phrase] {
        // A card charge that failed may be answered with the words of a request that was read well.
        let isAboutRequest = message.lowercased() == Self.readWell
        return [meaning(rail) ?? fallback]
            + (message.isEmpty || isAboutRequest ? [] : [Phrase("The bank's words: \(message).")])
    }

    private static let readWell = "successful"

    /// What the code means where it is one of those worth naming (SNAP: case codes).
    private func meaning(_ rail: Rail) -> Phrase? {
        guard code.utf8.count == 7 else { return nil }
        switch (code.prefix(3), code.suffix(2)) {
        case ("403", "02") where rail != .payout: return Phrase("The amount is over the bank's limit.")
        case ("403", "14") where rail.direction == .incoming:
            return Phrase("The customer's balance or limit is too small.")
        case ("403", "18") where rail != .payout, ("404", "11") where rail != .payout:
            return rail == .charge
                ? Phrase("The bank does not know the customer's card any more. Ask the customer to register one.")
                : Phrase("The bank does not know the customer's account any more. Ask the customer to bind one.")
        case ("400", "01"): return Phrase("The bank does not accept the form of a field.")
        case ("400", "02"): return Phrase("The bank misses a field.")
        case ("403", "02"): return Phrase("The amount is over the bank's limit for a transfer.")
        case ("403", "14"): return Phrase("The balance is too small.")
        case ("403", "18"): return Phrase("The account is inactive. Ask the beneficiary for another one.")
        case ("404", "11"):
            return Phrase("The account does not exist. Check its number and bank with the beneficiary.")
        default: return nil
        }
    }
}

extension Rail {
    /// What one movement is called, in the middle of a sentence.
    package var noun: Phrase {
        switch self {
        case .payout: Phrase("transfer")
        case .collection: Phrase("collection")
        case .refund: Phrase("refund")
        case .charge: Phrase("charge")
        }
    }
}
