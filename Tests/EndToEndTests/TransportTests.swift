import Foundation
import Testing

/// The bank behind TLS, a private authority, a client certificate and a proxy: payments go through, and `doctor` names
/// what is wrong.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct TransportTests {
    private static let tls = ["--tls-certificate", "server.pem", "--tls-key", "server.key"]
    private static let authority: [String: String?] = ["SALUR_AYOCONNECT_CA_FILE": "ca.pem"]
    private static let client: [String: String?] = [
        "SALUR_AYOCONNECT_CA_FILE": "ca.pem", "SALUR_AYOCONNECT_CLIENT_CERTIFICATE_FILE": "client.pem",
        "SALUR_AYOCONNECT_CLIENT_KEY_FILE": "client.key",
    ]

    /// An authority; certificates for this machine, for another host, and for the client.
    private func makeCertificates(_ world: World, days: Int = 90) async throws {
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        let made = try await world.shell(
            """
            set -e
            openssl req -x509 \(key) -keyout ca.key -out ca.pem -days 365 -subj "/CN=Test authority"
            sign() {
              openssl req \(key) -keyout $1.key -out $1.csr -subj "/CN=$2"
              printf 'subjectAltName=%s\\n' "$3" > $1.ext
              openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days) -extfile $1.ext \
                -out $1.pem
            }
            sign server localhost IP:127.0.0.1,DNS:localhost
            sign elsewhere bank.example DNS:bank.example
            sign client client DNS:client.example
            chmod 600 *.key
            """)
        #expect(made.code == 0, "\(made)")
    }

    private func withBank(
        _ options: [String], days: Int = 90, _ body: (World, Bank) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 4).text, to: "gaji.csv")
            try await makeCertificates(world, days: days)
            try await world.withBank(options) { try await body(world, $0) }
        }
    }

    private func expectPaid(_ world: World, _ bank: Bank, _ settings: [String: String?]) async throws {
        let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: settings)
        #expect(ended.code == 0, "\(ended)")
        #expect(Set(try Reports(world).statuses.values) == ["succeeded"])
    }

    private func doctor(
        _ world: World, _ bank: Bank, _ settings: [String: String?], says text: String, code: Int32 = 78
    ) async throws {
        let ended = try await world.salur(["doctor"], bank: bank, settings: settings)
        #expect(ended.code == code, "\(ended)")
        #expect(ended.output.contains(text), "\(ended.output)")
    }

    @Test func `A bank whose authority is private pays, once the authority is set`() async throws {
        try await withBank(Self.tls) { world, bank in
            let unknown = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
            #expect(unknown.code == 69, "\(unknown)")
            try await doctor(world, bank, [:], says: "set ayoconnect.caFile")
            try await expectPaid(world, bank, Self.authority)
            try await doctor(world, bank, Self.authority, says: "ok      certificate of the bank: good for ", code: 0)
        }
    }

    @Test func `A certificate that ends soon is a warning, and one of another host is wrong`() async throws {
        try await withBank(Self.tls, days: 3) { world, bank in
            let settings = Self.authority.merging([
                "SALUR_CALLBACKS_PUBLIC_URL": bank.environment["SALUR_AYOCONNECT_BASE_URL"]
            ]) { _, new in new }
            try await doctor(world, bank, settings, says: "warning certificate of the bank: it ends in 2 days", code: 0)
            try await doctor(
                world, bank, settings, says: "warning certificate of the callback address: it ends in 2 days", code: 0)
        }
        try await withBank(["--tls-certificate", "elsewhere.pem", "--tls-key", "elsewhere.key"]) { world, bank in
            try await doctor(world, bank, Self.authority, says: "is that of another host")
        }
    }

    @Test func `A bank that wants a client certificate pays with one, and doctor tells when there is none`()
        async throws
    {
        try await withBank(Self.tls + ["--tls-client-ca", "ca.pem"]) { world, bank in
            try await doctor(world, bank, Self.authority, says: "wants a client certificate")
            let foreign = try await world.shell(
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout own.key -out own.pem \
                -days 9 -subj /CN=own && chmod 600 own.key
                """)
            #expect(foreign.code == 0)
            let own = Self.authority.merging([
                "SALUR_AYOCONNECT_CLIENT_CERTIFICATE_FILE": "own.pem", "SALUR_AYOCONNECT_CLIENT_KEY_FILE": "own.key",
            ]) { _, new in new }
            try await doctor(world, bank, own, says: "does not accept our client certificate")
            var crossed = Self.client
            crossed["SALUR_AYOCONNECT_CLIENT_KEY_FILE"] = "server.key"
            try await doctor(world, bank, crossed, says: "the key does not belong to the certificate")
            try await expectPaid(world, bank, Self.client)
            try await doctor(world, bank, Self.client, says: "ok      client certificate: good for ", code: 0)
        }
    }

    @Test func `A proxy with a password connects to the bank, and doctor tells what it wants`() async throws {
        let proxy = try ConnectProxy(credentials: "ani:s3cr3t word")
        defer { proxy.stop() }
        try await withBank(Self.tls) { world, bank in
            func through(_ user: String) -> [String: String?] {
                Self.authority.merging(["SALUR_AYOCONNECT_PROXY": "http://\(user)127.0.0.1:\(proxy.port)"]) { $1 }
            }
            try await doctor(world, bank, through(""), says: "wants another user or password (407)")
            #expect(proxy.tunnelCount == 0)
            try await expectPaid(world, bank, through("ani:s3cr3t%20word@"))
            #expect(proxy.tunnelCount > 0)
            let gone = Self.authority.merging(["SALUR_AYOCONNECT_PROXY": "http://127.0.0.1:1"]) { $1 }
            try await doctor(world, bank, gone, says: "no connection through the proxy 127.0.0.1:1")
            let wrong = try await world.salur(
                ["doctor"], bank: bank, settings: ["SALUR_AYOCONNECT_PROXY": "ftp://ani:s3cr3t@proxy"])
            #expect(wrong.code == 78)
            #expect(wrong.output.contains("SALUR_AYOCONNECT_PROXY in the environment is not understood"))
            #expect(!(wrong.output + wrong.errors).contains("s3cr3t"))
        }
    }

    @Test func `The proxy of the environment counts unless the bank is exempt from it`() async throws {
        let proxy = try ConnectProxy()
        defer { proxy.stop() }
        try await withBank(Self.tls) { world, bank in
            let usual = Self.authority.merging(["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]) { $1 }
            let exempt = usual.merging(["NO_PROXY": "bank.example,127.0.0.0/8"]) { $1 }
            try await doctor(world, bank, exempt, says: "ok      token: ", code: 0)
            #expect(proxy.tunnelCount == 0)
            try await doctor(world, bank, usual, says: "ok      token: ", code: 0)
            #expect(proxy.tunnelCount > 0)
        }
    }
}
