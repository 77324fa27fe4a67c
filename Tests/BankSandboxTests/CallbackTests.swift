import BankSandbox
import PayoutCore
import SNAP
import Testing

@Suite("Callbacks")
struct CallbackTests {
    @Test("A callback is proven in the chosen way", arguments: CallbackProofKind.allCases, SignatureEncoding.allCases)
    func proof(kind: CallbackProofKind, encoding: SignatureEncoding) async throws {
        try await TestWorld.run {
            $0.proof = kind
            $0.signatureEncoding = encoding
            $0.callbackURL? += "/prefix/"
        } _: { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            _ = try await world.client.validate("1234567890", externalID: externalID)
            let callback = await world.receiver.wait(about: externalID)[0]
            #expect(callback.path == "/prefix/callbacks/account-validation")
            #expect(try Self.isProven(callback, kind, encoding))
        }
    }

    @Test("Wrong signatures are wrong", arguments: [CallbackProofKind.symmetric, .asymmetric, .asymmetricTimestamp])
    func wrongSignatures(kind: CallbackProofKind) async throws {
        try await TestWorld.run {
            $0.proof = kind
            $0.wrongCallbackSignatures = true
        } _: { (world: TestWorld) async throws in
            let externalID = TestClient.fresh()
            _ = try await world.client.validate("1234567890", externalID: externalID)
            #expect(try !Self.isProven(await world.receiver.wait(about: externalID)[0], kind, .hex))
        }
    }

    @Test("A callback that is not answered 2xx is tried four times in all, each the same")
    func repeats() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            world.receiver.refuse(times: 4)
            let externalID = TestClient.fresh()
            _ = try await world.client.validate("1234567890", externalID: externalID)
            let tries = await world.receiver.wait(for: 4, about: externalID)
            #expect(Set(tries.map { $0.headers["x-timestamp"] ?? "" }).count == 1)
            #expect(Set(tries.map { $0.headers["x-signature"] ?? "" }).count == 1)
            // A fifth try would have come before the result of a later validation.
            _ = try await world.client.beneficiary("1234567891")
            #expect(world.receiver.received.count { $0.content.originalExternalId == externalID } == 4)
            #expect(world.bank.ledgerText().contains(#""callbacksGivenUp":1"#))
        }
    }

    @Test("A callback that is delivered at last is not tried again")
    func delivered() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            world.receiver.refuse(times: 2)
            let externalID = TestClient.fresh()
            _ = try await world.client.validate("1234567890", externalID: externalID)
            _ = await world.receiver.wait(for: 3, about: externalID)
            _ = try await world.client.beneficiary("1234567891")
            #expect(world.receiver.received.count { $0.content.originalExternalId == externalID } == 3)
        }
    }

    @Test("Without callbacks an inquiry still tells the truth, but no validation is ever told")
    func off() async throws {
        try await TestWorld.run {
            $0.callbackURL = nil
        } _: { (world: TestWorld) async throws in
            #expect(try await world.client.validate("1234567890").code == "2001600")
            #expect(world.receiver.received.isEmpty)
        }
    }

    @Test("Settings that cannot work are refused")
    func refusedSettings() async throws {
        await #expect(throws: SandboxStartError.callbackURL("localhost:80/?a")) {
            try await TestWorld.run {
                $0.callbackURL = "localhost:80/?a"
            } _: { _ in
            }
        }
        await #expect(throws: SandboxStartError.providerKeyMissing) {
            try await TestWorld.run {
                $0.proof = .asymmetric
                $0.credentials.providerPrivateKey = nil
            } _: { _ in
            }
        }
        try await TestWorld.run { (world: TestWorld) async throws in
            let port = try await world.bank.listeningPort()
            await #expect(throws: SandboxStartError.addressInUse(host: "127.0.0.1", port: port)) {
                try await TestWorld.run {
                    $0.listenPort = port
                } _: { _ in
                }
            }
        }
    }

    static func isProven(
        _ callback: ReceivedCallback, _ kind: CallbackProofKind, _ encoding: SignatureEncoding
    ) throws -> Bool {
        guard let timestamp = callback.headers["x-timestamp"], let text = callback.headers["x-signature"] else {
            return kind == .none
        }
        let signature = try #require(encoding.decode(text))
        switch kind {
        case .none: return false
        case .symmetric:
            let signed = StringToSign.symmetric(
                method: "POST", path: callback.path, accessToken: "", body: callback.body, timestamp: timestamp)
            return SymmetricSignature.verifies(signature, of: signed, secret: TestClient.secret)
        case .asymmetric:
            let signed = StringToSign.asymmetricBody(
                method: "POST", path: callback.path, body: callback.body, timestamp: timestamp)
            return try TestClient.providerKey.get().publicKey.verifies(signature, of: signed)
        case .asymmetricTimestamp:
            let signed = StringToSign.clientAndTimestamp(clientID: TestClient.clientID, timestamp: timestamp)
            return try TestClient.providerKey.get().publicKey.verifies(signature, of: signed)
        }
    }
}
