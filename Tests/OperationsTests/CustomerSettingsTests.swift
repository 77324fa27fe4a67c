import Ayoconnect
import Operations
import PayoutCore
import SalurSettings
import Testing
import Wording

/// The settings of mandates, cards and their vault.
@Suite struct CustomerSettingsTests {
    private static let key = String(repeating: "5a", count: 32)

    @Test func `Unless set, Direct Debit and cards are as the bank documents them`() async throws {
        let settings = try await SettingsFixture().load()
        #expect(settings.directDebit.prefix == "/dd/api/v3.0")
        #expect(settings.directDebit.callbackProof == .symmetric)
        #expect(!settings.directDebit.allowsOTP)
        #expect(settings.directDebit.successURL == nil && settings.directDebit.failureURL == nil)
        #expect(settings.cards.prefix == "/api/v1/lab/mpgs/cards")
        #expect(
            settings.cards.tokenPath == "/v1/oauth/client_credential/accesstoken?grant_type=client_credentials")
        #expect(settings.cards.baseURL == nil && settings.cards.clientID == nil)
        #expect(settings.cards.clientSecret == nil && settings.cards.redirectURL == nil)
        #expect(settings.vaultKeyFile == nil)
    }

    @Test func `Each has its key, and its name in the environment`() async throws {
        let fixture = try SettingsFixture()
        let yaml = """
            directDebit:
              prefix: /api/v1.0
              callbackProof: none
              allowOtp: true
              successUrl: https://shop.example.id/bound?from=salur
            cards:
              baseUrl: https://cards.example.id
              clientId: cards-client
              redirectUrl: https://shop.example.id/card
            """
        let names = [
            "SALUR_DIRECT_DEBIT_PREFIX": "/dd", "SALUR_DIRECT_DEBIT_FAILURE_URL": "http://shop.example.id/no",
            "SALUR_CARDS_CLIENT_SECRET": SettingsFixture.secret, "SALUR_CARDS_PREFIX": "/cards",
            "SALUR_CARDS_TOKEN_PATH": "/token",
        ]
        let settings = try await fixture.load(names, yaml: yaml)
        #expect(settings.directDebit.prefix == "/dd")
        #expect(settings.directDebit.callbackProof == .none)
        #expect(settings.directDebit.allowsOTP)
        #expect(settings.directDebit.successURL == "https://shop.example.id/bound?from=salur")
        #expect(settings.directDebit.failureURL == "http://shop.example.id/no")
        #expect(settings.cards.baseURL?.text == "https://cards.example.id")
        #expect(settings.cards.clientID == "cards-client")
        #expect(settings.cards.clientSecret?.reveal() == SettingsFixture.secret)
        #expect(settings.cards.prefix == "/cards" && settings.cards.tokenPath == "/token")
        #expect(settings.cards.redirectURL == "https://shop.example.id/card")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains(SettingsFixture.secret))
    }

    @Test func `The proof of Direct Debit is that of all callbacks unless it has one of its own`() async throws {
        let settings = try await SettingsFixture().load(["SALUR_CALLBACKS_PROOF": "none"])
        #expect(settings.directDebit.callbackProof == .none)
        let open = ["SALUR_CALLBACKS_LISTEN": "0.0.0.0:8081", "SALUR_DIRECT_DEBIT_CALLBACK_PROOF": "none"]
        let exposed = try await SettingsFixture().problems(open)
        #expect(exposed.contains("directDebit.callbackProof is none, which does not cover the body"))
        let keyless = try await SettingsFixture().problems(["SALUR_DIRECT_DEBIT_CALLBACK_PROOF": "asymmetric"])
        #expect(keyless.contains("directDebit.callbackProof is asymmetric: callbacks.providerPublicKeyFile"))
    }

    @Test(arguments: [
        ("SALUR_DIRECT_DEBIT_PREFIX", "dd/api"), ("SALUR_DIRECT_DEBIT_PREFIX", "/dd/"),
        ("SALUR_DIRECT_DEBIT_CALLBACK_PROOF", "maybe"), ("SALUR_DIRECT_DEBIT_ALLOW_OTP", "yes"),
        ("SALUR_DIRECT_DEBIT_SUCCESS_URL", "shop.example.id"),
        ("SALUR_DIRECT_DEBIT_FAILURE_URL", "https://shop.example.id/a b"),
        ("SALUR_CARDS_BASE_URL", "http://cards.example.id"), ("SALUR_CARDS_PREFIX", "cards"),
        ("SALUR_CARDS_TOKEN_PATH", "token"), ("SALUR_CARDS_REDIRECT_URL", "ftp://shop.example.id"),
    ])
    func `What is malformed is refused and named`(name: String, value: String) async throws {
        let problems = try await SettingsFixture().problems([name: value])
        #expect(problems.contains("\(name) in the environment"))
    }

    @Test func `A client id of cards and its secret go together`() async throws {
        for name in ["SALUR_CARDS_CLIENT_ID", "SALUR_CARDS_CLIENT_SECRET"] {
            let problems = try await SettingsFixture().problems([name: SettingsFixture.secret])
            #expect(problems.contains("cards.clientId (SALUR_CARDS_CLIENT_ID) and cards.clientSecret"))
            #expect(!problems.contains(SettingsFixture.secret))
        }
    }

    @Test(arguments: ["SALUR_DIRECT_DEBIT_PREFIXES", "SALUR_VAULT_KEY", "SALUR_DIRECT_DEBIT_OTP"])
    func `A name in one of the sections that is no setting is refused`(name: String) async throws {
        #expect(try await SettingsFixture().problems([name: "x"]).contains("\(name) in the environment: there is no"))
    }

    @Test func `The key file is needed by commands that need the vault, and by no other`() async throws {
        let fixture = try SettingsFixture()
        func problem(_ changes: [String: String?]) async throws -> String {
            let settings = try await fixture.load(changes)
            let error = #expect(throws: SettingsError.self) { try settings.requireVaultKeyFile() }
            return try #require(error).description
        }
        #expect(try await problem([:]).contains("vault.keyFile (SALUR_VAULT_KEY_FILE) is missing"))
        let missing = fixture.folder + "/missing.txt"
        #expect(try await problem(["SALUR_VAULT_KEY_FILE": missing]).contains("\(missing) is missing"))
        let short = try fixture.write("short.txt", String(Self.key.dropLast()))
        let text = try await problem(["SALUR_VAULT_KEY_FILE": short])
        #expect(text.contains("line 1 of the file is no key") && !text.contains("5a5a"))
    }

    @Test func `A key file is found, and a warning names it where others may read it`() async throws {
        let fixture = try SettingsFixture()
        let path = try fixture.write("key.txt", Self.key + "\n")
        let settings = try await fixture.load(["SALUR_VAULT_KEY_FILE": path])
        #expect(try settings.requireVaultKeyFile() == path)
        #expect(settings.warnings.isEmpty)
        try fixture.write("key.txt", Self.key, mode: 0o644)
        let open = try await fixture.load(yaml: "vault:\n  keyFile: key.txt\n")
        #expect(try open.requireVaultKeyFile() == path)
        #expect(open.warnings.map(\.english).joined().contains("may read \(path)"))
    }
}
