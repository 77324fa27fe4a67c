import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// Every row of the tables on payments and refunds (Ayoconnect: Direct Debit, sections 5, 7 and 9).
struct PaymentOutcomeTests {
    private static let serial = 7

    private static func http(_ status: Int, _ code: String?, _ members: String) -> HTTPAnswer {
        let body = code.map { DebitBank.body($0, members) } ?? "<html>"
        return HTTPAnswer(status: status, body: Array(body.utf8))
    }

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    private static func reported(
        _ code: String, as status: TransactionStatus, _ statusCode: String, words: String = "", number: String? = "R"
    ) -> MovementOutcome {
        .reported(
            said(code),
            StatusReport(
                status: status, source: .answer, answer: BankAnswer(code: statusCode, message: words),
                providerReferenceNo: number))
    }

    private static let numbered = #""referenceNo":"R""#

    static let payments: [(Int, String?, String, MovementOutcome)] = [
        (200, "2005400", numbered, .received(said("2005400"), providerReferenceNo: "R")),
        (202, "2025400", numbered, .received(said("2025400"), providerReferenceNo: "R")),
        (200, "2005400", numbered + #","latestTransactionStatus":"00""#, reported("2005400", as: .succeeded, "00")),
        (200, "2005400", numbered + #","latestTransactionStatus":"01""#, reported("2005400", as: .pending, "01")),
        (200, "2005400", numbered + #","latestTransactionStatus":"02""#, reported("2005400", as: .pending, "02")),
        (202, "2025400", numbered + #","latestTransactionStatus":"03""#, reported("2025400", as: .pending, "03")),
        (200, "2005400", numbered + #","latestTransactionStatus":"04""#, reported("2005400", as: .refunded, "04")),
        (200, "2005400", numbered + #","latestTransactionStatus":"05""#, reported("2005400", as: .failed, "05")),
        (
            200, "2005400", numbered + #","latestTransactionStatus":"06","transactionStatusDesc":"FAILED""#,
            reported("2005400", as: .failed, "06", words: "FAILED")
        ),
        (
            200, "2005400", numbered + #","latestTransactionStatus":"SUCCESS""#,
            reported("2005400", as: .succeeded, "00")
        ),
        (
            200, "2005400", numbered + #","latestTransactionStatus":"07""#,
            .received(said("2005400"), providerReferenceNo: "R")
        ),
        (
            200, "2005400", numbered + #","latestTransactionStatus":"99""#,
            .received(said("2005400"), providerReferenceNo: "R")
        ),
        (
            202, "2025400", numbered + #","transactionStatusDesc":"PENDING_USER_VERIFICATION""#,
            .awaitsCustomer(said("2025400"), providerReferenceNo: "R", confirmation: nil)
        ),
        (
            202, "2025400",
            numbered + #","latestTransactionStatus":"03","transactionStatusDesc":"PENDING_USER_VERIFICATION WITH URL""#,
            .awaitsCustomer(said("2025400"), providerReferenceNo: "R", confirmation: nil)
        ),
        (
            200, "2005400", numbered + #","additionalInfo":{"otpToken":"t"}"#,
            .awaitsCustomer(said("2005400"), providerReferenceNo: "R", confirmation: nil)
        ),
        (
            200, "2005400", numbered + #","latestTransactionStatus":"00","additionalInfo":{"otpToken":"t"}"#,
            reported("2005400", as: .succeeded, "00")
        ),
        (200, "2005400", #""partnerReferenceNo":"other""#, .doubtful(.notUnderstood(status: 200))),
        (200, "2005400", #""amount":{"value":"1.00","currency":"IDR"}"#, .doubtful(.notUnderstood(status: 200))),
        (200, "2005500", numbered, .doubtful(.notUnderstood(status: 200))),
        (200, nil, "", .doubtful(.notUnderstood(status: 200))),
        (307, nil, "", .doubtful(.redirected(status: 307))),
        (408, nil, "", .doubtful(.timedOut)),
        (500, "5005400", "", .doubtful(.serverError(said("5005400")))),
        (504, "5045400", numbered, .received(said("5045400"), providerReferenceNo: "R")),
        (502, nil, "", .doubtful(.serverError(BankAnswer(code: "502", message: "")))),
        (401, "4015400", "", .deferred(.unauthorized(said("4015400"), tokenSerial: serial))),
        (401, "4015402", "", .deferred(.unauthorized(said("4015402"), tokenSerial: serial))),
        (401, nil, "", .doubtful(.notUnderstood(status: 401))),
        (429, "4295400", "", .deferred(.throttled(said("4295400"), retryAfter: nil))),
        (429, nil, "", .doubtful(.notUnderstood(status: 429))),
        (409, "4095400", "", .alreadyReceived(said("4095400"))),
        (409, "4095401", "", .partnerReferenceUsed(said("4095401"))),
        (404, "4045418", "", .alreadyReceived(said("4045418"))),
        (403, "4035401", "", .refusedForAll(said("4035401"), .unknownPartner)),
        (403, "4035419", "", .refusedForAll(said("4035419"), .unknownPartner)),
        (403, "4035420", "", .refusedForAll(said("4035420"), .unknownPartner)),
        (404, "4045408", "", .refusedForAll(said("4045408"), .unknownPartner)),
        (404, "4045416", "", .refusedForAll(said("4045416"), .unknownPartner)),
        (403, "4035414", numbered, .refusedInDoubt(said("4035414"), providerReferenceNo: "R")),
        (403, "4035406", "", .refusedInDoubt(said("4035406"), providerReferenceNo: nil)),
        (405, "4055401", "", .refusedInDoubt(said("4055401"), providerReferenceNo: nil)),
        (400, "4005400", "", .refusedInDoubt(said("4005400"), providerReferenceNo: nil)),
        (400, "4005402", "", .refusedInDoubt(said("4005402"), providerReferenceNo: nil)),
        (403, "4035405", numbered + #","latestTransactionStatus":"06""#, reported("4035405", as: .failed, "06")),
        (
            403, "4035405", #""partnerReferenceNo":"other","latestTransactionStatus":"06""#,
            .refusedInDoubt(said("4035405"), providerReferenceNo: nil)
        ),
        (404, "4045401", "", .refusedInDoubt(said("4045401"), providerReferenceNo: nil)),
        (400, nil, "", .doubtful(.notUnderstood(status: 400))),
        (404, "4045801", "", .doubtful(.notUnderstood(status: 404))),
    ]

    @Test(arguments: payments.indices) func `A payment answer means`(index: Int) {
        let (status, code, members, outcome) = Self.payments[index]
        let answer = PaymentAnswer(
            Self.http(status, code, members), to: Customers.collection, tokenSerial: Self.serial)
        #expect(answer.outcome == outcome, "HTTP \(status) \(code ?? "") \(members)")
    }

    /// The promise behind the table: whatever the bank answers, a collection that may have been made never counts as
    /// refused, and none fails but by a status.
    @Test func `No answer ever refuses a collection`() {
        let codes = ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"] + (10...23).map(String.init)
        for status in 100..<600 {
            for code in codes.map({ "\(status)54\($0)" }) + ["2005400"] {
                let answer = PaymentAnswer(Self.http(status, code, ""), to: Customers.collection, tokenSerial: 1)
                switch answer.outcome {
                case .refused, .unsent, .reported: Issue.record("\(code): \(answer.outcome)")
                case .deferred: #expect(status == 401 || status == 429)
                case .received, .awaitsCustomer, .doubtful, .refusedInDoubt, .alreadyReceived, .partnerReferenceUsed,
                    .refusedForAll:
                    break
                }
            }
        }
    }

    static let refunds: [(Int, String?, String, MovementOutcome)] = [
        (200, "2005800", #""refundNo":"F""#, .received(said("2005800"), providerReferenceNo: "F")),
        (
            200, "2005800", #""partnerRefundNo":"\#(Fixtures.partnerReferenceNo.text)""#,
            .received(said("2005800"), providerReferenceNo: nil)
        ),
        (200, "2005800", #""partnerRefundNo":"other""#, .doubtful(.notUnderstood(status: 200))),
        (200, "2005800", #""refundAmount":{"value":"1.00"}"#, .doubtful(.notUnderstood(status: 200))),
        (200, nil, "", .doubtful(.notUnderstood(status: 200))),
        (500, "5005800", "", .doubtful(.serverError(said("5005800")))),
        (504, nil, "", .doubtful(.serverError(BankAnswer(code: "504", message: "")))),
        (302, nil, "", .doubtful(.redirected(status: 302))),
        (401, "4015800", "", .deferred(.unauthorized(said("4015800"), tokenSerial: serial))),
        (429, "4295800", "", .deferred(.throttled(said("4295800"), retryAfter: nil))),
        (404, "4045818", "", .alreadyReceived(said("4045818"))),
        (409, "4095801", "", .partnerReferenceUsed(said("4095801"))),
        (409, "4095800", "", .alreadyReceived(said("4095800"))),
        (403, "4035806", "", .deferred(.cutOff(said("4035806")))),
        (405, "4055800", "", .deferred(.cutOff(said("4055800")))),
        (404, "4045808", "", .refusedForAll(said("4045808"), .unknownPartner)),
        (404, "4045813", "", .refused(said("4045813"))),
        (404, "4045800", "", .refused(said("4045800"))),
        (403, "4035800", "", .refused(said("4035800"))),
        (400, nil, "", .doubtful(.notUnderstood(status: 400))),
    ]

    @Test(arguments: refunds.indices) func `A refund answer means`(index: Int) {
        let (status, code, members, outcome) = Self.refunds[index]
        let made = RefundAnswer.outcome(
            Self.http(status, code, members), to: Customers.refund, tokenSerial: Self.serial)
        #expect(made == outcome, "HTTP \(status) \(code ?? "") \(members)")
    }

    @Test func `A refund that is refused in words about the token only suspects the token`() {
        let body = Array(#"{"responseCode":"4005800","responseMessage":"Invalid token"}"#.utf8)
        let made = RefundAnswer.outcome(HTTPAnswer(status: 400, body: body), to: Customers.refund, tokenSerial: 7)
        let answer = BankAnswer(code: "4005800", message: "Invalid token")
        #expect(made == .deferred(.tokenSuspected(answer, TokenRefusal(serial: 7))))
    }

    static let losses: [(Int, String, LossCause?)] = [
        (403, "4035418", .gone), (404, "4045411", .gone), (403, "4035411", .blocked), (403, "4035414", nil),
        (404, "4045418", nil), (403, "4035408", nil),
    ]

    @Test(arguments: losses) func `An answer may end the use of an account`(
        status: Int, code: String, loss: LossCause?
    ) async throws {
        let book = CustomerShelf()
        let outcome = try await DebitBank.outcome(book: book, DebitBank.answer(status, code))
        let expected = loss.map {
            CustomerShelf.Loss(
                means: .mandate, customer: "C-1001", token: Customers.accountToken, cause: $0)
        }
        #expect(book.losses == [expected].compactMap { $0 })
        if code != "4045418" {
            #expect(outcome == .refusedInDoubt(Self.said(code), providerReferenceNo: nil))
        }
    }

    @Test func `The token that a code is sent with is sealed`() async throws {
        let reply = DebitBank.answer(
            202, "2025400", #""referenceNo":"R-1","additionalInfo":{"otpToken":"otp-token-1"}"#)
        #expect(
            try await DebitBank.outcome(reply)
                == .awaitsCustomer(Self.said("2025400"), providerReferenceNo: "R-1", confirmation: "sealed(11)"))
    }
}
