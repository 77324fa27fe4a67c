import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Waiting: the cut-off, the end of patience, and clocks that jump.
@Suite struct WaitingTests {
    /// 23:29:58 in Jakarta.
    private static let beforeCutOff = EngineBench.start + .seconds(13 * 3600 + 29 * 60 + 58)

    private static func bench(rows: Int) throws -> EngineBench {
        let bench = try EngineBench(rows: rows, at: beforeCutOff)
        bench.limits.cutOff = CutOffWindow("23:30-00:00")
        return bench
    }

    @Test func `Nothing is sent during the cut-off, and the batch resumes after it`() throws {
        let bench = try Self.bench(rows: 30)
        bench.limits.window = 2
        let cutOff = Self.beforeCutOff + .seconds(2)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 30))
        let during = bench.auditor.sent.filter { $0.at >= cutOff && $0.at < cutOff + .seconds(1800) }
        #expect(during.isEmpty)
        #expect(bench.transfers().count == 30)
        #expect(bench.auditor.sent.contains { $0.at >= cutOff + .seconds(1800) })
    }

    @Test func `Inquiries go on during the cut-off`() throws {
        let bench = try Self.bench(rows: 2)
        bench.bank.transfer = { _, _ in .silent }
        bench.policy.transferWait = .seconds(60)
        let cutOff = Self.beforeCutOff + .seconds(2)
        #expect(try bench.payFile() == .settled)
        #expect(bench.inquiries(1).contains { $0 >= cutOff && $0 < cutOff + .seconds(1800) })
    }

    @Test func `A run that begins during the cut-off waits and says so`() throws {
        let bench = try EngineBench(rows: 2, at: Self.beforeCutOff + .seconds(600))
        bench.limits.cutOff = CutOffWindow("23:30-00:00")
        bench.limits.settleTimeout = .seconds(300)
        let end = Self.beforeCutOff + .seconds(1802)
        var announced: Timestamp?
        bench.watch = { turn in
            if case .cutOff(let until) = turn.progress?.wait { announced = until }
        }
        #expect(try bench.payFile() == .settled)
        #expect(announced == end)
        #expect(bench.validations().allSatisfy { $0.at >= end })
        #expect(try bench.statuses() == [.succeeded, .succeeded])
    }

    @Test func `A validation that aged during the cut-off is made afresh`() throws {
        let bench = try Self.bench(rows: 1)
        bench.bank.validation = { _, nth in
            .reported(Telling(after: nth == 1 ? .seconds(5) : .milliseconds(200), status: .succeeded))
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations(1).count == 2)
        #expect(bench.transfers(1).count == 1)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test func `A transfer without news ends the run after settleTimeout, and the next run goes on asking`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, _ in
            row.number == 1 ? TransferPlan(settlesAfter: .seconds(9000)) : .succeeds
        }
        let before = bench.now
        #expect(try bench.payFile() == .timedOut)
        #expect(try bench.statuses() == [.pending, .succeeded])
        #expect(bench.now - before >= bench.limits.settleTimeout)
        #expect(bench.now - before < bench.limits.settleTimeout + .seconds(60))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(bench.transfers().count == 2)
    }

    @Test func `A bank that never answers a validation ends the run after settleTimeout`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { _, _ in .only(.doubtful(.timedOut)) }
        let before = bench.now
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.now - before < bench.limits.settleTimeout + .seconds(60))
        #expect(try bench.statuses() == [.queued, .queued])
    }

    @Test func `A prior-transfer check without answers ends after settleTimeout, and sends nothing`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.inquiry = { _, _, _ in .undecided(.doubtful(.timedOut)) }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.validations().isEmpty)
    }

    @Test(arguments: [-86_400, -3600, -120, 120, 3600, 86_400])
    func `The clock is set while payouts are in flight`(seconds: Int) throws {
        for moment in [100, 220, 900, 3000] {
            let bench = try EngineBench(rows: 4)
            bench.story = "set by \(seconds) s after \(moment) ms: "
            bench.limits.settleTimeout = .seconds(200_000)
            bench.bank.validation = { row, nth in row.number == 2 && nth == 1 ? .silent : .valid }
            bench.bank.transfer = { row, _ in
                row.number == 3 ? TransferPlan(settlesAfter: .seconds(1000)) : .succeeds
            }
            bench.schedule(after: .milliseconds(moment), .clockSet(.seconds(seconds)))
            #expect(try bench.payFile() == .settled)
            #expect(try bench.statuses() == Array(repeating: .succeeded, count: 4))
            #expect(bench.transfers().count == 4)
        }
    }

    @Test func `A pause ends although the clock is set back`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { _, nth in nth == 1 ? .only(.deferred(Answer.refusedToken(1))) : .valid }
        bench.schedule(after: .milliseconds(120), .clockSet(.seconds(-86_400)))
        let before = bench.steadyNow
        #expect(try bench.payFile() == .settled)
        #expect(bench.steadyNow - before < .seconds(3600))
        #expect(try bench.statuses() == [.succeeded, .succeeded])
    }

    @Test func `A run that gives up with a call in flight waits for its answer`() throws {
        let bench = try EngineBench(rows: 1)
        bench.limits.settleTimeout = .seconds(10)
        bench.bank.validation = { _, _ in ValidationPlan(answersAfter: .seconds(20), reports: []) }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.steps < 50)
    }
}
