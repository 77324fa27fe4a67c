import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Persons who act during a run, in a process of their own: a second ledger on the same file.
@Suite struct OthersTests {
    private static let ani = PersonalDecision(person: "ani", reason: "as agreed")

    /// Has `act` happen once, during the run, after the first step for which `isTime` holds; a second later the run
    /// notices it.
    private static func beside(
        _ bench: EngineBench, when isTime: @escaping () -> Bool, act: @escaping (Ledger) throws -> Void
    ) {
        var isDone = false
        bench.watch = { _ in
            guard !isDone, isTime() else { return }
            isDone = true
            do {
                let other = try Ledger(path: bench.ledger.path)
                try act(other)
                try other.close()
            } catch {
                Issue.record(error)
            }
            bench.schedule(after: .seconds(1), .input(.started))
        }
    }

    private static func payout(_ number: Int, of batch: BatchID, _ reader: LedgerReader) throws -> PayoutID {
        let selection = PayoutSelection(lines: [number + 1...number + 1])
        return try #require(try reader.payouts(of: batch, selection, after: .none, limit: 1).first)
    }

    private static func decide(
        _ act: PersonalAct, _ number: Int, _ bench: EngineBench, comesTo expected: DecisionHandler.Outcome = .done
    ) -> (Ledger) throws -> Void {
        { ledger in
            let id = try ledger.read { try payout(number, of: bench.batch, $0) }
            #expect(try bench.decide(act, id, of: bench.batch, in: ledger) == expected)
        }
    }

