import Ayoconnect
import Operations
import PayoutCore
import SNAP
import SalurSettings
import Testing
import Wording

/// Secrets come from the right place, and are never shown.
@Suite struct SettingsSecretTests {
    private static let noSecret: [String: String?] = ["SALUR_AYOCONNECT_CLIENT_SECRET": nil]

    @Test("However settings are printed, the secret is not") func redacted() async throws {
        let settings = try await SettingsFixture().load()
        let bank = try settings.requireBank()
        var dumped = ""
        dump(settings, to: &dumped)
        dump(bank, to: &dumped)
        for text in [dumped, "\(settings)", "\(bank)", String(reflecting: bank), "\(bank.clientSecret)"] {
            #expect(!text.contains(SettingsFixture.secret))
            #expect(!text.contains("PRIVATE KEY"))
        }
        #expect("\(bank.clientSecret)" == "<redacted>")
    }

    @Test(
        "No error quotes a line of the file that may hold the secret",
        arguments: [
            "ayoconnect:\n  clientSecret: \"\(SettingsFixture.secret)\n",
            "ayoconnect:\n  clientSecret: \(SettingsFixture.secret): x\n",
            "ayoconnect:\n  clientSecret: [\(SettingsFixture.secret)\n",
            "ayoconnect:\n  clientSecret:\n    key: \(SettingsFixture.secret)\n",
            "clientSecret: \(SettingsFixture.secret)\n",
            "ayoconnect: \(SettingsFixture.secret)\n",
        ])
    func unquoted(yaml: String) async throws {
        let text = try await SettingsFixture().problems(yaml: yaml)
        #expect(!text.contains(SettingsFixture.secret))
    }

    @Test("An address with a password in it is refused without being shown") func passwordInAddress() async throws {
        let address = "https://user:\(SettingsFixture.secret)@bank.example"
        let text = try await SettingsFixture().bankProblems(["SALUR_AYOCONNECT_BASE_URL": address])
        #expect(text.contains("SALUR_AYOCONNECT_BASE_URL in the environment is not understood"))
        #expect(!text.contains(SettingsFixture.secret))
    }

    @Test("One line break at the end of a secret file goes, others stay", arguments: ["", "\n", "\r\n"])
    func secretFile(ending: String) async throws {
        let fixture = try SettingsFixture()
        let path = try fixture.write("secret.txt", "\(SettingsFixture.secret)\n two " + ending)
        let names = Self.noSecret.merging(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": path]) { $1 }
        let bank = try await fixture.load(names).requireBank()
        #expect(bank.clientSecret.reveal() == SettingsFixture.secret + "\n two ")
    }

    @Test("The stronger place wins, whichever of the two keys it uses") func precedence() async throws {
        let fixture = try SettingsFixture()
        let path = try fixture.write("secret.txt", "from a file")
        let yaml = "ayoconnect:\n  clientSecret: from yaml\n"
        let names = Self.noSecret.merging(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": path]) { $1 }
        #expect(try await fixture.load(names, yaml: yaml).requireBank().clientSecret.reveal() == "from a file")
        let file = "ayoconnect:\n  clientSecretFile: secret.txt\n"
        #expect(try await fixture.load(yaml: file).requireBank().clientSecret.reveal() == SettingsFixture.secret)
        let both = try await fixture.bankProblems(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": path])
        #expect(both.contains("are both set: keep one of them"))
        #expect(!both.contains(SettingsFixture.secret))
    }

    @Test("Files that are missing, empty or no key are named") func badFiles() async throws {
        let fixture = try SettingsFixture()
        let missing = fixture.folder + "/missing.txt"
        let names = Self.noSecret.merging(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": missing]) { $1 }
        #expect(try await fixture.bankProblems(names).contains("the file \(missing) is missing or cannot be read"))
        let empty = try fixture.write("empty.txt", "\n")
        let hollow = Self.noSecret.merging(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": empty]) { $1 }
        #expect(try await fixture.bankProblems(hollow).contains("the file \(empty) is empty"))
        let words = try fixture.write("words.pem", "these are words")
        let text = try await fixture.bankProblems(["SALUR_AYOCONNECT_PRIVATE_KEY_FILE": words])
        #expect(text.contains("\(words) holds no RSA private key"))
        #expect(!text.contains("these are words"))
    }

    @Test("Secret files that others may read are warned of") func readable() async throws {
        let fixture = try SettingsFixture()
        let path = try fixture.write("secret.txt", "secret", mode: 0o644)
        let names = Self.noSecret.merging(["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": path]) { $1 }
        let settings = try await fixture.load(names)
        #expect(
            settings.warnings.map(\.english) == [
                "Other users of this machine may read \(path); protect it: chmod 600 \(path)"
            ])
    }
}
