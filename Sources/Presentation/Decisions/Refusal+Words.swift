package import PayoutCore
package import Wording

extension Refusal {
    /// Why it is not allowed for a payout of this status, and what to do instead.
    package func phrase(_ status: PayoutStatus) -> Phrase {
        switch self {
        case .rejected, .mended, .notDue: ofRejected
        case .contradicted:
            Phrase(
                """
                the bank contradicted itself about it and it may have been paid: ask the bank; nothing more is sent \
                for it
                """)
        case .transferMayExist where status == .succeeded: Phrase("it has been paid")
        case .transferMayExist where status == .pending: Phrase("a transfer of it is on its way")
        case .transferMayExist: Phrase("a transfer of it is on its way, or it has been paid")
        case .newsWaiting:
            Phrase("the bank has reported something about it that was not taken over yet: use \"salur process\" first")
        case .conflict:
            Phrase(
                """
                the bank says that an earlier transfer of it exists: ask the bank about it, then use "salur resolve", \
                or "salur retry --new-reference" if the bank confirms that no money moved
                """)
        case .authorised:
            Phrase(
                """
                the amount is held on the customer's card: take it with "salur resolve --capture", or release it with \
                "salur resolve --void"
                """)
        case .batchClosed:
            Phrase("its batch is closed for good: pay it in a new file if it is due after all")
        case .looksLikeAnother:
            Phrase("it looks like yet another payment that was not shown with it: look at both, then decide again")
        case .aboveCeiling:
            Phrase("it asks for more than one row may (limits.row), which was not shown before: look at its amount")
        case .payeeBlocked:
            Phrase("its account or name is blocked: \"salur payees unblock\" first, if it is to be paid after all")
        case .notHeld: Phrase("it is not held")
        case .notQueued, .notValidated, .notOverdue, .notUnverified, .nothingToRecall, .nothingToAsk, .nothingToHold,
            .attemptKnown, .attemptUnknown, .unknownToBank:
            Phrase("its state does not allow it any more")
        case .notRetryable where status == .unverified:
            Phrase(
                """
                the bank never told whether its account can receive: "salur process" asks again, "salur cancel" stops \
                it
                """)
        case .notRetryable where status == .held: Phrase("it is held: use \"salur release\" or \"salur cancel\"")
        case .notRetryable: Phrase("only what is invalid, failed, refunded or not found is tried again")
        case .noConflict: Phrase("--new-reference is only for payouts held by a conflict: leave it away")
        case .notCancellable:
            Phrase("it is finished: only what is still waiting, held, invalid, unverified or failed is cancelled")
        case .notInDoubt: Phrase("only a transfer whose result is unknown is resolved")
        case .tooEarlyToResolve(let until):
            Phrase("the bank may still tell its result: a person may decide from \(JakartaTime(until).display) on")
        case .attemptUnclear(let attempt):
            Phrase("the bank did not tell what became of attempt \(attempt.number): try again later")
        case .attemptMayLive(let attempt):
            Phrase(
                """
                the bank does not say that attempt \(attempt.number) ended without money: sending again could pay it \
                twice
                """)
        case .tooEarlyToBelieve(let attempt, let until):
            Phrase(
                """
                the bank does not know attempt \(attempt.number) yet, which can be believed from \
                \(JakartaTime(until).display) on: try again then
                """)
        }
    }

    /// Why nothing is decided about a row that was rejected.
    private var ofRejected: Phrase {
        switch self {
        case .mended:
            Phrase("another file has a row in its place: \"salur explain\" names it, and that row can be cancelled")
        case .notDue: Phrase("a person has said already that it is not due")
        case _: Phrase("the row is wrong and nothing is ever sent for it: mend it in rejected.csv and pay that file")
        }
    }
}
