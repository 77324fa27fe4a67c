import Ayoconnect
import BankAPI
import PayoutCore
import Synchronization
import Testing

/// The shared access token.
struct TokenTests {
    /// Gives `tok-1`, `tok-2`, … and lets `reply` answer service calls.
    static func bank(
        expiresIn: String = "\"3600\"", reply: @escaping ScriptedBank.Script = { _ in .received }
    ) -> ScriptedBank.Script {
        let tokens = Counter()
        return { request in
            request.target.hasSuffix("/b2b") ? .token("tok-\(tokens.next())", expiresIn: expiresIn) : reply(request)
        }
    }

    @Test func fiftyCallsAtOnceAskForOneToken() async throws {
        try await ScriptedBank.with(Self.bank()) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                await withTaskGroup(of: MovementOutcome.self) { group in
                    for _ in 0..<50 { group.addTask { await gateway.move(Fixtures.transfer()) } }
                    for await outcome in group {
                        guard case .received = outcome else {
                            Issue.record("unexpected \(outcome)")
                            continue
                        }
                    }
                }
            }
            #expect(bank.requests(to: "/b2b").count == 1)
            #expect(bank.requests(to: "transfer-interbank").count == 50)
        }
    }

    /// Lifetime in seconds as written, the second at which the token is still shared, and that at which it is renewed.
    @Test(arguments: [
        ("\"3600\"", 3239, 3240), ("3600", 3239, 3240), ("900", 809, 810), ("300", 239, 240), ("120", 59, 60),
        ("10", 4, 5), ("\"soon\"", 809, 810),
    ])
    func aTokenIsRenewedBeforeItExpires(expiresIn: String, shared: Int, renewed: Int) async throws {
        let clock = ManualClock()
        try await ScriptedBank.with(Self.bank(expiresIn: expiresIn)) { bank in
            try await Fixtures.withGateway(url: bank.url, clock: clock) { gateway in
                _ = await gateway.move(Fixtures.transfer())
                clock.advance(by: .seconds(shared))
                _ = await gateway.move(Fixtures.transfer())
                #expect(bank.requests(to: "/b2b").count == 1)
                clock.advance(by: .seconds(renewed - shared))
                _ = await gateway.move(Fixtures.transfer())
                #expect(bank.requests(to: "/b2b").count == 2)
                #expect(bank.requests.last?.header("Authorization") == "Bearer tok-2")
            }
        }
    }

    @Test func aRenewalThatFailsLeavesTheOldTokenInUseUntilItsEnd() async throws {
        let clock = ManualClock()
        let tokens = Counter()
        let script: ScriptedBank.Script = { request in
            guard request.target.hasSuffix("/b2b") else { return .received }
            return tokens.next() == 1 ? .token() : .answer(503, "")
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url, clock: clock) { gateway in
                _ = await gateway.move(Fixtures.transfer())
                clock.advance(by: .seconds(3300))
                guard case .received = await gateway.move(Fixtures.transfer()) else {
                    Issue.record("the old token is still good")
                    return
                }
                _ = await gateway.move(Fixtures.transfer())
                #expect(bank.requests(to: "/b2b").count == 2)
                clock.advance(by: .seconds(301))
                #expect(await gateway.move(Fixtures.transfer()) == .unsent(.noToken("HTTP 503")))
            }
        }
    }

    @Test func a401DropsTheTokenThatItsRequestCarried() async throws {
        let script = Self.bank { request in
            let isOld = request.header("Authorization") == "Bearer tok-1"
            return isOld ? .answer(401, #"{"responseCode":"4011801","responseMessage":"m"}"#) : .received
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                let refused = await gateway.move(Fixtures.transfer())
                let answer = BankAnswer(code: "4011801", message: "m")
                #expect(refused == .deferred(.unauthorized(answer, tokenSerial: 1)))
                #expect(bank.requests.count == 2)
                guard case .received = await gateway.move(Fixtures.transfer()) else {
                    Issue.record("the renewed token is good")
                    return
                }
                #expect(bank.requests(to: "/b2b").count == 2)
            }
        }
    }

    /// Many calls under the same token are answered 401 at different times; only the first answer may drop it, or the
    /// late ones would drop the new token again and again.
    @Test func manyLate401sDropOneTokenOnly() async throws {
        let script = Self.bank { request in
            let isOld = request.header("Authorization") == "Bearer tok-1"
            return isOld ? .answer(401, #"{"responseCode":"4011801"}"#) : .received
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            _ = await gateway.move(Fixtures.transfer())
                            _ = await gateway.move(Fixtures.transfer())
                        }
                    }
                }
                // On a busy machine many of these calls end without an answer.
                for _ in 0..<20 {
                    if case .received = await gateway.move(Fixtures.transfer()) { break }
                }
            }
            #expect(bank.requests(to: "/b2b").count == 2)
        }
    }

    static let refusals: [(Reply, Unsent)] = [
        (
            .answer(401, #"{"responseCode":"4017300","responseMessage":"Unauthorized. [Signature]"}"#),
            .tokenRefused(BankAnswer(code: "4017300", message: "Unauthorized. [Signature]"))
        ),
        (.answer(400, #"{"responseCode":"4007301"}"#), .tokenRefused(BankAnswer(code: "4007301", message: ""))),
        (.answer(401, "<html>"), .noToken("HTTP 401 without a SNAP body")),
        (.answer(401, #"{"responseCode":"4037300"}"#), .noToken("HTTP 401 without a SNAP body")),
        (.answer(429, #"{"responseCode":"4297300"}"#), .noToken("HTTP 429")),
        (.answer(408, ""), .noToken("HTTP 408")),
        (.answer(500, #"{"responseCode":"5007300"}"#), .noToken("HTTP 500")),
        (.answer(302, ""), .noToken("HTTP 302")),
        (.answer(200, "<html>"), .noToken("the answer with HTTP 200 holds no token")),
        (.answer(200, #"{"accessToken":""}"#), .noToken("the answer with HTTP 200 holds no token")),
        (.answer(200, #"{"accessToken":"a b"}"#), .noToken("the answer with HTTP 200 holds no token")),
        (
            .answer(200, #"{"responseCode":"4017300","accessToken":"a"}"#),
            .noToken("the answer with HTTP 200 holds no token")
        ),
        (.drop, .noToken("connection_lost")),
    ]

    @Test(arguments: refusals.indices) func withoutATokenTheCallIsNotSent(index: Int) async throws {
        let (reply, unsent) = Self.refusals[index]
        try await ScriptedBank.with { _ in
            reply
        } _: { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                #expect(await gateway.move(Fixtures.transfer()) == .unsent(unsent))
                #expect(await gateway.validate(Fixtures.validation) == .unsent(unsent))
                #expect(await gateway.checkAccess().refusal == unsent)
            }
            #expect(bank.requests.allSatisfy { $0.target.hasSuffix("/b2b") })
            #expect(bank.requests.count == 3)
        }
    }

    @Test func aTokenThatNeverComesTimesOutUnsent() async throws {
        try await ScriptedBank.with { _ in
            .silence
        } _: { bank in
            try await Fixtures.withGateway(url: bank.url) {
                $0.limits.wholeCall = .milliseconds(200)
            } _: { gateway in
                #expect(await gateway.move(Fixtures.transfer()) == .unsent(.noToken("timed_out")))
            }
        }
    }

    @Test func theCheckTellsTheBanksClock() async throws {
        let script: ScriptedBank.Script = { _ in
            .answer(200, #"{"accessToken":"a"}"#, headers: [("Date", "Sat, 14 Feb 2026 06:37:15 GMT")])
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withGateway(url: bank.url) { gateway in
                let expected = AccessCheck(refusal: nil, bankClock: Fixtures.now + .seconds(5))
                #expect(await gateway.checkAccess() == expected)
            }
        }
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
