import Ayoconnect
import PayoutCore
import Testing

/// Every line of the contract's tables on validations and transfers.
struct ClassificationTests {
    static let serial = 7

    static func answer(_ status: Int, _ code: String?, retryAfter: String? = nil) -> HTTPAnswer {
        let body = code.map { "{\"responseCode\":\"\($0)\",\"responseMessage\":\"m\",\"referenceNo\":\"R\"}" }
        return HTTPAnswer(status: status, retryAfterHeader: retryAfter, body: Array((body ?? "<html>").utf8))
    }

    static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }
    static func bare(_ status: Int) -> BankAnswer { BankAnswer(code: String(status), message: "") }

    static let transfers: [(Int, String?, MovementOutcome)] = [
        (200, "2001800", .received(said("2001800"), providerReferenceNo: "R")),
        (202, "2021800", .received(said("2021800"), providerReferenceNo: "R")),
        (200, "2021800", .received(said("2021800"), providerReferenceNo: "R")),
        (201, "2001801", .received(said("2001801"), providerReferenceNo: "R")),
        (200, nil, .doubtful(.notUnderstood(status: 200))),
        (200, "2001600", .doubtful(.notUnderstood(status: 200))),
        (200, "4031814", .doubtful(.notUnderstood(status: 200))),
        (200, "5001800", .doubtful(.notUnderstood(status: 200))),
        (200, "200180", .doubtful(.notUnderstood(status: 200))),
        (200, "200180x", .doubtful(.notUnderstood(status: 200))),
        (301, "2001800", .doubtful(.redirected(status: 301))),
        (307, nil, .doubtful(.redirected(status: 307))),
        (308, nil, .doubtful(.redirected(status: 308))),
        (408, "4081800", .doubtful(.timedOut)),
        (408, nil, .doubtful(.timedOut)),
        (500, "5001800", .doubtful(.serverError(said("5001800")))),
        (504, "5041800", .doubtful(.serverError(said("5041800")))),
        (500, "4001802", .doubtful(.serverError(bare(500)))),
        (502, nil, .doubtful(.serverError(bare(502)))),
        (503, "2001800", .doubtful(.serverError(bare(503)))),
        (400, nil, .doubtful(.notUnderstood(status: 400))),
        (401, nil, .doubtful(.notUnderstood(status: 401))),
        (403, nil, .doubtful(.notUnderstood(status: 403))),
        (404, nil, .doubtful(.notUnderstood(status: 404))),
        (409, nil, .doubtful(.notUnderstood(status: 409))),
        (429, nil, .doubtful(.notUnderstood(status: 429))),
        (400, "4031814", .doubtful(.notUnderstood(status: 400))),
        (400, "4001602", .doubtful(.notUnderstood(status: 400))),
        (401, "4017300", .doubtful(.notUnderstood(status: 401))),
        (409, "4091800", .alreadyReceived(said("4091800"))),
        (409, "4091801", .partnerReferenceUsed(said("4091801"))),
        (409, "4091802", .alreadyReceived(said("4091802"))),
        (401, "4011800", .deferred(.unauthorized(said("4011800"), tokenSerial: serial))),
        (401, "4011801", .deferred(.unauthorized(said("4011801"), tokenSerial: serial))),
        (429, "4291800", .deferred(.throttled(said("4291800"), retryAfter: nil))),
        (403, "4031814", .refusedForAll(said("4031814"), .insufficientFunds)),
        (404, "4041808", .refusedForAll(said("4041808"), .unknownPartner)),
        (404, "4041816", .refusedForAll(said("4041816"), .unknownPartner)),
        (403, "4031816", .refused(said("4031816"))),
        (400, "4001801", .refused(said("4001801"))),
        (400, "4001802", .refused(said("4001802"))),
        (403, "4031802", .refused(said("4031802"))),
        (403, "4031818", .refused(said("4031818"))),
        (404, "4041811", .refused(said("4041811"))),
        (404, "4041818", .alreadyReceived(said("4041818"))),
        (403, "4031806", .deferred(.cutOff(said("4031806")))),
        (405, "4051800", .deferred(.cutOff(said("4051800")))),
        (405, "4051807", .deferred(.cutOff(said("4051807")))),
        (405, nil, .doubtful(.notUnderstood(status: 405))),
        (400, "4001800", .deferred(.tokenSuspected(said("4001800"), TokenRefusal(serial: serial)))),
        (403, "4031800", .deferred(.tokenSuspected(said("4031800"), TokenRefusal(serial: serial)))),
        (403, "4031801", .deferred(.tokenSuspected(said("4031801"), TokenRefusal(serial: serial)))),
        (404, "4041800", .deferred(.tokenSuspected(said("4041800"), TokenRefusal(serial: serial)))),
        (422, "4221800", .deferred(.tokenSuspected(said("4221800"), TokenRefusal(serial: serial)))),
        (101, nil, .doubtful(.notUnderstood(status: 101))),
        (600, nil, .doubtful(.notUnderstood(status: 600))),
    ]

    @Test(arguments: transfers) func aTransferAnswerMeans(status: Int, code: String?, outcome: MovementOutcome) {
        #expect(TransferAnswer.outcome(Self.answer(status, code), tokenSerial: Self.serial) == outcome)
    }

    static let validations: [(Int, String?, ValidationOutcome)] = [
        (200, "2001600", .accepted(said("2001600"), providerReferenceNo: "R")),
        (202, "2021600", .accepted(said("2021600"), providerReferenceNo: "R")),
        (202, "2001600", .accepted(said("2001600"), providerReferenceNo: "R")),
        (200, nil, .doubtful(.notUnderstood(status: 200))),
        (200, "2001800", .doubtful(.notUnderstood(status: 200))),
        (302, nil, .doubtful(.redirected(status: 302))),
        (408, nil, .doubtful(.timedOut)),
        (500, "5001600", .doubtful(.serverError(said("5001600")))),
        (503, nil, .doubtful(.serverError(bare(503)))),
        (401, "4011600", .deferred(.unauthorized(said("4011600"), tokenSerial: serial))),
        (401, nil, .deferred(.unauthorized(bare(401), tokenSerial: serial))),
        (409, "4091600", .deferred(.conflict(said("4091600")))),
        (409, nil, .deferred(.conflict(bare(409)))),
        (429, "4291600", .deferred(.throttled(said("4291600"), retryAfter: nil))),
        (429, nil, .deferred(.throttled(bare(429), retryAfter: nil))),
        (400, "4001601", .refused(said("4001601"))),
        (403, "4031618", .refused(said("4031618"))),
        (404, "4041611", .refused(said("4041611"))),
        (404, "4041608", .refusedForAll(said("4041608"), .unknownPartner)),
        (404, "4041616", .refusedForAll(said("4041616"), .unknownPartner)),
        (400, nil, .deferred(.tokenSuspected(bare(400), TokenRefusal(serial: serial)))),
        (400, "4001801", .deferred(.tokenSuspected(bare(400), TokenRefusal(serial: serial)))),
        (400, "4001600", .deferred(.tokenSuspected(said("4001600"), TokenRefusal(serial: serial)))),
        (403, "4041611", .deferred(.tokenSuspected(bare(403), TokenRefusal(serial: serial)))),
        (403, "4031600", .deferred(.tokenSuspected(said("4031600"), TokenRefusal(serial: serial)))),
        (404, nil, .deferred(.tokenSuspected(bare(404), TokenRefusal(serial: serial)))),
        (403, "4031606", .deferred(.cutOff(said("4031606")))),
        (405, "4051600", .deferred(.cutOff(said("4051600")))),
    ]

    @Test(arguments: validations) func aValidationAnswerMeans(status: Int, code: String?, outcome: ValidationOutcome) {
        #expect(ValidationAnswer.outcome(Self.answer(status, code), tokenSerial: Self.serial) == outcome)
    }

    @Test(arguments: [
        "Invalid Token (B2B)", "Unauthorized", "access token expired", "Authentication failed", "Bad credentials",
    ])
    func aRecognisedCodeWhoseWordsSpeakOfTheTokenSuspectsIt(words: String) {
        let body = "{\"responseCode\":\"4001801\",\"responseMessage\":\"\(words)\"}"
        let answer = HTTPAnswer(status: 400, body: Array(body.utf8))
        let refusal = TokenRefusal(serial: 7, number: 3, workedFor: [6: 2])
        let outcome = TransferAnswer.outcome(answer, tokenSerial: 7, suspicion: refusal)
        #expect(outcome == .deferred(.tokenSuspected(BankAnswer(code: "4001801", message: words), refusal)))
    }

    @Test(
        arguments: [
            ("0", .zero), ("12", .seconds(12)), ("3600", .seconds(3600)), ("99999999", .seconds(3600)), ("-1", nil),
            ("soon", nil), ("Sun, 06 Nov 1994 08:49:37 GMT", nil), ("", nil),
        ] as [(String, Duration?)])
    func retryAfterIsHonouredUpToAnHour(header: String, wait: Duration?) {
        let answer = Self.answer(429, "4291800", retryAfter: header)
        let outcome = TransferAnswer.outcome(answer, tokenSerial: 1)
        #expect(outcome == .deferred(.throttled(Self.said("4291800"), retryAfter: wait)))
    }

    /// The promise behind the table: of all statuses, codes and bodies, only a SNAP refusal of service 18 with a 4xx
    /// status may ever say that no transfer was received.
    @Test func nothingButASNAPRefusalOfServiceEighteenEndsATransfer() {
        for status in 100..<700 {
            for code in [nil, "2001800", "2021800", "4001801", "4031814", "4041811", "4011800", "5001800", "4001601"] {
                let outcome = TransferAnswer.outcome(Self.answer(status, code), tokenSerial: 1)
                switch outcome {
                case .refused, .refusedForAll, .deferred:
                    #expect((400..<500).contains(status) && code?.hasPrefix("\(status)18") == true)
                case .received: #expect((200..<300).contains(status) && code?.hasPrefix("2") == true)
                case .doubtful: break
                case .alreadyReceived, .partnerReferenceUsed, .unsent, .reported, .awaitsCustomer, .refusedInDoubt:
                    Issue.record("unexpected \(outcome)")
                }
            }
        }
    }

    @Test(arguments: [
        "", "null", "[]", "\"2001800\"", "{}", #"{"responseCode":null}"#, #"{"responseCode":{}}"#, "{\"responseCode\":",
        "<html><body>2001800</body></html>", #"{"responseCode":"20018000"}"#, #"{"responsecode":"2001800"}"#,
    ])
    func whatIsNotSNAPIsNotUnderstood(body: String) {
        let answer = HTTPAnswer(status: 200, body: Array(body.utf8))
        #expect(TransferAnswer.outcome(answer, tokenSerial: 1) == .doubtful(.notUnderstood(status: 200)))
        #expect(ValidationAnswer.outcome(answer, tokenSerial: 1) == .doubtful(.notUnderstood(status: 200)))
    }

    @Test func aCodeWrittenAsANumberIsReadAndBadNeighboursDoNotSpoilIt() {
        let body = #"{"responseCode":2001800,"responseMessage":7,"referenceNo":["x"],"amount":"much"}"#
        let answer = HTTPAnswer(status: 200, body: Array(body.utf8))
        let expected = MovementOutcome.received(BankAnswer(code: "2001800", message: "7"), providerReferenceNo: nil)
        #expect(TransferAnswer.outcome(answer, tokenSerial: 1) == expected)
    }

    @Test(arguments: [
        #"{"responseCode":"2021800","responseCode":"4001800"}"#,
        #"{"responseCode":"4001800","responseCode":"4001800"}"#,
        #"{"responseCode":"4001800","response\u0043ode":"2021800"}"#,
        #"{"responseCode":"4001800","additionalInfo":[{"a":1, "a" :2}]}"#,
    ]) func aBodyThatSaysTwoThingsSaysNothing(body: String) {
        let http = HTTPAnswer(status: 400, body: Array(body.utf8))
        #expect(TransferAnswer.outcome(http, tokenSerial: 1) == .doubtful(.notUnderstood(status: 400)))
    }

    @Test(arguments: [
        #"{"responseCode":"4001801","additionalInfo":[{"a":"a","b":"a"},{"a":"\"a\":"}],"a":{"b":1}}"#,
        #"{ "x" : "responseCode" , "responseCode" : "4001801" }"#,
    ]) func namesMayStandAgainElsewhere(body: String) {
        let http = HTTPAnswer(status: 400, body: Array(body.utf8))
        #expect(TransferAnswer.outcome(http, tokenSerial: 1) == .refused(BankAnswer(code: "4001801", message: "")))
    }

    @Test func aBodyInAnotherEncodingIsNotUnderstood() {
        let text = #"{"responseCode":"4001800"}"#
        let bodies: [[UInt8]] = [
            text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] as [UInt8] },
            text.utf8.flatMap { [0, 0, 0, $0] as [UInt8] },
        ]
        for body in bodies {
            let http = HTTPAnswer(status: 400, body: body)
            #expect(TransferAnswer.outcome(http, tokenSerial: 1) == .doubtful(.notUnderstood(status: 400)))
        }
    }
}
