import Ayoconnect
import BankAPI
import NIOCore
import NIOPosix
import PayoutCore
import Testing

/// What can go wrong between us and the bank: doubt is told apart from certainly unsent, and nothing is ever sent
/// twice.
struct DoubtTests {
    /// A bank that gives tokens and answers every service call with `reply`.
    static func bank(_ reply: Reply) -> ScriptedBank.Script {
        { $0.target.hasSuffix("/b2b") ? .token() : reply }
    }

    /// What one transfer to a bank that answers with `reply` comes to, having been sent exactly once.
    static func transferOnce(
        _ reply: Reply, configure: (inout AyoconnectConfiguration) -> Void = { _ in }
    ) async throws -> MovementOutcome {
        try await ScriptedBank.with(bank(reply)) { bank in
            let outcome = try await Fixtures.withGateway(url: bank.url, configure: configure) {
                await $0.move(Fixtures.transfer())
            }
            #expect(bank.requests(to: "transfer-interbank").count == 1)
            #expect(bank.requests.count == 2)
            return outcome
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func aRedirectIsNeverFollowed(status: Int) async throws {
        let reply = Reply.answer(status, "", headers: [("Location", "/it/api/v2.0/transfer-interbank")])
        #expect(try await Self.transferOnce(reply) == .doubtful(.redirected(status: status)))
    }

    @Test func aConnectionDroppedAfterTheRequestIsDoubt() async throws {
        #expect(try await Self.transferOnce(.drop) == .doubtful(.connectionLost))
    }

    @Test func aConnectionDroppedInTheAnswerIsDoubt() async throws {
        #expect(try await Self.transferOnce(.dropInBody) == .doubtful(.connectionLost))
    }

    @Test func anHTMLPageIsDoubt() async throws {
        let reply = Reply.answer(200, "<html>maintenance</html>", headers: [("Content-Type", "text/html")])
        #expect(try await Self.transferOnce(reply) == .doubtful(.notUnderstood(status: 200)))
    }

    @Test func silenceIsDoubt() async throws {
        let outcome = try await Self.transferOnce(.silence) { $0.limits.wholeCall = .seconds(15) }
        #expect(outcome == .doubtful(.timedOut))
    }

    @Test func aBodyThatStallsIsDoubtWithinTheSameTimeLimit() async throws {
        let outcome = try await Self.transferOnce(.stallInBody) { $0.limits.wholeCall = .seconds(15) }
        #expect(outcome == .doubtful(.timedOut))
    }

    @Test func anEndlessBodyIsNotReadAndNotUnderstood() async throws {
        let filler = String(repeating: " ", count: HTTPAnswer.bodyBytesMax)
        let reply = Reply.answer(202, "{\"responseCode\":\"2021800\"}" + filler)
        #expect(try await Self.transferOnce(reply) == .doubtful(.notUnderstood(status: 202)))
    }

    @Test func aServerErrorIsDoubtWhateverItsBody() async throws {
        let outcome = try await Self.transferOnce(.answer(503, "busy"))
        #expect(outcome == .doubtful(.serverError(BankAnswer(code: "503", message: ""))))
    }

    @Test func retryAfterReachesTheOutcome() async throws {
        let reply = Reply.answer(
            429, #"{"responseCode":"4291800","responseMessage":"slow"}"#, headers: [("Retry-After", "7")])
        let answer = BankAnswer(code: "4291800", message: "slow")
        #expect(try await Self.transferOnce(reply) == .deferred(.throttled(answer, retryAfter: .seconds(7))))
    }

    @Test func aCancelledCallIsDoubtOnceItMayHaveBeenReceived() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let script: ScriptedBank.Script = { request in
            if request.target.hasSuffix("/b2b") { return .token() }
            arrived.yield()
            return .silence
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                let outcome = await withTaskGroup(of: MovementOutcome?.self) { group in
                    group.addTask { await gateway.move(Fixtures.transfer()) }
                    for await _ in arrivals { break }
                    group.cancelAll()
                    return await group.next() ?? nil
                }
                #expect(outcome == .doubtful(.connectionLost))
                #expect(bank.requests(to: "transfer-interbank").count == 1)
            }
        }
    }

    /// The bank answers the first transfer and closes the connection without having said so; the second one may be
    /// written into the dead connection. Whatever comes of it, no more than one request may carry it.
    @Test func aDeadPooledConnectionNeverMakesARequestGoTwice() async throws {
        for _ in 0..<20 {
            let body = #"{"responseCode":"2021800"}"#
            let script: ScriptedBank.Script = { request in
                request.target.hasSuffix("/b2b") ? .token() : .answerThenClose(202, body)
            }
            try await ScriptedBank.with(script) { bank in
                try await Fixtures.withGateway(url: bank.url) { gateway in
                    _ = await gateway.move(Fixtures.transfer())
                    let second = await gateway.move(Fixtures.transfer())
                    let count = bank.requests(to: "transfer-interbank").count
                    switch second {
                    case .received: #expect(count == 2)
                    case .doubtful(.connectionLost): #expect(count <= 2)
                    default: Issue.record("unexpected \(second)")
                    }
                }
            }
        }
    }

    @Test func aRefusedConnectionIsCertainlyUnsent() async throws {
        // Nobody listens on port 1; the port of a bank that has gone may be another's by now.
        for host in ["127.0.0.1", "localhost"] {
            try await Fixtures.withGateway(url: "http://\(host):1") { gateway in
                guard case .unsent(.notConnected) = await gateway.move(Fixtures.transfer()) else {
                    Issue.record("a refused connection must be certainly unsent (\(host))")
                    return
                }
            }
        }
    }

    /// The token is in hand when the bank goes away, so here the service call itself meets the refused connection.
    @Test func aRefusedConnectionUnderAGoodTokenIsCertainlyUnsent() async throws {
        let script: ScriptedBank.Script = { $0.target.hasSuffix("/b2b") ? .token() : .drop }
        let bank = try await ScriptedBank.start(script)
        try await Fixtures.withGateway(url: bank.url) { gateway in
            #expect(await gateway.move(Fixtures.transfer()) == .doubtful(.connectionLost))
            try await bank.stop()
            #expect(await gateway.move(Fixtures.transfer()) == .unsent(.notConnected("connection refused")))
            #expect(await gateway.validate(Fixtures.validation) == .unsent(.notConnected("connection refused")))
            let unsent = Undecided.unsent(.notConnected("connection refused"))
            #expect(await gateway.inquire(Fixtures.inquiry) == .undecided(unsent))
            #expect(await gateway.balance(Fixtures.balance) == .undecided(unsent))
        }
        #expect(bank.requests(to: "transfer-interbank").count == 1)
    }

    @Test func aNameThatDoesNotResolveIsCertainlyUnsent() async throws {
        try await Fixtures.withGateway(url: "http://bank.invalid") { gateway in
            guard case .unsent(.notConnected) = await gateway.move(Fixtures.transfer()) else {
                Issue.record("an unresolvable name must be certainly unsent")
                return
            }
        }
    }

    @Test func aFailedTLSHandshakeIsCertainlyUnsent() async throws {
        try await ScriptedBank.with(Self.bank(.received)) { bank in
            try await Fixtures.withGateway(url: "https://127.0.0.1:\(bank.port)") { gateway in
                let outcome = await gateway.move(Fixtures.transfer())
                #expect(outcome == .unsent(.notConnected("the TLS handshake failed")))
            }
            #expect(bank.requests.isEmpty)
        }
    }

    @Test func aTLSHandshakeThatNeverEndsIsCertainlyUnsent() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { $0.eventLoop.makeSucceededVoidFuture() }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = listener.localAddress?.port ?? 0
        try await Fixtures.withGateway(url: "https://127.0.0.1:\(port)") {
            $0.limits.connect = .milliseconds(200)
        } _: { gateway in
            let outcome = await gateway.move(Fixtures.transfer())
            #expect(outcome == .unsent(.notConnected("connecting took too long")))
        }
        try await listener.close()
    }

