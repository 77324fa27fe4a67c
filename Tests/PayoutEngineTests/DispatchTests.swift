import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Trouble that passes: the engine slows down and goes on.
@Suite struct DispatchTests {
    @Test func `429 pauses for as long as the bank asks, and the row goes again as a new attempt`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, nth in
            row.number == 1 && nth == 1 ? .only(.deferred(Answer.throttled(.seconds(45)))) : .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        let attempts = bench.transfers(1)
        #expect(attempts.count == 2)
        #expect(Set(attempts.map(\.externalID)).count == 2)
        #expect(Set(attempts.map(\.partnerReferenceNo)).count == 1)
        #expect(Set(attempts.map(\.customerReference)).count == 2, "each has a validation of its own")
        let refusedAt = try #require(bench.sentAt(1)) + .milliseconds(50)
        let during = bench.auditor.sent.filter { $0.at > refusedAt && $0.at - refusedAt < .seconds(45) }
        #expect(during.isEmpty)
    }

    @Test func `429 on a validation uses up no try`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in nth <= 5 ? .only(.deferred(Answer.throttled(nil))) : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let moments = bench.validations().map(\.at)
        #expect(moments.count == 6)
        // 0.5 s, doubled each time.
        let pauses = zip(moments.dropFirst(), moments).map { $0 - $1 }
        #expect(zip(pauses.dropFirst(), pauses).allSatisfy { $0 > $1 })
    }

    @Test func `409 on a validation goes again under fresh identifiers`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            nth == 1 ? .only(.deferred(.conflict(Answer.usedExternalID))) : .valid
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.validations().count == 2)
    }

    @Test func `5xx on validations backs off, each waits for its callback`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in nth <= 2 ? .only(.doubtful(.serverError(Answer.broken))) : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let moments = bench.validations().map(\.at)
        #expect(moments.count == 3)
        #expect(zip(moments.dropFirst(), moments).allSatisfy { $0 - $1 >= .seconds(60) })
    }

    @Test func `5xx on transfers narrow the window, and nothing is sent again`() throws {
        let bench = try EngineBench(rows: 12)
        bench.bank.transfer = { row, _ in
            row.number > 4 ? .booked(.doubtful(.serverError(Answer.broken))) : .succeeds
        }
        var windows: [Int] = []
        bench.watch = { if let window = $0.progress?.window { windows.append(window) } }
        #expect(try bench.payFile() == .settled)
        #expect(zip(windows.dropFirst(), windows).contains { $0 < $1 })
        #expect(bench.transfers().count == 12)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 12))
    }

    @Test func `One expired token is renewed and the batch goes on`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { row, nth in
            row.number == 2 && nth == 1 ? .only(.deferred(Answer.refusedToken(1))) : .succeeds
        }
        bench.bank.validation = { row, nth in
            row.number == 3 && nth == 1 ? .only(.deferred(Answer.refusedToken(1))) : .valid
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        #expect(bench.transfers(2).map(\.partnerReferenceNo).count == 2)
    }

    @Test func `One token that many calls carried is one refused token`() throws {
        let bench = try EngineBench(rows: 8)
        var refusals = 0
        bench.bank.validation = { row, _ in
            guard row.number > 3, refusals < 5 else { return .valid }
            refusals += 1
            return .only(.deferred(Answer.refusedToken(1)))
        }
        #expect(try bench.payFile() == .settled)
        #expect(refusals == 5)
    }

    @Test func `A request that never left is sent again under a new attempt`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, nth in nth <= 2 ? .only(.unsent(.notConnected("refused"))) : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers(1).count == 3)
        #expect(Set(bench.transfers(1).map(\.partnerReferenceNo)).count == 1)
        #expect(
            try bench.attempts(1).filter { $0.kind == "transfer" }.map(\.finalStatus) == [
                "unsent", "unsent", "succeeded",
            ])
    }

    @Test func `A validation that always conflicts is repeated ever more slowly`() throws {
        let bench = try EngineBench(rows: 1)
        bench.limits.settleTimeout = .seconds(600)
        bench.bank.validation = { _, _ in .only(.deferred(.conflict(Answer.usedExternalID))) }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.validations().count < 100)
    }
}
