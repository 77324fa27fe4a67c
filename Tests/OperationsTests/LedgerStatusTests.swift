import PayoutCore
import PayoutEngine
import PayoutLedger
import PayoutReports
import Presentation
import TestSupport
import Testing
import Wording

@testable import Operations

/// What stands where, and what a person types next.
@Suite struct LedgerStatusTests {
    /// A batch with everything that needs a person.
    private static func troubled() throws -> (LifeFixture, LedgerStatus.Entry) {
        let life = try LifeFixture()
        let references = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]
        let batch = try life.batch(references, name: "2026-02", repeated: [13])
        try life.begins(batch)
        try life.isSent("a")
        life.wait(AttentionItem.pendingMax + .seconds(60))
        for name in ["b", "c"] { try life.becomesValidated(name, name: "SITI AMINAH") }
        try life.happens("d", .duplicateFound(.example))
        let check = try life.validates("e")
        try life.happens("e", .validationReported(check, .invalid(BankAnswer(code: "4041611", message: "Invalid"))))
        for name in ["f", "g", "h", "i"] { try life.isSent(name) }
        try life.isReported("f", .succeeded)
        try life.isReported("g", .failed)
        try life.isReported("h", .failed)
        try life.isReported("h", .succeeded)
        try life.isReported("i", .refunded)
        for _ in 1...3 {
            try life.validates("j")
            life.wait(.seconds(60))
            try life.happens("j", .validationOverdue)
        }
        try life.isSent("k", .partnerReferenceUsed(BankAnswer(code: "4091801", message: "Duplicate")))
        try life.isNotFound("k")
        return (life, try #require(try life.status().entries.first))
    }

    @Test func `All that needs a person is counted and said with what to type`() throws {
        let (_, entry) = try Self.troubled()
        let reported = entry.needs.map { need in
            let heading =
                "\(need.tally.count) \(need.status.rawValue) \(need.reasonCode ?? "-") \(need.tally.sum.display)"
            return ([heading, "  " + need.item.meaning(for: .payout).english] + need.commands.map { "  " + $0 })
                .joined(separator: "\n")
        }
        #expect(try GoldenFile("needs.txt").difference(from: reported.joined(separator: "\n") + "\n") == nil)
        #expect(entry.paid == Tally(count: 1, sum: Rupiah(1_500_000)))
        let pending = try #require(entry.pending)
        #expect(pending.oldestReference == "a")
        #expect(pending.oldestSentAt == LifeFixture.start + .seconds(1))
        #expect(pending.overdue.count == 1)
        // Every row either needs a person, or was paid.
        #expect(entry.needsCount + entry.paid.count == entry.batch.input.count)
    }

