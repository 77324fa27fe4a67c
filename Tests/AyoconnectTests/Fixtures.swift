import Ayoconnect
import BankAPI
import Logging
import PayoutCore
import SNAP
import Synchronization

/// A clock that stands still until it is told to move.
final class ManualClock: WallClock {
    private let moment: Mutex<Timestamp>

    init(_ moment: Timestamp = Fixtures.now) { self.moment = Mutex(moment) }

    func now() -> Timestamp { moment.withLock { $0 } }

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

enum Fixtures {
    /// 2026-02-14T13:37:10+07:00.
    static let now = Timestamp(milliseconds: 1_771_051_030_000)
    static let externalID = ExternalID("0190f3a1b2c3d4e5f60718293a4b5c6d")
    static let partnerReferenceNo = PartnerReferenceNo("0190f3a1b2c3d4e5f60718293a4b5c6e")
    static let account = BeneficiaryAccount(bankCode: "014", accountNumber: "1234567890")
    /// Made once: a key takes a good while to find.
    static let key = Result { try SNAPPrivateKey.generate() }
    static let secret = "a-secret-for-tests-only-0123456"

    static let validation = ValidationRequest(
        externalID: externalID, partnerReferenceNo: partnerReferenceNo, account: account)
    static let inquiry = InquiryRequest(
        externalID: externalID, partnerReferenceNo: partnerReferenceNo, subject: .transfer(to: account),
        amount: Rupiah(1_500_000))
    static let balance = BalanceRequest(externalID: externalID, partnerReferenceNo: partnerReferenceNo)

    static func transfer(
        note: String = "Gaji Februari", reference: String = "EMP-001", name: String = "BUDI SANTOSO"
    ) -> MovementRequest {
        MovementRequest(
            externalID: externalID, partnerReferenceNo: partnerReferenceNo,
            instruction: .transfer(to: account, name: name, customerReference: "ben-1"), amount: Rupiah(1_500_000),
            note: note, reference: reference, intendedAt: now)
    }

    static func configuration(url: String) throws -> AyoconnectConfiguration {
        var configuration = AyoconnectConfiguration(
            baseURL: try require(url), clientID: "0123456789abcdef0123456789abcdef", clientSecret: Secret(secret),
            privateKey: try key.get(), partnerID: "MERCH1", merchantID: "MERCH1", channelID: "95221",
            latitude: "-6.2", longitude: "106.8", ipAddress: "203.0.113.7")
        configuration.limits.wholeCall = .seconds(240)
        configuration.limits.connect = .seconds(20)
        // A busy machine may take minutes between the token and the call; the bank of these tests ends no connection.
        configuration.limits.idle = .seconds(120)
        configuration.inquiryHeader = .transfer
        return configuration
    }

    private static func require(_ url: String) throws -> BaseURL {
        guard let base = BaseURL(url) else { throw NotAURL(text: url) }
        return base
    }

    struct NotAURL: Error { let text: String }

    /// Runs `body` with a gateway to `url` and shuts the gateway down afterwards.
    static func withGateway<Success>(
        url: String, clock: any WallClock = ManualClock(),
        configure: (inout AyoconnectConfiguration) -> Void = { _ in },
        _ body: (AyoconnectGateway) async throws -> Success
    ) async throws -> Success {
        var configuration = try configuration(url: url)
        configure(&configuration)
        return try await withGateway(configuration, clock: clock, body)
    }

    /// The same with a configuration of its own, and what earlier gateways found out.
    static func withGateway<Success>(
        _ configuration: AyoconnectConfiguration, knowing finding: InquiryHeaderFinding? = nil,
        clock: any WallClock = ManualClock(), _ body: (AyoconnectGateway) async throws -> Success
    ) async throws -> Success {
        let gateway = AyoconnectGateway(
            configuration: configuration, inquiryHeader: finding, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        do {
            let value = try await body(gateway)
            await gateway.shutdown()
            return value
        } catch {
            await gateway.shutdown()
            throw error
        }
    }
}

extension Reply {
    static let accepted = Reply.answer(
        200, #"{"responseCode":"2001600","responseMessage":"Successful","referenceNo":"R-1"}"#)
    static let received = Reply.answer(
        202, #"{"responseCode":"2021800","responseMessage":"Accepted","referenceNo":"R-2"}"#)
}
