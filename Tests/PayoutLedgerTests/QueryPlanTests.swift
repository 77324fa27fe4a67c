import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Cost stays flat where rows are many: the statements that the ledger really runs are caught, and SQLite is asked how
/// it would run them.
@Suite struct QueryPlanTests {
    private static let now = LedgerFixture.start

    /// The statements that `body` runs and their plans, one line a step.
    private func plans(_ fixture: LedgerFixture, _ body: () throws -> Void) throws -> [(sql: String, steps: [String])] {
        let statements = try ConnectionProbe.statements(on: fixture.path, during: body)
        let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE"]
        return try fixture.raw { database in
            try statements.filter { sql in verbs.contains { sql.hasPrefix($0) } }.sorted().map { sql in
                let plan = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                plan.setUncheckedArguments([])
                let steps = try Row.fetchAll(plan)
                return (sql, steps.map { $0["detail"] })
            }
        }
    }

    private func expectNoScan(_ fixture: LedgerFixture, atLeast count: Int, _ body: () throws -> Void) throws {
        let plans = try plans(fixture, body)
        #expect(plans.count >= count, "only \(plans.count) statements were caught")
        for (sql, steps) in plans {
            let slow = steps.filter { step in
                Self.slowBeginnings.contains { step.hasPrefix($0) } && !Self.isHarmless(step, in: sql)
            }
            #expect(slow.isEmpty, "\(steps) in \(sql)")
        }
    }

    private static let slowBeginnings = ["SCAN", "USE TEMP B-TREE"]

    /// SQLite looks for rows that hang in flight when a transfer is inserted, but only where some do (`OP_FkIfZero`),
    /// which a commit never leaves behind.
    private static func isHarmless(_ step: String, in sql: String) -> Bool {
        step == "SCAN CONSTANT ROW" || step == "SCAN payout" && sql.hasPrefix("INSERT INTO transfer")
    }

    private static func fixture() throws -> (LedgerFixture, Batch) {
        try #require(ConnectionProbe.isInstalled)
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 30)
        return (fixture, try #require(try fixture.ledger.read { try $0.batch(id) }))
    }

    @Test("What the engine asks again and again is answered by an index") func watching() throws {
        let (fixture, batch) = try Self.fixture()
        let wait = PayoutPolicy().longestWait
        try expectNoScan(fixture, atLeast: 9) {
            try fixture.ledger.read { reader in
                for status in [PayoutStatus.validating, .pending] {
                    _ = try reader.due(batch.id, status, at: Self.now, longestWait: wait, limit: 9)
                    _ = try reader.nextDeadline(batch.id, status)
                }
                _ = try reader.totals(batch.id)
                _ = try reader.pendingCallbacks(limit: 9)
                _ = try reader.transfer(ExternalID("x"))
                _ = try reader.validation(ExternalID("x"))
            }
        }
    }

    @Test("What needs a person, and the rows of each bank, are counted already") func matters() throws {
        let (fixture, batch) = try Self.fixture()
        for (number, payout) in try fixture.queued(batch.id).enumerated() {
            if number % 3 == 0 { try fixture.happens(payout, .duplicateFound(.example)) }
            if number % 3 == 1 { try fixture.ends(payout, as: .failed) }
        }
        let plans = try plans(fixture) {
            let found = try fixture.ledger.read { try $0.matters(of: batch.id) }
            #expect(Set(found.map(\.status)) == [.failed, .held])
            _ = try fixture.ledger.read { try $0.banks(of: batch.id) }
        }
        #expect(plans.count >= 4)
        for (sql, steps) in plans {
            #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps) in \(sql)")
            let isOfOne = sql.contains("LIMIT ?") || sql.contains("WHERE id = ?")
            #expect(isOfOne || !steps.contains { $0.contains("payout") }, "\(steps) in \(sql)")
        }
        try expectTotalsHold(fixture, batch.id)
    }

    @Test("A row is found by its reference also where it was rejected, and by its line") func oneRow() throws {
        let (fixture, batch) = try Self.fixture()
        try expectNoScan(fixture, atLeast: 3) {
            try fixture.ledger.read { reader in
                _ = try reader.rejectedRows(reference: "PAY-1", limit: 9)
                _ = try reader.pendingAges(of: batch.id, before: Self.now)
                _ = try reader.row(inLine: 9, of: batch.id)
            }
        }
        // Of a choice by lines, no other rows are looked at.
        let plans = try plans(fixture) {
            let found = try fixture.ledger.read { reader in
                try reader.payouts(of: batch.id, PayoutSelection(lines: [4...5, 9...9]), after: .none, limit: 9)
            }
            #expect(found == [3, 4, 8].map { PayoutID(key: batch.id.key << 32 + $0) })
        }
        #expect(plans.contains { $0.sql.contains("id <= ?3") })
    }

