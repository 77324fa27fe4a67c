import TestSupport
import Testing

/// Mandates and cards from the command line: imported, listed, protected.
@Suite(.timeLimit(.minutes(15)))
struct CustomerCommandTests {
    private static let key = String(repeating: "5a", count: 32)

    private static func secret(_ text: String, _ count: Int = 32) -> String {
        text + String(repeating: "x", count: count - text.count)
    }

    private static let mandates = """
        customer,bank_code,account_token,auth_code,public_user_id
        C-1001,002,\(secret("tokA")),\(secret("codeA")),AYOPOP-XU56ZX
        C-1002,008,\(secret("tokB")),\(secret("codeB")),AYOPOP-XU56ZY

        """

    private static let cards = """
        customer,customer_id,card_token
        C-1001,CUST01,\(secret("card", 40))

        """

    @Test func `Mandates and cards are imported by a script, listed without a secret, and put under a new key`()
        async throws
    {
        try await World.with { world in
            try world.write(Self.mandates, to: "mandates.csv")
            try world.write(Self.cards, to: "cards.csv")
            try world.write(Self.key, to: "key.txt")
            let names = ["SALUR_VAULT_KEY_FILE": "key.txt"]
            let imported = try await world.salur(["mandates", "import", "--yes", "mandates.csv"], settings: names)
            #expect(imported.code == 0, "\(imported)")
            #expect(imported.output == "mandates.csv: imported 2 mandates.\n")
            let cards = try await world.salur(["cards", "import", "--yes", "--json", "cards.csv"], settings: names)
            #expect(cards.code == 0 && cards.output.contains("\"added\" : 1"), "\(cards)")

            let rotated = try await world.salur(["init", "--rotate-vault"], settings: names)
            #expect(rotated.code == 0 && rotated.output.contains("5 secrets are encrypted under it"), "\(rotated)")
            #expect(try world.read("key.txt") != Self.key)
            let again = try await world.salur(["mandates", "import", "--yes", "mandates.csv"], settings: names)
            #expect(again.code == 0 && again.output.contains("nothing to import"), "\(again)")

            let listed = try await world.salur(["mandates", "list"], settings: names)
            #expect(listed.output == "C-1001  002  bound\nC-1002  008  bound\n")
            let document = try await world.salur(["cards", "list", "--json"], settings: names)
            #expect(document.output.contains("\"customer_id\" : \"CUST01\""))
            for ended in [imported, cards, rotated, again, listed, document] {
                #expect(!(ended.output + ended.errors).contains("xxxx"))
            }
            for name in world.names(in: ".") where name.hasPrefix("salur.db") {
                #expect(try world.permissions(of: name) & 0o077 == 0, "\(name)")
            }
        }
    }

    @Test func `Without a terminal an import wants --yes, and without a key it is refused`() async throws {
        try await World.with { world in
            try world.write(Self.mandates, to: "mandates.csv")
            let asked = try await world.salur(["mandates", "import", "mandates.csv"])
            #expect(asked.code == 64 && asked.errors.contains("--yes"), "\(asked)")
            let keyless = try await world.salur(["mandates", "import", "--yes", "--json", "mandates.csv"])
            #expect(keyless.code == 78 && keyless.output.contains("SALUR_VAULT_KEY_FILE"), "\(keyless)")
            #expect(!world.exists("salur.db"))
        }
    }

    @Test func `init writes the key of the vault once, and adds one where the settings name none that is there`()
        async throws
    {
        try await World.with { world in
            #expect(try await world.salur(["init"]).code == 0)
            let key = try world.read("vault.key")
            #expect(key.count == 65)
            #expect(try world.permissions(of: "vault.key") == 0o600)
            #expect(try await world.salur(["init"]).code == 73)
            #expect(try world.read("vault.key") == key)
            let named = try await world.salur(["init"], settings: ["SALUR_VAULT_KEY_FILE": "other.txt"])
            #expect(named.code == 0 && named.output.contains("other.txt"), "\(named)")
            #expect(try world.read("other.txt") != key)
        }
    }
}
