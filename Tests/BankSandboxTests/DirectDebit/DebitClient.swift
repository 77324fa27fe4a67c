import BankSandbox
import Foundation
import PayoutCore
import SNAP
import Synchronization

/// A customer whose mandate the bank knows without a binding page.
struct Customer: Sendable {
    let authCode: String
    let accountToken: String
    let publicUserID: String
    let bankCode: String

    /// - Parameter code: the case of the bank's behaviour, two digits.
    init(_ code: String = "00", bank: String = "008", key: String = "CUSTOMER00000000000000001") {
        let end = bank + code + key
        (authCode, accountToken, publicUserID) = ("MA" + end, "MT" + end, "MU" + end)
        bankCode = bank
    }
}

/// A client of Direct Debit that keeps to the contract, except where a test says otherwise.
struct DebitClient: Sendable {
    /// One payment and what it was answered.
    struct Payment: Sendable {
        let customer: Customer
        let externalID: String
        let partnerNo: String
        let answer: Answer

        var referenceNo: String { answer.fields["referenceNo"] ?? String(repeating: "0", count: 32) }
    }

    let world: TestWorld
    private let tokens = TokenShelf()

    init(_ world: TestWorld) { self.world = world }

    private final class TokenShelf: Sendable {
        let values = Mutex<[String: String]>([:])
    }

    // MARK: Tokens

    func requestToken(overriding overrides: [String: String?] = [:]) async throws -> Answer {
        let body = #"{"grantType":"client_credentials","additionalInfo":{"merchantId":"\#(TestClient.merchantID)"}}"#
        return try await world.client.send(
            DebitService.token.path, try tokenHeaders().merging(overrides) { $1 }, Array(body.utf8))
    }

    func requestCustomerToken(
        _ authCode: String, overriding overrides: [String: String?] = [:]
    ) async throws -> Answer {
        let body = """
            {"grantType":"authorization_code","authCode":"\(authCode)",\
            "additionalInfo":{"merchantId":"\(TestClient.merchantID)"}}
            """
        var headers = try tokenHeaders()
        headers["Authorization"] = "Bearer \(try await bearer())"
        return try await world.client.send(
            DebitService.customerToken.path, headers.merging(overrides) { $1 }, Array(body.utf8))
    }

    func bearer() async throws -> String {
        try await kept("B2B") { try await requestToken().fields["accessToken"] }
    }

    func customerBearer(_ authCode: String) async throws -> String {
        try await kept(authCode) { try await requestCustomerToken(authCode).fields["accessToken"] }
    }

    /// Forgets the B2B token alone.
    func forgetToken() { tokens.values.withLock { $0["B2B"] = nil } }

    func forgetTokens() { tokens.values.withLock { $0 = [:] } }

    private func kept(_ name: String, _ make: () async throws -> String?) async throws -> String {
        if let known = tokens.values.withLock({ $0[name] }) { return known }
        let fresh = try await make() ?? "none"
        tokens.values.withLock { $0[name] = fresh }
        return fresh
    }

    private func tokenHeaders() throws -> [String: String?] {
        let timestamp = SNAPTimestamp.text(world.clock.now())
        let text = StringToSign.clientAndTimestamp(clientID: TestClient.clientID, timestamp: timestamp)
        return [
            "Content-Type": "application/json", "X-TIMESTAMP": timestamp, "X-CLIENT-KEY": TestClient.clientID,
            "X-SIGNATURE": SignatureEncoding.hex.encode(try TestClient.privateKey.get().sign(text)),
        ]
    }

    // MARK: Calls

    /// - Parameter customer: the authCode whose customer token the call carries; nil carries none.
    func call(
        _ service: DebitService, _ body: String, externalID: String = TestClient.fresh(), customer: String? = nil,
        overriding overrides: [String: String?] = [:]
    ) async throws -> Answer {
        let token = try await bearer()
        let timestamp = SNAPTimestamp.text(world.clock.now())
        let text = StringToSign.symmetric(
            method: "POST", path: service.path, accessToken: token, body: Array(body.utf8), timestamp: timestamp)
        let signature = SymmetricSignature.sign(text, secret: TestClient.secret)
        var headers: [String: String?] = [
            "Content-Type": "application/json", "Authorization": "Bearer \(token)", "X-TIMESTAMP": timestamp,
            "X-SIGNATURE": SignatureEncoding.hex.encode(signature), "X-PARTNER-ID": TestClient.merchantID,
            "X-EXTERNAL-ID": externalID, "CHANNEL-ID": "95221",
        ]
        if let customer { headers["Authorization-Customer"] = "Bearer \(try await customerBearer(customer))" }
        return try await world.client.send(service.path, headers.merging(overrides) { $1 }, Array(body.utf8))
    }