    @Test func `A batch that is paused while it is paid sends nothing more, and goes on after resume`() throws {
        let bench = try EngineBench(rows: 30)
        bench.limits.window = 3
        var paused: Timestamp?
        Self.beside(
            bench, when: { bench.transfers().count >= 3 },
            act: { ledger in
                _ = try ledger.write { try $0.handle(.paused(Self.ani), of: bench.batch, at: bench.now) }
                paused = bench.now
            })
        #expect(try bench.payFile() == .paused)
        let moment = try #require(paused)
        #expect(
            bench.transfers().allSatisfy { $0.intendedAt <= moment }
                && bench.validations().allSatisfy { $0.at <= moment })
        let statuses = Set(try bench.statuses())
        #expect(statuses.isSubset(of: [.queued, .pending, .succeeded]) && statuses.contains(.queued))
        _ = try bench.ledger.write { try $0.handle(.resumed(Self.ani), of: bench.batch, at: bench.now) }
        #expect(try bench.payFile() == .settled)
        #expect(bench.transfers().count == 30)
    }

    @Test func `A stopped batch that is resumed while its pending row is waited for goes on at once`() throws {
        let bench = try EngineBench(rows: 5)
        bench.limits.canary = 2
        bench.bank.transfer = { row, _ in
            switch row.number {
            case 1: .fails
            case 2: TransferPlan(settlesAfter: .seconds(3600))
            case _: .succeeds
            }
        }
        var resumed: Timestamp?
        Self.beside(
            bench, when: { (try? bench.storedBatch()?.status == .stopped) ?? false },
            act: { ledger in
                _ = try ledger.write { try $0.handle(.resumed(Self.ani), of: bench.batch, at: bench.now) }
                resumed = bench.now
            })
        #expect(try bench.payFile() == .stopped(.canaryFailed))
        let moment = try #require(resumed)
        #expect(bench.now - moment < .seconds(60))
        #expect(try bench.storedBatch()?.status == .approved)
        #expect(try bench.statuses() == [.failed, .pending, .queued, .queued, .queued])
        // Who has resumed it has seen that a first row failed.
        bench.limits.canary = 0
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.failed, .succeeded, .succeeded, .succeeded, .succeeded])
    }

    @Test func `A batch that is paused and resumed between two steps goes on as running`() throws {
        let bench = try EngineBench(rows: 4)
        bench.limits.window = 1
        var status: BatchStatus?
        Self.beside(
            bench, when: { bench.transfers().count == 1 },
            act: { ledger in
                try ledger.write { transaction in
                    try transaction.handle(.paused(Self.ani), of: bench.batch, at: bench.now)
                    try transaction.handle(.resumed(Self.ani), of: bench.batch, at: bench.now)
                }
            })
        let act = bench.watch
        bench.watch = { turn in
            act(turn)
            if bench.transfers().count == 3 { status = (try? bench.storedBatch())??.status ?? status }
        }
        #expect(try bench.payFile() == .settled)
        #expect(status == .running)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 4))
    }

    @Test func `A row that is cancelled before its turn is never sent`() throws {
        let bench = try EngineBench(rows: 5)
        bench.limits.window = 1
        Self.beside(
            bench, when: { bench.validations().count == 1 }, act: Self.decide(.cancel, 4, bench))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded, .cancelled, .succeeded])
        #expect(bench.validations(4).isEmpty)
    }

    @Test func `A row that is cancelled within the window leaves it, and the next one takes its place`() throws {
        let bench = try EngineBench(rows: 2)
        bench.limits.window = 1
        bench.bank.validation = { row, _ in row.number == 1 ? .silent : .valid }
        Self.beside(
            bench, when: { bench.validations().count == 1 }, act: Self.decide(.cancel, 1, bench))
        let before = bench.now
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.cancelled, .succeeded])
        #expect(bench.now - before < bench.policy.validationWait)
        #expect(bench.transfers(1).isEmpty)
    }

    @Test func `A row that is cancelled after its validation is not transferred`() throws {
        let bench = try EngineBench(rows: 1)
        // The pace lets no transfer follow at once: the row waits as validated.
        bench.limits.ratePerSecond = 1
        Self.beside(
            bench, when: { (try? bench.statuses()) == [.validated] },
            act: Self.decide(.cancel, 1, bench))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.cancelled])
        #expect(bench.transfers().isEmpty && !bench.validations().isEmpty)
    }

    @Test func `A callback that another process has recorded is processed by the run`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .silent }
        Self.beside(
            bench, when: { bench.transfers().count == 1 },
            act: { ledger in
                var content = CallbackContent()
                content.originalExternalID = bench.transfers().first?.externalID
                content.status = .succeeded
                try bench.record(.init(kind: .transfer, proof: .body, content: content), into: ledger)
            })
        let before = bench.now
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.now - before < bench.policy.transferWait)
    }

    @Test func `A row that is released while the run only waits is paid by it`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { row, _ in row.number == 1 ? .otherName : .valid }
        bench.bank.transfer = { row, _ in
            row.number == 3 ? TransferPlan(settlesAfter: .seconds(600)) : .succeeds
        }
        Self.beside(
            bench, when: { (try? bench.statuses()) == [.held, .succeeded, .pending] },
            act: Self.decide(.release, 1, bench))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        let second = try #require(bench.transfers(1).first?.intendedAt)
        #expect(second - (try #require(bench.transfers(3).first?.intendedAt)) < .seconds(60))
        #expect(try bench.storedBatch()?.status == .settled)
    }

    @Test func `A released row that looks like a payment made meanwhile is held again, and not paid`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { row, _ in row.number == 1 ? .otherName : .valid }
        bench.bank.transfer = { row, _ in
            row.number == 3 ? TransferPlan(settlesAfter: .seconds(600)) : .succeeds
        }
        let second = try bench.fileAgain(as: "BONUS", digest: "BONUS") { _ in }
        let release = Self.decide(.release, 1, bench, comesTo: .refused(.looksLikeAnother))
        Self.beside(
            bench, when: { (try? bench.statuses()) == [.held, .succeeded, .pending] },
            act: { ledger in
                let validation = ExternalID(String(repeating: "e", count: 32))
                let transfer = ExternalID(String(repeating: "d", count: 32))
                let number = PartnerReferenceNo(String(repeating: "c", count: 32))
                let events: [PayoutEvent] = [
                    .validationIntended(validation, PartnerReferenceNo(String(repeating: "b", count: 32))),
                    .validationAnswered(
                        validation,
                        .accepted(BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: "V")),
                    .validationReported(
                        validation, .valid(name: "A", customerReference: "B", providerReferenceNo: "V")),
                    .transferIntended(transfer, number),
                ]
                for event in events {
                    try ledger.write { transaction in
                        let id = try Self.payout(1, of: second, transaction.reader)
                        let old = try #require(try transaction.reader.payout(id))
                        var policy = bench.policy
                        policy.names = .payAll
                        var new = old
                        _ = new.payout.handle(event, at: bench.now, policy: policy)
                        #expect(try transaction.save(new, from: old.payout, at: bench.now))
                    }
                }
                try release(ledger)
            })
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.held, .succeeded, .succeeded])
        #expect(bench.transfers(1).isEmpty)
    }
}
