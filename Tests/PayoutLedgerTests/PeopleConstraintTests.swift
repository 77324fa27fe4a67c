import FoundationEssentials
import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// What Swift promises about people, SQLite enforces too.
@Suite struct PeopleConstraintTests {
    /// A ledger with Siti, who is signed in, and Budi, who was removed.
    private static func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        let hash = PasswordHash(
            cost: .usual, salt: Array(repeating: 1, count: 16), key: Array(repeating: 2, count: 32))
        let now = LedgerFixture.start
        try fixture.ledger.write { transaction in
            for text in ["Siti", "Budi"] {
                let name = try #require(PersonName(text))
                let added = try transaction.addPerson(name, password: hash, roles: [.maker], by: "ani", at: now)
                let person = try #require(added)
                let secret = CodeSecret(Array(repeating: 3, count: 20))
                try transaction.setCodeSecret(of: person, secret, by: "ani", at: now)
                let token = Array(repeating: UInt8(text.utf8.count), count: 31) + [text.utf8.first ?? 0]
                try transaction.beginSession(
                    of: person, token: token, codeStep: 7, endsAt: now + .seconds(60), at: now)
            }
            let budi = try transaction.reader.person(named: try #require(PersonName("budi")))
            try transaction.remove(try #require(budi), by: "ani", at: now)
        }
        return fixture
    }

    private static let hash = "'$scrypt$ln=15,r=8,p=1$00$00'"

    private static func insert(_ values: String) -> String {
        "INSERT INTO person (name, folded, password, added_at, password_set_at) VALUES (\(values), 1, 1)"
    }

    static let attacks: [(String, String)] = [
        (
            insert("'SITI', 'siti', \(hash)"),
            "person.folded"
        ),
        (
            insert("'Ani', 'siti2', \(hash)"),
            "folded = lower(name)"
        ),
        (
            insert("'a', 'a', \(hash)"),
            "length(name)"
        ),
        (
            insert("'ani', 'ani', 'plain'"),
            "password GLOB"
        ),
        ("DELETE FROM person", "evidence is never erased"),
        ("UPDATE person SET name = 'Siti2', folded = 'siti2'", "evidence is never erased"),
        ("UPDATE person SET removed_at = NULL WHERE name = 'Budi'", "stays removed"),
        ("UPDATE person SET password = \(hash) WHERE name = 'Budi'", "stays removed"),
        ("UPDATE person SET code_step = 7 WHERE name = 'Siti'", "a code is used once"),
        ("UPDATE person SET code_step = NULL WHERE name = 'Siti'", "a code is used once"),
        ("UPDATE person SET code_secret = NULL WHERE name = 'Siti'", "code_secret IS NOT NULL"),
        ("UPDATE person SET code_secret = x'00', code_step = NULL WHERE name = 'Siti'", "length(code_secret)"),
        ("INSERT INTO person_role VALUES (1, 'owner')", "role = "),
        ("INSERT INTO person_role VALUES (99, 'maker')", "FOREIGN KEY"),
        ("UPDATE person_role SET role = 'admin'", "a role is given or taken"),
        ("INSERT INTO session VALUES (x'00', 1, 1, 1, 2)", "length(token)"),
        ("INSERT INTO session VALUES (zeroblob(32), 2, 1, 1, 2)", "who was removed cannot sign in"),
        ("INSERT INTO session VALUES (zeroblob(32), 1, 2, 2, 2)", "ends_at > began_at"),
        ("INSERT INTO session VALUES (zeroblob(32), 1, 2, 1, 3)", "seen_at >= began_at"),
        ("UPDATE session SET ends_at = ends_at + 1", "a session is of one person"),
        ("UPDATE session SET person_id = 2", "a session is of one person"),
        ("INSERT INTO sign_in_failure (name_digest, at, locks) VALUES (x'00', 1, 0)", "length(name_digest)"),
        ("INSERT INTO sign_in_failure (name_digest, at, locks) VALUES (zeroblob(32), 1, 2)", "locks IN"),
        ("INSERT INTO person_event VALUES (999, 1)", "append-only"),
        ("UPDATE person_event SET person_id = 2", "append-only"),
        ("DELETE FROM person_event", "append-only"),
        ("INSERT OR REPLACE INTO person_event SELECT event_id, 2 FROM person_event", "append-only"),
    ]

    @Test(arguments: attacks)
    func `A shell cannot break what is promised about people`(sql: String, refusal: String) throws {
        let fixture = try Self.fixture()
        let error = #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: sql) } }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        #expect(error?.message?.contains(refusal) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "UPDATE person SET password = \(hash) WHERE name = 'Siti'",
        "UPDATE person SET removed_at = 1 WHERE name = 'Siti'",
        "INSERT INTO person_role VALUES (1, 'admin')", "DELETE FROM person_role WHERE person_id = 1",
    ])
    func `A shell that changes a person ends the sessions`(sql: String) throws {
        let fixture = try Self.fixture()
        let count = "SELECT COUNT(*) FROM session"
        #expect(try fixture.raw { try Int.fetchOne($0, sql: count) } == 1)
        try fixture.raw { try $0.execute(sql: sql) }
        #expect(try fixture.raw { try Int.fetchOne($0, sql: count) } == 0)
    }

    @Test(arguments: [
        "DROP TRIGGER person_role_ends_sessions; INSERT INTO person_role VALUES (1, 'checker')",
        "UPDATE person SET password = replace(password, '02', '03') WHERE name = 'Siti'",
        "UPDATE person SET code_secret = zeroblob(20), code_step = NULL WHERE name = 'Siti'",
        "DROP TRIGGER person_stays_removed; UPDATE person SET removed_at = NULL WHERE name = 'Budi'",
        """
        INSERT INTO person (name, folded, password, added_at, password_set_at)
        SELECT 'Eve', 'eve', password, 1, 1 FROM person WHERE name = 'Siti'
        """,
    ])
    func `A person who was changed past the journal is found`(sql: String) throws {
        let fixture = try Self.fixture()
        #expect(try LedgerCheck(fixture.ledger).findings.isEmpty)
        try fixture.raw { try $0.execute(sql: sql) }
        let findings = try LedgerCheck(fixture.ledger).findings.map { "\($0)" }
        #expect(findings.contains { $0.contains("are not those of the journal") }, "\(findings)")
    }

    @Test func `A word that no version knows is refused, and never becomes another one`() throws {
        let fixture = try Self.fixture()
        try fixture.raw {
            try $0.execute(sql: "PRAGMA ignore_check_constraints = ON; INSERT INTO person_role VALUES (1, 'owner')")
        }
        #expect(throws: LedgerError.unknownWord(table: "person_role", words: "owner")) {
            try fixture.ledger.read { try $0.people() }
        }
    }

    @Test func `Sessions, events and failures are found by their indexes`() throws {
        let fixture = try Self.fixture()
        let plans = [
            "SELECT * FROM session WHERE token = zeroblob(32)", "SELECT * FROM session WHERE person_id = 1",
            "SELECT at FROM sign_in_failure WHERE name_digest = zeroblob(32)",
            "SELECT MAX(event_id) FROM person_event WHERE person_id IS NULL",
        ]
        for sql in plans {
            let plan = try fixture.raw { try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql) }
            #expect(plan.allSatisfy { !($0["detail"] as String).hasPrefix("SCAN") }, "\(sql): \(plan)")
        }
    }
}
