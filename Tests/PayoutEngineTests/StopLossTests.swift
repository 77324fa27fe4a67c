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

    /// Each way in which a row that was sent can end without success, and the answers of the bank that lead there.
    enum Trouble: CaseIterable {
        case fails, refunded, conflict, invalid

        func validation(_ row: TestRow) -> ValidationPlan { self == .invalid ? .invalid : .valid }

        func transfer(_ row: TestRow) -> TransferPlan {
            switch self {
            case .fails: .fails
            case .refunded:
                TransferPlan(fate: .refunded, reports: [Telling(after: .seconds(2), status: .refunded)])
            case .conflict: .only(.partnerReferenceUsed(Answer.usedReference))
            case .invalid: .succeeds
            }
        }
    }

    @Test(arguments: Trouble.allCases, [1, 2, 3])
    func `However one of the first rows ends without success, no other is sent`(trouble: Trouble, bad: Int) throws {
        let bench = try EngineBench(rows: 9)
        bench.limits.canary = 3
        bench.bank.validation = { row, _ in row.number == bad ? trouble.validation(row) : .valid }
        bench.bank.transfer = { row, _ in row.number == bad ? trouble.transfer(row) : .succeeds }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(Set(bench.transfers().map(\.reference)).isSubset(of: ["PAY-1", "PAY-2", "PAY-3"]))
        // A new process counts the same from the ledger.
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(Set(bench.transfers().map(\.reference)).isSubset(of: ["PAY-1", "PAY-2", "PAY-3"]))
    }

    @Test func `A first row about which the bank contradicts itself stops the batch`() throws {
        let bench = try EngineBench(rows: 9)
        bench.limits.canary = 2
        bench.bank.transfer = { row, _ in
            guard row.number == 1 else {
                return TransferPlan(
                    settlesAfter: .seconds(9), reports: [Telling(after: .seconds(9), status: .succeeded)])
            }
            return TransferPlan(reports: [
                Telling(after: .seconds(2), status: .succeeded), Telling(after: .seconds(4), status: .failed),
            ])
        }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(Set(bench.transfers().map(\.reference)) == ["PAY-1", "PAY-2"])
    }

    @Test(arguments: [3, 4, 9])
    func `The next rows take the places of those that are held before they are sent`(rows: Int) throws {
        let bench = try EngineBench(rows: rows)
        bench.limits.canary = 2
        var sentEarly = 0
        bench.bank.validation = { row, _ in row.number <= 2 ? .otherName : .valid }
        bench.bank.transfer = { [unowned bench] row, _ in
            let paid = (try? bench.statuses().count { $0 == .succeeded }) ?? 0
            if row.number > 4, paid < 2 { sentEarly += 1 }
            return .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(sentEarly == 0)
        #expect(try bench.statuses() == [.held, .held] + Array(repeating: .succeeded, count: rows - 2))
    }

    @Test func `Where a row that took such a place fails, no other is sent`() throws {
        let bench = try EngineBench(rows: 9)
        bench.limits.canary = 2
        bench.bank.validation = { row, _ in row.number <= 2 ? .otherName : .valid }
        bench.bank.transfer = { row, _ in row.number == 4 ? .fails : .succeeds }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(Set(bench.transfers().map(\.reference)) == ["PAY-3", "PAY-4"])
    }

    @Test func `What waits for the first rows says so`() throws {
        let bench = try EngineBench(rows: 5)
        bench.limits.canary = 2
        var waits: Set<Int> = []
        bench.watch = { turn in
            if case .firstRows(let missing)? = turn.progress?.wait { waits.insert(missing) }
        }
        bench.bank.transfer = { row, _ in
            TransferPlan(reports: [Telling(after: .seconds(row.number), status: .succeeded)])
        }
        #expect(try bench.payFile() == .settled)
        #expect(waits == [1, 2])
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

    @Test func `Conflicts count as failures for the share`() throws {
        let bench = try EngineBench(rows: 60)
        bench.limits.failurePercentMax = 20
        bench.limits.window = 4
        bench.bank.transfer = { _, _ in .only(.partnerReferenceUsed(Answer.usedReference)) }
        #expect(try bench.payFile() == .stopped(.tooManyFailures))
        #expect(bench.transfers().count < 20)
        let sent = bench.transfers().count
        #expect(try bench.payFile() == .stopped(.tooManyFailures))
        #expect(bench.transfers().count == sent)
    }

    @Test func `While a batch is stopped, the bank is asked about what is on its way, and no other row is sent`()
        throws
    {
        let bench = try EngineBench(rows: 6)
        bench.limits.canary = 2
        bench.limits.settleTimeout = .seconds(1800)
        bench.bank.transfer = { row, _ in
            row.number == 1 ? .fails : TransferPlan(settlesAfter: .seconds(4 * 3600))
        }
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        #expect(try bench.statuses() == [.failed, .pending, .queued, .queued, .queued, .queued])
        let asked = bench.inquiries(2).count
        #expect(try bench.follow(.canaryFailed) == .stopped(.canaryFailed))
        #expect(bench.inquiries(2).count > asked)
        bench.pass(.seconds(4 * 3600))
        #expect(try bench.follow(.canaryFailed) == .stopped(.canaryFailed))
        #expect(try bench.statuses() == [.failed, .succeeded, .queued, .queued, .queued, .queued])
        #expect(Set(bench.transfers().map(\.reference)) == ["PAY-1", "PAY-2"])
        #expect(try bench.storedBatch()?.stoppedReason == "canary_failed")
    }
}