    @Test func `Where several batches are, the commands name theirs`() throws {
        let life = try LifeFixture()
        try life.batch(["a"], name: "januari")
        let batch = try life.batch(["it's"], name: "februari")
        try life.begins(batch)
        try life.becomesValidated("it's", name: "SITI AMINAH")
        let need = try #require(try life.status("februari").entries.first?.needs.first)
        #expect(
            need.commands == [
                #"salur explain 'it'\''s' --batch februari"#,
                "salur release --status held --reason-code name_mismatch --batch februari",
                "salur cancel --status held --reason-code name_mismatch --batch februari",
            ])
        #expect(try life.status("januari").entries.map(\.command) == ["salur approve januari"])
    }

    @Test func `The state of a batch is said in words, with the command that brings it on`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b"])
        func expect(_ words: String, _ command: String?) throws {
            let entry = try #require(try life.status().entries.first)
            #expect(entry.state.english == words)
            #expect(entry.command == command)
        }
        try expect("waiting for approval", "salur approve")
        try life.takes(batch, .approved)
        try expect("approved, waiting to be processed", "salur process")
        try life.begins(batch)
        // Killed, or the process that sends began later and pays another one.
        try expect("begun and cut off: no run is paying it, continue it", "salur process")
        for (since, words, command) in [
            (life.now, "being paid", nil),
            (life.now + .seconds(1), "begun and cut off: no run is paying it, continue it", "salur process"),
        ] {
            let sending = try Ledger(
                path: life.ledger.path, lease: Lease(ledgerPath: life.ledger.path, since: since))
            try expect(words, command)
            #expect(try life.status().dispatcher?.since == since)
            try sending.close()
        }
        #expect(try life.status().dispatcher == nil)
        try life.takes(batch, .stopped(.insufficientFunds))
        try expect("stopped because the balance is too small: top it up", "salur process")
        #expect(try life.status().ending == .stopped)
        try life.takes(batch, .settled)
        try expect("waiting to be processed again", "salur process")
        #expect(try life.status().ending == nil)
    }

    @Test func `Beside a process that sends it is said who pays the batch, and nothing to type that would fail`() throws
    {
        let life = try LifeFixture()
        let batch = try life.batch(["a"], name: "gaji")
        try life.takes(batch, .approved)
        func expect(_ words: String, _ command: String?, takesApproved: Bool) throws {
            let lease = try Lease(ledgerPath: life.ledger.path, since: life.now, takesApproved: takesApproved)
            let sending = try Ledger(path: life.ledger.path, lease: lease)
            let entry = try #require(try life.status().entries.first)
            #expect(entry.state.english == words && entry.command == command)
            try sending.close()
        }
        let joining = "approved, the process that is running pays it"
        try expect(joining, nil, takesApproved: true)
        try expect(
            "approved, to be processed once the run that is sending has ended", "salur process", takesApproved: false)
        // Before it pays, a run asks the bank.
        try life.ledger.write { try $0.noteRunStarted(batch.id, by: "Ani", at: life.now) }
        try expect("about to be paid: the bank is asked about earlier transfers", nil, takesApproved: false)
        // What it has handed back it takes again only when a person has moved it on.
        try life.ledger.write {
            try $0.noteRunEnded(batch.id, .ended(.interrupted), adopted: 0, at: life.now)
        }
        try expect(
            "approved, to be processed once the run that is sending has ended", "salur process", takesApproved: true)
        let since = life.now
        life.wait(.seconds(1))
        let decision = PersonalDecision(person: "Ani", reason: "as agreed")
        try life.takes(batch, .paused(decision), .resumed(decision))
        let sending = try Ledger(
            path: life.ledger.path, lease: Lease(ledgerPath: life.ledger.path, since: since, takesApproved: true))
        #expect(try life.status().entries.first?.state.english == joining)
        // It is ending, and takes no batch any more.
        try sending.write { try sending.takeNoMoreBatches(in: $0) }
        let late = try #require(try life.status().entries.first)
        #expect(late.state.english == "approved, to be processed once the run that is sending has ended")
        #expect(late.command == "salur process")
        try sending.close()
    }

    @Test func `Watching ends as a run does`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b"])
        try life.begins(batch)
        for name in ["a", "b"] { try life.isSent(name) }
        try life.isReported("a", .succeeded)
        #expect(try life.status().ending == nil)
        try life.isReported("b", .failed)
        try life.takes(batch, .settled)
        #expect(try life.status().ending == .notAllPaid)
        let other = try life.batch(["c"], name: "other")
        try life.isSent("c")
        try life.isReported("c", .succeeded)
        try life.takes(other, .settled)
        #expect(try life.status("other").ending == .success)
        #expect(try life.status().ending == .notAllPaid)
    }

    @Test func `What is not done comes first, and the rest can be left out`() throws {
        let life = try LifeFixture()
        let open = try life.batch(["a"], name: "januari")
        life.wait(.seconds(86_400))
        let done = try life.batch(["b"], name: "februari")
        try life.begins(done)
        try life.isSent("b")
        try life.isReported("b", .succeeded)
        try life.takes(done, .settled)
        #expect(try life.status().entries.map(\.batch.id) == [open.id, done.id])
        let filtered = try life.status(isOpen: true)
        #expect(filtered.entries.map(\.batch.id) == [open.id])
        #expect(filtered.leftOutCount == 1)
        // A batch that is not done is always shown.
        #expect(try life.status(since: "2026-02-15").entries.map(\.batch.id) == [open.id, done.id])
        #expect(try life.status(since: "2026-02-16").entries.map(\.batch.id) == [open.id])
        #expect(try life.status("februari", since: "2026-02-16").entries.isEmpty)
        // What happens to one of its rows counts as well.
        life.wait(.seconds(86_400))
        let row = try life.id("b")
        try life.ledger.write { transaction in
            try transaction.record(
                JournalEvent(at: life.now, batch: done.id, payout: row, kind: "callback", detail: "repeated"))
        }
        #expect(try life.status(since: "2026-02-16").entries.map(\.batch.id) == [open.id, done.id])
    }

    @Test func `The rate is that of the last minute`() throws {
        let life = try LifeFixture()
        let references = (1...10).map { "p\($0)" }
        let batch = try life.batch(references)
        try life.begins(batch)
        #expect(try life.status().entries.first?.sentPerMinute == nil)
        for name in references { try life.isSent(name) }
        // Six seconds each: all ten began within the last minute.
        #expect(try life.status().entries.first?.sentPerMinute == 10)
        life.wait(.seconds(30))
        #expect(try life.status().entries.first?.sentPerMinute == 5)
        life.wait(.seconds(60))
        #expect(try life.status().entries.first?.sentPerMinute == nil)
    }

    @Test func `An unknown batch is refused`() throws {
        let life = try LifeFixture()
        #expect(try life.status().entries.isEmpty)
        try life.batch(["a"])
        let failure = try #require(throws: CommandFailure.self) { try life.status("maret") }
        #expect(failure.status == .usage)
    }
}
