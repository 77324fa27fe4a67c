import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// Every line of the contract's rules on status and balance inquiries.
struct InquiryClassificationTests {
    static func outcome(_ status: Int, _ body: String, _ request: InquiryRequest = Fixtures.inquiry) -> InquiryOutcome {
        InquiryAnswer.outcome(HTTPAnswer(status: status, body: Array(body.utf8)), request: request, tokenSerial: 3)
    }

    static func reported(_ members: String) -> String {
        "{\"responseCode\":\"2003600\",\"responseMessage\":\"m\",\"originalReferenceNo\":\"R\"\(members)}"
    }

    /// The report of a status, with the bank's code as the reason of a failure.
    static func reported(_ status: TransactionStatus, _ code: String, _ number: String? = nil) -> InquiryOutcome {
        .reported(
            StatusReport(
                status: status, source: .inquiry, answer: BankAnswer(code: code, message: ""),
                providerReferenceNo: number))
    }

    @Test(
        arguments: [
            ("00", .succeeded), ("03", .pending), ("04", .refunded), ("06", .failed), ("07", .notFound),
            ("01", .unrecognised("01")), ("0", .unrecognised("0")), ("Success", .unrecognised("Success")),
        ] as [(String, TransactionStatus)])
    func theStatusIsTold(code: String, status: TransactionStatus) {
        let body = Self.reported(",\"latestTransactionStatus\":\"\(code)\"")
        #expect(Self.outcome(200, body) == Self.reported(status, code, "R"))
    }

