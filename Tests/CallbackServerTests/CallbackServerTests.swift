import BankAPI
import CallbackServer
import Logging
import NIOCore
import NIOPosix
import PayoutCore
import ServiceLifecycle
import Testing
import Wording

/// The callback server over real HTTP.
struct CallbackServerTests {
    @Test(arguments: [
        (CallbackKind.accountValidation, #"{"thanks":"account-validation"}"#),
        (CallbackKind.transfer, #"{"thanks":"transfer"}"#),
    ])
    func aProvenCallbackIsRecordedAndThenAnswered(kind: CallbackKind, answer: String) async throws {
        try await ServerHarness.with { (server, _) async throws in
            let reply = try await server.send(kind.path, body: "{\"a\":\"é\"}", headers: ServerHarness.good)
            #expect(reply == .init(status: 200, body: answer))
            var content = CallbackContent()
            content.responseMessage = "{\"a\":\"é\"}"
            let expected = ProvenCallback(
                kind: kind, proof: .body, receivedAt: FixedClock.moment, content: content, body: "{\"a\":\"é\"}")
            #expect(server.recorded == [expected])
            #expect(server.rejected.isEmpty)
        }
    }

    @Test func aBodyIsKeptToItsEndWhateverBytesItHas() async throws {
        try await ServerHarness.with { (server, _) async throws in
            _ = try await server.send("/callbacks/transfer", body: "a\0b", headers: ServerHarness.good)
            #expect(server.recorded.map(\.body) == ["a\u{FFFD}b"])
            #expect(server.verifier.seen.map(\.body) == [[0x61, 0, 0x62]])
        }
    }

    @Test func theVerifierSeesTheTargetAndTheBodyAsReceived() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let target = "/callbacks/transfer?b=%20&a"
            let reply = try await server.send(target, body: " {} \n", headers: ServerHarness.good, chunked: true)
            #expect(reply.status == 200)
            let seen = try #require(server.verifier.seen.first)
            #expect(seen.target == target)
            #expect(seen.body == Array(" {} \n".utf8))
            #expect(seen.timestampHeader == "2026-02-14T13:40:00+07:00")
            #expect(seen.signatureHeader == "good")
        }
    }

    @Test func aBadProofIsRefusedWithoutAHintAndCounted() async throws {
        try await ServerHarness.with { (server, _) async throws in
            for headers in [[], [("X-SIGNATURE", "bad")], [("X-SIGNATURE", "good"), ("X-SIGNATURE", "good")]] {
                #expect(try await server.send("/callbacks/transfer", headers: headers) == .init(status: 401, body: ""))
            }
            #expect(server.recorded.isEmpty)
            #expect(server.rejected == [.transfer, .transfer, .transfer])
        }
    }

    @Test func howFarTheProofReachesIsHandedOn() async throws {
        try await ServerHarness.with(verifier: NotingVerifier(proof: .bodyNotSigned)) { (server, _) async throws in
            _ = try await server.send("/callbacks/transfer", headers: ServerHarness.good)
            #expect(server.recorded.map(\.proof) == [.bodyNotSigned])
        }
    }

    @Test func aCallbackThatCannotBeRecordedIsAskedForAgain() async throws {
        let failing: @Sendable (ProvenCallback) async throws -> Void = { _ in throw LedgerUnavailable() }
        try await ServerHarness.with(record: failing) { (server, _) async throws in
            let reply = try await server.send("/callbacks/transfer", headers: ServerHarness.good)
            #expect(reply == .init(status: 503, body: ""))
            #expect(server.recorded.isEmpty)
        }
    }

    @Test(arguments: [false, true]) func aBodyThatIsTooLongIsRefused(chunked: Bool) async throws {
        try await ServerHarness.with { (server, _) async throws in
            let longest = String(repeating: "x", count: 64 * 1024)
            let fits = try await server.send(
                "/callbacks/transfer", body: longest, headers: ServerHarness.good, chunked: chunked)
            #expect(fits.status == 200)
            let reply = try await server.send(
                "/callbacks/transfer", body: longest + "x", headers: ServerHarness.good, chunked: chunked)
            #expect(reply.status == 413)
            #expect(server.recorded.count == 1)
            #expect(server.rejected.isEmpty)
        }
    }

