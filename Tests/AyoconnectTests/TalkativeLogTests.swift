import Ayoconnect
import BankAPI
import Logging
import PayoutCore
import SNAP
import Synchronization
import Testing

/// Even at the most talkative level the log names no secret and nobody whom money goes to (promise P10).
struct TalkativeLogTests {
    /// What stands in the requests and in the answers, and must stand in no log.
    private static let unspeakable = [
        Fixtures.secret, "0123456789abcdef0123456789abcdef", "tok-1", "Bearer", "1234567890", "SANTOSO", "1500000",
        "ben-1",
        "PRIVATE KEY", "RAHASIA",
    ]

    /// What stands in the requests and answers of the other products.
    private static let secretsOfCustomers = [
        Customers.authCode, Customers.accountToken, Customers.cardToken, "cust-1", "b2b-1", "oauth-1", "123456",
        "otp-token-1", "150000", "AYOPOP", "CUST1001", Fixtures.secret, "Bearer", "RAHASIA",
    ]

    private static let replies: [Reply] = [
        .accepted, .received, .drop, .dropInBody, .answer(200, "<html>RAHASIA 1234567890</html>"),
        .answer(401, #"{"responseCode":"4011800","responseMessage":"Unauthorized. BUDI SANTOSO tok-1"}"#),
        .answer(404, #"{"responseCode":"4041811","responseMessage":"1234567890 RAHASIA"}"#),
        .answer(500, "RAHASIA"), .answer(307, "", headers: [("Location", "/RAHASIA?account=1234567890")]),
    ]

    @Test(arguments: replies.indices) func theLogNamesNoSecretAndNobody(index: Int) async throws {
        let lines = Mutex<[String]>([])
        try await ScriptedBank.with(DoubtTests.bank(Self.replies[index])) { bank in
            let logger = Logger(label: "talkative") { _ in
                NotingHandler { line in lines.withLock { $0.append(line) } }
            }
            let gateway = AyoconnectGateway(
                configuration: try Fixtures.configuration(url: bank.url), clock: ManualClock(), logger: logger)
            _ = await gateway.validate(Fixtures.validation)
            _ = await gateway.move(Fixtures.transfer())
            _ = await gateway.inquire(Fixtures.inquiry)
            _ = await gateway.balance(Fixtures.balance)
            await gateway.shutdown()
        }
        let said = lines.withLock { $0 }
        #expect(said.count >= 4, "it is not talkative: \(said)")
        for word in Self.unspeakable { #expect(said.filter { $0.contains(word) }.isEmpty, "\(word)") }
    }

    @Test(arguments: replies.indices) func `The other products log no secret of a customer`(index: Int) async throws {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "talkative") { _ in
            NotingHandler { line in lines.withLock { $0.append(line) } }
        }
        try await ScriptedBank.with(DebitBank.script { _ in Self.replies[index] }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, logger: logger) { gateway in
                _ = await gateway.moved(Customers.collection)
                _ = await gateway.moved(Customers.refund)
                _ = await gateway.inquire(Customers.inquiry(.collection))
                _ = await gateway.send(AccountBindingTests.code)
            }
        }
        try await ScriptedBank.with(CardBank.script { _ in Self.replies[index] }) { bank in
            try await Fixtures.withCardGateway(url: bank.url, logger: logger) { gateway in
                _ = await gateway.moved(Customers.charge)
                _ = await gateway.unbind(
                    Customers.card, externalID: Fixtures.externalID, number: Fixtures.partnerReferenceNo)
            }
        }
        let said = lines.withLock { $0 }
        #expect(said.count >= 6, "it is not talkative: \(said)")
        for word in Self.secretsOfCustomers { #expect(said.filter { $0.contains(word) }.isEmpty, "\(word)") }
    }
}

/// Hands on every line in full.
private struct NotingHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    let note: @Sendable (String) -> Void

    init(note: @escaping @Sendable (String) -> Void) { self.note = note }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { note("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
}
