import Ayoconnect
import BankAPI
import PayoutCore
import Synchronization
import Testing

/// Every row of the table on status inquiries (Ayoconnect: Direct Debit, section 7), and their pace.
struct DebitInquiryTests {
    private static let ours = Fixtures.partnerReferenceNo.text

    private static func outcome(
        _ status: Int, _ code: String?, _ members: String = "", _ request: InquiryRequest
    ) -> InquiryOutcome? {
        let body = code.map { DebitBank.body($0, members) } ?? "<html>"
        return DebitInquiryAnswer(request)?.outcome(HTTPAnswer(status: status, body: Array(body.utf8)), tokenSerial: 7)
    }

    private static func reported(_ status: TransactionStatus, _ code: String, number: String? = nil) -> InquiryOutcome {
        .reported(
            StatusReport(
                status: status, source: .inquiry, answer: BankAnswer(code: code, message: ""),
                providerReferenceNo: number))
    }

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    static let collections: [(Int, String?, String, InquiryOutcome)] = [
        (200, "2005500", #""latestTransactionStatus":"00""#, reported(.succeeded, "00")),
        (200, "2005500", #""latestTransactionStatus":"01""#, reported(.pending, "01")),
        (200, "2005500", #""latestTransactionStatus":"02""#, reported(.pending, "02")),
        (200, "2005500", #""latestTransactionStatus":"03""#, reported(.pending, "03")),
        (200, "2005500", #""latestTransactionStatus":"04""#, reported(.refunded, "04")),
        (200, "2005500", #""latestTransactionStatus":"Refunded""#, reported(.refunded, "04")),
        (200, "2005500", #""latestTransactionStatus":"05""#, reported(.failed, "05")),
        (200, "2005500", #""latestTransactionStatus":"06""#, reported(.failed, "06")),
        (200, "2005500", #""latestTransactionStatus":"07""#, reported(.notFound, "07")),
        (200, "2005500", #""latestTransactionStatus":"42""#, reported(.unrecognised("42"), "42")),
        (
            200, "2005500", #""latestTransactionStatus":"00","originalReferenceNo":"R-1""#,
            reported(.succeeded, "00", number: "R-1")
        ),
        (404, "4045501", "", reported(.notFound, "07")),
        (200, "2005500", "", .undecided(.answered(said("2005500")))),
        (200, "2025500", #""latestTransactionStatus":"00""#, .undecided(.answered(said("2025500")))),
        (403, "4035501", "", .undecided(.answered(said("4035501")))),
        (401, "4015500", "", .undecided(.deferred(.unauthorized(said("4015500"), tokenSerial: 7)))),
        (429, "4295500", "", .undecided(.deferred(.throttled(said("4295500"), retryAfter: nil)))),
        (500, "5005500", "", .undecided(.doubtful(.serverError(said("5005500"))))),
        (302, nil, "", .undecided(.doubtful(.redirected(status: 302)))),
        (200, nil, "", .undecided(.doubtful(.notUnderstood(status: 200)))),
        (200, "2005400", #""latestTransactionStatus":"00""#, .undecided(.doubtful(.notUnderstood(status: 200)))),
        (200, "2005500", #""latestTransactionStatus":"00","serviceCode":"18""#, .disagrees(what: "serviceCode")),
        (
            200, "2005500", #""latestTransactionStatus":"00","originalReferenceNo":"R-2""#,
            .disagrees(what: "originalReferenceNo")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"06","originalPartnerReferenceNo":"x""#,
            .disagrees(what: "originalPartnerReferenceNo")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"00","originalExternalId":"x""#,
            .disagrees(what: "originalExternalId")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"00","transAmount":{"value":"1.00","currency":"IDR"}"#,
            .disagrees(what: "transAmount")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"00","amount":{"value":"150000.50"}"#,
            .disagrees(what: "transAmount")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"00","transAmount":{"value":"150000.00"}"#,
            reported(.succeeded, "00")
        ),
        (404, "4045501", #""originalPartnerReferenceNo":"x""#, .disagrees(what: "originalPartnerReferenceNo")),
    ]

    @Test(arguments: collections.indices) func `An answer about a collection means`(index: Int) {
        let (status, code, members, expected) = Self.collections[index]
        #expect(Self.outcome(status, code, members, Customers.inquiry(.collection)) == expected, "\(members)")
    }

    /// The bank may have ignored the fields that it was asked by, or the number may be that of another payment.
    @Test(arguments: [
        Customers.inquiry(.collection, number: nil), Customers.inquiry(.collection, isNumberHinted: true),
    ])
    func `Asked by our numbers or a number without proof, an answer counts only where it repeats one of ours`(
        request: InquiryRequest
    ) {
        let paid = #""latestTransactionStatus":"00""#
        #expect(
            Self.outcome(200, "2005500", paid, request) == .undecided(.answered(Self.said("2005500"))))
        #expect(
            Self.outcome(200, "2005500", paid + #","originalPartnerReferenceNo":"\#(Self.ours)""#, request)
                == Self.reported(.succeeded, "00"))
        #expect(Self.outcome(404, "4045501", "", request) == .undecided(.unprovenNotFound))
        #expect(
            Self.outcome(200, "2005500", #""latestTransactionStatus":"07""#, request)
                == .undecided(.unprovenNotFound))
    }

    private static func history(_ status: String, value: String = "150000.00", name: String = ours) -> String {
        #""refundHistory":[{"partnerRefundNo":"other","refundStatus":"00"},{"partnerRefundNo":"\#(name)","#
            + #""refundNo":"F-1","refundAmount":{"value":"\#(value)","currency":"IDR"},"refundStatus":"\#(status)"}]"#
    }

    private static let succeeded = #""latestTransactionStatus":"00","transAmount":{"value":"500000.00"}"#

    static let refunds: [(Int, String?, String, InquiryOutcome)] = [
        (200, "2005500", succeeded + "," + history("00"), reported(.succeeded, "00", number: "F-1")),
        (200, "2005500", succeeded + "," + history("04"), reported(.succeeded, "04", number: "F-1")),
        (200, "2005500", succeeded + "," + history("03"), reported(.pending, "03", number: "F-1")),
        (200, "2005500", succeeded + "," + history("06"), reported(.failed, "06", number: "F-1")),
        (200, "2005500", succeeded + "," + history("00", value: "1.00"), .disagrees(what: "refundAmount")),
        (200, "2005500", succeeded + "," + history("00", name: "x"), .undecided(.unprovenNotFound)),
        (200, "2005500", succeeded, .undecided(.unprovenNotFound)),
        (200, "2005500", succeeded + #","refundHistory":[]"#, .undecided(.unprovenNotFound)),
        (
            200, "2005500", #""latestTransactionStatus":"04","transAmount":{"value":"150000.00"}"#,
            reported(.succeeded, "00")
        ),
        (
            200, "2005500", #""latestTransactionStatus":"04","transAmount":{"value":"500000.00"}"#,
            .undecided(.unprovenNotFound)
        ),
        (200, "2005500", #""latestTransactionStatus":"04""#, .undecided(.unprovenNotFound)),
        (
            200, "2005500",
            #""latestTransactionStatus":"04","transAmount":{"value":"150000.00"},"# + history("00", name: "x"),
            .undecided(.unprovenNotFound)
        ),
        (404, "4045501", "", .undecided(.answered(said("4045501")))),
        (
            200, "2005500", succeeded + #","originalPartnerReferenceNo":"x""#,
            .disagrees(what: "originalPartnerReferenceNo")
        ),
        (200, "2005500", #""latestTransactionStatus":"42""#, .undecided(.answered(said("2005500")))),
    ]

    @Test(arguments: refunds.indices) func `An answer about a refund means`(index: Int) {
        let (status, code, members, expected) = Self.refunds[index]
        let request = Customers.inquiry(.refund(of: Customers.payment), number: nil)
        #expect(Self.outcome(status, code, members, request) == expected, "\(members)")
    }

    /// The bank has accepted the refund, and given it a number; its status has no history of refunds.
    @Test(
        arguments: [
            (#""latestTransactionStatus":"00","additionalInfo":{"settlementStatus":"PARTIALLY REFUNDED"}"#, true),
            (#""latestTransactionStatus":"04""#, true),
            (#""latestTransactionStatus":"00","additionalInfo":{"settlementStatus":"SETTLED"}"#, false),
            (#""latestTransactionStatus":"00""#, false),
        ])
    func `Without a history, the words of the settlement confirm an accepted refund`(members: String, isDone: Bool) {
        let request = Customers.inquiry(.refund(of: Customers.payment), number: "REFUND-1")
        let done = Self.reported(.succeeded, "00")
        let expected = isDone ? done : .undecided(.unprovenNotFound)
        #expect(Self.outcome(200, "2005500", members, request) == expected)
    }

    // MARK: Pace

    @Test func `Never more than two inquiries are received within a second, whoever asks`() async throws {
        let arrivals = Mutex<[ContinuousClock.Instant]>([])
        let script = DebitBank.script { _ in
            arrivals.withLock { $0.append(.now) }
            return DebitBank.answer(200, "2005500", #""latestTransactionStatus":"03""#)
        }
        try await ScriptedBank.with(script) { bank in
            let spacing = InquirySpacing()
            try await Fixtures.withDebitGateway(url: bank.url, spacing: spacing) { gateway in
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 { group.addTask { _ = await gateway.inquire(Customers.inquiry(.collection)) } }
                }
            }
        }
        let moments = arrivals.withLock { $0 }
        #expect(moments.count == 6)
        for (early, late) in zip(moments, moments.dropFirst(2)) { #expect(late - early >= .seconds(1)) }
    }

    @Test func `While the bank wants no inquiry none leaves, and the rest of the time is named`() async throws {
        let script = DebitBank.script { _ in
            .answer(429, DebitBank.body("4295500"), headers: [("Retry-After", "60")])
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                let first = await gateway.inquire(Customers.inquiry(.collection))
                let refusal = Deferral.throttled(Self.said("4295500"), retryAfter: .seconds(60))
                #expect(first == .undecided(.deferred(refusal)))
                guard
                    case .undecided(.deferred(.throttled(_, .some(let rest)))) = await gateway.inquire(
                        Customers.inquiry(.collection))
                else {
                    Issue.record("the bank wants patience")
                    return
                }
                #expect(rest > .zero && rest <= .seconds(60))
                guard case .received = await gateway.moved(Customers.collection) else { return }
            }
            #expect(bank.requests(to: "/debit/status").count == 1)
        }
    }

    @Test func `An inquiry that waits ends with its task`() async throws {
        let script = DebitBank.script { _ in .silence }
        try await ScriptedBank.with(script) { bank in
            let spacing = InquirySpacing(inquiriesMax: 0)
            try await Fixtures.withDebitGateway(url: bank.url, spacing: spacing) { gateway in
                let task = Task { await gateway.inquire(Customers.inquiry(.collection)) }
                task.cancel()
                #expect(await task.value == .undecided(.unsent(.notStarted)))
            }
            #expect(bank.requests.isEmpty)
        }
    }
}
