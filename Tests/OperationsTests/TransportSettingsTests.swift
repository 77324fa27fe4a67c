import Ayoconnect
import Operations
import SalurSettings
import Testing

/// The settings of TLS and of the proxy: strict, and silent about what is secret.
struct TransportSettingsTests {
    private func proxy(_ changes: [String: String?], yaml: String? = nil) async throws -> String? {
        try await SettingsFixture().load(changes, yaml: yaml).requireBank().transport.proxy?.address
    }

    @Test func `A proxy is read with and without user and password`() async throws {
        for text in ["http://proxy:3128", "http://ani:s3cr%40t@proxy:3128/", "HTTP://ani@proxy:3128"] {
            #expect(try await proxy(["SALUR_AYOCONNECT_PROXY": text]) == "proxy:3128")
        }
        #expect(try await proxy(["SALUR_AYOCONNECT_PROXY": "http://[::1]:3128"]) == "[::1]:3128")
        #expect(try await proxy([:]) == nil)
    }

    @Test(arguments: [
        "proxy:3128", "https://proxy:3128", "http://proxy", "http://proxy:0", "http://proxy:70000", "http://:3128",
        "http://:hush@proxy:3128", "http://ani:%zz@proxy:3128", "http://proxy:3128/path", "http://a b:3128",
        "http://::1:1",
    ])
    func `Anything else is refused, and not shown`(text: String) async throws {
        let problems = try await SettingsFixture().bankProblems(["SALUR_AYOCONNECT_PROXY": text])
        #expect(problems.contains("SALUR_AYOCONNECT_PROXY"))
        #expect(!problems.contains("\"\(text)\""))
    }

    @Test func `The proxy of the environment counts for https, unless the host is exempt or none is wanted`()
        async throws
    {
        let usual = ["HTTPS_PROXY": "http://proxy:3128"]
        #expect(try await proxy(usual) == "proxy:3128")
        #expect(try await proxy(["https_proxy": "proxy:3128"]) == "proxy:3128")
        for exempt in ["*", "bank.example", ".example", "example", "other, BANK.EXAMPLE"] {
            #expect(try await proxy(usual.merging(["NO_PROXY": exempt]) { $1 }) == nil, "\(exempt)")
        }
        for other in ["ank.example", "bank.example.org", "10.0.0.0/8"] {
            #expect(try await proxy(usual.merging(["NO_PROXY": other]) { $1 }) == "proxy:3128", "\(other)")
        }
        #expect(try await proxy(usual.merging(["SALUR_AYOCONNECT_PROXY": "none"]) { $1 }) == nil)
        #expect(try await proxy(usual.merging(["SALUR_AYOCONNECT_PROXY": "http://own:1"]) { $1 }) == "own:1")
        #expect(try await proxy(usual.merging(["SALUR_AYOCONNECT_BASE_URL": "http://127.0.0.1:1"]) { $1 }) == nil)
    }

    @Test func `A certificate and its key go together, and both must be what they say`() async throws {
        let fixture = try SettingsFixture()
        let file = try fixture.write("nothing.pem", "nothing")
        let alone = try await fixture.bankProblems(["SALUR_AYOCONNECT_CLIENT_CERTIFICATE_FILE": file])
        #expect(alone.contains("ayoconnect.clientKeyFile (SALUR_AYOCONNECT_CLIENT_KEY_FILE) is not"))
        let both = try await fixture.bankProblems([
            "SALUR_AYOCONNECT_CLIENT_CERTIFICATE_FILE": file, "SALUR_AYOCONNECT_CLIENT_KEY_FILE": file,
        ])
        #expect(both.contains("holds no certificate in PEM form"))
        let authority = try await fixture.bankProblems(["SALUR_AYOCONNECT_CA_FILE": file])
        #expect(authority.contains("ayoconnect.caFile: the file holds no certificate"))
    }

    @Test func `Whether a network file system is allowed is true or false`() async throws {
        let fixture = try SettingsFixture()
        #expect(try await !fixture.load().allowNetworkFileSystem)
        #expect(try await fixture.load(yaml: "ledger:\n  allowNetworkFileSystem: true\n").allowNetworkFileSystem)
        let problems = try await fixture.problems(["SALUR_LEDGER_ALLOW_NETWORK_FILE_SYSTEM": "yes"])
        #expect(problems.contains("expected true or false"))
    }
}
