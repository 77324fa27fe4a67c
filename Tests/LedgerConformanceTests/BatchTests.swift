import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Batches: how a file becomes one, and what moves it on.
@Suite struct BatchTests {
    private static let now = LedgerUnderTest.start
    private static let later = now + .seconds(60)

    private static func accepted(_ line: Int, amount: Int64 = 1000) -> ImportedRow {
        .accepted(
            line: line, order: LedgerUnderTest.order("PAY-\(line)", amount: amount), note: "", others: ["Finance", ""])
    }

    private static func rejected(_ line: Int, amount: Rupiah?) -> ImportedRow {
        var shown = ShownCells()
        (shown.reference, shown.amount) = ("PAY-\(line)", "Rp 5")
        return .rejected(
            line: line, shown: shown, amount: amount, raw: ["PAY-\(line)", "x", "Rp 5"],
            reason: .badAmount)
    }

    // MARK: Files

    @Test(arguments: LedgerKind.allCases)
    func `A batch knows its file: names, form, header, control total`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let header = ["Reference", "amount; in Rp", "", "7:x", "日本"]
        let form = FileForm(delimiter: UInt8(ascii: "\t"), lineEnding: "\r\n", hasByteOrderMark: true)
        let filing: any FileImport = try test.ledger.beginImport(
            of: "a/payroll.csv", rail: .payout, header: header, form: form, at: Self.now)
        try filing.add(Self.accepted(2))
        try filing.add(Self.rejected(3, amount: Rupiah(5)))
        try filing.add(Self.rejected(4, amount: nil))
        let id = try filing.finish(as: LedgerUnderTest.naming("d1", name: "2026-02"), at: Self.later)
        let batch = try #require(try test.ledger.read { try $0.batch(id) })
        #expect(batch.identity == BatchIdentity("2026-02"))
        #expect((batch.name, batch.digest, batch.fileName) == ("2026-02", "d1", "a/payroll.csv"))
        #expect(batch.header == header && batch.form == form)
        #expect((batch.status, batch.priorTransfers, batch.priorTransferCursor) == (.submitted, .unasked, .none))
        #expect(batch.input == Tally(count: 3, sum: Rupiah(1005)))
        #expect((batch.createdAt, batch.changedAt) == (Self.now, Self.later))
        try test.expectTotalsHold(id)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Rows come out as they went in, and only good ones are payouts to send`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let filing = try test.filing()
        try filing.add(Self.accepted(2))
        try filing.add(Self.rejected(5, amount: nil))
        try filing.add(Self.rejected(6, amount: Rupiah(7)))
        let batch = try filing.finish(as: LedgerUnderTest.naming("d1"), at: Self.now)
        let results = try test.results(batch)
        #expect(results.map(\.line) == [2, 5, 6])
        #expect(results.map(\.amount) == ["1000", "Rp 5", "Rp 5"])
        let cells = results.map { row in
            switch row.cells {
            case .others(let cells): "others \(cells)"
            case .raw(let cells): "raw \(cells)"
            }
        }
        #expect(cells[0] == #"others ["Finance", ""]"# && cells[1] == #"raw ["PAY-5", "x", "Rp 5"]"#)
        #expect(results[1].reason == .badAmount)
        #expect(results.map(\.settledAt) == [nil, Self.now, Self.now])
        let ids = try test.ledger.read { try $0.payouts(of: batch, PayoutSelection(), after: .none, limit: 9) }
        // A rejected row with an amount is a payout that is never sent.
        let statuses = try test.ledger.read { reader in try ids.map { try reader.payout($0)?.payout.status } }
        #expect(statuses == [.queued, nil, .rejected])
    }

    @Test(arguments: LedgerKind.allCases)
    func `A reference may stand in several batches, but once in each`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        try test.batch([LedgerUnderTest.order("A")])
        let repeated = try test.batch([LedgerUnderTest.order("A"), LedgerUnderTest.order("A")])
        let results = try test.results(repeated)
        #expect(results.map(\.status) == [.queued, .rejected])
        #expect(results[1].reason == .repeatedReference)
        try test.expectTotalsHold(repeated)
    }

    private static func repeated(_ line: Int) -> Reason {
        .rejected(faults: [RowFault(.reference, "PAY", .duplicateReference(line: line))])
    }

    @Test(arguments: LedgerKind.allCases)
    func `Rows are rejected afterwards, each once`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let filing = try test.filing()
        for line in 2...6 { try filing.add(Self.accepted(line, amount: Int64(line))) }
        try filing.add(Self.rejected(7, amount: nil))
        try filing.reject(lines: [3, 5, 5, 7, 99]) { Self.repeated($0) }
        let batch = try filing.finish(as: LedgerUnderTest.naming("d1"), at: Self.now)
        let totals: Totals = [.queued: Tally(count: 3, sum: Rupiah(12)), .rejected: Tally(count: 3, sum: Rupiah(8))]
        #expect(try test.ledger.read { try $0.totals(batch) } == totals)
        let reasons = try test.results(batch).compactMap(\.reason)
        #expect(reasons == [Self.repeated(3), Self.repeated(5), Reason.badAmount.adding(Self.repeated(7))])
        try test.expectTotalsHold(batch)
    }

    @Test(arguments: LedgerKind.allCases)
    func `An import that never ended is no batch, and is removed`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let kept = try test.batch(of: 2)
        let filing = try test.filing()
        try filing.add(Self.accepted(2))
        // Rejecting no line writes what is there.
        try filing.reject(lines: []) { _ in .emptyRow }
        let unfinished = BatchID(key: kept.key + 1)
        #expect(try test.ledger.read { try $0.batch(unfinished) } == nil)
        try test.ledger.removeUnfinishedImports(at: Self.now)
        #expect(try test.ledger.read { try $0.recountedTotals(unfinished) }.isEmpty)
        #expect(try test.ledger.read { try $0.totals(kept) } == [.queued: Tally(count: 2, sum: Rupiah(3000))])
        // Its place is taken by the next one.
        let next = try test.batch(of: 3)
        #expect(next == unfinished)
        #expect(try test.results(next).count == 3)
        try test.expectTotalsHold(next)
    }

    @Test(arguments: LedgerKind.allCases)
    func `No two batches have one identity`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let first = try test.batch([LedgerUnderTest.order("A")], name: "salaries")
        #expect(throws: LedgerError.self) { try test.batch([LedgerUnderTest.order("B")], name: "salaries") }
        #expect(try test.ledger.read { try $0.batch(BatchIdentity("salaries"))?.id } == first)
        #expect(try test.ledger.read { try $0.batch(BatchIdentity("none"))?.id } == nil)
    }

    // MARK: Events

    @Test(arguments: LedgerKind.allCases)
    func `What nobody has approved is not begun, and what a person decided moves the batch`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try test.batch(of: 1)
        func take(_ event: (any LedgerWriting) throws -> BatchStep) throws -> (BatchStep, BatchStatus?) {
            let step = try test.ledger.write { try event($0) }
            return (step, try test.ledger.read { try $0.batch(id) }?.status)
        }
        func begin() throws -> (BatchStep, BatchStatus?) {
            try take { try $0.handle(.begun($0.work(of: id)), of: id, at: Self.later) }
        }
        func rowsDecided() throws -> (BatchStep, BatchStatus?) {
            try take { try $0.rowsDecided(of: id, endedBy: .settled, at: Self.later) }
        }
        #expect(try begin() == (.refused(.notApproved), .submitted))
        #expect(try take { try $0.handle(.approved, of: id, at: Self.later) } == (.changed, .approved))
        #expect(try begin() == (.changed, .running))
        #expect(try rowsDecided() == (.noted, .running))
        try test.happens(
            try test.queued(id)[0], .cancelled(PersonalDecision(person: "Siti", reason: "paid by cheque")))
        #expect(try rowsDecided() == (.changed, .settled))
        let batch = try #require(try test.ledger.read { try $0.batch(id) })
        #expect((batch.approvedAt, batch.changedAt) == (Self.later, Self.later))
    }

    @Test(arguments: LedgerKind.allCases)
    func `What the bank remembers is noted with the payout that was asked last`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try test.batch(of: 3)
        let second = try test.queued(id)[1]
        try test.ledger.write { try $0.setPriorTransfers(.lost, cursor: second, of: id, at: Self.later) }
        let batch = try #require(try test.ledger.read { try $0.batch(id) })
        #expect((batch.priorTransfers, batch.priorTransferCursor) == (.lost, second))
        #expect(try test.ledger.write { try $0.work(of: id).isRestoring })
    }
}
