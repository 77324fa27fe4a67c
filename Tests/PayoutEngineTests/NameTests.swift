import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// The bank names the payees of a batch before anybody approves it.
@Suite struct NameTests {
    @Test func `Every row is validated once, nothing is paid, and all wait in the queue`() throws {
        let bench = try EngineBench(rows: 12)
        #expect(try bench.askNames() == .checked)
        #expect(bench.validations().count == 12)
        #expect(bench.transfers().isEmpty)
        #expect(try bench.statuses() == Array(repeating: .queued, count: 12))
        #expect(try bench.storedBatch()?.status == .submitted)
    }

    @Test func `A payment after it validates every row again`() throws {
        let bench = try EngineBench(rows: 6)
        try bench.askNames()
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations().count == 12 && bench.transfers().count == 6)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
    }

    @Test func `Accounts that cannot receive become invalid, and other names are held`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { row, _ in
            switch row.number {
            case 1: .valid
            case 2: .invalid
            default: .otherName
            }
        }
        #expect(try bench.askNames() == .checked)
        #expect(try bench.statuses() == [.queued, .invalid, .held])
        #expect(bench.transfers().isEmpty)
    }

    @Test(arguments: EngineBench.Crash.allCases) func `A process that dies asks again, and pays nothing`(
        crash: EngineBench.Crash
    ) throws {
        for death in 1...25 {
            let bench = try EngineBench(rows: 5)
            bench.crash = { $0 == death ? crash : nil }
            #expect(try bench.askNames() == .checked)
            #expect(bench.transfers().isEmpty)
            #expect(try bench.statuses() == Array(repeating: .queued, count: 5))
        }
    }

    @Test func `A bank that never tells a result stops asking`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { _, _ in .silent }
        #expect(try bench.askNames() == .stopped(.noCallbacks))
        #expect(bench.transfers().isEmpty)
    }
}