    func paymentBody(
        _ customer: Customer, amount: String = "150000.00", partnerNo: String = TestClient.fresh()
    ) -> String {
        """
        {"partnerReferenceNo":"\(partnerNo)","bankCardToken":"\(customer.accountToken)",\
        "merchantId":"\(TestClient.merchantID)","amount":{"value":"\(amount)","currency":"IDR"},\
        "additionalInfo":{"publicUserId":"\(customer.publicUserID)","bankCode":"\(customer.bankCode)",\
        "remarks":"Instalment 3"}}
        """
    }

    func pay(
        _ customer: Customer, amount: String = "150000.00", externalID: String = TestClient.fresh(),
        partnerNo: String = TestClient.fresh()
    ) async throws -> Payment {
        let body = paymentBody(customer, amount: amount, partnerNo: partnerNo)
        let answer = try await call(.payment, body, externalID: externalID, customer: customer.authCode)
        return Payment(customer: customer, externalID: externalID, partnerNo: partnerNo, answer: answer)
    }

    func askStatus(_ payment: Payment) async throws -> Answer {
        try await askStatus(#""originalReferenceNo":"\#(payment.referenceNo)""#)
    }

    func askStatus(_ name: String) async throws -> Answer {
        try await call(.status, #"{"merchantId":"\#(TestClient.merchantID)","serviceCode":"54",\#(name)}"#)
    }

    /// The status that an inquiry reports, or the responseCode where it reports none.
    func status(_ payment: Payment) async throws -> String {
        let answer = try await askStatus(payment)
        return answer.fields["latestTransactionStatus"] ?? answer.code
    }

    func refund(
        _ payment: Payment, amount: String = "150000.00", refundNo: String = TestClient.fresh(),
        customer: Customer? = nil
    ) async throws -> Answer {
        let body = """
            {"originalPartnerReferenceNo":"\(payment.partnerNo)","originalReferenceNo":"\(payment.referenceNo)",\
            "merchantId":"\(TestClient.merchantID)","partnerRefundNo":"\(refundNo)",\
            "refundAmount":{"value":"\(amount)","currency":"IDR"},"additionalInfo":{"reason":"Overpaid"}}
            """
        return try await call(.refund, body, customer: (customer ?? payment.customer).authCode)
    }

    func verify(
        _ payment: Payment, _ code: String, externalID: String? = nil, token: String? = nil,
        overriding overrides: [String: String?] = [:]
    ) async throws -> Answer {
        let token = token ?? payment.answer.fields["additionalInfo.otpToken"] ?? "none"
        let body = """
            {"originalPartnerReferenceNo":"\(payment.partnerNo)","originalReferenceNo":"\(payment.referenceNo)",\
            "action":"payment","merchantId":"\(TestClient.merchantID)","otp":"\(code)","additionalInfo":\
            {"bankCode":"\(payment.customer.bankCode)","publicUserId":"\(payment.customer.publicUserID)",\
            "otpToken":"\(token)"}}
            """
        return try await call(
            .verification, body, externalID: externalID ?? payment.externalID, customer: payment.customer.authCode,
            overriding: overrides)
    }

    /// The statuses of the first callbacks about a payment.
    func reported(_ payment: Payment, count: Int = 1) async -> [String?] {
        await world.receiver.wait(for: count, about: payment.externalID).prefix(count)
            .map { JSONFields($0)["latestTransactionStatus"] }
    }
}

extension TestWorld {
    /// A bank without delays and without a limit of inquiries.
    static func debits(
        _ change: (inout SandboxSettings) -> Void = { _ in },
        _ body: (TestWorld, DebitClient) async throws -> Void
    ) async throws {
        try await run {
            $0.inquiriesPerSecondMax = nil
            $0.timing.collectionRetryDelay = .zero
            change(&$0)
        } _: { (world: TestWorld) async throws in
            try await body(world, DebitClient(world))
        }
    }
}
