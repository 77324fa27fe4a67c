import BankSandbox
import PayoutCore
import SNAP
import Testing

@Suite("Who may come in")
struct GateTests {
    private let account =
        #"{"partnerReferenceNo":"0123456789abcdef0123456789abcdef","beneficiaryAccountNo":"1234567890","#
        + #""beneficiaryBankCode":"014"}"#

    @Test("A token request signed with the private key gets a token, and lasts as text or as a number in turns")
    func token() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let first = try await world.client.requestToken()
            #expect(first.code == "2007300")
            #expect(first.text.contains(#""expiresIn":"3600""#))
            let second = try await world.client.requestToken()
            #expect(second.text.contains(#""expiresIn":3600"#))
            #expect(first.body?.accessToken != second.body?.accessToken)
        }
    }

    @Test(
        "A token request with a fault is refused and noted",
        arguments: [
            ("X-SIGNATURE", "00ff", "4017300", ViolationKind.badSignature),
            ("X-CLIENT-KEY", "SalurSandboxClient00000000000002", "4017300", .unknownClient),
            ("X-CLIENT-KEY", "short", "4007301", .malformedHeader),
            ("X-TIMESTAMP", "yesterday", "4007301", .malformedHeader),
            ("X-TIMESTAMP", "2026-02-14T13:37:10+07:00", "4017300", .staleTimestamp),
        ])
    func refusedToken(header: String, value: String, code: String, kind: ViolationKind) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let answer = try await world.client.requestToken(overriding: [header: value])
            #expect(answer.code == code)
            #expect(world.bank.violationCounts == [kind: 1])
        }
    }

    @Test(
        "Every header of a service call is mandatory",
        arguments: [
            "Authorization", "X-TIMESTAMP", "X-SIGNATURE", "X-PARTNER-ID", "X-EXTERNAL-ID", "X-LATITUDE",
            "X-LONGITUDE", "X-IP-ADDRESS", "CHANNEL-ID",
        ])
    func missingHeader(name: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let answer = try await world.client.post(
                .validation, account, externalID: TestClient.fresh(), overriding: [name: nil])
            #expect(answer.code == "4001602")
            #expect(world.bank.violationCounts == [.missingHeader: 1])
        }
    }

    @Test(
        "Headers have the formats of the contract",
        arguments: [
            ("X-EXTERNAL-ID", "short"), ("X-EXTERNAL-ID", "0123456789abcdef-123456789abcdef"),
            ("X-PARTNER-ID", "toolong"), ("X-LATITUDE", "north"), ("X-LATITUDE", "91"), ("X-LONGITUDE", "-181"),
            ("X-IP-ADDRESS", "10.0.0.1"), ("X-IP-ADDRESS", "1.2.3"), ("CHANNEL-ID", "1234"),
            ("Content-Type", "text/plain"), ("Authorization", "Basic abc"),
        ])
    func malformedHeader(name: String, value: String) async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let answer = try await world.client.post(
                .validation, account, externalID: TestClient.fresh(), overriding: [name: value])
            #expect(answer.code == "4001601")
            #expect(world.bank.violationCounts == [.malformedHeader: 1])
        }
    }

    @Test(
        "Both signatures and both encodings are checked",
        arguments: ServiceSignature.allCases, SignatureEncoding.allCases)
    func signatures(kind: ServiceSignature, encoding: SignatureEncoding) async throws {
        try await TestWorld.run {
            $0.serviceSignature = kind
            $0.signatureEncoding = encoding
        } _: { (world: TestWorld) async throws in
            #expect(try await world.client.validate("1234567890").code == "2001600")
            let wrong = encoding.encode([1, 2, 3])
            let answer = try await world.client.post(
                .validation, account, externalID: TestClient.fresh(), overriding: ["X-SIGNATURE": wrong])
            #expect(answer.code == "4011600")
            #expect(world.bank.violationCounts == [.badSignature: 1])
        }
    }

    @Test("Hexadecimal signatures are lowercase")
    func uppercaseSignature() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let timestamp = SNAPTimestamp.text(world.clock.now())
            let text = StringToSign.clientAndTimestamp(clientID: TestClient.clientID, timestamp: timestamp)
            let signature = Hexadecimal.encode(try TestClient.privateKey.get().sign(text)).uppercased()
            let answer = try await world.client.requestToken(overriding: ["X-SIGNATURE": signature])
            #expect(answer.code == "4017300")
        }
    }

    @Test("A token ends after its life, and a new one is needed")
    func tokenLife() async throws {
        try await TestWorld.run {
            $0.timing.tokenLife = .seconds(60)
        } _: { (world: TestWorld) async throws in
            #expect(try await world.client.validate("1234567890").code == "2001600")
            world.clock.advance(by: .seconds(60))
            #expect(try await world.client.validate("1234567890").code == "4011601")
            world.client.forgetToken()
            #expect(try await world.client.validate("1234567890").code == "2001600")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("An unknown partner or merchant is refused")
    func unknownPartner() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let answer = try await world.client.post(
                .validation, account, externalID: TestClient.fresh(), overriding: ["X-PARTNER-ID": "OTHER1"])
            #expect(answer.code == "4041616")
            let token = try await world.client.requestToken(
                body: #"{"grantType":"client_credentials","additionalInfo":{"merchantId":"OTHER1"}}"#)
            #expect(token.code == "4047308")
        }
    }

    @Test("More calls within a second than allowed are answered 429 and use nothing up")
    func rateLimit() async throws {
        try await TestWorld.run {
            $0.requestsPerSecondMax = 1
        } _: { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            #expect(try await world.client.validate("1234567890").code == "2001600")
            let refused = try await world.client.validate("1234567890", externalID: externalID)
            #expect(refused.code == "4291600")
            #expect(refused.headers["retry-after"] == "1")
            world.clock.advance(by: .milliseconds(999))
            #expect(try await world.client.validate("1234567890", externalID: externalID).code == "4291600")
            world.clock.advance(by: .milliseconds(1))
            #expect(try await world.client.validate("1234567890", externalID: externalID).code == "2001600")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A bank may keep to itself when to come again")
    func withoutRetryAfter() async throws {
        try await TestWorld.run {
            $0.requestsPerSecondMax = 1
            $0.tellsRetryAfter = false
        } _: { (world: TestWorld) async throws in
            _ = try await world.client.validate("1234567890")
            let refused = try await world.client.validate("1234567890")
            #expect(refused.code == "4291600")
            #expect(refused.headers["retry-after"] == nil)
        }
    }

    @Test("Other paths are not found, and following a redirect is noted")
    func otherPaths() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            #expect(try await world.client.send("/redirected/it/api/v2.0/transfer-interbank", [:], []).status == 404)
            #expect(try await world.client.send("/elsewhere", [:], []).status == 404)
            #expect(world.bank.violationCounts == [.followedRedirect: 1, .unknownPath: 1])
            #expect(try await world.client.get("/healthz").status == 200)
        }
    }
}
