import GRDB
import PayoutCore
import PayoutLedger
import Testing

@Suite struct BatchTests {
    private static let later = LedgerFixture.start + .seconds(60)

    @Test("A batch moves on, and the journal tells how") func status() throws {
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 1)
        func take(_ event: BatchEvent) throws -> Batch? {
            _ = try fixture.ledger.write { try $0.handle(event, of: id, at: Self.later) }
            return try fixture.ledger.read { try $0.batch(id) }
        }
        #expect(try take(.approved)?.changedAt == Self.later)
        #expect(try take(.stopped(.noCallbacks))?.stoppedReason == "no_callbacks")
        #expect(try take(.paused(PersonalDecision(person: "Siti", reason: "wait for HR")))?.status == .paused)
        // What is refused, or changes nothing, leaves no event.
        #expect(try take(.begun(BatchWork([:])))?.status == .paused)
        #expect(try take(.settled)?.stoppedReason == nil)
        #expect(try take(.settled)?.approvedAt == Self.later)
        let journal = try fixture.raw {
            try String.fetchAll($0, sql: "SELECT actor || ', ' || kind || ': ' || detail FROM event ORDER BY id")
        }
        #expect(
            journal == [
                "salur, batch_submitted: submitted \"payroll-1.csv\"", "salur, batch_status: approved",
                "salur, batch_status: stopped: no_callbacks", "Siti, batch_status: paused: wait for HR",
                "salur, batch_status: settled",
            ])
    }

    @Test("A word that this version does not know is never taken for another") func unknownWords() throws {
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 1)
        try fixture.raw {
            try $0.execute(sql: "UPDATE batch SET status = 'stopped', stopped_reason = 'full_moon'")
        }
        #expect(throws: LedgerError.unknownWord(table: "batch", words: "stopped, full_moon, unasked")) {
            try fixture.ledger.read { try $0.batch(id) }
        }
    }

    @Test("The balance before the first transfer stays, the one after is forgotten as a run begins")
    func balance() throws {
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 1)
        let notes: [(before: Rupiah?, after: Rupiah?)] = [
            (nil, nil), (Rupiah(100), nil), (Rupiah(90), Rupiah(80)), (nil, Rupiah(70)), (nil, nil),
        ]
        var known: [[Int64?]] = []
        for note in notes {
            try fixture.ledger.write { try $0.setBalance(before: note.before, after: note.after, of: id) }
            let batch = try #require(try fixture.ledger.read { try $0.batch(id) })
            known.append([batch.balanceBefore?.whole, batch.balanceAfter?.whole])
        }
        #expect(known == [[nil, nil], [100, nil], [90, 80], [90, 70], [90, nil]])
    }

    @Test("Whether anything was ever sent for a batch is known") func hasTransfers() throws {
        let fixture = try LedgerFixture()
        let (first, second) = (try fixture.batch(of: 2), try fixture.batch(of: 2))
        try fixture.validates(try fixture.queued(first)[0])
        #expect(try fixture.ledger.read { try !$0.hasTransfers(first) })
        try fixture.ends(try fixture.queued(first)[0], as: .failed)
        #expect(try fixture.ledger.read { try $0.hasTransfers(first) })
        #expect(try fixture.ledger.read { try !$0.hasTransfers(second) })
    }

    @Test("A row changed behind our back shows: the totals kept and those counted no longer agree") func tampered()
        throws
    {
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 3)
        try expectTotalsHold(fixture, id)
        try fixture.raw {
            try $0.execute(sql: "DROP TRIGGER payout_order_stays; UPDATE payout SET amount = amount + 1 WHERE line = 3")
        }
        #expect(try fixture.ledger.read { try $0.totals(id) != $0.recountedTotals(id) })
    }

    @Test("Banks are tallied by code; rejected rows that name no bank come first") func banks() throws {
        let fixture = try LedgerFixture()
        let filing = try LedgerImport(
            into: fixture.ledger, fileName: "f.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
        for (line, code) in [(2, "014"), (3, "008"), (4, "014")] {
            let order = PaymentOrder(
                reference: "R\(line)", bankCode: code, accountNumber: "1234567800", accountName: "Budi Santoso",
                amount: Rupiah(Int64(line)))
            try filing.add(.accepted(line: line, order: order, note: "", others: []))
        }
        for (line, code) in [(5, ""), (6, "BCA please"), (7, "014")] {
            var shown = ShownCells()
            shown.bankCode = code
            let reason = Reason.rejected(faults: [RowFault(.bankCode, "", .unknownBankCode(hint: .unclear))])
            try filing.add(.rejected(line: line, shown: shown, amount: Rupiah(Int64(line)), raw: [], reason: reason))
        }
        let naming = BatchNaming(identity: BatchIdentity("b"), name: "b", digest: "d", payAgainReason: nil)
        let id = try filing.finish(as: naming, at: LedgerFixture.start)
        try fixture.ends(try fixture.queued(id)[0], as: .succeeded)
        let tallies = try fixture.ledger.read { try $0.recount(id).banks }
        #expect(tallies.map(\.bankCode) == ["", "008", "014"])
        #expect(tallies.map(\.all.count) == [2, 1, 3])
        #expect(tallies.map(\.all.sum.whole) == [11, 3, 13])
        #expect(tallies.map(\.succeeded) == [.zero, .zero, Tally(count: 1, sum: Rupiah(2))])
    }
}
