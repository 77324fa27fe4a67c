import BankAPI
import CallbackServer
import NIOCore
import NIOPosix
import PayoutCore
import Synchronization
import Testing

/// Several requests on one connection, several connections at once, and how connections end. These speak raw bytes.
struct ConversationTests {
    private static func post(_ body: String, also headers: String = "") -> String {
        "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\n\(headers)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func answers(_ conversation: String) -> [String] {
        conversation.split(separator: "HTTP/1.1 ").map { String($0.prefix { $0 != " " }) }
    }

    @Test func aConnectionCarriesOneCallbackAfterTheOther() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let conversation = try await RawConnection.exchange(
                port: server.port,
                Self.post("1") + Self.post("2") + "GET /healthz HTTP/1.1\r\n\r\n"
                    + Self.post("3", also: "X-SIGNATURE: good\r\n") + "GET /readyz HTTP/1.1\r\n\r\n"
                    + Self.post("4", also: "Connection: close\r\n"))
            #expect(Self.answers(conversation) == ["200", "200", "200", "401", "200", "200"])
            #expect(server.recorded.map(\.body) == ["1", "2", "4"])
        }
    }

    @Test func anAnswerIsDatedAndSaysHowLongItIs() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let answer = try await RawConnection.exchange(
                port: server.port, Self.post("{}", also: "Connection: close\r\n"))
            let head = answer.split(separator: "\r\n\r\n").first?.split(separator: "\r\n").map(String.init) ?? []
            #expect(
                head == [
                    "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 21",
                    "Date: Sat, 14 Feb 2026 06:37:10 GMT", "Connection: close",
                ])
        }
    }

    @Test func aSenderThatWaitsBeforeItsBodyIsToldToGoOn() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let expecting = Self.post("{}", also: "Expect: 100-Continue\r\nConnection: close\r\n")
            let whole = try await RawConnection.exchange(port: server.port, expecting)
            #expect(Self.answers(whole) == ["100", "200"])
            #expect(server.recorded.count == 1)
            // The head alone is enough.
            let head = try await RawConnection.exchange(
                port: server.port, String(expecting.dropLast(2)), thenNothingMore: true)
            #expect(Self.answers(head).first == "100")
            let refused = try await RawConnection.exchange(
                port: server.port, expecting.replacing("/callbacks/transfer", with: "/callbacks/other"))
            #expect(Self.answers(refused) == ["404"])
        }
    }

    @Test func anAddressWithASlashAtItsEndIsTheSame() async throws {
        try await ServerHarness.with { (server, _) async throws in
            for path in ["/callbacks/transfer/", "/callbacks/account-validation/", "/callbacks/transfer/?x=1"] {
                let request = Self.post("{}", also: "Connection: close\r\n")
                    .replacing("/callbacks/transfer", with: path)
                #expect(Self.answers(try await RawConnection.exchange(port: server.port, request)) == ["200"])
            }
            let twice = Self.post("{}", also: "Connection: close\r\n")
                .replacing("/callbacks/transfer", with: "/callbacks/transfer//")
            #expect(Self.answers(try await RawConnection.exchange(port: server.port, twice)) == ["404"])
            #expect(server.recorded.count == 3)
        }
    }

    @Test func aHeadRequestIsAnsweredWithoutABody() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let answer = try await RawConnection.exchange(
                port: server.port, "HEAD /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer.contains("Content-Length: 6"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func aSenderThatSendsNothingMoreStillHearsTheAnswer() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let answer = try await RawConnection.exchange(port: server.port, Self.post("{}"), thenNothingMore: true)
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(server.recorded.count == 1)
        }
    }

    /// It used to be read, and thrown away, for as long as it came.
    @Test(arguments: ["Content-Length: 100000000", "Transfer-Encoding: chunked"])
    func aBodyWithoutEndIsRefusedAndTheConnectionClosed(length: String) async throws {
        try await ServerHarness.with { (server, _) async throws in
            let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
            let answer = try await RawConnection.exchange(
                port: server.port,
                "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\n\(length)\r\n\r\n\(chunk)\(chunk)"
            )
            #expect(Self.answers(answer) == ["413"])
            #expect(answer.contains("Connection: close"))
            #expect(server.verifier.seen.isEmpty)
        }
    }

    @Test func whatIsNoHTTPIsRefused() async throws {
        try await ServerHarness.with { (server, _) async throws in
            for nonsense in ["\u{16}\u{3}\u{1}\0", "GET\r\n\r\n", "POST /callbacks/transfer HTTP/9.9\r\n\r\n"] {
                let answer = try await RawConnection.exchange(port: server.port, nonsense)
                #expect(Self.answers(answer) == ["400"])
            }
            #expect(server.recorded.isEmpty)
        }
    }

    @Test func aTargetWithTheWholeAddressIsTheSameAddress() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let answer = try await RawConnection.exchange(
                port: server.port,
                "POST http://salur.example/callbacks/transfer?a HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\n"
                    + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
            #expect(Self.answers(answer) == ["200"])
            #expect(server.verifier.seen.map(\.target) == ["/callbacks/transfer?a"])
        }
    }

    /// The ledger is slow; meanwhile all others gather, and one commit serves them.
    @Test func callbacksThatArriveTogetherAreRecordedTogether() async throws {
        let sizes = Mutex<[Int]>([])
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let group: @Sendable ([ProvenCallback]) async throws -> Void = { callbacks in
            let isFirst = sizes.withLock { sizes in
                sizes.append(callbacks.count)
                return sizes.count == 1
            }
            guard isFirst else { return }
            beginning.yield()
            for await _ in released { break }
        }
        try await ServerHarness.with(recordGroup: group) { (server, _) async throws in
            async let first = server.send("/callbacks/transfer", headers: ServerHarness.good)
            for await _ in begun { break }
            let answers = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for _ in 1...6 {
                    tasks.addTask { try await server.send("/callbacks/transfer", headers: ServerHarness.good).status }
                }
                while server.verifier.seen.count < 7 { await Task.yield() }
                release.yield()
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(try await first.status == 200)
            #expect(answers == Array(repeating: 200, count: 6))
            #expect(server.recorded.count == 7)
            // The last of them may still be on its way from its connection when the others are taken.
            #expect(sizes.withLock { $0.count } <= 3)
        }
    }
}
