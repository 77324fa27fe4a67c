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
