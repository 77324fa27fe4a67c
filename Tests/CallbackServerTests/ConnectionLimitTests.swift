import BankAPI
import CallbackServer
import NIOCore
import NIOPosix
import Testing

/// What a slow or greedy sender may cost us. These speak raw bytes, since no client library would misbehave so.
struct ConnectionLimitTests {
    private static func limits(_ change: (inout CallbackServerLimits) -> Void) -> CallbackServerLimits {
        var limits = CallbackServerLimits.patient
        change(&limits)
        return limits
    }

    @Test func aBodyThatNeverArrivesWholeIsGivenUp() async throws {
        let limits = Self.limits { $0.bodyWait = .milliseconds(200) }
        try await ServerHarness.with(limits: limits) { (server, _) async throws in
            let answer = try await RawConnection.exchange(
                port: server.port,
                "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\nContent-Length: 10\r\n\r\n{")
            #expect(answer == "")
            #expect(server.recorded.isEmpty)
            #expect(server.verifier.seen.isEmpty)
        }
    }

    @Test func aConnectionWithoutTrafficIsClosed() async throws {
        let limits = Self.limits { $0.idle = .milliseconds(200) }
        try await ServerHarness.with(limits: limits) { (server, _) async throws in
            #expect(try await RawConnection.exchange(port: server.port, "") == "")
            #expect(try await RawConnection.exchange(port: server.port, "POST /callb") == "")
        }
    }

    @Test func aRefusedSenderLosesTheConnectionWhileStillSending() async throws {
        try await ServerHarness.with { (server, _) async throws in
            let answer = try await RawConnection.exchange(
                port: server.port, "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{")
            #expect(answer.hasPrefix("HTTP/1.1 404"))
        }
    }

    @Test func hugeHeadersAreRefused() async throws {
        let limits = Self.limits {
            $0.headerBytesMax = 1000
            $0.headersMax = 10
        }
        let long = "X-Long: " + String(repeating: "x", count: 2000) + "\r\n"
        let many = (0..<50).map { "X-\($0): x\r\n" }.joined()
        try await ServerHarness.with(limits: limits) { (server, _) async throws in
            for headers in [long, many] {
                let answer = try await RawConnection.exchange(
                    port: server.port,
                    "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\n\(headers)"
                        + "Content-Length: 2\r\n\r\n{}")
                #expect(!answer.hasPrefix("HTTP/1.1 200"))
            }
            #expect(server.recorded.isEmpty)
        }
    }

    @Test func connectionsBeyondTheLimitWaitTheirTurn() async throws {
        let limits = Self.limits {
            $0.connectionsMax = 1
        }
        try await ServerHarness.with(limits: limits) { (server, _) async throws in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await RawConnection.exchange(
                            port: server.port,
                            "POST /callbacks/transfer HTTP/1.1\r\nHost: x\r\nX-SIGNATURE: good\r\n"
                                + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200") })
            #expect(server.recorded.count == 4)
        }
    }
}

/// A connection on which bytes are sent as they are.
enum RawConnection {
    /// Sends `bytes` and returns all that comes back until the server closes.
    static func exchange(port: Int, _ bytes: String, thenNothingMore: Bool = false) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var answer = ""
            // The server may close before the write is reported as done; its answer is here all the same.
            do { try await outbound.write(ByteBuffer(string: bytes)) } catch is ChannelError {}
            if thenNothingMore { outbound.finish() }
            do {
                for try await part in inbound { answer += String(buffer: part) }
            } catch is IOError {
                // A reset ends the conversation as well as a proper close does.
            }
            return answer
        }
    }
}
