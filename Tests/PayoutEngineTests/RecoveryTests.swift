import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// The process dies, at every step there is; the same command again continues.
@Suite struct RecoveryTests {
    /// Six rows, of which each meets another fate.
    private static func bench() throws -> EngineBench {
        let bench = try EngineBench(rows: 6)
        bench.limits.window = 4
        bench.limits.concurrency = 3
        bench.bank.validation = { row, nth in
            switch (row.number, nth) {
            case (3, _): .invalid
            case (4, 1): .silent
            default: .valid
            }
        }
        bench.bank.transfer = { row, nth in
            switch (row.number, nth) {
            case (2, _): .booked(.doubtful(.timedOut))
            case (4, _): .only(.doubtful(.serverError(Answer.broken)))
            case (5, 1): .only(.deferred(Answer.refusedToken(1)))
            case (6, _): .fails
            default: .succeeds
            }
        }
        return bench
    }

    /// How each row may end, with a crash anywhere: what was intended and never left is not found.
    private static let endings: [Set<PayoutStatus>] = [
        [.succeeded, .notFound], [.succeeded, .notFound], [.invalid], [.notFound], [.succeeded, .notFound],
        [.failed, .notFound],
    ]

    @Test func `Without a crash each row meets its fate`() throws {
        let bench = try Self.bench()
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .invalid, .notFound, .succeeded, .failed])
    }

    @Test(arguments: EngineBench.Crash.allCases) func `A crash at any step loses nothing and pays nobody twice`(
        kind: EngineBench.Crash
    ) throws {
        let calm = try Self.bench()
        try calm.payFile()
        #expect(calm.steps > 20)
        for death in 1...calm.steps {
            let bench = try Self.bench()
            bench.story = "crash \(kind) at step \(death): "
            bench.crash = { $0 == death ? kind : nil }
            #expect(try bench.payFile() == .settled)
            let statuses = try bench.statuses()
            for (status, endings) in zip(statuses, Self.endings) where !endings.contains(status) {
                Issue.record("\(bench.story)a row is \(status)")
            }
            guard kind != .sendsLost else { continue }
            // The refusal of row 5 may be the answer that was lost; then nobody knows that it was refused.
            #expect(statuses[0...3] == [.succeeded, .succeeded, .invalid, .notFound])
            #expect(statuses[5] == .failed)
        }
    }

    @Test(arguments: EngineBench.Crash.allCases) func `A crash in every fifth step still comes to an end`(
        kind: EngineBench.Crash
    ) throws {
        let bench = try Self.bench()
        bench.crash = { $0.isMultiple(of: 5) && $0 < 400 ? kind : nil }
        #expect(try bench.payFile() == .settled)
    }

    @Test func `What was in doubt waits for its time and is asked first`() throws {
        let bench = try EngineBench(rows: 1)
        var death = 0
        bench.watch = { _ in }
        bench.bank.transfer = { _, _ in .silent }
        bench.crash = { [unowned bench] step in
            // The step after the transfer was sent.
            guard death == 0, bench.transfers().count == 1 else { return nil }
            death = step
            return .sendsLost
        }
        #expect(try bench.payFile() == .settled)
        #expect(death > 0)
        let sentAt = try #require(bench.sentAt(1))
        #expect(bench.inquiries(1) == [sentAt + bench.policy.transferWait])
        #expect(bench.validations(1).count == 1)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test func `Callbacks that came while no process ran are taken by the next`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { _, _ in .silent }
        bench.limits.settleTimeout = .seconds(60)
        #expect(try bench.payFile() == .timedOut)
        for request in bench.transfers() {
            var content = CallbackContent()
            content.originalExternalID = request.externalID
            content.status = .succeeded
            try bench.record(BankScript.Callback(kind: .transfer, proof: .body, content: content))
        }
        let sent = bench.auditor.sent.count
        #expect(try bench.payFile() == .settled)
        #expect(bench.auditor.sent.count == sent)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
    }

    @Test func `The late result of an earlier run's validation does not count, wherever the row stood`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            switch nth {
            case 1: .reported(Telling(after: .seconds(65), status: .succeeded))
            // The row waits in the queue when the run is asked to stop.
            case 2: .only(.deferred(Answer.throttled(.seconds(30))))
            default: .valid
            }
        }
        bench.schedule(after: .seconds(63), .input(.stopRequested))
        #expect(try bench.payFile() == .interrupted)
        #expect(try bench.statuses() == [.queued])
        bench.pass(.seconds(1))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.validations(1).count == 3)
    }
}
