import AsyncHTTPClient
import BankSandbox
import FoundationEssentials
import NIOCore
import NIOHTTP1
import PayoutCore
import SNAP
import Synchronization

/// The fields of an answer that the tests look at.
struct AnswerBody: Decodable, Sendable {
    struct AccountInfo: Decodable, Sendable {
        let availableBalance: CallbackBody.Amount
    }

    let responseCode: String?
    let accessToken: String?
    let originalExternalId: String?
    let amount: CallbackBody.Amount?
    let latestTransactionStatus: String?
    let accountInfos: [AccountInfo]?
}

/// An HTTP answer of the bank.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let text: String
    /// Nil where the body is not a JSON object.
    let body: AnswerBody?

    var code: String { body?.responseCode ?? "HTTP \(status)" }
}

/// A clock that stands still until a test moves it.
final class TestClock: WallClock {
    private let moment: Mutex<Timestamp>

    init(_ start: Timestamp = SandboxClock().now()) { moment = Mutex(start) }

    func now() -> Timestamp { moment.withLock { $0 } }

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

/// A client of the bank that keeps to the contract, except where a test tells it not to.
struct TestClient: Sendable {
    /// A beneficiary as the bank reported it.
    struct Beneficiary: Sendable {
        var account: String
        var bankCode: String
        var name: String
        var id: String
    }

    static let privateKey = Result { try SNAPPrivateKey.generate() }
    static let providerKey = Result { try SNAPPrivateKey.generate() }
    static let clientID = "SalurSandboxClient00000000000001"
    static let secret = "the secret of the tests"
    static let partnerID = "PARTN1"
    static let merchantID = "MERCH1"

    let http: HTTPClient
    let baseURL: String
    let settings: SandboxSettings
    let receiver: CallbackReceiver
    private let token = TokenBox()

    init(http: HTTPClient, baseURL: String, settings: SandboxSettings, receiver: CallbackReceiver) {
        self.http = http
        self.baseURL = baseURL
        self.settings = settings
        self.receiver = receiver
    }

    private final class TokenBox: Sendable {
        let value = Mutex<String?>(nil)
    }

    /// 32 fresh characters.
    static func fresh() -> String {
        UUIDv7.hexadecimal(at: SandboxClock().now(), random: SystemRandomSource())
    }

    // MARK: Calls

    func requestToken(overriding overrides: [String: String?] = [:], body: String? = nil) async throws -> Answer {
        let timestamp = SNAPTimestamp.text(settings.clock.now())
        let text = StringToSign.clientAndTimestamp(clientID: Self.clientID, timestamp: timestamp)
        let signature = settings.signatureEncoding.encode(try Self.privateKey.get().sign(text))
        let headers: [String: String?] = [
            "Content-Type": "application/json", "X-TIMESTAMP": timestamp, "X-CLIENT-KEY": Self.clientID,
            "X-SIGNATURE": signature,
        ]
        let standard = #"{"grantType":"client_credentials","additionalInfo":{"merchantId":"\#(Self.merchantID)"}}"#
        return try await send(
            BankService.token.path, headers.merging(overrides) { $1 }, Array((body ?? standard).utf8))
    }

    /// A token that is kept for later calls.
    func bearer() async throws -> String {
        if let known = token.value.withLock({ $0 }) { return known }
        let fresh = try await requestToken().body?.accessToken ?? "none"
        token.value.withLock { $0 = fresh }
        return fresh
    }

    func forgetToken() { token.value.withLock { $0 = nil } }

    func post(
        _ service: BankService, _ body: String, externalID: String, overriding overrides: [String: String?] = [:]
    ) async throws -> Answer {
        let timestamp = SNAPTimestamp.text(settings.clock.now())
        let token = try await bearer()
        let bytes = Array(body.utf8)
        let signature: [UInt8]
        switch settings.serviceSignature {
        case .asymmetric:
            signature = try Self.privateKey.get().sign(
                StringToSign.clientAndTimestamp(clientID: Self.clientID, timestamp: timestamp))
        case .symmetric:
            let text = StringToSign.symmetric(
                method: "POST", path: service.path, accessToken: token, body: bytes, timestamp: timestamp)
            signature = SymmetricSignature.sign(text, secret: Self.secret)
        }
        let headers: [String: String?] = [
            "Content-Type": "application/json", "Authorization": "Bearer \(token)", "X-TIMESTAMP": timestamp,
            "X-SIGNATURE": settings.signatureEncoding.encode(signature), "X-PARTNER-ID": Self.partnerID,
            "X-EXTERNAL-ID": externalID, "X-LATITUDE": "-6.2088", "X-LONGITUDE": "106.8456",
            "X-IP-ADDRESS": "203.0.113.10", "CHANNEL-ID": "95221",
        ]
        return try await send(service.path, headers.merging(overrides) { $1 }, bytes)
    }

