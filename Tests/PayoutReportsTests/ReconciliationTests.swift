import PayoutCore
import PayoutLedger
import PayoutReports
import Testing

@Suite struct ReconciliationTests {
    @Test("Input = the rows of every status = the rows of every bank, to the rupiah") func equation() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let (reconciliation, path) = try fixture.write(batch)
        #expect(reconciliation.isBalanced)
        // Lines 2 to 18 at 10.000 each; the amount of line 3 cannot be read.
        #expect(batch.input == Tally(count: 17, sum: Rupiah((2...18).reduce(0) { $0 + $1 * 10_000 } - 30_000)))
        #expect(reconciliation.unreadableAmounts == 1)
        #expect(reconciliation.contradictions == Tally(count: 1, sum: Rupiah(170_000)))
        #expect(Set(reconciliation.totals.keys) == Set(PayoutStatus.allCases))
        let table = try ReadTable(path + "/reconciliation.csv")
        let (groups, counts) = (try table.column("group"), try table.column("count").compactMap { Int($0) })
        let sums = try table.column("sum").compactMap { Int64($0) }
        for group in ["total", "status", "bank"] {
            let rows = groups.indices.filter { groups[$0] == group }
            #expect(rows.reduce(0) { $0 + counts[$1] } == 17, "\(group)")
            #expect(rows.reduce(0) { $0 + sums[$1] } == batch.input.sum.whole, "\(group)")
        }
        // "BCA" is what a rejected row says, and no code of a bank.
        #expect(reconciliation.banks.map(\.code) == ["008", "014", "BCA"])
        #expect(reconciliation.banks.map(\.name) == ["", "BCA", ""])
    }

    @Test("The document tells the same as the table, and names the batch") func document() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let (reconciliation, path) = try fixture.write(batch)
        let document = try JSONValue(path: path + "/reconciliation.json")
        #expect(document["batch"] == .string("2026-02") && document["digest"] == .string(ReportFixture.digest))
        #expect(document["generated_at"] == .string("2026-02-14T13:37:10+07:00"))
        #expect(document["balanced"] == .bool(true))
        #expect(document["input"]?["unreadable_amounts"] == .integer(1))
        for status in PayoutStatus.allCases {
            let tally = try #require(reconciliation.totals[status])
            #expect(document["by_status"]?[status.rawValue]?["count"]?.integer == Int64(tally.count))
            #expect(document["by_status"]?[status.rawValue]?["sum"]?.integer == tally.sum.whole)
        }
    }

    /// Saved over a copy that claims another amount, as a fault of ours or a change without the program would: the
    /// totals kept with the transitions then disagree with the rows.
    @Test("Where totals and rows disagree, nothing is written") func unbalanced() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let payout = try #require(try fixture.queued(batch).first)
        try fixture.ledger.write { transaction in
            let stored = try #require(try transaction.reader.payout(payout))
            let order = stored.payout.order
            let forged = Payout(
                order: PaymentOrder(
                    reference: order.reference, bankCode: order.bankCode, accountNumber: order.accountNumber,
                    accountName: order.accountName, amount: Rupiah(order.amount.whole - 1)),
                status: .queued)
            var held = stored
            held.payout = Payout(order: order, status: .held)
            #expect(try transaction.save(held, from: forged, at: ReportFixture.now))
        }
        #expect(throws: LedgerError.self) { try fixture.write(batch) }
    }
}
