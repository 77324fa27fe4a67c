import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// A file that is paid without trouble, and the pace at which it is paid.
@Suite struct CleanBatchTests {
    @Test func `A clean file is paid, each row once`() throws {
        let bench = try EngineBench(rows: 6)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
        #expect(bench.transfers().count == 6)
        #expect(bench.validations().count == 6)
        #expect(try bench.storedBatch()?.status == .settled)
    }

    @Test func `A settled file that runs again sends nothing`() throws {
        let bench = try EngineBench(rows: 3)
        try bench.payFile()
        let sent = bench.auditor.sent.count
        #expect(try bench.payFile() == .settled)
        #expect(bench.auditor.sent.count == sent)
    }

    @Test func `Dispatch starts with one payout, and only callbacks let more in`() throws {
        let bench = try EngineBench(rows: 12)
        bench.limits.window = 5
        var windows: [Int] = []
        bench.watch = { turn in
            if let window = turn.progress?.window, windows.last != window { windows.append(window) }
        }
        try bench.payFile()
        let moments = bench.validations().map(\.at)
        #expect(moments.count == 12)
        #expect(windows.allSatisfy { $0 <= 5 })
        // The window grows by one with each callback.
        #expect(windows.filter { $0 > 1 }.prefix(4).elementsEqual([2, 3, 4, 5]))
        // The second row waits for the first one's callback, 200 ms after its validation.
        #expect(moments.dropFirst().allSatisfy { $0 - moments[0] >= .milliseconds(200) })
    }

    @Test func `Answers alone let nothing more in`() throws {
        let bench = try EngineBench(rows: 5)
        bench.bank.validation = { _, _ in .reported(Telling(after: .seconds(50), status: .succeeded)) }
        try bench.payFile()
        let moments = bench.validations().map(\.at)
        #expect(moments.dropFirst().allSatisfy { $0 - moments[0] >= .seconds(50) })
    }

    @Test(arguments: [1, 2, 3]) func `Calls in flight stay within the concurrency`(concurrency: Int) throws {
        let bench = try EngineBench(rows: 12)
        bench.limits.concurrency = concurrency
        #expect(try bench.payFile() == .settled)
        #expect(bench.auditor.inFlightMax == concurrency)
    }

    @Test func `The rate stays within its limit`() throws {
        let bench = try EngineBench(rows: 10)
        bench.limits.ratePerSecond = 2
        let before = bench.now
        #expect(try bench.payFile() == .settled)
        // 10 questions of the prior-transfer check, 20 calls to pay, two a second.
        #expect(bench.now - before >= .seconds(14))
    }
}
