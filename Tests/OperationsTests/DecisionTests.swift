import Logging
import PayoutCore
import PayoutEngine
import PayoutLedger
import PayoutReports
import Presentation
import Testing
import Wording

@testable import Operations

/// What a person is shown before and after a decision.
@Suite struct DecisionTests {
    private func stored(_ life: LifeFixture, _ batch: Batch) throws -> [StoredPayout] {
        try life.ledger.read { reader in
            try reader.payouts(of: batch.id, PayoutSelection(statuses: [.queued]), after: .none, limit: 10)
                .compactMap { try reader.payout($0) }
        }
    }

    @Test func `The preview says each status once, in the language of the person`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["PAY-1"], name: "gaji")
        var plan = DecisionPlan(act: .cancel, batch: batch, selection: PayoutSelection())
        for payout in try stored(life, batch) { try life.ledger.read { try plan.add(payout, $0) } }
        #expect(plan.summary.map(\.english).last == "  PAY-1  line 2  Rp 1.500.000  queued")
        #expect(plan.summary.last?.text(in: .indonesian) == "  PAY-1  baris 2  Rp 1.500.000  mengantre (queued)")
    }

    @Test func `A release accepts no payment that has ended unpaid, since that one may be sent again`() throws {
        for (status, isAccepted) in [(TransactionStatus.failed, false), (.succeeded, true)] {
            let life = try LifeFixture()
            let batches = [try life.batch(["PAY-1"], name: "januari"), try life.batch(["PAY-2"], name: "februari")]
            for batch in batches { try life.takes(batch, .approved) }
            try life.isSent("PAY-1")
            let (other, held) = (try life.id("PAY-1"), try life.id("PAY-2"))
            let order = try #require(try life.ledger.read { try $0.payout(other) }).payout.order
            let payment = EarlierPayment(id: other, batch: "januari", order: order, sentAt: life.now, state: .sent)
            try life.happens("PAY-2", .duplicateFound(.samePayment(payment)))
            try life.isReported("PAY-1", status)
            let handler = DecisionHandler(policy: PayoutPolicy(), window: .seconds(86_400))
            let decision = PersonalDecision(person: "Ani", reason: "it is due")
            let outcomes = try life.ledger.write { transaction in
                try handler.decide(
                    .release, about: [(payout: held, answers: [])], of: batches[1], decision, at: life.now,
                    in: transaction)
            }
            #expect(outcomes == [.done])
            let review = try life.ledger.read { try $0.payout(held) }?.payout.duplicates
            #expect(review?.shown == (isAccepted ? [other] : []))
        }
    }

    @Test func `A batch that was approved or resumed while the bank was asked does not expire`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["PAY-1"], name: "gaji")
        let plan = DecisionPlan(act: .cancel, batch: batch, selection: PayoutSelection())
        #expect(batch.status == .submitted)
        #expect(plan.isExpiryOverruled(by: .approved) && plan.isExpiryOverruled(by: .running))
        // What the expiry itself makes of it.
        for status in [BatchStatus.submitted, .settled, .closed] { #expect(!plan.isExpiryOverruled(by: status)) }
    }

    @Test func `A refusal names the act, and the line where a row has no reference`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["PAY-1"], name: "gaji")
        var plan = DecisionPlan(act: .cancel, batch: batch, selection: PayoutSelection())
        plan.refuse(.refused(.rejected, .rejected), DecisionPlan.Refusals.Row(reference: "", line: 8))
        plan.refuse(.refused(.rejected, .rejected), DecisionPlan.Refusals.Row(reference: "PAY-2", line: 9))
        plan.refuse(.refused(.notHeld, .queued), DecisionPlan.Refusals.Row(reference: "PAY-3", line: 10))
        let lines = plan.refusalLines
        #expect(lines.count == 2)
        #expect(lines[0].english.hasPrefix("line 8, PAY-2 cannot be cancelled: the row is wrong"))
        #expect(lines[0].text(in: .indonesian).hasPrefix("baris 8, PAY-2 tidak dapat dibatalkan: baris ini salah"))
        #expect(plan.refusals[0].rows.map(\.reference) == ["", "PAY-2"])
    }

    @Test func `Who cancels a rejected row says that it is not due`() async throws {
        let fixture = try IntakeFixture()
        _ = try fixture.file(
            try fixture.write(["X,014,1234567890,Budi Santoso,-5000,salary,HR"] + IntakeFixture.rows("A")), as: "b1")
        let job = DecisionJob(
            settings: try await SettingsFixture().load(ledgerPath: fixture.ledger.path), clock: FixedClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let plan = try await job.plan(.cancel, PayoutSelection(lines: [2...2]), batch: nil)
        #expect(plan.summary.map(\.english).last == "  X  line 2  Rp 0  rejected")
        #expect(try job.page(of: plan, from: 0, limit: 10).map(\.line) == [2])
        let result = try await job.apply(plan, PersonalDecision(person: "Ani", reason: "a correction, not a payment"))
        #expect((result.done.count, result.status) == (1, .success))
        let again = try await job.plan(.cancel, PayoutSelection(lines: [2...2]), batch: nil)
        #expect(again.tally.count == 0 && again.refusedCount == 1)
        let batch = try fixture.ledger.read { try $0.batch(BatchIdentity("b1")) }
        #expect(try fixture.ledger.read { try $0.mended(of: try #require(batch).id) }.count == 1)
    }

    @Test func `What has changed since it was shown, or came after, is left as it is`() async throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a", "b", "c", "d"], name: "gaji")
        try life.begins(batch)
        for name in ["a", "b", "c"] { try life.becomesValidated(name, name: "SITI AMINAH") }
        let job = DecisionJob(
            settings: try await SettingsFixture().load(ledgerPath: life.ledger.path), clock: FixedClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let plan = try await job.plan(.release, PayoutSelection(statuses: [.held]), batch: nil)
        #expect(plan.tally.count == 3)
        // One is cancelled, one is held for a name that nobody was shown, and one comes into the choice.
        let decision = PersonalDecision(person: "Ani", reason: "as agreed")
        try life.happens("b", .cancelled(decision))
        try life.happens("c", .released(decision))
        try life.becomesValidated("c", name: "DEWI LESTARI")
        try life.becomesValidated("d", name: "SITI AMINAH")
        #expect(try job.page(of: plan, from: 0, limit: 10).map(\.reference) == ["a"])
        let result = try await job.apply(plan, decision)
        #expect(result.done == Tally(count: 1, sum: Rupiah(1_500_000)))
        #expect(result.status == .notAllPaid)
        #expect(
            result.refusalLines.map(\.english) == [
                "b, c cannot be released: it has changed since it was shown, look at it again."
            ])
        let ids = try ["a", "b", "c", "d"].map(life.id)
        let statuses = try life.ledger.read { reader in try ids.map { try reader.payout($0)?.payout.status } }
        #expect(statuses == [.queued, .cancelled, .held, .held])
    }

    @Test func `Some of the rows that were shown stand for all, from the first to near the last`() throws {
        let life = try LifeFixture()
        let batch = try life.batch((1...50).map { "p\($0)" })
        var rows = ShownRows()
        #expect(rows.spread(20).isEmpty)
        let ids = try life.ledger.read {
            try $0.payouts(of: batch.id, PayoutSelection(statuses: [.queued]), after: .none, limit: 50)
        }
        for id in ids {
            rows.add(try #require(try life.ledger.read { try $0.payout(id) }))
            #expect(rows.spread(20).count >= min(rows.count, 20) && rows.spread(20).count < 40)
        }
        #expect(rows.spread(20).first == ids.first && rows.spread(20).last == ids[48])
    }

    @Test func `What has been paid and what is on its way are told apart`() {
        let refusal = Refusal.transferMayExist
        #expect(refusal.phrase(.succeeded).english == "it has been paid")
        #expect(refusal.phrase(.pending).english == "a transfer of it is on its way")
        #expect(refusal.phrase(.held).english.contains("or it has been paid"))
    }

    @Test func `Who cannot try again is told what to type instead`() {
        let refusal = Refusal.notRetryable
        #expect(refusal.phrase(.unverified).english.contains("\"salur process\""))
        #expect(refusal.phrase(.held).english.contains("\"salur release\""))
        #expect(refusal.phrase(.queued).english.hasPrefix("only what is"))
    }

    @Test func `A choice of nothing, and a file that is not there, are refused at once`() throws {
        let choice = try #require(throws: CommandFailure.self) { try PayoutFinder.requireChoice(PayoutSelection()) }
        #expect(choice.status == .usage && choice.phrase.english.hasPrefix("Say which payouts"))
        let life = try LifeFixture()
        try InputPath.requireAny(of: [life.folder + "/none.csv", "-"])
        let file = try #require(throws: CommandFailure.self) {
            try InputPath.requireAny(of: [life.folder + "/none.csv"])
        }
        #expect(file.status == .badFile && file.phrase.english.contains("there is no such file"))
    }

    @Test func `A bank that still has no result changes nothing, and it is said so`() throws {
        let batch = try LifeFixture().batch(["PAY-1"])
        func sentence(before: PayoutStatus) -> String {
            ResolveJob.Adopted(
                batch: batch, reference: "PAY-1", reported: .pending, before: before, status: .pending, reasonCode: nil
            ).sentence.english
        }
        #expect(sentence(before: .pending) == "The bank still has no result (03). Nothing was changed.")
        #expect(sentence(before: .held) == "The bank says \"03\" for it; PAY-1 is now pending.")
    }

    @Test(arguments: PayoutStatus.allCases)
    func `In Indonesian a status has the word of the reports behind it`(status: PayoutStatus) {
        #expect(status.words.english == (status == .notFound ? "not found" : status.rawValue))
        #expect(status.words.text(in: .indonesian).hasSuffix(" (\(status.rawValue))"))
    }
}
