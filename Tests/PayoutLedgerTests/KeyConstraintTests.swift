import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// What Swift promises about keys of programs, SQLite enforces too, and the journal knows each key.
@Suite struct KeyConstraintTests {
    /// A ledger with a key, and one that was removed.
    private static func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for (name, byte) in [("payroll", UInt8(1)), ("Night", 2)] {
                let terms = KeyTerms(
                    name: try #require(PersonName(name)), rights: [.view, .upload], networks: "10.0.0.0/8", endsAt: nil)
                let digest = Array(repeating: byte, count: 32)
                #expect(try transaction.addKey(terms, digest: digest, by: "ani", at: LedgerFixture.start))
            }
            let night = try transaction.reader.key(named: try #require(PersonName("night")))
            try transaction.remove(try #require(night), by: "ani", at: LedgerFixture.start)
        }
        return fixture
    }

    static let attacks = [
        ("UPDATE api_key SET rights = 'view,approve'", "the terms of a key never change"),
        ("UPDATE api_key SET networks = NULL", "the terms of a key never change"),
        ("UPDATE api_key SET ends_at = 1", "the terms of a key never change"),
        ("UPDATE api_key SET removed_at = NULL WHERE folded = 'night'", "a key that was removed stays removed"),
        ("DELETE FROM api_key", "evidence is never erased"),
        (
            """
            INSERT INTO api_key (name, folded, digest, rights, added_at, event_id)
            VALUES ('Payroll', 'payroll', zeroblob(32), 'view', 1, 2)
            """, "UNIQUE constraint"
        ),
    ]

    @Test("A key is not changed by other means", arguments: attacks) func isRefused(sql: String, why: String) throws {
        let fixture = try Self.fixture()
        let error = #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: sql) } }
        #expect(error?.message?.contains(why) == true, "\(sql): \(error?.message ?? "")")
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test(
        "A check finds what was changed without the triggers",
        arguments: [
            ("api_key_terms_stay", "UPDATE api_key SET rights = 'view,approve' WHERE folded = 'payroll'", "payroll"),
            ("api_key_stays_removed", "UPDATE api_key SET removed_at = NULL WHERE folded = 'night'", "Night"),
        ])
    func isFound(trigger: String, sql: String, name: String) throws {
        let fixture = try Self.fixture()
        try fixture.raw { database in
            try database.execute(sql: "DROP TRIGGER \(trigger)")
            try database.execute(sql: sql)
        }
        let findings = try LedgerCheck(fixture.ledger).findings.map { "\($0)" }
        #expect(
            findings.contains { $0.contains("is not the one of the journal") && $0.contains("\"\(name)\"") },
            "\(findings)")
    }
}
