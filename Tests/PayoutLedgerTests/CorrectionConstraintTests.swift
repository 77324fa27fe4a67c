import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// What a person corrected in a file stays as it was recorded.
@Suite struct CorrectionConstraintTests {
    private static func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        var corrections = RowCorrections()
        _ = corrections.correct(2, RowCorrection(before: ["A-1", "999"], after: ["A-1", "014"]))
        // A row that was emptied is no payout.
        _ = corrections.correct(900, RowCorrection(before: ["A-2", "x"], after: ["A-2", ""]))
        try fixture.ledger.write { try $0.record(corrections, of: batch, by: "siti", at: LedgerFixture.start) }
        return fixture
    }

    @Test(
        "A correction is not changed by other means",
        arguments: ["UPDATE corrected_cell SET file_text = '014'", "DELETE FROM corrected_cell"])
    func isRefused(sql: String) throws {
        let fixture = try Self.fixture()
        let error = #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: sql) } }
        #expect(error?.message?.contains("evidence is never erased") == true)
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test(
        "A check finds what was changed without the triggers",
        arguments: [
            ("corrected_cell_is_final", "UPDATE corrected_cell SET file_text = '014' WHERE line = 2"),
            ("corrected_cell_is_final", "UPDATE corrected_cell SET line = 3 WHERE line = 2"),
            ("corrected_cell_stays", "DELETE FROM corrected_cell WHERE line = 900"),
            ("corrected_cell_stays", "INSERT INTO corrected_cell VALUES (1, 3, 0, 'a', 'b')"),
        ])
    func isFound(trigger: String, sql: String) throws {
        let fixture = try Self.fixture()
        try fixture.raw { database in
            try database.execute(sql: "DROP TRIGGER \(trigger)")
            try database.execute(sql: sql)
        }
        let findings = try LedgerCheck(fixture.ledger).findings.map { "\($0)" }
        #expect(findings.contains { $0.contains("what a person corrected in its file") }, "\(findings)")
    }
}