    @Test func onlyTheDocumentedAddressesExist() async throws {
        try await ServerHarness.with { (server, _) async throws in
            for method in ["GET", "PUT", "DELETE"] {
                let reply = try await server.send("/callbacks/transfer", method: method, headers: ServerHarness.good)
                #expect(reply == .init(status: 405, body: "", allow: "POST"))
            }
            #expect(try await server.send("/healthz").status == 405)
            for target in ["/", "/callbacks", "/callbacks/", "/callbacks/transfer//", "/callbacks/Transfer", "/x"] {
                #expect(try await server.send(target, headers: ServerHarness.good).status == 404)
            }
            #expect(server.recorded.isEmpty)
            #expect(server.verifier.seen.isEmpty)
        }
    }

    @Test func healthAndReadinessAreTold() async throws {
        try await ServerHarness.with { (server, _) async throws in
            #expect(try await server.send("/healthz", method: "GET").status == 200)
            #expect(try await server.send("/readyz", method: "GET").status == 200)
            server.setReady(false)
            #expect(try await server.send("/healthz", method: "GET").status == 200)
            #expect(try await server.send("/readyz", method: "GET").status == 503)
        }
    }

    @Test func onlyListedAddressesMaySend() async throws {
        try await ServerHarness.with(allowFrom: .loopback) { (server, _) async throws in
            let headers = ServerHarness.good + [("X-Forwarded-For", "203.0.113.7")]
            #expect(try await server.send("/callbacks/transfer", headers: headers).status == 200)
        }
        try await ServerHarness.with(allowFrom: try AddressList("203.0.113.7")) { (server, _) async throws in
            let headers = ServerHarness.good + [("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7")]
            let reply = try await server.send("/callbacks/transfer", headers: headers)
            #expect(reply == .init(status: 403, body: ""))
            #expect(server.recorded.isEmpty)
            #expect(server.verifier.seen.isEmpty)
            #expect(try await server.send("/healthz", method: "GET").status == 200)
        }
    }

    /// A server on all IPv6 addresses sees IPv4 peers as mapped addresses.
    @Test(.enabled(if: hasIPv6)) func anIPv4PeerOfAnIPv6ServerIsAnIPv4Peer() async throws {
        try await ServerHarness.with(host: "::", allowFrom: try AddressList("127.0.0.1")) { (server, _) async throws in
            #expect(try await server.send("/callbacks/transfer", headers: ServerHarness.good).status == 200)
        }
    }

    @Test func aPortInUseIsNamed() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let port = server.port
            let second = CallbackServer(
                configuration: CallbackServerConfiguration(host: "127.0.0.1", port: port),
                verifier: NotingVerifier(), clock: FixedClock(), isReady: { true }, rejectedProof: { _ in },
                record: { _ in }, onListening: { _ in }, logger: ServerHarness.quiet)
            await #expect(throws: CallbackServerError.addressInUse(host: "127.0.0.1", port: port)) {
                try await second.run()
            }
            let text = CallbackServerError.addressInUse(host: "127.0.0.1", port: port).description
            #expect(text.contains("127.0.0.1:\(port)"))
        }
    }

    @Test(arguments: ["203.0.113.254", "no.such.host.invalid"])
    func anAddressThatIsNotOursIsNamed(host: String) async throws {
        let server = CallbackServer(
            configuration: CallbackServerConfiguration(host: host, port: 0), verifier: NotingVerifier(),
            clock: FixedClock(), isReady: { true }, rejectedProof: { _ in }, record: { _ in }, onListening: { _ in },
            logger: ServerHarness.quiet)
        let error = await #expect(throws: CallbackServerError.self) { try await server.run() }
        #expect(error?.description.contains(host) == true)
    }

    /// The bank must not get a 200 before the ledger has the callback, nor lose its answer because we stop just then.
    @Test func aCallbackInProgressIsAnsweredBeforeTheServerStops() async throws {
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let record: @Sendable (ProvenCallback) async throws -> Void = { _ in
            beginning.yield()
            for await _ in released { break }
        }
        try await ServerHarness.with(record: record) { (server, group) async throws in
            async let reply = server.send("/callbacks/transfer", headers: ServerHarness.good)
            for await _ in begun { break }
            await group.triggerGracefulShutdown()
            release.yield()
            #expect(try await reply.status == 200)
            #expect(server.recorded.count == 1)
        }
    }

    private static let hasIPv6: Bool = {
        let channel = try? ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "::", port: 0)
            .wait()
        try? channel?.close().wait()
        return channel != nil
    }()
}