    @Test("The ages of what is pending and the rate cost no scan of all rows") func watchingPeople() throws {
        let (fixture, batch) = try Self.fixture()
        let plans = try plans(fixture) {
            try fixture.ledger.read { reader in
                _ = try reader.pendingAges(of: batch.id, before: Self.now)
                _ = try reader.sentLately(of: batch.id, since: Self.now, limit: 9)
                _ = try reader.rows(reference: "PAY-1")
                _ = try reader.neighbours(of: "PAY-1", limit: 3)
            }
        }
        #expect(plans.count >= 4)
        for (sql, steps) in plans {
            #expect(!steps.contains { $0.hasPrefix("SCAN p") && !$0.contains("INDEX") }, "\(steps) in \(sql)")
            #expect(!steps.contains { $0 == "SCAN payout" }, "\(steps) in \(sql)")
        }
    }

    @Test("A page of rows of any status and reason looks at no other rows") func pages() throws {
        let (fixture, batch) = try Self.fixture()
        let plans = try plans(fixture) {
            try fixture.ledger.read { reader in
                for status in PayoutStatus.allCases {
                    for reasons in [[], ["possible_duplicate"]] {
                        let selection = PayoutSelection(statuses: [status], reasonCodes: reasons)
                        _ = try reader.payouts(of: batch.id, selection, after: .none, limit: 9)
                    }
                }
                _ = try reader.payouts(of: batch.id, PayoutSelection(), after: .none, limit: 9)
                _ = try reader.heldTallies(of: batch.id)
                _ = try reader.corrections(of: batch.id, limit: 9)
                _ = try reader.history(of: batch.id)
                _ = try reader.lastEvent("batch_submitted", of: batch.id)
            }
        }
        #expect(plans.count >= 25)
        for (sql, steps) in plans {
            let scans = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("CONSTANT") }
            #expect(scans.isEmpty, "\(steps) in \(sql)")
            // What is in flight is indexed by the moment at which it is asked about.
            let isInTheAir = sql.contains("'pending'") || sql.contains("'validating'") || sql.contains("DISTINCT")
            #expect(isInTheAir || !steps.contains { $0.hasPrefix("USE TEMP B-TREE") }, "\(steps) in \(sql)")
        }
    }

    @Test("A page of rows has the rows of its statuses in the order of the file, wherever it begins") func order()
        throws
    {
        let (fixture, batch) = try Self.fixture()
        let queued = try fixture.queued(batch.id)
        for (number, payout) in queued.enumerated() where number % 3 > 0 {
            try fixture.ends(payout, as: number % 3 == 1 ? .succeeded : .failed)
        }
        let all = PayoutSelection(statuses: [.failed, .queued, .succeeded])
        var (found, cursor) = ([PayoutID](), PayoutID.none)
        while true {
            let page = try fixture.ledger.read { try $0.payouts(of: batch.id, all, after: cursor, limit: 4) }
            guard let last = page.last else { break }
            found += page
            cursor = last
        }
        #expect(found == queued)
        let failed = try fixture.ledger.read { reader in
            try reader.payouts(of: batch.id, PayoutSelection(statuses: [.failed]), after: .none, limit: 99)
        }
        #expect(failed == queued.enumerated().filter { $0.offset % 3 == 2 }.map(\.element))
    }

    @Test("Claiming reads its page of open payouts from an index of them alone") func claiming() throws {
        let (fixture, batch) = try Self.fixture()
        try expectNoScan(fixture, atLeast: 5) {
            try fixture.ledger.read { reader in
                for status in [PayoutStatus.queued, .validated, .unverified] {
                    _ = try reader.payouts(batch.id, status, after: .none, limit: 9)
                }
                _ = try reader.spread(batch.id, count: 20)
            }
        }
    }

    @Test("Moving a payout on opens few indexes") func indexes() throws {
        let (fixture, batch) = try Self.fixture()
        let payout = try #require(try fixture.queued(batch.id).first)
        let statements = try ConnectionProbe.statements(on: fixture.path) {
            try fixture.ends(payout, as: .succeeded)
        }
        let updates = statements.filter { $0.hasPrefix("UPDATE payout SET status") }
        #expect(!updates.isEmpty)
        for sql in updates {
            let opened = try fixture.raw { database in
                let program = try database.makeStatement(sql: "EXPLAIN " + sql)
                program.setUncheckedArguments([])
                return try Row.fetchAll(program).count { ($0["opcode"] as String) == "OpenWrite" }
            }
            // The table, and the indexes of its reference, of what was rejected, waits, has a deadline or needs a
            // person.
            #expect(opened <= 6, "\(opened) in \(sql)")
        }
    }

    @Test("Loading and saving a payout touches its own rows alone") func saving() throws {
        let (fixture, batch) = try Self.fixture()
        let payout = try #require(try fixture.queued(batch.id).first)
        try expectNoScan(fixture, atLeast: 9) {
            try fixture.ends(payout, as: .succeeded)
            try fixture.ledger.write {
                try $0.keepAnswer(Answers.accepted, toValidation: ExternalID("x"), of: payout, at: Self.now)
            }
        }
    }

    @Test("Inserting and saving fill no tables of their own to check words") func words() throws {
        let (fixture, batch) = try Self.fixture()
        let payout = try #require(try fixture.queued(batch.id).first)
        let statements = try ConnectionProbe.statements(on: fixture.path) {
            try fixture.batch(of: 2)
            try fixture.ends(payout, as: .succeeded)
            try fixture.ledger.write { try $0.setPriorTransfers(.clear, cursor: .none, of: batch.id, at: Self.now) }
        }
        let written = statements.filter { $0.hasPrefix("INSERT") || $0.hasPrefix("UPDATE") }
        #expect(written.count >= 10)
        for sql in written {
            let operations = try fixture.raw { database in
                let program = try database.makeStatement(sql: "EXPLAIN " + sql)
                program.setUncheckedArguments([])
                return try Row.fetchAll(program).map { row -> String in row["opcode"] }
            }
            #expect(!operations.contains("OpenEphemeral"), "\(sql)")
        }
        #expect(try fixture.raw { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }

    @Test("Looking for payments that are alike reads sorted lists, and of the rows only those found") func likenesses()
        throws
    {
        let (fixture, batch) = try Self.fixture()
        let other = try fixture.batch(of: 30)
        for payout in try fixture.queued(other).prefix(3) { try fixture.becomesPending(payout) }
        var found = 0
        let plans = try plans(fixture) {
            try fixture.ledger.read { reader in
                try reader.forEachLikeness(of: batch, PaymentComparison(since: Self.now)) { _, _ in found += 1 }
                try reader.forEachRepeat(in: batch.id) { _, _ in found += 1 }
            }
        }
        #expect(found == 3)
        #expect(plans.contains { $0.sql.contains("fingerprint") })
        for (sql, steps) in plans {
            #expect(!steps.contains { $0.hasPrefix("SCAN") && $0 != "SCAN batch" }, "\(steps) in \(sql)")
            #expect(!steps.contains { $0.hasPrefix("USE TEMP B-TREE") }, "\(steps) in \(sql)")
        }
    }

    @Test("Reports read a batch in the order of its lines, without sorting it") func reports() throws {
        let (fixture, batch) = try Self.fixture()
        try expectNoScan(fixture, atLeast: 2) {
            try fixture.ledger.read { reader in
                try reader.forEachResult(of: batch.id) { _ in }
                _ = try reader.row(place: 1, of: batch.id)
            }
        }
    }

    @Test("All rows of a batch are read from the table itself, those of others left aside") func wholeBatch() throws {
        let (fixture, batch) = try Self.fixture()
        let plans = try plans(fixture) {
            try fixture.ledger.read { reader in
                _ = try reader.restorable(batch.id, after: .none, limit: 9)
                _ = try reader.payouts(of: batch.id, PayoutSelection(lines: [2...3]), after: .none, limit: 9)
                _ = try reader.recountedTotals(batch.id)
                _ = try reader.recount(batch.id)
                _ = try reader.hasTransfers(batch.id)
                try reader.forEachResultCells(of: batch.id) { _ in }
            }
        }
        // The first and the last line of a choice are found by looks at single rows.
        let read = plans.filter { $0.sql.contains("payout") && $0.sql != "SELECT line FROM payout WHERE id = ?" }
        #expect(read.count >= 6)
        for (sql, steps) in read {
            #expect(
                steps.contains { $0.contains("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)") }, "\(steps) in \(sql)")
        }
    }

    @Test("Attempts are sorted payout by payout, not all together") func attempts() throws {
        let (fixture, batch) = try Self.fixture()
        let plans = try plans(fixture) { try fixture.ledger.read { try $0.forEachAttempt(of: batch.id) { _ in } } }
        let steps = try #require(plans.first { $0.sql.contains("UNION ALL") }).steps
        #expect(!steps.contains("USE TEMP B-TREE FOR ORDER BY"), "\(steps)")
        #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    }

    @Test("An import inserts, rejects and counts without searching") func importing() throws {
        let (fixture, _) = try Self.fixture()
        try expectNoScan(fixture, atLeast: 6) {
            let filing = try LedgerImport(
                into: fixture.ledger, fileName: "f.csv", header: [], form: LedgerFixture.form, at: Self.now)
            let order = LedgerFixture.order("R")
            for line in 2...3 {
                try filing.add(.accepted(line: line, order: LedgerFixture.order("R\(line)"), note: "", others: []))
            }
            try filing.add(.accepted(line: 4, order: order, note: "", others: []))
            try filing.reject(lines: [4]) { _ in .repeatedReference }
            let naming = BatchNaming(identity: BatchIdentity("i"), name: nil, digest: "i", payAgainReason: nil)
            _ = try filing.finish(as: naming, at: Self.now)
        }
    }
}
