import Ayoconnect
import Operations
import SalurSettings
import Testing
import Wording

/// What is refused, and in which words.
@Suite struct SettingsErrorTests {
    @Test("Everything that is wrong is told at once, with key, origin, value and what is expected")
    func allAtOnce() async throws {
        let yaml = "# first\ndispatch:\n  concurrency: many\n  validationWait: 5\nledgr:\n  path: x\n"
        let text = try await SettingsFixture().problems(["SALUR_CHECKS_NAME_MATCH": "maybe"], yaml: yaml)
        #expect(text.contains("dispatch.concurrency in "))
        #expect(text.contains("settings.yaml, line 3 is \"many\": expected a whole number from 1 to 1024"))
        #expect(text.contains("line 4 is \"5\": expected a duration such as 500ms, 2s, 15m, 2h or 7d"))
        #expect(text.contains("SALUR_CHECKS_NAME_MATCH in the environment is \"maybe\": expected one of hold, ignore"))
        #expect(text.contains("line 6: there is no setting \"ledgr.path\"; did you mean \"ledger.path\"?"))
    }

    @Test(
        "Malformed values are refused",
        arguments: [
            ("SALUR_DISPATCH_CONCURRENCY", ["0", "1025", "3.5", "+3", "-1", "0x10", "ten", "9999999999999999999999"]),
            ("SALUR_DISPATCH_WINDOW", ["31", "0"]),
            ("SALUR_DISPATCH_RATE_PER_SECOND", ["0", "fast"]),
            ("SALUR_DISPATCH_VALIDATION_WAIT", ["0s", "5", "s", "-5s", "5 s", "1.5s", "5S", "400d", "1h30m"]),
            ("SALUR_DISPATCH_CUT_OFF", ["23:30", "24:00-01:00", "23:30-23:30", "None"]),
            ("SALUR_CALLBACKS_LISTEN", ["8081", ":8081", "127.0.0.1", "127.0.0.1:65536", "::1:80", "a b:80", "h:+1"]),
            ("SALUR_CALLBACKS_PROOF", ["Symmetric", "hmac"]),
            ("SALUR_CALLBACKS_ALLOW_FROM", ["10.0.0.0/33", "bank.example", "10.0.0.1,,10.0.0.2"]),
            ("SALUR_CHECKS_NAME_MATCH", ["warn"]),
        ])
    func malformed(name: String, values: [String]) async throws {
        let fixture = try SettingsFixture()
        for value in values {
            let text = try await fixture.problems([name: value])
            #expect(text.contains("\(name) in the environment is \"\(value)\": expected "))
        }
    }

