import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// One token for each customer, and what follows where there is none (Ayoconnect: Direct Debit, section 2).
struct CustomerTokenTests {
    private static func request(of customer: String) -> MovementRequest {
        Customers.request(.collection(customer: customer))
    }

    @Test func `Fifty payments of three customers at once ask for three customer tokens and one of ours`() async throws
    {
        let book = CustomerShelf(mandates: (1...3).map { Customers.mandate("C-\($0)", authCode: "code\($0)") })
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.paid }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, book: book) { gateway in
                await withTaskGroup(of: MovementOutcome.self) { group in
                    for index in 0..<50 {
                        group.addTask { await gateway.moved(Self.request(of: "C-\(index % 3 + 1)")) }
                    }
                    for await outcome in group {
                        guard case .received = outcome else {
                            Issue.record("unexpected \(outcome)")
                            continue
                        }
                    }
                }
            }
            #expect(bank.requests(to: "/b2b").count == 1)
            #expect(bank.requests(to: "/b2b2c").count == 3)
            #expect(bank.requests(to: "payment-host-to-host").count == 50)
        }
    }

    /// Lifetime as written, the second at which the token is still shared, and that at which it is renewed.
    @Test(arguments: [(#""3600""#, 3239, 3240), ("900", 809, 810), (#""soon""#, 3239, 3240)])
    func `A customer token is renewed before it expires`(expiresIn: String, shared: Int, renewed: Int) async throws {
        let clock = ManualClock()
        let script: ScriptedBank.Script = { request in
            if request.target.hasSuffix("/b2b") { return .token(expiresIn: #""86400""#) }
            let asksForToken = request.target.hasSuffix("/b2b2c")
            return asksForToken ? DebitBank.customerToken("c", expiresIn: expiresIn) : DebitBank.paid
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, clock: clock) { gateway in
                _ = await gateway.moved(Customers.collection)
                clock.advance(by: .seconds(shared))
                _ = await gateway.moved(Customers.collection)
                #expect(bank.requests(to: "/b2b2c").count == 1)
                clock.advance(by: .seconds(renewed - shared))
                _ = await gateway.moved(Customers.collection)
                #expect(bank.requests(to: "/b2b2c").count == 2)
            }
        }
    }

    /// The code of the refusal, and the tokens that the next payment carries.
    @Test(arguments: [
        ("4015400", "b2b-2", "cust-1"), ("4015401", "b2b-2", "cust-1"), ("4015403", "b2b-2", "cust-1"),
        ("4015402", "b2b-1", "cust-2"), ("4015404", "b2b-1", "cust-2"),
    ])
    func `A 401 renews the token that it speaks of, and repeats nothing`(
        code: String, token: String, customer: String
    ) async throws {
        let calls = Counter()
        let script = DebitBank.script { _ in calls.next() == 1 ? DebitBank.answer(401, code) : DebitBank.paid }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                let answer = BankAnswer(code: code, message: "m")
                #expect(
                    await gateway.moved(Customers.collection) == .deferred(.unauthorized(answer, tokenSerial: 1)))
                #expect(bank.requests(to: "payment-host-to-host").count == 1)
                _ = await gateway.moved(Customers.collection)
            }
            #expect(bank.requests.last?.header("Authorization") == "Bearer \(token)")
            #expect(bank.requests.last?.header("Authorization-Customer") == "Bearer \(customer)")
        }
    }

    @Test func `A customer whose tokens are refused again and again is that row's trouble alone`() async throws {
        try await ScriptedBank.with(DebitBank.script { _ in DebitBank.answer(401, "4015402") }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                let answer = BankAnswer(code: "4015402", message: "m")
                for _ in 1...2 {
                    let outcome = await gateway.moved(Customers.collection)
                    #expect(outcome == .deferred(.unauthorized(answer, tokenSerial: 1)))
                }
                #expect(await gateway.moved(Customers.collection) == .refused(answer))
            }
            #expect(bank.requests(to: "/b2b").count == 1)
            #expect(bank.requests(to: "/b2b2c").count == 3)
        }
    }

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    static let answers: [(Reply, MovementOutcome, isGone: Bool)] = [
        (DebitBank.answer(403, "4037405"), .refused(said("4037405")), true),
        (DebitBank.answer(404, "4047411"), .refused(said("4047411")), true),
        (DebitBank.answer(400, "4007401"), .refused(said("4007401")), false),
        (DebitBank.answer(404, "4047416"), .refusedForAll(said("4047416"), .unknownPartner), false),
        (DebitBank.answer(401, "4017400"), .unsent(.tokenRefused(said("4017400"))), false),
        (DebitBank.answer(429, "4297400"), .unsent(.noToken("HTTP 429 instead of a customer token")), false),
        (DebitBank.answer(500, "5007400"), .unsent(.noToken("HTTP 500 instead of a customer token")), false),
        (.answer(404, "<html>"), .unsent(.noToken("HTTP 404 instead of a customer token")), false),
        (.answer(200, "{}"), .unsent(.noToken("the answer with HTTP 200 holds no token")), false),
        (.drop, .unsent(.noToken("connection_lost")), false),
    ]

    @Test(arguments: answers.indices) func `Without a customer token nothing is sent`(index: Int) async throws {
        let (reply, outcome, isGone) = Self.answers[index]
        let script: ScriptedBank.Script = { request in
            if request.target.hasSuffix("/b2b") { return .token() }
            return request.target.hasSuffix("/b2b2c") ? reply : DebitBank.paid
        }
        let book = CustomerShelf()
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, book: book) { gateway in
                #expect(await gateway.moved(Customers.collection) == outcome)
            }
            #expect(bank.requests(to: "payment-host-to-host").isEmpty)
        }
        #expect(book.losses.map(\.cause) == (isGone ? [.gone] : []))
    }

    @Test func `A B2B token that the token service refuses is renewed once`() async throws {
        let tokens = Counter()
        let script: ScriptedBank.Script = { request in
            if request.target.hasSuffix("/b2b") { return .token("b2b-\(tokens.next())") }
            guard request.target.hasSuffix("/b2b2c") else { return DebitBank.paid }
            let isOld = request.header("Authorization") == "Bearer b2b-1"
            return isOld ? DebitBank.answer(401, "4017401") : DebitBank.customerToken("cust-1")
        }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                guard case .received = await gateway.moved(Customers.collection) else {
                    Issue.record("the renewed token is good")
                    return
                }
            }
            #expect(bank.requests(to: "/b2b").count == 2)
            #expect(bank.requests(to: "/b2b2c").count == 2)
        }
    }
}
