import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// What stops a batch that goes wrong before all of it is sent.
@Suite struct StopLossTests {
    @Test func `Nothing else is sent before the first rows have succeeded`() throws {
        let bench = try EngineBench(rows: 8)
        bench.limits.canary = 3
        var sentEarly = 0
        bench.bank.transfer = { [unowned bench] row, _ in
            let paid = (try? bench.statuses().count { $0 == .succeeded }) ?? 0
            if row.number > 3, paid < 3 { sentEarly += 1 }
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(sentEarly == 0)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 8))
    }

    @Test func `One of the first rows fails: no other row is sent`() throws {
        let bench = try EngineBench(rows: 8)
        bench.limits.canary = 3
        bench.bank.transfer = { row, _ in row.number == 2 ? .fails : .succeeds }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(try bench.storedBatch()?.stoppedReason == "canary_failed")
        #expect(Set(bench.transfers().map(\.reference)).isSubset(of: ["PAY-1", "PAY-2", "PAY-3"]))
        #expect(try bench.statuses().dropFirst(3).allSatisfy { $0 == .queued })
    }

    @Test(arguments: [EngineBench.Crash.beforeCommit, .sendsLost, .sendsDelivered], 4...14)
    func `The first rows are still waited for after a crash`(crash: EngineBench.Crash, step: Int) throws {
        let bench = try EngineBench(rows: 6)
        bench.limits.canary = 2
        bench.crash = { $0 == step ? crash : nil }
        bench.bank.transfer = { row, _ in row.number == 1 ? .fails : .succeeds }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(Set(bench.transfers().map(\.reference)).isSubset(of: ["PAY-1", "PAY-2"]))
    }

    @Test func `A batch of no more rows than that is paid as any other`() throws {
        let bench = try EngineBench(rows: 3)
        bench.limits.canary = 3
        bench.bank.transfer = { row, _ in row.number == 1 ? .fails : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.failed, .succeeded, .succeeded])
    }

    @Test func `A share of failures stops the batch, from ten failures on`() throws {
        let bench = try EngineBench(rows: 60)
        bench.limits.failurePercentMax = 20
        bench.limits.window = 4
        bench.bank.transfer = { row, _ in row.number % 2 == 0 ? .fails : .succeeds }
        #expect(try bench.payFile() == .stopped(.tooManyFailures))
        // What is on its way at the stop is waited for.
        #expect(try bench.statuses().count { $0 == .failed } >= Engine.failuresMin)
        #expect(try bench.statuses().contains(.queued))
    }

    @Test func `A smaller share stops nothing`() throws {
        let bench = try EngineBench(rows: 60)
        bench.limits.failurePercentMax = 60
        bench.bank.transfer = { row, _ in row.number % 2 == 0 ? .fails : .succeeds }
        #expect(try bench.payFile() == .settled)
    }
}
