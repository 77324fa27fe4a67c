import FoundationEssentials
import GRDB
import Glibc
import PayoutCore
import PayoutLedger
import Testing

@Suite struct OpeningTests {
    @Test("The connection that writes flushes every commit, and readers never wait for it") func durable() throws {
        try #require(ConnectionProbe.isInstalled)
        let fixture = try LedgerFixture()
        try fixture.batch(of: 1)
        #expect(ConnectionProbe.writerPragma("synchronous", on: fixture.path) == 2)
        #expect(ConnectionProbe.writerPragma("foreign_keys", on: fixture.path) == 1)
        #expect(try fixture.raw { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    }

    @Test("A ledger opened a second time is the same and as durable") func reopened() throws {
        try #require(ConnectionProbe.isInstalled)
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 3)
        try fixture.ledger.close()
        let again = try Ledger(path: fixture.path)
        #expect(try again.read { try $0.totals(batch) } == [.queued: Tally(count: 3, sum: Rupiah(6000))])
        let synchronous = try again.write { _ in ConnectionProbe.writerPragma("synchronous", on: fixture.path) }
        #expect(synchronous == 2)
    }

    @Test("A file that is no database is refused, and stays as it was") func noDatabase() throws {
        let fixture = try LedgerFixture()
        let path = fixture.folder + "/notes.txt"
        let text = Data(String(repeating: "These are my notes. ", count: 100).utf8)
        try text.write(to: URL(filePath: path))
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        guard case .cannotOpen(path, _) = error else { throw try #require(error) }
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
    }

    @Test("A ledger of a newer version is refused by writers and readers", arguments: [false, true])
    func newerVersion(readOnly: Bool) throws {
        let fixture = try LedgerFixture()
        try fixture.raw { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of tomorrow')") }
        #expect(throws: LedgerError.newerVersion(path: fixture.path)) {
            try Ledger(path: fixture.path, readOnly: readOnly)
        }
    }

    // Root may write into any ordinary folder, but nobody into /proc.
    @Test("A folder that cannot be written gives an error that names the file") func unwritable() throws {
        let error = #expect(throws: LedgerError.self) { try Ledger(path: "/proc/salur.db") }
        guard case .cannotOpen("/proc/salur.db", _) = error else { throw try #require(error) }
        let lockError = #expect(throws: LedgerError.self) {
            _ = try Lease(ledgerPath: "/proc/salur.db", since: LedgerFixture.start)
        }
        guard case .cannotLock("/proc/salur.db.lock", _) = lockError else { throw try #require(lockError) }
        #expect("\(try #require(error))".contains("/proc/salur.db"))
    }

    @Test("A reader makes nothing: a missing file, and one that is no ledger, are refused") func readerMakesNothing()
        throws
    {
        let fixture = try LedgerFixture()
        let missing = fixture.folder + "/missing.db"
        #expect(throws: LedgerError.self) { try Ledger(path: missing, readOnly: true) }
        #expect(!FileManager.default.fileExists(atPath: missing))
        let foreign = fixture.folder + "/foreign.db"
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 7; CREATE TABLE other (id INTEGER)") }
        try queue.close()
        let error = #expect(throws: LedgerError.self) { try Ledger(path: foreign, readOnly: true) }
        guard case .cannotOpen(foreign, _) = error else { throw try #require(error) }
    }

    @Test("A reader beside a writer sees what is committed and can change nothing") func readerBesideWriter() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        let reader = try Ledger(path: fixture.path, readOnly: true)
        try fixture.ledger.write { transaction in
            try transaction.setBalance(before: Rupiah(5), after: nil, of: batch)
            #expect(try reader.read { try $0.batch(batch)?.balanceBefore } == nil)
        }
        #expect(try reader.read { try $0.batch(batch)?.balanceBefore } == Rupiah(5))
        #expect(throws: LedgerError.self) { try reader.write { try $0.setBalance(before: nil, after: nil, of: batch) } }
    }

    @Test("After closing, every use fails with an error that a person understands") func closed() async throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.close()
        #expect(throws: LedgerError.self) { try fixture.ledger.read { try $0.batches() } }
        #expect(throws: LedgerError.self) { try fixture.ledger.write { try $0.reader.batches() } }
        await #expect(throws: LedgerError.self) { try await fixture.ledger.commit { _ in } }
    }

    @Test("What a transaction did is undone where it throws") func rollback() async throws {
        struct Stop: Error {}
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        #expect(throws: Stop.self) {
            try fixture.ledger.write { transaction in
                try transaction.setBalance(before: Rupiah(5), after: nil, of: batch)
                throw Stop()
            }
        }
        await #expect(throws: Stop.self) {
            try await fixture.ledger.commit { transaction in
                try transaction.setBalance(before: Rupiah(5), after: nil, of: batch)
                throw Stop()
            }
        }
        #expect(try fixture.ledger.read { try $0.batch(batch)?.balanceBefore } == nil)
    }

    // MARK: The bank

    @Test("A ledger belongs to the bank and merchant that it was first used with") func binding() throws {
        let fixture = try LedgerFixture()
        let bank = BankBinding(baseURL: "https://bank.example", merchantID: "MERC01")
        func bind(_ binding: BankBinding) throws {
            try fixture.ledger.write { try $0.bind(to: binding, path: fixture.path, at: LedgerFixture.start) }
        }
        try bind(bank)
        try bind(bank)
        for other in [
            BankBinding(baseURL: "https://other.example", merchantID: "MERC01"),
            BankBinding(baseURL: "https://bank.example", merchantID: "MERC02"),
        ] {
            let expected = LedgerError.otherBank(path: fixture.path, bound: bank)
            #expect(throws: expected) { try bind(other) }
            #expect("\(expected)".contains("MERC01"))
        }
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM bank") == 1)
    }
}