    @Test(
        "Malformed settings of the bank are refused where the bank is needed, and only there",
        arguments: [
            ("SALUR_AYOCONNECT_PARTNER_ID", ["PART1", "PART001", "PART-1", "PÄRT01"]),
            ("SALUR_AYOCONNECT_MERCHANT_ID", ["12345"]),
            ("SALUR_AYOCONNECT_CHANNEL_ID", ["1234", "123456", "1234a"]),
            ("SALUR_AYOCONNECT_LATITUDE", ["91", "north", "1e1", "-6,2"]),
            ("SALUR_AYOCONNECT_LONGITUDE", ["181", ""]),
            ("SALUR_AYOCONNECT_IP_ADDRESS", ["256.1.1.1", "1.2.3", "::1", "host"]),
            ("SALUR_AYOCONNECT_CLIENT_ID", ["two words", "a|b"]),
            ("SALUR_AYOCONNECT_TOKEN_PATH", ["token", "/to ken"]),
            ("SALUR_AYOCONNECT_SIGNATURE_ENCODING", ["HEX"]),
            ("SALUR_AYOCONNECT_SERVICE_SIGNATURE", ["rsa"]),
        ])
    func malformedBank(name: String, values: [String]) async throws {
        let fixture = try SettingsFixture()
        for value in values { #expect(try await fixture.bankProblems([name: value]).contains(name)) }
    }

    @Test(
        "Money travels over https, or stays on this machine",
        arguments: [
            "http://bank.example", "http://127.0.0.1.bank.example", "http://localhost.bank.example:80", "ftp://bank",
            "bank.example", "https://", "https://bank.example:99999", "https://bank.example:x", "http://[::2]:80",
        ])
    func plainAddresses(address: String) async throws {
        let text = try await SettingsFixture().bankProblems(["SALUR_AYOCONNECT_BASE_URL": address])
        #expect(text.contains("SALUR_AYOCONNECT_BASE_URL in the environment is \"\(address)\""))
    }

    @Test(
        "Addresses that may be called",
        arguments: [
            "https://bank.example", "https://bank.example:8443/prefix/", "http://127.0.0.1:9090", "http://localhost:80",
            "http://[::1]:9090", "http://127.0.0.9",
        ])
    func goodAddresses(address: String) async throws {
        _ = try await SettingsFixture().load(["SALUR_AYOCONNECT_BASE_URL": address]).requireBank()
    }

    @Test("Every missing key of the bank is named with its name in the environment") func missing() async throws {
        let fixture = try SettingsFixture()
        let settings = try await Settings.load(environment: [:], file: fixture.write("none.yaml", ""))
        let error = #expect(throws: SettingsError.self) { try settings.requireBank() }
        let text = try #require(error).description
        let names = [
            "BASE_URL", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "PRIVATE_KEY_FILE", "PARTNER_ID",
            "MERCHANT_ID", "CHANNEL_ID", "LATITUDE", "LONGITUDE", "IP_ADDRESS",
        ]
        for name in names { #expect(text.contains("(SALUR_AYOCONNECT_\(name))"), "\(name)") }
    }

    @Test("Names in the environment that nearly are ours are refused, strange ones only mentioned")
    func unknownNames() async throws {
        let fixture = try SettingsFixture()
        let inSection = try await fixture.problems(["SALUR_DISPATCH_CONCURENCY": "5"])
        #expect(inSection.contains("SALUR_DISPATCH_CONCURENCY in the environment"))
        #expect(inSection.contains("did you mean SALUR_DISPATCH_CONCURRENCY?"))
        let nearly = try await fixture.problems(["SALUR_DISPATC_CONCURRENCY": "5"])
        #expect(nearly.contains("did you mean SALUR_DISPATCH_CONCURRENCY?"))
        let settings = try await fixture.load(["SALUR_HOME": "/opt/salur"])
        #expect(
            settings.warnings.map(\.english) == ["SALUR_HOME in the environment is no setting of salur; it is ignored."]
        )
    }

    @Test("A file that is not settings is refused with its line") func notSettings() async throws {
        let fixture = try SettingsFixture()
        #expect(try await fixture.problems(yaml: "ledger: salur.db\n").contains("line 1: \"ledger\" is a section"))
        #expect(try await fixture.problems(yaml: "- a\n- b\n").contains("must hold settings"))
        #expect(try await fixture.problems(yaml: "a: [\n").contains("this is not YAML"))
        let twice = try await fixture.problems(yaml: "ledger:\n  path: a\nledger:\n  path: b\n")
        #expect(twice.contains("ledger stands there more than once"))
        let nested = try await fixture.problems(yaml: "callbacks:\n  allowFrom:\n    - {a: b}\n")
        #expect(nested.contains("a setting is one value"))
    }

    @Test(
        "A proof that does not cover the body needs to know its senders", arguments: ["none", "asymmetric-timestamp"])
    func exposure(proof: String) async throws {
        let fixture = try SettingsFixture()
        try fixture.write("bank.pem", "")
        let open: [String: String?] = ["SALUR_CALLBACKS_PROOF": proof, "SALUR_CALLBACKS_LISTEN": "0.0.0.0:8081"]
        #expect(try await fixture.problems(open).contains("SALUR_CALLBACKS_ALLOW_FROM"))
        let pretender: [String: String?] = ["SALUR_CALLBACKS_PROOF": proof, "SALUR_CALLBACKS_LISTEN": "127.example:80"]
        #expect(try await fixture.problems(pretender).contains("SALUR_CALLBACKS_ALLOW_FROM"))
    }

    @Test("Without a proof of the body, this machine or a list of senders is enough") func exposureMet() async throws {
        let fixture = try SettingsFixture()
        _ = try await fixture.load(["SALUR_CALLBACKS_PROOF": "none"])
        _ = try await fixture.load([
            "SALUR_CALLBACKS_PROOF": "none", "SALUR_CALLBACKS_LISTEN": "0.0.0.0:8081",
            "SALUR_CALLBACKS_ALLOW_FROM": "203.0.113.0/24",
        ])
    }

    @Test("An asymmetric proof needs the bank's public key") func publicKey() async throws {
        let fixture = try SettingsFixture()
        let proof: [String: String?] = ["SALUR_CALLBACKS_PROOF": "asymmetric"]
        #expect(try await fixture.problems(proof).contains("SALUR_CALLBACKS_PROVIDER_PUBLIC_KEY_FILE"))
        let bad = try fixture.write("bad.pem", "no key")
        let named = proof.merging(["SALUR_CALLBACKS_PROVIDER_PUBLIC_KEY_FILE": bad]) { $1 }
        #expect(try await fixture.problems(named).contains("holds no RSA public key"))
    }
}
