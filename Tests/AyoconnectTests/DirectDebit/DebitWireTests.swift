import Ayoconnect
import BankAPI
import PayoutCore
import SNAP
import Testing

/// What stands on the wire of Direct Debit, byte by byte (Ayoconnect: Direct Debit, sections 1 to 7).
struct DebitWireTests {
    static let merchant = #""merchantId":"MERCH1""#
    static let number = Fixtures.partnerReferenceNo.text
    static let amount = #"{"value":"150000.00","currency":"IDR"}"#

    @Test func `The worked example of the documents is signed as it is there`() {
        let body =
            #"{"partnerReferenceNo":"qic5taezfgta7yhn74u7cppr47wan027","#
            + #""authCode":"8ecx3bnfk9bu2o4y0z8ur8pfhH12eltF","merchantId":"AYOPOP"}"#
        let text = StringToSign.symmetric(
            method: "POST", path: "/api/v2/registration-account-binding",
            accessToken: "ed8f7f42a6d741fbb891bae654e81678", body: Array(body.utf8),
            timestamp: "2023-03-28T22:13:27+07:00")
        let signature = SymmetricSignature.sign(text, secret: "fceda4da-ae95-4d14-8cb6-eef392139a2c")
        #expect(
            SignatureEncoding.hex.encode(signature)
                == "2e955289baf7f297dda75b830c00f15b81a71710c2d0a0bbdf5884ae15bf47bb"
                + "46e627a0b25cff1c1da16c42682ec69945950a1b120b6be490a53b7d613cf7e4")
    }

    @Test(arguments: SignatureEncoding.allCases)
    func `A payment carries the headers of the contract`(encoding: SignatureEncoding) async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url + "/before") {
                $0.signatureEncoding = encoding
            } _: { gateway in
                _ = await gateway.moved(Customers.collection)
            }
            let request = try #require(bank.requests.last)
            #expect(request.method == "POST")
            #expect(request.target == "/before/dd/api/v3.0/debit/payment-host-to-host")
            let names = Set(request.headers.map { $0.name.lowercased() }).subtracting(["host", "content-length"])
            #expect(
                names == [
                    "content-type", "authorization", "authorization-customer", "x-timestamp", "x-signature",
                    "x-partner-id", "x-external-id", "channel-id",
                ])
            #expect(request.header("Authorization") == "Bearer b2b-1")
            #expect(request.header("Authorization-Customer") == "Bearer cust-1")
            #expect(request.header("X-PARTNER-ID") == "MERCH1")
            #expect(request.header("CHANNEL-ID") == "95221")
            #expect(request.header("X-EXTERNAL-ID") == Fixtures.externalID.text)
            #expect(request.header("X-TIMESTAMP") == "2026-02-14T13:37:10+07:00")
            let text = StringToSign.symmetric(
                method: "POST", path: request.target, accessToken: "b2b-1", body: Array(request.body.utf8),
                timestamp: "2026-02-14T13:37:10+07:00")
            let header = try #require(request.header("X-SIGNATURE"))
            let signature = try #require(encoding.decode(header))
            #expect(SymmetricSignature.verifies(signature, of: text, secret: Fixtures.secret))
        }
    }

    @Test func `Both tokens are asked for as documented`() async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { _ = await $0.moved(Customers.collection) }
            #expect(
                bank.requests.map(\.target) == [
                    "/dd/api/v3.0/access-token/b2b", "/dd/api/v3.0/access-token/b2b2c",
                    "/dd/api/v3.0/debit/payment-host-to-host",
                ])
            #expect(
                bank.requests.map(\.body).prefix(2) == [
                    #"{"grantType":"client_credentials","additionalInfo":{"merchantId":"MERCH1"}}"#,
                    #"{"grantType":"authorization_code","authCode":"\#(Customers.authCode)","#
                        + #""additionalInfo":{"merchantId":"MERCH1"}}"#,
                ])
            for request in bank.requests.prefix(2) {
                #expect(request.header("X-CLIENT-KEY") == "0123456789abcdef0123456789abcdef")
                let text = StringToSign.clientAndTimestamp(
                    clientID: "0123456789abcdef0123456789abcdef",
                    timestamp: try #require(request.header("X-TIMESTAMP")))
                let signature = try #require(SignatureEncoding.hex.decode(request.header("X-SIGNATURE") ?? ""))
                #expect(try Fixtures.key.get().publicKey.verifies(signature, of: text))
            }
            #expect(bank.requests[0].header("Authorization") == nil)
            #expect(bank.requests[1].header("Authorization") == "Bearer b2b-1")
        }
    }

    @Test func `The prefix is a setting`() async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            let setting = DirectDebitConfiguration(prefix: "/api/v1.0")
            try await Fixtures.withDebitGateway(url: bank.url, directDebit: setting) {
                _ = await $0.moved(Customers.collection)
            }
            #expect(bank.requests.allSatisfy { $0.target.hasPrefix("/api/v1.0/") })
        }
    }

    static let bodies: [(MovementRequest, String)] = [
        (
            Customers.collection,
            #"{"partnerReferenceNo":"\#(number)","bankCardToken":"\#(Customers.accountToken)",\#(merchant),"#
                + #""amount":\#(amount),"additionalInfo":{"publicUserId":"AYOPOP-XU56ZX","bankCode":"002","#
                + #""remarks":"Cicilan 3","additionalInfo1":"INV-1"}}"#
        ),
        (
            Customers.request(.collection(customer: "C-1001"), note: "", reference: "INV/1"),
            #"{"partnerReferenceNo":"\#(number)","bankCardToken":"\#(Customers.accountToken)",\#(merchant),"#
                + #""amount":\#(amount),"additionalInfo":{"publicUserId":"AYOPOP-XU56ZX","bankCode":"002"}}"#
        ),
        (
            Customers.refund,
            #"{"originalPartnerReferenceNo":"\#(Customers.payment.partnerReferenceNo.text)","#
                + #""originalReferenceNo":"PAY-1",\#(merchant),"partnerRefundNo":"\#(number)","#
                + #""refundAmount":\#(amount),"additionalInfo":{"reason":"Cicilan 3"}}"#
        ),
    ]

    @Test(arguments: bodies.indices) func `The bodies are minified and in the documented order`(index: Int) async throws
    {
        let (request, expected) = Self.bodies[index]
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { _ = await $0.moved(request) }
            #expect(bank.requests.last?.body == expected)
        }
    }

    @Test func `Identifiers have the lengths that the contract demands`() throws {
        #expect(Fixtures.externalID.text.utf8.count == 32)
        let fields = try #require(Self.bodies.first).1.split(separator: "\"").map(String.init)
        #expect(fields.contains(Self.number) && Self.number.utf8.count == 32)
        #expect(fields.contains(Customers.accountToken) && Customers.accountToken.utf8.count == 32)
        #expect(Customers.authCode.utf8.count == 32)
        #expect(Customers.cardToken.utf8.count == 40)
    }

    @Test(arguments: RefundExternalID.allCases)
    func `Which external id a refund carries is a setting`(setting: RefundExternalID) async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.answer(200, "2005800") }) { bank in
            let directDebit = DirectDebitConfiguration(refundExternalID: setting)
            try await Fixtures.withDebitGateway(url: bank.url, directDebit: directDebit) {
                _ = await $0.moved(Customers.refund)
            }
            let expected = setting == .fresh ? Fixtures.externalID : Customers.payment.externalID
            #expect(bank.requests.last?.header("X-EXTERNAL-ID") == expected.text)
            #expect(bank.requests.last?.header("Authorization-Customer") == "Bearer cust-1")
        }
    }

    @Test func `A status is asked by the bank's number, else by ours, under fresh external ids`() async throws {
        let script = DebitBank.script { _ in DebitBank.answer(404, "4045501") }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                _ = await gateway.inquire(Customers.inquiry(.collection))
                _ = await gateway.inquire(Customers.inquiry(.collection, number: nil))
                _ = await gateway.inquire(Customers.inquiry(.refund(of: Customers.payment), number: "F-1"))
            }
            let requests = bank.requests(to: "/debit/status")
            #expect(
                requests.map(\.body) == [
                    #"{\#(Self.merchant),"serviceCode":"54","originalReferenceNo":"R-1"}"#,
                    #"{\#(Self.merchant),"serviceCode":"54","originalPartnerReferenceNo":"\#(Self.number)","#
                        + #""originalExternalId":"\#(Fixtures.externalID.text)"}"#,
                    #"{\#(Self.merchant),"serviceCode":"54","originalReferenceNo":"PAY-1"}"#,
                ])
            let ids = requests.compactMap { $0.header("X-EXTERNAL-ID") }
            #expect(Set(ids).count == 3 && !ids.contains(Fixtures.externalID.text))
            #expect(ids.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
            #expect(requests.allSatisfy { $0.header("Authorization-Customer") == nil })
            #expect(bank.requests(to: "/b2b2c").isEmpty)
        }
    }

    @Test(arguments: [301, 302, 307, 308]) func `A redirect is never followed`(status: Int) async throws {
        let reply = Reply.answer(status, "", headers: [("Location", "/dd/api/v3.0/debit/payment-host-to-host")])
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                #expect(await gateway.moved(Customers.collection) == .doubtful(.redirected(status: status)))
            }
            #expect(bank.requests(to: "payment-host-to-host").count == 1)
        }
    }

    @Test(arguments: [Reply.drop, .dropInBody]) func `A lost connection is doubt`(reply: Reply) async throws {
        #expect(try await DebitBank.outcome(reply) == .doubtful(.connectionLost))
    }

    @Test func `A refund needs the bank's own number of the payment`() async throws {
        let payment = PaymentKey(
            customer: "C-1001", externalID: Customers.payment.externalID,
            partnerReferenceNo: Customers.payment.partnerReferenceNo, providerReferenceNo: nil)
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                guard case .refused(let answer) = await gateway.moved(Customers.request(.refund(of: payment))) else {
                    Issue.record("it was not refused")
                    return
                }
                #expect(answer.code == "no_reference_number")
            }
            #expect(bank.requests.isEmpty)
        }
    }

    @Test func `Without a bound account nothing is sent`() async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, book: CustomerShelf(mandates: [])) { gateway in
                for request in [Customers.collection, Customers.refund] {
                    guard case .refused(let answer) = await gateway.moved(request) else {
                        Issue.record("it was not refused")
                        continue
                    }
                    #expect(answer.code == "no_mandate")
                }
            }
            #expect(bank.requests.isEmpty)
        }
    }
}
