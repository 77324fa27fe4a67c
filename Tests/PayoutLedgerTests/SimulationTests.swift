import PayoutCore
import PayoutLedger
import Testing

/// What simulations do with a ledger must not be another ledger.
@Suite struct LedgerSimulationTests {
    private static let now = Timestamp(milliseconds: 1_771_038_000_000)

    private func submit(_ name: String, to ledger: Ledger, rows: Int = 2) throws -> BatchID {
        let incoming = try LedgerImport(
            into: ledger, fileName: name, header: LedgerFixture.header, form: LedgerFixture.form, at: Self.now)
        for line in 2..<rows + 2 {
            let order = PaymentOrder(
                reference: "PAY-\(line)", bankCode: "014", accountNumber: "1234567890", accountName: "Budi",
                amount: Rupiah(1000))
            try incoming.add(.accepted(line: line, order: order, note: "", others: []))
        }
        let naming = BatchNaming(identity: BatchIdentity(name), name: name, digest: name, payAgainReason: nil)
        return try incoming.finish(as: naming, at: Self.now)
    }

    private func names(_ ledger: Ledger) throws -> [String] {
        try ledger.read { try $0.batches().map(\.identity.text) }
    }

    @Test("A ledger in memory is cleared, and set back to its newest copy") func memory() throws {
        let ledger = try Ledger.inMemory()
        _ = try submit("first", to: ledger)
        try ledger.keepCopy(isFirst: true)
        _ = try submit("second", to: ledger)
        try ledger.restoreCopy()
        #expect(try names(ledger) == ["first"])
        _ = try submit("third", to: ledger)
        try ledger.keepCopy(isFirst: false)
        _ = try submit("fourth", to: ledger)
        try ledger.restoreCopy()
        #expect(try names(ledger) == ["third", "first"])
        try ledger.clear()
        #expect(try names(ledger) == [])
    }

    @Test("A write that throws changes nothing in memory either") func rollback() throws {
        struct Failure: Error {}
        let ledger = try Ledger.inMemory()
        let batch = try submit("first", to: ledger)
        #expect(throws: Failure.self) {
            try ledger.write { transaction in
                try transaction.setBalance(before: Rupiah(5), after: nil, of: batch)
                throw Failure()
            }
        }
        #expect(try ledger.read { try $0.batch(batch)?.balanceBefore } == nil)
        try ledger.write { try $0.setBalance(before: Rupiah(6), after: nil, of: batch) }
        #expect(try ledger.read { try $0.batch(batch)?.balanceBefore } == Rupiah(6))
    }

    @Test("On a full disk a write fails as a whole, and goes on once there is room") func fullDisk() throws {
        let fixture = try LedgerFixture()
        let batch = try submit("first", to: fixture.ledger)
        let before = try fixture.ledger.read { try $0.totals(batch) }
        try fixture.ledger.limitGrowth(true)
        #expect(throws: LedgerError.failed(path: fixture.path, why: "database or disk is full")) {
            _ = try submit("second", to: fixture.ledger, rows: 1000)
        }
        #expect(try names(fixture.ledger) == ["first"])
        #expect(try fixture.ledger.read { try $0.totals(batch) } == before)
        try fixture.ledger.limitGrowth(false)
        try fixture.ledger.removeUnfinishedImports(at: Self.now)
        _ = try submit("third", to: fixture.ledger, rows: 1000)
        #expect(try names(fixture.ledger) == ["third", "first"])
    }
}
