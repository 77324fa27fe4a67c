import CrashPoints
import Foundation
import GRDB
import Testing

/// What was approved is what is paid (promise P12).
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ApprovedIsPaidTests {
    private let approve = ["approve", "--yes", "--by", "Budi", "--reason", "checked"]

    /// Edits the ledger as somebody with a SQLite shell would, triggers out of the way.
    private func edit(_ world: World, _ sql: String) throws {
        let queue = try DatabaseQueue(path: world.path("salur.db"))
        defer { try? queue.close() }
        try queue.write { database in
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'payout'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
            try database.execute(sql: sql)
            for trigger in triggers { try database.execute(sql: trigger[1] as String) }
        }
    }

    @Test(arguments: [
        "UPDATE payout SET account_number = '9999999999' WHERE line = 3",
        "UPDATE payout SET amount = amount * 10 WHERE line = 3",
        "UPDATE payout SET status = 'cancelled', settled_at = 1 WHERE line = 3",
        "DELETE FROM payout WHERE line = 4",
        """
        INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, note, status)
        SELECT batch_id, 9, 'BARU', bank_code, '9999999999', account_name, amount, note, status FROM payout
        WHERE line = 2
        """,
    ])
    func `A ledger edited between submission and approval is not approved, and nothing is sent`(sql: String)
        async throws
    {
        try await World.with { world in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["submit", "gaji.csv"], bank: bank).code == 0)
                try edit(world, sql)
                let approved = try await world.salur(approve)
                #expect(approved.code == 77, "\(approved)")
                #expect(approved.errors.contains("ledger_altered"), "\(approved.errors)")
                let run = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(run.code == 77, "\(run)")
                #expect(try bank.ledger().counters.requests.isEmpty)
                #expect(!world.exists("out"))
            }
        }
    }

    @Test func `A batch that was edited ends no other that is paid at the same time`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "good.csv")
            try world.write(Payroll(rows: 2, series: 1).text, to: "edited.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["submit", "good.csv", "edited.csv"], bank: bank).code == 0)
                #expect(try await world.salur(approve + ["good.csv", "edited.csv"]).code == 0)
                try edit(world, "UPDATE payout SET account_number = '9999999999' WHERE reference = 'GAJI-1-1'")
                let processed = try await world.salur(["process"], bank: bank)
                #expect(processed.code == 77, "\(processed)")
                #expect(processed.errors.contains("Somebody has edited the ledger"), "\(processed)")
                #expect(processed.output.contains("Paid 2 people"), "\(processed)")
                #expect(try bank.ledger().booked.count == 2)
            }
        }
    }

    @Test func `A ledger edited after its approval sends nothing, and nothing of it is sealed`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["submit", "--batch", "maret", "gaji.csv"], bank: bank).code == 0)
                #expect(try await world.salur(approve).code == 0)
                try edit(world, "UPDATE payout SET account_number = '9999999999' WHERE line = 3")
                let processed = try await world.salur(["process"], bank: bank)
                #expect(processed.code == 77, "\(processed)")
                #expect(processed.errors.contains("its rows are not those that were submitted and approved"))
                #expect(try bank.ledger().counters.requests.isEmpty)
                let status = try await world.salur(["status", "--json"])
                #expect(status.output.contains("\"ledger_altered\""), "\(status.output)")
                let reported = try await world.salur(["report"])
                #expect(reported.code == 77, "\(reported)")
                #expect(!world.exists("out/maret/audit.jsonl"))
                #expect(try await world.salur(["verify", "out/maret"]).code != 0)
                // Put right again, it is paid.
                try edit(world, "UPDATE payout SET account_number = '1200000001' WHERE line = 3")
                let mended = try await world.salur(["process"], bank: bank)
                #expect(mended.code == 0, "\(mended)")
                #expect(try await world.salur(["verify", "out/maret"]).code == 0)
            }
        }
    }

    @Test func `An approval that only the tables know is none`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["submit", "gaji.csv"], bank: bank).code == 0)
                try edit(world, "UPDATE batch SET status = 'approved', approved_at = 1")
                let processed = try await world.salur(["process"], bank: bank)
                #expect(processed.code == 77, "\(processed)")
                #expect(processed.errors.contains("the journal knows of no approval"), "\(processed.errors)")
                #expect(try bank.ledger().counters.requests.isEmpty)
            }
        }
    }

    @Test func `With four eyes, the account that submitted does not approve, under whatever name`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            try await world.withBank { bank in
                let eyes: [String: String?] = ["SALUR_APPROVAL_FOUR_EYES": "account"]
                #expect(try await world.salur(["submit", "gaji.csv"], bank: bank, settings: eyes).code == 0)
                let own = try await world.salur(approve, settings: eyes)
                #expect(own.code == 77, "\(own)")
                #expect(own.errors.contains("approval.fourEyes"), "\(own.errors)")
                let run = try await world.salur(
                    ["run", "--yes", "--by", "Ani", "gaji.csv"], bank: bank, settings: eyes)
                #expect(run.code == 77, "\(run)")
                #expect(try bank.ledger().counters.requests.isEmpty)
                // Only root is believed about who called it.
                guard getuid() == 0 else { return }
                let other = try await world.salur(approve, settings: eyes.merging(["SUDO_USER": "budi"]) { $1 })
                #expect(other.code == 0, "\(other)")
                #expect(try await world.salur(["process"], bank: bank, settings: eyes).code == 0)
            }
        }
    }

    @Test func `A large batch is paid once two accounts have approved it, also where the second is killed at first`()
        async throws
    {
        // Only root is believed about who called it.
        guard getuid() == 0 else { return }
        try await World.with { world in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            try await world.withBank { bank in
                let levels: [String: String?] = ["SALUR_APPROVAL_LEVELS": "[{above: 1, approvals: 2}]"]
                func approve(as account: String, _ more: [String: String?] = [:]) async throws -> Ended {
                    let settings = levels.merging(["SUDO_USER": account]) { $1 }.merging(more) { $1 }
                    return try await world.salur(self.approve, settings: settings)
                }
                #expect(try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: levels).code == 77)
                let first = try await approve(as: "budi")
                #expect(first.code == 0 && first.output.contains("1 of 2 approvals"), "\(first)")
                #expect(try await approve(as: "budi").code == 77)
                #expect(try await world.salur(["process"], bank: bank, settings: levels).code == 77)
                let killed = [CrashPoint.switchName: "batch_approved.uncommitted" as String?]
                #expect(try await approve(as: "citra", killed).code != 0)
                #expect(try await world.salur(["process"], bank: bank, settings: levels).code == 77)
                #expect(try bank.ledger().counters.requests.isEmpty)
                #expect(try await approve(as: "citra").code == 0)
                #expect(try await world.salur(["process"], bank: bank, settings: levels).code == 0)
                #expect(try bank.ledger().booked.count == 3)
                #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)
            }
        }
    }

    @Test func `With four eyes, nobody approves a batch of held rows by running it`() async throws {
        try await World.with { world in
            let text = Payroll(rows: 2).text
            try world.write(text, to: "gaji.csv")
            try world.write(text.replacing("GAJI", with: "BONUS"), to: "bonus.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["run", "--yes", "gaji.csv"], bank: bank).code == 0)
                let eyes: [String: String?] = ["SALUR_APPROVAL_FOUR_EYES": "account"]
                let run = try await world.salur(
                    ["run", "--yes", "--batch", "bonus", "bonus.csv"], bank: bank, settings: eyes)
                #expect(run.code == 1, "\(run)")
                let released = try await world.salur(
                    ["release", "--status", "held", "--batch", "bonus", "--reason", "meant", "--yes"], settings: eyes)
                #expect(released.code == 0, "\(released)")
                let processed = try await world.salur(["process"], bank: bank, settings: eyes)
                #expect(processed.code == 77, "\(processed)")
                #expect(processed.errors.contains("approve"), "\(processed.errors)")
                #expect(try bank.ledger().transfers?.count == 2)
            }
        }
    }

    @Test func `The nightly job tells of a batch that nobody has approved, after it has paid the others`() async throws
    {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            try world.write(Payroll(rows: 2, series: 1).text, to: "bonus.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["submit", "--batch", "maret", "gaji.csv"], bank: bank).code == 0)
                #expect(try await world.salur(approve).code == 0)
                #expect(try await world.salur(["submit", "--batch", "bonus", "bonus.csv"], bank: bank).code == 0)
                let processed = try await world.salur(["process"], bank: bank)
                #expect(processed.code == 77, "\(processed)")
                #expect(processed.errors.contains("salur approve bonus"), "\(processed.errors)")
                #expect(try bank.ledger().booked.count == 2)
            }
        }
    }
}