    static let undecided: [(Int, String, Undecided)] = [
        (200, reported(""), .answered(BankAnswer(code: "2003600", message: "m"))),
        (200, reported(",\"latestTransactionStatus\":\"\""), .answered(BankAnswer(code: "2003600", message: "m"))),
        (202, reported(",\"latestTransactionStatus\":\"00\""), .answered(BankAnswer(code: "2003600", message: "m"))),
        (
            200, #"{"responseCode":"2001800","latestTransactionStatus":"00"}"#,
            .doubtful(.notUnderstood(status: 200))
        ),
        (
            200, #"{"responseCode":"2003601","latestTransactionStatus":"00"}"#,
            .answered(BankAnswer(code: "2003601", message: ""))
        ),
        (
            200, #"{"responseCode":"2023600","latestTransactionStatus":"00"}"#,
            .answered(BankAnswer(code: "2023600", message: ""))
        ),
        (200, #"{"latestTransactionStatus":"00"}"#, .doubtful(.notUnderstood(status: 200))),
        (404, #"{"responseCode":"4043611"}"#, .answered(BankAnswer(code: "4043611", message: ""))),
        (200, #"{"responseCode":"4043601"}"#, .doubtful(.notUnderstood(status: 200))),
        (404, "", .doubtful(.notUnderstood(status: 404))),
        (
            401, #"{"responseCode":"4013600"}"#,
            .deferred(.unauthorized(BankAnswer(code: "4013600", message: ""), tokenSerial: 3))
        ),
        (401, "", .deferred(.unauthorized(BankAnswer(code: "401", message: ""), tokenSerial: 3))),
        (429, "", .deferred(.throttled(BankAnswer(code: "429", message: ""), retryAfter: nil))),
        (
            500, reported(",\"latestTransactionStatus\":\"00\""),
            .doubtful(.serverError(BankAnswer(code: "500", message: "")))
        ),
        (307, "", .doubtful(.redirected(status: 307))),
        (408, "", .doubtful(.timedOut)),
    ]

    @Test(arguments: undecided) func anyOtherAnswerDecidesNothing(status: Int, body: String, reason: Undecided) {
        #expect(Self.outcome(status, body) == .undecided(reason))
    }

    @Test(arguments: ["4043601", "4042601"]) func anUnknownTransferReadsAsNotFound(code: String) {
        #expect(Self.outcome(404, "{\"responseCode\":\"\(code)\"}") == Self.reported(.notFound, "07"))
    }

    @Test func theServiceCodeOfTwoCopiesOfAPageIsAccepted() {
        let body = #"{"responseCode":"2002600","latestTransactionStatus":"06"}"#
        #expect(Self.outcome(200, body) == Self.reported(.failed, "06"))
    }

    @Test(
        arguments: [
            (#","amount":{"value":"1500000.00","currency":"IDR"}"#, nil),
            (#","amount":{"value":"1500000"}"#, nil),
            (#","amount":null"#, nil),
            (#","amount":{"value":"1500001.00","currency":"IDR"}"#, "amount"),
            (#","amount":{"value":"1500000.00","currency":"USD"}"#, "amount"),
            (#","amount":{"value":"1500000.50","currency":"IDR"}"#, "amount"),
            (#","amount":{}"#, "amount"),
            (#","amount":"1500000""#, "amount"),
            (#","beneficiaryAccountNo":"1234567890""#, nil),
            (#","beneficiaryAccountNo":"1234567891""#, "beneficiaryAccountNo"),
            (#","beneficiaryBankCode":"008""#, "beneficiaryBankCode"),
            (#","originalExternalId":"0190f3a1b2c3d4e5f60718293a4b5c6d""#, nil),
            (#","originalExternalId":"another""#, "originalExternalId"),
            (#","originalExternalId":"""#, nil),
            (#","originalPartnerReferenceNo":"another""#, "originalPartnerReferenceNo"),
        ] as [(String, String?)])
    func anAnswerAboutAnotherTransferDecidesNothing(members: String, what: String?) {
        let expected = what.map { InquiryOutcome.disagrees(what: $0) }
        let success = Self.outcome(200, Self.reported(",\"latestTransactionStatus\":\"00\"" + members))
        #expect(success == expected ?? Self.reported(.succeeded, "00", "R"))
        let unknown = Self.outcome(404, "{\"responseCode\":\"4043601\"\(members)}")
        #expect(unknown == expected ?? Self.reported(.notFound, "07"))
    }

    @Test func whatWeDoNotKnowCannotDisagree() {
        let request = InquiryRequest(
            externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo,
            subject: .transfer(to: nil),
            amount: nil)
        let body = Self.reported(
            #","latestTransactionStatus":"00","amount":{"value":"1.00"},"beneficiaryAccountNo":"9""#)
        #expect(Self.outcome(200, body, request) == Self.reported(.succeeded, "00", "R"))
    }

    static let balances: [(Int, String, BalanceOutcome)] = [
        (200, infos(#"{"value":"1500000.00","currency":"IDR"}"#), .balance(Rupiah(1_500_000))),
        (200, infos(#"{"value":"0.00","currency":"IDR"}"#), .balance(.zero)),
        (200, infos(#"{"value":"7","currency":"IDR"}"#), .balance(Rupiah(7))),
        (200, infos(#"{"value":"7.50","currency":"IDR"}"#), unknown),
        (200, infos(#"{"value":"7","currency":"USD"}"#), unknown),
        (200, #"{"responseCode":"2001100","accountInfos":[]}"#, unknown),
        (200, #"{"responseCode":"2001100"}"#, unknown),
        (200, "", .undecided(.doubtful(.notUnderstood(status: 200)))),
        (500, "", .undecided(.doubtful(.serverError(BankAnswer(code: "500", message: ""))))),
    ]

    static let unknown = BalanceOutcome.undecided(.answered(BankAnswer(code: "2001100", message: "")))

    static func infos(_ balance: String) -> String {
        "{\"responseCode\":\"2001100\",\"accountInfos\":[{\"availableBalance\":\(balance)}]}"
    }

    @Test(arguments: balances) func aBalanceAnswerMeans(status: Int, body: String, outcome: BalanceOutcome) {
        let answer = HTTPAnswer(status: status, body: Array(body.utf8))
        #expect(BalanceAnswer.outcome(answer, tokenSerial: 3) == outcome)
    }

    @Test(arguments: [[0xB2], [0x11], Array(#"\u12"#.utf8), Array(#"\ud800"#.utf8), Array(#"\x"#.utf8)])
    func aDamagedReferenceIsNotAMissingOne(damage: [UInt8]) {
        let told = #"{"responseCode":"2003600","latestTransactionStatus":"00","#
        let head = told + #""originalPartnerReferenceNo":""#
        let reference = Fixtures.partnerReferenceNo.text.utf8.dropLast()
        let body = Array(head.utf8) + Array(reference) + damage + Array(#""}"#.utf8)
        let outcome = InquiryAnswer.outcome(
            HTTPAnswer(status: 200, body: body), request: Fixtures.inquiry, tokenSerial: 1)
        #expect(outcome == .undecided(.doubtful(.notUnderstood(status: 200))))
    }
}
