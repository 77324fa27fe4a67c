import Foundation
import Subprocess
import Testing

/// The steps one by one: submit, approve, process, report.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct StepTests {
    private let approve = ["approve", "--yes", "--by", "Budi", "--reason", "checked against the payroll"]

    private func withFile(
        _ payroll: Payroll = Payroll(rows: 6), _ options: [String] = [], _ body: (World, Bank) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(options) { try await body(world, $0) }
        }
    }

    private func submit(_ world: World, _ bank: Bank, _ more: [String] = []) async throws -> Ended {
        try await world.salur(["submit", "--by", "Siti", "gaji.csv"] + more, bank: bank)
    }

    private struct Submitted: Decodable {
        let name: String
        let status: String
        let isNew: Bool
        let isApproved: Bool
        let submittedBy: String
        let input: Reports.Amounts
    }

    private struct Approved: Decodable {
        let name: String
        let status: String
        let approvedBy: String?
        let approvedAt: String?
        let reason: String?
        let submittedBy: String?
        let toPay: Reports.Amounts
    }

    @Test func `A file is submitted, approved, processed and reported, and each step names the next`() async throws {
        let payroll = Payroll(rows: 6)
        try await withFile(payroll) { world, bank in
            let submitted = try await submit(world, bank)
            #expect(submitted.code == 0, "\(submitted)")
            #expect(submitted.output.contains("gaji.csv: 6 rows"))
            #expect(submitted.sentence.contains("nothing was sent. Next: salur approve gaji-"), "\(submitted)")
            #expect(try bank.ledger().counters.requests.isEmpty)

            // The approval asks the bank nothing and needs none of its settings.
            let approved = try await world.salur(approve)
            #expect(approved.code == 0, "\(approved)")
            #expect(approved.errors.contains("by Siti"))
            #expect(approved.errors.contains("Rp 315.000"))
            #expect(approved.sentence.contains("Next: salur process gaji-"))

            // Nobody must take what the next run sends for money that is left to be paid by hand.
            let ahead = try await world.salur(["report"])
            #expect(ahead.sentence.contains("still to be sent 6, Rp 315.000"), "\(ahead)")
            #expect(ahead.sentence.contains("not paid 0, Rp 0"), "\(ahead)")

            let processed = try await world.salur(["process"], bank: bank)
            #expect(processed.code == 0, "\(processed)")
            #expect(processed.sentence == "Paid 6 people, Rp 315.000; not paid 0, Rp 0: nothing is left to do.")
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()

            let before = try Reports(world).table("results.csv").rows
            try FileManager.default.removeItem(atPath: world.path("out"))
            let reported = try await world.salur(["report"])
            #expect(reported.code == 0, "\(reported)")
            #expect(reported.sentence == processed.sentence)
            #expect(try Reports(world).table("results.csv").rows == before)

            let idle = try await world.salur(["process"], bank: bank)
            #expect(idle.code == 0)
            #expect(idle.errors.contains("There is nothing to pay"))
        }
    }

    @Test func `The steps tell programs the same`() async throws {
        try await withFile { world, bank in
            let submitted = try await submit(world, bank, ["--json"]).json(Submitted.self)
            #expect(submitted.isNew && !submitted.isApproved && submitted.submittedBy.hasPrefix("Siti ("))
            #expect(submitted.status == "submitted")
            #expect(submitted.input == Reports.Amounts(count: 6, sum: 315_000))
            let approvals = try await world.salur(approve + ["--json", submitted.name]).json([Approved].self)
            let approved = try #require(approvals.first)
            #expect(approved.name == submitted.name && approved.status == "approved")
            // The account of the machine stands after the name that was given.
            #expect(approved.approvedBy?.hasPrefix("Budi (") == true)
            #expect(approved.submittedBy?.hasPrefix("Siti (") == true)
            #expect(approved.reason == "checked against the payroll")
            #expect(approved.toPay == submitted.input)
        }
    }

    @Test func `What nobody has approved is not paid`() async throws {
        try await withFile { world, bank in
            let missing = try await world.salur(["process"], bank: bank)
            #expect(missing.code == 78)
            #expect(missing.errors.contains("no ledger"))
            let name = try await submit(world, bank, ["--json"]).json(Submitted.self).name
            let named = try await world.salur(["process", name], bank: bank)
            #expect(named.code == 77, "\(named)")
            #expect(named.errors.contains("salur approve \(name)"))
            let unnamed = try await world.salur(["process"], bank: bank)
            #expect(unnamed.code == 77, "\(unnamed)")
            #expect(unnamed.errors.contains("waits for approval"))
            #expect(unnamed.errors.contains("salur approve \(name)"))
            let reported = try await world.salur(["report"])
            #expect(reported.code == 0)
            #expect(reported.sentence.contains("it waits for approval (salur approve \(name))"), "\(reported)")
            #expect(try bank.ledger().counters.requests.isEmpty)
        }
    }

    @Test func `A run that stopped before its approval leaves nothing for process`() async throws {
        try await withFile(Payroll(rows: 6), ["--balance", "1000"]) { world, bank in
            let stopped = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
            #expect(stopped.code == 77, "\(stopped)")
            let processed = try await world.salur(["process", "gaji.csv"], bank: bank)
            #expect(processed.code == 77, "\(processed)")
            #expect(processed.errors.contains("not approved yet"))
            #expect(try await world.salur(approve).code == 0)
            let short = try await world.salur(["process"], bank: bank)
            #expect(short.code == 77, "\(short)")
            #expect(short.sentence.contains("top it up, then run the same command again (salur process gaji-"))
            #expect(try bank.ledger().sent == 0)
        }
    }

    @Test func `To approve twice records nothing, and the one who submitted is told`() async throws {
        try await withFile { world, bank in
            _ = try await submit(world, bank)
            let own = try await world.salur(["approve", "--yes", "--by", "siti", "--reason", "urgent"])
            #expect(own.code == 0, "\(own)")
            #expect(own.errors.contains("was submitted by siti ("))
            for again in [approve, approve + ["gaji.csv"]] { #expect(try await world.salur(again).code == 0) }
            let third = try await world.salur(approve + ["--json", "gaji.csv"])
            #expect(third.errors.contains("was approved already"))
            #expect(third.errors.contains("by siti"))
            #expect(try third.json([Approved].self).first?.approvedBy?.hasPrefix("siti (") == true)
        }
    }

    @Test func `An approval needs a batch, a reason, and somebody to ask or --yes`() async throws {
        try await withFile { world, bank in
            #expect(try await world.salur(approve).code == 78)
            _ = try await submit(world, bank)
            let silent = try await world.salur(["approve", "--by", "Budi", "--reason", "fine"])
            #expect(silent.code == 64)
            #expect(silent.errors.contains("--yes"))
            let unreasoned = try await world.salur(["approve", "--yes", "--by", "Budi"])
            #expect(unreasoned.code == 64)
            #expect(unreasoned.errors.contains("--reason"))
            let unknown = try await world.salur(approve + ["maret"])
            #expect(unknown.code == 64)
            #expect(unknown.errors.contains("no batch \"maret\""))
            try world.write(Payroll(rows: 2, series: 1).text, to: "bonus.csv")
            #expect(try await world.salur(["submit", "bonus.csv"], bank: bank).code == 0)
            let several = try await world.salur(approve)
            #expect(several.code == 64, "\(several)")
            #expect(several.errors.contains("2 batches wait for approval: bonus-"))
            #expect(try await world.salur(["process"], bank: bank).errors.contains("no other batch has work left"))
            let both = try await world.salur(approve + ["gaji.csv", "bonus.csv"])
            #expect(both.code == 0, "\(both)")
            let processed = try await world.salur(["process"], bank: bank)
            #expect(processed.code == 0, "\(processed)")
            #expect(try bank.ledger().booked.count == 8)
        }
    }

    @Test func `Known content says what it is and what comes next, and other content is refused`() async throws {
        try await withFile { world, bank in
            _ = try await submit(world, bank)
            let waiting = try await submit(world, bank)
            #expect(waiting.code == 0)
            #expect(waiting.sentence.contains("already and waits for approval. Next: salur approve gaji-"))
            _ = try await world.salur(approve)
            let approved = try await submit(world, bank)
            #expect(approved.sentence.contains("already and is approved. Next: salur process gaji-"), "\(approved)")
            _ = try await world.salur(["process"], bank: bank)
            let settled = try await submit(world, bank)
            #expect(settled.sentence.contains("was settled before. Next: salur report gaji-"), "\(settled)")
            let renamed = try await submit(world, bank, ["--batch", "maret"])
            #expect(renamed.code == 65)
            #expect(renamed.errors.contains("--pay-again"))
            #expect(try await world.salur(["submit", "missing.csv"], bank: bank).code == 65)
            let other = try await world.salur(
                ["submit", "gaji.csv"], bank: bank, settings: ["SALUR_AYOCONNECT_MERCHANT_ID": "OTHER1"])
            #expect(other.code == 78)
        }
    }

    @Test func `Rejected rows are told at once, and end with 1`() async throws {
        var payroll = Payroll(rows: 4)
        payroll.rows[1].amount = "Rp 5"
        try await withFile(payroll) { world, bank in
            let submitted = try await submit(world, bank)
            #expect(submitted.code == 1, "\(submitted)")
            #expect(submitted.errors.contains("gaji.csv: line 3"))
            #expect(submitted.sentence.contains("salur report gaji-"))
            #expect(try await world.salur(["report"]).code == 0)
            #expect(try Reports(world).table("rejected.csv").column("reference") == ["GAJI-0-2"])
            #expect(try await world.salur(approve).code == 0)
            let processed = try await world.salur(["process"], bank: bank)
            #expect(processed.code == 1, "\(processed)")
            #expect(processed.sentence.contains(/mend the 1 row in .*\/rejected.csv and pay that file/))
            #expect(try bank.ledger().booked.count == 3)
        }
    }

    @Test func `run pays what was submitted, by its own question`() async throws {
        try await withFile { world, bank in
            _ = try await submit(world, bank)
            let ended = try await world.salur(["run", "--yes", "--by", "Budi", "gaji.csv"], bank: bank)
            #expect(ended.code == 0, "\(ended)")
            let documents = try await world.salur(approve + ["--json", "gaji.csv"]).json([Approved].self)
            #expect(documents.first?.approvedBy?.hasPrefix("Budi (") == true)
            #expect(documents.first?.reason == "salur run submits and approves in one command")
            #expect(try bank.ledger().booked.count == 6)
        }
    }

    @Test func `Beside a process a second one is turned away, and every other command is not`() async throws {
        var payroll = Payroll(rows: 3)
        payroll.add(.pendingForEver)
        try await withFile(payroll) { world, bank in
            _ = try await submit(world, bank)
            _ = try await world.salur(approve)
            let first = try await world.salur(["process"], bank: bank, settings: World.patient) { running in
                try await waitUntil("the transfers") { try bank.requests("transfer") >= 4 }
                #expect(try await world.salur(["process"], bank: bank).code == 75)
                #expect(try await submit(world, bank).code == 0)
                #expect(try await world.salur(approve).code == 0)
                let reported = try await world.salur(["report", "--output", "now"])
                #expect(reported.code == 0, "\(reported)")
                #expect(reported.sentence.hasSuffix("  - it is being paid"))
                #expect(try Reports(world, in: "now").reconciliation.balanced)
                running.send(.terminate)
            }
            #expect(first.code == 75, "\(first)")
            #expect(first.sentence.contains("run the same command again to continue (salur process gaji-"))
        }
    }

    @Test func `A process that is killed goes on when it is started again`() async throws {
        let payroll = Payroll(rows: 30)
        try await withFile(payroll, ["--answer-delay", "5ms..30ms"]) { world, bank in
            _ = try await submit(world, bank)
            _ = try await world.salur(approve)
            for moment in [3, 25, 50] {
                let killed = try await world.salur(["process"], bank: bank) { running in
                    try await waitUntil("\(moment) requests") {
                        try bank.ledger(summary: true).sent >= moment || running.hasEnded
                    }
                    running.send(.kill)
                }
                #expect([-9, 0].contains(killed.code), "\(killed)")
            }
            let finished = try await world.salur(["process"], bank: bank)
            // A transfer whose intent was durable but that never left is not found at the bank, and a person decides.
            #expect([0, 1].contains(finished.code), "\(finished)")
            #expect(try await world.salur(["report"]).code == 0)
            #expect(Set(try Reports(world).statuses.values).isSubset(of: ["succeeded", "not_found"]))
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }

    @Test func `The closing sentence names the command for every kind of row`() async throws {
        var payroll = Payroll(rows: 2)
        for magic in [Payroll.Magic.invalidAccount, .transferFails, .otherName] { payroll.add(magic) }
        try await withFile(payroll, ["--names", "gaji.csv"]) { world, bank in
            _ = try await submit(world, bank, ["--batch", "maret"])
            _ = try await world.salur(approve)
            let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]
            let first = try await world.salur(["process"], bank: bank, settings: names)
            #expect(first.code == 1, "\(first)")
            let held = "decide about the 1 row held (salur explain REFERENCE, then salur release or salur cancel)"
            let invalid = "1 invalid: correct the account in a new file, or salur retry REFERENCE if the bank has"
            for words in [held, invalid, "1 failed: salur retry --status failed"] {
                #expect(first.sentence.contains(words), "\(first.sentence)")
            }
            try world.write(Payroll(rows: 2, series: 1).text, to: "bonus.csv")
            _ = try await world.salur(["submit", "bonus.csv"], bank: bank)
            let reported = try await world.salur(["report", "maret"])
            for words in ["explain REFERENCE --batch maret", "retry --status failed --batch maret"] {
                #expect(reported.sentence.contains(words), "\(reported.sentence)")
            }
        }
    }

    @Test func `A report that cannot be written ends with 73`() async throws {
        try await withFile { world, bank in
            #expect(try await world.salur(["report"]).code == 78)
            _ = try await submit(world, bank)
            #expect(try await world.salur(["report", "maret"]).code == 64)
            try world.write("a file in the way", to: "out")
            let ended = try await world.salur(["report"])
            #expect(ended.code == 73, "\(ended)")
        }
    }
}
