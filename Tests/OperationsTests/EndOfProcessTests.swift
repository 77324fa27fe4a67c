import FoundationEssentials
import PayoutCore
import PayoutEngine
import PayoutLedger
import PayoutReports
import SalurSettings
import Testing
import Wording

@testable import Operations
@testable import Presentation

/// What a process takes at its end, how it ends, and its last words.
@Suite struct EndOfProcessTests {
    private static let decision = PersonalDecision(person: "Ani", reason: "as agreed")

    private static func queue() -> ApprovedBatches {
        ApprovedBatches(console: RunConsole(tell: { _ in }, progress: { _ in }))
    }

    private func sending(_ life: LifeFixture) throws -> Ledger {
        try Ledger(
            path: life.ledger.path, lease: Lease(ledgerPath: life.ledger.path, since: life.now, takesApproved: true))
    }

    @Test func `A batch is paid, or whoever approves it reads that this process does not pay it`() throws {
        let life = try LifeFixture()
        let early = try life.batch(["a"], name: "januari")
        let late = try life.batch(["b"], name: "februari")
        let ledger = try sending(life)
        let queue = Self.queue()
        try life.takes(early, .approved)
        #expect(try queue.last(ledger).map(\.id) == [early.id])
        #expect(try ledger.leaseHolder()?.takesApproved == true)
        #expect(try queue.last(ledger).isEmpty)
        try life.takes(late, .approved)
        guard case .later = try Payer(of: late.id, in: life.ledger) else {
            Issue.record("the process is said to take it")
            return
        }
        let outcomes = try queue.outcomesOfLeftOut(ledger)
        guard outcomes.count == 1, case .waiting(let batch, let failure)? = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(batch.id == late.id && failure.status == .notSettled)
        #expect(
            failure.phrase.english
                == "februari is approved and was not paid by this run, which was ending. Run: salur process februari")
        try ledger.close()
    }

    @Test func `A batch that stopped is taken again once a person resumes it, also while others are paid`() throws {
        let life = try LifeFixture()
        let stopped = try life.batch(["a"], name: "januari")
        let ledger = try sending(life)
        let queue = Self.queue()
        try life.takes(stopped, .approved)
        #expect(try ledger.read { try queue.next($0) }.map(\.id) == [stopped.id])
        try ledger.write { try $0.noteRunStarted(stopped.id, by: "salur", at: life.now) }
        life.wait(.seconds(5))
        try life.begins(stopped)
        try life.takes(stopped, .stopped(.insufficientFunds))
        try ledger.write {
            try $0.noteRunEnded(stopped.id, .ended(.stopped(.insufficientFunds)), adopted: 0, at: life.now)
        }
        let outcome = FileOutcome.failed(stopped, CommandFailure(.stopped, .verbatim("x")))
        try ledger.read { try queue.ended(stopped.id, outcome, $0) }
        #expect(try ledger.read { try queue.next($0) }.isEmpty)
        #expect(try Payer(of: stopped.id, in: life.ledger) == .stopped)
        life.wait(.seconds(5))
        try life.takes(stopped, .resumed(Self.decision))
        #expect(try Payer(of: stopped.id, in: life.ledger) == .joining)
        #expect(try ledger.read { try queue.next($0) }.map(\.id) == [stopped.id])
        #expect(try ledger.read { try queue.next($0) }.isEmpty)
        try ledger.close()
    }

    @Test func `A process that another has followed does not speak for it`() throws {
        let life = try LifeFixture()
        let first = try sending(life)
        try FileManager.default.removeItem(atPath: life.ledger.path + ".lock")
        let second = try sending(life)
        try first.write { try first.takeNoMoreBatches(in: $0) }
        #expect(try second.leaseHolder()?.takesApproved == true)
        try first.close()
        try second.close()
    }

    @Test func `What waits for a person does not keep a job from being started again for the others`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a"], name: "gaji")
        func failed(_ kind: OutcomeKind) -> FileOutcome { .failed(batch, CommandFailure(kind, .verbatim("x"))) }
        let paused = FileOutcome.waiting(batch, .refused(batch, .paused))
        let unapproved = FileOutcome.waiting(batch, .refused(batch, .notApproved))
        let late = FileOutcome.waiting(batch, .notTaken(batch))
        #expect([paused, unapproved].status == .stopped)
        #expect([paused, failed(.success)].status == .stopped)
        #expect([paused, failed(.notAllPaid), unapproved].status == .stopped)
        #expect([paused, failed(.notSettled), unapproved].status == .notSettled)
        #expect([paused, late].status == .notSettled)
        // What the same command would try again and again is for a person first.
        #expect([failed(.stopped), failed(.notSettled)].status == .stopped)
        #expect([paused, failed(.notSettled), failed(.cannotWrite)].status == .cannotWrite)
    }

    private func sentence(
        _ life: LifeFixture, _ batch: Batch, _ ending: RunEnding
    ) throws -> RunSentence {
        let reconciliation = try ReportFolder(outputDirectory: life.folder + "/out", batch: batch).write(
            batch.id, from: life.ledger, bankName: { _ in nil })
        return RunSentence(
            reconciliation: reconciliation, folder: life.folder + "/out/gaji", ending: ending,
            advice: StopAdvice(
                callbackAddress: "127.0.0.1:8081", unusable: .init(), othersNeed: Rupiah(5)),
            next: NextCommands(.process, batch: reconciliation.batch, isOnlyBatch: true))
    }

    @Test func `A run that ends while rows wait for the first ones says how many, why, and what to do`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b", "c", "d"], name: "gaji")
        try life.approves(batch)
        try life.takes(batch, .begun(try life.ledger.read { try $0.work(of: batch.id) }))
        try life.isSent("a")
        func firstRows(_ canary: Int) throws -> FirstRows? {
            try life.ledger.read { reader in
                let now = try #require(try reader.batch(batch.id))
                return try FirstRows(of: now, reader.totals(batch.id), canary: canary, reader)
            }
        }
        #expect(try firstRows(0) == nil)
        #expect(try firstRows(4) == nil)
        var ended = try sentence(life, batch, .ended(.timedOut))
        ended.firstRows = try firstRows(1)
        let steps = ended.steps.map(\.english)
        #expect(
            steps.contains(
                "3 rows were not sent: they wait until the first rows have succeeded (dispatch.canary). "
                    + "1 of those must still succeed, and the bank has not reported the result of 1: "
                    + "ask the bank about them, then run the same command again (salur process gaji); "
                    + "or, if the others are to be sent without waiting, "
                    + "take dispatch.canary out of the settings first"),
            "\(steps)")
        try life.isReported("a", .succeeded)
        #expect(try firstRows(1) == nil)
    }

    @Test func `Rows that a later run sends are never called not paid, and what has ended asks for nothing`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b", "c"], name: "gaji")
        try life.isSent("a", .refused(BankAnswer(code: "4031814", message: "")))
        let unapproved = try sentence(life, batch, .declined)
        #expect(unapproved.text.english == "Paid 0 people, Rp 0; not paid 3, Rp 4.500.000.")
        try life.approves(batch)
        try life.takes(batch, .stopped(.insufficientFunds))
        let stopped = try sentence(life, batch, .ended(.stopped(.insufficientFunds)))
        #expect(
            stopped.text.english
                == "Paid 0 people, Rp 0; still to be sent 2, Rp 3.000.000 (do not pay them by other means); "
                + "not paid 1, Rp 1.500.000.")
        #expect(
            stopped.steps.first?.english
                == "the balance does not suffice for this batch beside the others, which still need Rp 5: top it up, "
                + "then run the same command again (salur process gaji)")
        try life.takes(batch, .paused(Self.decision))
        let paused = try sentence(life, batch, RunEnding.ended(.interrupted).after(.paused))
        #expect(
            paused.steps.map(\.english) == [
                "a person has paused it: salur resume gaji", "1 failed: salur retry --status failed",
            ])
        try life.happens("b", .cancelled(Self.decision))
        try life.happens("c", .cancelled(Self.decision))
        try life.takes(batch, .closed(Self.decision, BatchWork([:])))
        let closed = try sentence(life, batch, RunEnding.ended(.paused).after(.closed))
        #expect(closed.text.english == "Paid 0 people, Rp 0; not paid 3, Rp 4.500.000.")
        #expect(closed.steps.map(\.english) == ["a person has closed this batch: nothing more of it is sent"])
    }

    @Test func `The preview says what happened to every row`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b", "c", "d"], name: "gaji")
        try life.isSent("a")
        try life.isReported("a", .succeeded)
        try life.isSent("b")
        try life.happens("c", .cancelled(Self.decision))
        let plan = RunPlan(batch, try life.ledger.read { try $0.totals(batch.id) })
        #expect(
            plan.counts.map(\.english) == [
                "  paid               1 (before)", "  on their way       1 (sent before)",
                "  cancelled          1 (not paid)", "  to pay             1", "  total              Rp 1.500.000",
            ])
    }
}