    @Test func afterShutdownNothingBegins() async throws {
        try await ScriptedBank.with(Self.bank(.received)) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                await gateway.shutdown()
                #expect(await gateway.move(Fixtures.transfer()) == .unsent(.notStarted))
                #expect(await gateway.checkAccess() == AccessCheck(refusal: .notStarted, bankClock: nil))
            }
            #expect(bank.requests.isEmpty)
        }
    }

    @Test func shutdownWaitsForTheCallsInFlight() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let release = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
        let script: ScriptedBank.Script = { request in
            if request.target.hasSuffix("/b2b") { return .token() }
            arrived.yield()
            return .answerAfter(release.futureResult, 202, "{\"responseCode\":\"2021800\"}")
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                async let outcome = gateway.move(Fixtures.transfer())
                for await _ in arrivals { break }
                async let closing: Void = gateway.shutdown()
                // Refusing new calls is the sign that shutting down has begun.
                while await gateway.checkAccess().refusal != .notStarted { await Task.yield() }
                release.succeed()
                let answer = BankAnswer(code: "2021800", message: "")
                #expect(await outcome == .received(answer, providerReferenceNo: nil))
                await closing
            }
        }
    }

    @Test func aCallThatWasCancelledBeforeItBeganIsNotStarted() async throws {
        try await ScriptedBank.with(Self.bank(.received)) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                let outcome = await withTaskGroup(of: MovementOutcome?.self) { group in
                    group.cancelAll()
                    group.addTask { await gateway.move(Fixtures.transfer()) }
                    return await group.next() ?? nil
                }
                #expect(outcome == .unsent(.notStarted))
            }
            #expect(bank.requests.isEmpty)
        }
    }
}
