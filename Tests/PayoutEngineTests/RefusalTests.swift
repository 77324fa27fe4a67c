import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// What the ledger refuses to save is never sent.
@Suite struct RefusalTests {
    @Test func `A transfer whose intent the ledger refuses is not sent, and the run goes on`() throws {
        let bench = try EngineBench(rows: 3)
        bench.limits.settleTimeout = .seconds(600)
        #expect(try bench.payFile() == .settled)
        // The same content on purpose, under identifiers that the first batch has used; one row has a new reference.
        let other = try bench.fileAgain(as: "AGAIN", digest: "SALARY") { row in
            if row.number == 2 { row.reference = "NEW-2" }
        }
        #expect(try bench.pay(other) == .timedOut)
        #expect(bench.transfers().map(\.reference) == ["PAY-1", "PAY-2", "PAY-3", "NEW-2"])
        #expect(try bench.statuses() == [.queued, .succeeded, .queued])
        let refused = try bench.journal(1).filter { $0.kind == "transfer_intended" }
        #expect(refused.map(\.detail) == ["refused by the ledger's constraints"])
        #expect(try bench.totals().mapValues(\.count).filter { $0.value > 0 } == [.queued: 2, .succeeded: 1])
    }
}
