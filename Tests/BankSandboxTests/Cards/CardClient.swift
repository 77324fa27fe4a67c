import BankSandbox
import Foundation
import PayoutCore
import SNAP
import Synchronization

/// A client of Card Acceptance that keeps to the contract, except where a test says otherwise.
struct CardClient: Sendable {
    /// One charge and what it was answered.
    struct Charge: Sendable {
        let customerID: String
        let transactionID: String
        let correlationID: String
        let answer: Answer

        var invoiceNumber: String { answer.fields["invoiceNumber"] ?? "none" }
    }

    let world: TestWorld
    private let token = TokenBox()

    init(_ world: TestWorld) { self.world = world }

    private final class TokenBox: Sendable {
        let value = Mutex<String?>(nil)
    }

    /// A known card of this case.
    static func customer(_ code: String = "00", key: String = "CUSTOMER0001") -> String { "MC\(code)\(key)" }

    static func cardToken(of customerID: String) -> String { customerID + String(repeating: "0", count: 24) }

    func requestToken(secret: String = TestClient.secret) async throws -> Answer {
        let secret = secret.replacing(" ", with: "+")
        let form = "client_id=\(TestClient.clientID)&client_secret=\(secret)"
        return try await world.client.send(
            CardService.token.path + "?grant_type=client_credentials",
            ["Content-Type": "application/x-www-form-urlencoded"], Array(form.utf8))
    }

    func bearer() async throws -> String {
        if let known = token.value.withLock({ $0 }) { return known }
        let fresh = try await requestToken().fields["accessToken"] ?? "none"
        token.value.withLock { $0 = fresh }
        return fresh
    }

    func forgetToken() { token.value.withLock { $0 = nil } }

    func call(
        _ service: CardService, _ body: String = "", query: String = "",
        correlationID: String = TestClient.fresh(), overriding overrides: [String: String?] = [:]
    ) async throws -> Answer {
        var headers: [String: String?] = [
            "Accept": "application/json", "Authorization": "Bearer \(try await bearer())",
            "X-Correlation-ID": correlationID, "X-Merchant-Code": TestClient.merchantID,
            "X-Timestamp": world.clock.now().iso8601,
        ]
        let method: String
        switch service {
        case .list, .status: method = "GET"
        case .unbinding: method = "DELETE"
        case .token, .registration, .charge, .void:
            method = "POST"
            headers["Content-Type"] = "application/json"
        }
        return try await world.client.send(
            service.path + query, headers.merging(overrides) { $1 }, Array(body.utf8), method: method)
    }

    func chargeBody(
        _ customerID: String, transactionID: String, amount: String = "150000.00", operation: String = "PAY",
        initiator: String = "MERCHANT", more: String = ""
    ) -> String {
        """
        {"transactionId":"\(transactionID)","customerId":"\(customerID)",\
        "cardToken":"\(Self.cardToken(of: customerID))","operation":"\(operation)","initiator":"\(initiator)",\
        "order":{"amount":"\(amount)","currency":"IDR","description":"Invoice 7"}\(more)}
        """
    }

    func charge(
        _ customerID: String = customer(), amount: String = "150000.00", operation: String = "PAY",
        initiator: String = "MERCHANT", transactionID: String = TestClient.fresh(),
        correlationID: String = TestClient.fresh(), cardToken: String? = nil
    ) async throws -> Charge {
        let known = Self.cardToken(of: customerID)
        let body = chargeBody(
            customerID, transactionID: transactionID, amount: amount, operation: operation, initiator: initiator
        ).replacing(known, with: cardToken ?? known)
        let answer = try await call(.charge, body, correlationID: correlationID)
        return Charge(
            customerID: customerID, transactionID: transactionID, correlationID: correlationID, answer: answer)
    }

    func capture(_ held: Charge, amount: String) async throws -> Answer {
        let body = chargeBody(
            held.customerID, transactionID: held.transactionID, amount: amount, operation: "CAPTURE",
            more: #","invoiceNumber":"\#(held.invoiceNumber)""#)
        return try await call(.charge, body, correlationID: held.correlationID)
    }

    func void(_ held: Charge) async throws -> Answer {
        let body = """
            {"transactionId":"\(held.transactionID)","customerId":"\(held.customerID)",\
            "invoiceNumber":"\(held.invoiceNumber)"}
            """
        return try await call(.void, body, correlationID: held.correlationID)
    }

    /// Asks by the transactionId, which the client knows in any case.
    func askStatus(_ charge: Charge, correlationID: String? = nil) async throws -> Answer {
        try await call(
            .status, query: "?customerId=\(charge.customerID)&transactionId=\(charge.transactionID)",
            correlationID: correlationID ?? charge.correlationID)
    }

    /// The status that an inquiry reports, or the responseCode where it reports none.
    func status(_ charge: Charge) async throws -> String {
        let answer = try await askStatus(charge)
        return answer.fields["status"] ?? answer.code
    }

    /// Asks until the status is the expected one; planned reports may take a moment.
    func waitForStatus(_ expected: String, _ charge: Charge) async throws -> String {
        var last = ""
        for _ in 0..<20_000 where last != expected { last = try await status(charge) }
        return last
    }

    /// The statuses of the first callbacks about a charge.
    func reported(_ charge: Charge, count: Int = 1) async -> [String?] {
        await callbacks(charge.correlationID, count: count).prefix(count).map { $0["status"] }
    }

    func callbacks(_ correlationID: String, count: Int = 1) async -> [JSONFields] {
        await world.receiver.wait(for: count) { JSONFields($0)["correlationId"] == correlationID }
            .map(JSONFields.init)
    }

    func press(_ choice: String, on address: String) async throws -> Answer {
        try await world.client.send(
            String(address.dropFirst(world.client.baseURL.count)),
            ["Content-Type": "application/x-www-form-urlencoded"], Array("choice=\(choice)&brand=VISA".utf8))
    }
}

extension TestWorld {
    /// A bank without delays and without a limit of inquiries.
    static func cards(
        _ change: (inout SandboxSettings) -> Void = { _ in },
        _ body: (TestWorld, CardClient) async throws -> Void
    ) async throws {
        try await run {
            $0.inquiriesPerSecondMax = nil
            $0.timing.collectionRetryDelay = .zero
            change(&$0)
        } _: { (world: TestWorld) async throws in
            try await body(world, CardClient(world))
        }
    }
}
