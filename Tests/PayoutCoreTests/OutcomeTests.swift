import PayoutCore
import Testing

@Suite("What the bank reports, in our words")
struct OutcomeTests {
    @Test(
        "A status of a transfer is stored as a word, and read back",
        arguments: [
            ("succeeded", TransactionStatus.succeeded), ("pending", .pending), ("refunded", .refunded),
            ("failed", .failed), ("not_found", .notFound), ("unrecognised: 99", .unrecognised("99")),
        ])
    func transactionWord(word: String, status: TransactionStatus) {
        #expect(status.rawValue == word)
        #expect(TransactionStatus(rawValue: word) == status)
    }

    @Test(
        "A status of a validation is stored as a word, and read back",
        arguments: [
            ("initiated", VerificationStatus.initiated), ("valid", .valid), ("invalid", .invalid), ("error", .error),
            ("unrecognised: 99", .unrecognised("99")),
        ])
    func verificationWord(word: String, status: VerificationStatus) {
        #expect(status.rawValue == word)
        #expect(VerificationStatus(rawValue: word) == status)
    }

    @Test(
        "What the bank wrote of an unknown status is never read as a known one",
        arguments: ["", "succeeded", "valid", "unrecognised: 00", "\u{301}00", "\u{0}"])
    func unrecognised(text: String) {
        let (transaction, verification) = (TransactionStatus.unrecognised(text), VerificationStatus.unrecognised(text))
        #expect(TransactionStatus(rawValue: transaction.rawValue) == transaction)
        #expect(VerificationStatus(rawValue: verification.rawValue) == verification)
    }

    @Test("A word that nobody stored is none", arguments: ["", "00", "01", "Succeeded", "paid", "unrecognised"])
    func unknownWord(word: String) {
        #expect(TransactionStatus(rawValue: word) == nil)
        #expect(VerificationStatus(rawValue: word) == nil)
    }

    @Test("The bank's words are bounded and free of control characters")
    func boundedMessage() {
        let long = BankAnswer(code: "5001800", message: String(repeating: "é", count: 1000))
        #expect(long.message.unicodeScalars.count == BankAnswer.messageCharactersMax)
        let dirty = BankAnswer(code: "5001800", message: "a\r\nb\u{0}c\u{1B}[31md\u{7F}e\tf")
        #expect(dirty.message == "abc[31mdef")
        #expect(BankAnswer(code: "2001800", message: "Successful").message == "Successful")
        // Combining marks cannot make one character of arbitrary length.
        let stacked = BankAnswer(code: "5001800", message: "a" + String(repeating: "\u{301}", count: 5000))
        #expect(stacked.message.unicodeScalars.count == BankAnswer.messageCharactersMax)
    }

    @Test("Why nobody knows: stable words")
    func doubtCodes() {
        #expect(Doubt.serverError(BankAnswer(code: "5041800", message: "x")).code == "5041800")
        #expect(Doubt.timedOut.code == "timed_out")
        #expect(Doubt.connectionLost.code == "connection_lost")
        #expect(Doubt.redirected(status: 307).code == "redirected_307")
        #expect(Doubt.notUnderstood(status: 200).code == "not_understood_200")
    }

    @Test("Why nothing was sent, or nothing decided: stable words")
    func unsentCodes() {
        let answer = BankAnswer(code: "4017300", message: "")
        #expect(Unsent.notConnected("refused").code == "not_connected")
        #expect(Unsent.noToken("busy").code == "no_token")
        #expect(Unsent.tokenRefused(answer).code == "token_refused")
        #expect(Unsent.notStarted.code == "not_started")
        #expect(Undecided.doubtful(.timedOut).code == "timed_out")
        #expect(Undecided.unsent(.notStarted).code == "not_started")
        #expect(Undecided.deferred(.conflict(answer)).code == "4017300")
        #expect(Undecided.answered(answer).code == "4017300")
    }

    @Test("Words that are written to ledgers and reports never change")
    func stableWords() {
        #expect(
            PayoutStatus.allCases.map(\.rawValue) == [
                "rejected", "held", "queued", "validating", "validated", "unverified", "invalid", "pending",
                "succeeded",
                "refunded", "failed", "not_found", "cancelled",
            ])
        #expect(
            Validation.State.allCases.map(\.rawValue) == [
                "sent", "accepted", "doubtful", "lapsed", "valid", "invalid", "failed", "abandoned",
            ])
        #expect(
            Transfer.State.allCases.map(\.rawValue) == [
                "pending", "succeeded", "refunded", "failed", "refused", "unsent", "not_found", "voided",
            ])
        #expect(StatusSource.allCases.map(\.rawValue) == ["callback", "inquiry", "answer", "person"])
        #expect(
            [BatchTrouble.insufficientFunds, .unknownPartner].map(\.rawValue) == [
                "insufficient_funds", "unknown_partner",
            ])
    }

    @Test("What waits for the bank or for us is not settled; all the rest is")
    func settled() {
        let open = PayoutStatus.allCases.filter { !$0.isSettled }
        #expect(open == [.queued, .validating, .validated, .pending])
        #expect(PayoutStatus.notFound.display == "not found")
    }
}