    func validate(
        _ account: String, bankCode: String = "014", externalID: String = fresh()
    ) async throws -> Answer {
        let body = """
            {"partnerReferenceNo":"\(Self.fresh())","beneficiaryAccountNo":"\(account)",\
            "beneficiaryBankCode":"\(bankCode)"}
            """
        return try await post(.validation, body, externalID: externalID)
    }

    /// Validates and waits for the good result.
    func beneficiary(_ account: String, bankCode: String = "014") async throws -> Beneficiary {
        let externalID = Self.fresh()
        _ = try? await validate(account, bankCode: bankCode, externalID: externalID)
        let reported = await receiver.wait {
            $0.content.originalExternalId == externalID && $0.content.additionalInfo?.customerReference != nil
        }
        return Beneficiary(
            account: account, bankCode: bankCode, name: reported[0].content.beneficiaryAccountName ?? "",
            id: reported[0].content.additionalInfo?.customerReference ?? "")
    }

    func transferBody(
        _ beneficiary: Beneficiary, amount: String = "1500000.00", partnerReferenceNo: String,
        notes: String = "Salary"
    ) -> String {
        """
        {"partnerReferenceNo":"\(partnerReferenceNo)","amount":{"value":"\(amount)","currency":"IDR"},\
        "beneficiaryAccountName":"\(beneficiary.name)","beneficiaryAccountNo":"\(beneficiary.account)",\
        "beneficiaryBankCode":"\(beneficiary.bankCode)","merchantId":"\(Self.merchantID)",\
        "transactionDate":"2026-02-14T13:37:10+07:00","customerReference":"\(beneficiary.id)",\
        "additionalInfo":{"notes":"\(notes)"}}
        """
    }

    func transfer(
        _ beneficiary: Beneficiary, amount: String = "1500000.00", externalID: String = fresh(),
        partnerReferenceNo: String = fresh(), notes: String = "Salary"
    ) async throws -> Answer {
        let body = transferBody(
            beneficiary, amount: amount, partnerReferenceNo: partnerReferenceNo, notes: notes)
        return try await post(.transfer, body, externalID: externalID)
    }

    func inquire(_ externalID: String, under header: String? = nil) async throws -> Answer {
        let body = """
            {"originalExternalId":"\(externalID)","serviceCode":"18"}
            """
        return try await post(.inquiry, body, externalID: header ?? externalID)
    }

    /// The status that inquiries report, in the words of the contract.
    func status(_ externalID: String, under header: String? = nil) async throws -> String {
        let answer = try await inquire(externalID, under: header)
        return answer.code == "4043601" ? "07" : answer.body?.latestTransactionStatus ?? answer.code
    }

    func balance() async throws -> String? {
        let body = #"{"partnerReferenceNo":"\#(Self.fresh())","merchantId":"\#(Self.merchantID)"}"#
        let answer = try await post(.balance, body, externalID: Self.fresh())
        return answer.body?.accountInfos?.first?.availableBalance.value
    }

    func send(
        _ path: String, _ headers: [String: String?], _ body: [UInt8], method: String = "POST"
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers {
            if let value { request.headers.add(name: name, value: value) }
        }
        if !body.isEmpty { request.body = .bytes(body) }
        return try await answer(to: request)
    }

    /// Decides at the controls of the bank what becomes of a transfer.
    func settle(_ externalID: String, _ status: String, more: String = "") async throws -> Answer {
        let body = #"{"external_id":"\#(externalID)","status":"\#(status)"\#(more)}"#
        return try await send("/control/settle", ["Content-Type": "application/json"], Array(body.utf8))
    }

    func get(_ path: String) async throws -> Answer { try await answer(to: HTTPClientRequest(url: baseURL + path)) }

    private func answer(to request: HTTPClientRequest) async throws -> Answer {
        let response = try await http.execute(request, timeout: .seconds(30))
        let buffer = try await response.body.collect(upTo: 8 * 1024 * 1024)
        let bytes = Array(buffer.readableBytesView)
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 },
            text: String(decoding: bytes, as: UTF8.self),
            body: try? JSONDecoder().decode(AnswerBody.self, from: Data(bytes)))
    }
}
