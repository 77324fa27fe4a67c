/// Why a payout stands where it stands: a stable code for programs, a sentence for people.
package struct Reason: Hashable, Sendable {
    /// A stable word of ours, or the bank's own seven-digit code.
    package let code: String
    /// What happened and, where a person must act, what to do.
    package let text: String

    package init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}

/// The stable reason codes that are ours; every other code is the bank's. Retired codes are never reused.
package enum ReasonCode {
    package static let nameMismatch = "name_mismatch"
    package static let possibleDuplicate = "possible_duplicate"
    package static let referenceUsed = "reference_used"
    package static let repeatedInFile = "repeated_in_file"
    package static let conflict = "conflict"
    package static let contradiction = "contradiction"
    package static let contradictionResolved = "contradiction_resolved"
    package static let ledgerLost = "ledger_lost"
    package static let noValidationResult = "no_validation_result"
    package static let awaitingResult = "awaiting_result"
    package static let answerUnknown = "answer_unknown"
    package static let notFound = "not_found"
    package static let deferred = "deferred"
    package static let cutOff = "cut_off"
    package static let unsent = "unsent"
    package static let refunded = "refunded"
    package static let cancelled = "cancelled"
    package static let resolved = "resolved_by_person"
}

extension Reason {
    static func nameMismatch(file: String, bank: String) -> Reason {
        Reason(
            code: ReasonCode.nameMismatch,
            text: "The bank knows this account under the name \"\(bank)\", the file says \"\(file)\". "
                + "Ask the beneficiary. If the account is right, release the row; if not, cancel it.")
    }

    static let conflict = Reason(
        code: ReasonCode.conflict,
        text: "The bank says that an earlier transfer of this payout exists, but does not find it. "
            + "It is not sent again. Ask the bank about this partner_reference_no, then resolve the row.")

    static func contradiction(first: String, then: String) -> Reason {
        Reason(
            code: ReasonCode.contradiction,
            text: "The bank contradicts itself: first \(first), then \(then)." + adviceOfContradiction)
    }

    private static let adviceOfContradiction =
        " Nothing more is sent for this payout. Ask the bank what happened."

    /// A person's decision about a contradiction, behind the two statements of the bank.
    func contradictionResolved(_ decision: PersonalDecision, as resolution: Resolution) -> Reason {
        let statements = text.firstRange(of: Self.adviceOfContradiction).map { String(text[..<$0.lowerBound]) } ?? text
        return Reason(
            code: ReasonCode.contradictionResolved,
            text: statements + " Recorded as \(resolution.rawValue) by \(decision.person): \(decision.reason)")
    }

    /// An older report shows that the payout was sent, and this ledger does not know it.
    static func ledgerLost(_ reported: ReportedTransfer) -> Reason {
        Reason(
            code: ReasonCode.ledgerLost,
            text: "The reports in \(reported.folder) show attempt \(reported.attempt), sent at "
                + "\(reported.sentAt) (\(reported.status)). This ledger does not know it: the ledger was lost. "
                + "Restore the ledger, or ask the bank. Release the row only if the bank confirms that no money moved.")
    }

    static let noValidationResult = Reason(
        code: ReasonCode.noValidationResult,
        text: "The bank accepted the account check but never told its result. No money moved. Run the file again.")

    static let awaitingResult = Reason(
        code: ReasonCode.awaitingResult, text: "The bank received the transfer and has not told its result yet.")

    static func answerUnknown(_ code: String) -> Reason {
        Reason(
            code: ReasonCode.answerUnknown,
            text: "The bank's answer to the transfer was unclear (\(code)); it may have been made. "
                + "Its status is asked; it is not sent again.")
    }

    static let notFound = Reason(
        code: ReasonCode.notFound,
        text: "The bank says, repeatedly and long after it was sent, that it does not know this transfer: "
            + "no money moved. Retry the row to send it again.")

    static func deferred(_ deferral: Deferral) -> Reason {
        switch deferral {
        case .cutOff(let answer):
            Reason(
                code: ReasonCode.cutOff,
                text: "The bank takes no transfers at this time (\(answer.code)). The row waits until the cut-off has "
                    + "passed, then it goes again.")
        case .unauthorized(let answer, _), .throttled(let answer, _), .tokenSuspected(let answer, _),
            .conflict(let answer):
            deferred(answer)
        }
    }

    static func deferred(_ answer: BankAnswer) -> Reason {
        Reason(
            code: ReasonCode.deferred, text: "The bank was busy or wanted a new token (\(answer.code)); it goes again.")
    }

    static func unsent(_ unsent: Unsent) -> Reason {
        switch unsent {
        case .connectionEnded: .connectionEnded
        case .notConnected, .noToken, .tokenRefused, .notStarted, .overtaken:
            Reason(code: ReasonCode.unsent, text: "The bank could not be reached (\(unsent.code)); it goes again.")
        }
    }

    private static let connectionEnded = Reason(
        code: ReasonCode.unsent, text: "The bank closed the connection before the request left; it goes again.")

    static func cancelled(_ decision: PersonalDecision) -> Reason {
        Reason(
            code: ReasonCode.cancelled,
            text: "Cancelled by \(decision.person) before any money moved: \(decision.reason)")
    }

    static func resolved(_ decision: PersonalDecision, as resolution: Resolution) -> Reason {
        Reason(
            code: ReasonCode.resolved,
            text: "The bank did not tell the result. "
                + "Recorded as \(resolution.rawValue) by \(decision.person): \(decision.reason)")
    }

    static func bank(_ answer: BankAnswer, else fallback: String) -> Reason {
        let words = answer.message.isEmpty ? "" : " The bank's words: \(answer.message)."
        return Reason(code: answer.code, text: (answer.meaning ?? fallback) + words)
    }
}

extension BankAnswer {
    /// What the code means to a person, where it is one of those worth naming (SNAP: case codes).
    fileprivate var meaning: String? {
        guard code.utf8.count == 7 else { return nil }
        switch (code.prefix(3), code.suffix(2)) {
        case ("400", "01"): return "The bank does not accept the form of a field."
        case ("400", "02"): return "The bank misses a field."
        case ("403", "02"): return "The amount is over the bank's limit for a transfer."
        case ("403", "14"): return "The balance is too small."
        case ("403", "18"): return "The account is inactive. Ask the beneficiary for another one."
        case ("404", "11"): return "The account does not exist. Check its number and bank with the beneficiary."
        default: return nil
        }
    }
}
