import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// How customers register cards, and what persons do with charges (Ayoconnect: Card Acceptance, section 11).
struct CardBindingTests {
    private static let key = PaymentKey(
        customer: "C-1001", externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo,
        providerReferenceNo: "INV-9")

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    private func answered<Success: Sendable>(
        _ status: Int, _ body: String, _ ask: @Sendable (CardGateway) async -> Success
    ) async throws -> (Success, SeenRequest) {
        try await ScriptedBank.with(CardBank.script { _ in .answer(status, body) }) { bank in
            let value = try await Fixtures.withCardGateway(url: bank.url) { await ask($0) }
            return (value, try #require(bank.requests.last))
        }
    }

    @Test func `A registration leads to a page`() async throws {
        let body = DebitBank.body(
            "2010100", #""referenceNumber":"W-1","status":"PENDING","webview":{"URL":"https://bank/c","expiresIn":300}"#
        )
        let registration = CardRegistration(
            externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo,
            name: "Budi \"B\" Santoso",
            email: "budi@example.com", phone: "628123456789",
            returnTo: ReturnAddresses(success: "https://shop/ok", failure: "https://shop/no"))
        let (answer, request) = try await answered(201, body) { await $0.register(registration) }
        let page = CardPage(address: Secret("https://bank/c"), providerReferenceNo: "W-1", lifetime: .seconds(300))
        #expect(answer == .done(Self.said("2010100"), page))
        #expect(request.target == "/api/v1/lab/mpgs/cards/generate-webview")
        #expect(
            request.body
                == #"{"transactionId":"\#(CardBank.number)","customer":{"name":"Budi \"B\" Santoso","#
                + #""email":"budi@example.com","phoneNumber":"628123456789"},"#
                + #""successRedirectUrl":"https://shop/ok","failureRedirectUrl":"https://shop/no"}"#)
    }

    @Test func `Cards are listed`() async throws {
        let body = DebitBank.body(
            "2000300",
            #""customerId":"CUST1001","cards":[{"cardToken":"\#(Customers.cardToken)","maskedCard":"512345******0008","#
                + #""cardBrand":"MASTERCARD","cardExpiry":"05/29","status":"SUCCESS"},{"status":"PENDING"}]"#)
        let (answer, request) = try await answered(200, body) {
            await $0.cards(of: "CUST1001", externalID: Fixtures.externalID, number: Fixtures.partnerReferenceNo)
        }
        let card = RegisteredCard(
            cardToken: Secret(Customers.cardToken), maskedNumber: "512345******0008", brand: "MASTERCARD",
            expiry: "05/29", state: .bound)
        #expect(answer == .done(Self.said("2000300"), [card]))
        #expect(request.method == "GET")
        #expect(
            request.target == "/api/v1/lab/mpgs/cards?customerId=CUST1001&transactionId=\(CardBank.number)")
    }

    @Test func `A card is unbound for good`() async throws {
        let (answer, request) = try await answered(200, DebitBank.body("2000400", #""status":"UNBINDED""#)) {
            await $0.unbind(Customers.card, externalID: Fixtures.externalID, number: Fixtures.partnerReferenceNo)
        }
        #expect(answer == .done(Self.said("2000400"), .unbound))
        #expect(request.method == "DELETE")
        #expect(
            request.target == "/api/v1/lab/mpgs/cards?customerId=CUST1001&transactionId=\(CardBank.number)"
                + "&cardToken=\(Customers.cardToken)")
    }

    @Test func `A customer who is present confirms on a page`() async throws {
        let body = DebitBank.body(
            "2025400", #""invoiceNumber":"INV-9","status":"PENDING","webview":{"URL":"https://bank/3ds"}"#)
        let (charge, request) = try await answered(202, body) { await $0.chargePresent(Customers.charge) }
        #expect(charge.page?.reveal() == "https://bank/3ds")
        #expect(
            charge.outcome
                == .awaitsCustomer(Self.said("2025400"), providerReferenceNo: "INV-9", confirmation: nil))
        #expect(request.body.contains(#""operation":"PAY","initiator":"CUSTOMER""#))
    }

    @Test func `A hold is captured in the flow of its charge`() async throws {
        let body = DebitBank.body("2005400", #""invoiceNumber":"INV-9","status":"SUCCESS""#)
        let (answer, request) = try await answered(200, body) { await $0.capture(Self.key, amount: Rupiah(120_000)) }
        let report = StatusReport(
            status: .succeeded, source: .answer, answer: Self.said("SUCCESS"), providerReferenceNo: "INV-9")
        #expect(answer == .done(Self.said("2005400"), report))
        #expect(request.header("X-Correlation-ID") == Fixtures.externalID.text)
        #expect(
            request.body
                == #"{"transactionId":"\#(CardBank.number)","invoiceNumber":"INV-9","customerId":"CUST1001","#
                + #""cardToken":"\#(Customers.cardToken)","operation":"CAPTURE","initiator":"MERCHANT","#
                + #""order":{"amount":"120000.00","currency":"IDR"}}"#)
    }

    @Test func `A hold is released in the flow of its charge, or is not`() async throws {
        let body = DebitBank.body("2005700", #""status":"VOIDED""#)
        let (answer, request) = try await answered(200, body) { await $0.void(Self.key) }
        let report = StatusReport(
            status: .voided, source: .answer, answer: Self.said("VOIDED"), providerReferenceNo: nil)
        #expect(answer == .done(Self.said("2005700"), report))
        #expect(request.target == "/api/v1/lab/mpgs/cards/void")
        #expect(request.header("X-Correlation-ID") == Fixtures.externalID.text)
        let (refused, _) = try await answered(404, DebitBank.body("4045700")) { await $0.void(Self.key) }
        #expect(refused == .refused(Self.said("4045700")))
    }

    @Test func `Without the bank's number of the charge neither is sent`() async throws {
        let key = PaymentKey(
            customer: "C-1001", externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo,
            providerReferenceNo: nil)
        try await ScriptedBank.with(CardBank.script { _ in CardBank.paid }) { bank in
            try await Fixtures.withCardGateway(url: bank.url) { gateway in
                for answer in [await gateway.capture(key, amount: Rupiah(1)), await gateway.void(key)] {
                    guard case .refused(let said) = answer else {
                        Issue.record("it was not refused")
                        continue
                    }
                    #expect(said.code == "no_invoice_number")
                }
            }
            #expect(bank.requests.isEmpty)
        }
    }
}
