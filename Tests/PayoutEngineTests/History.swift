import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// One random history: a small file, a bank that misbehaves, a process that dies, all of it told by a seed.
final class History {
    let seed: UInt64
    let bench: EngineBench
    private var random: SeededRandom
    /// Once the bank has calmed down it does what it should, so that every history comes to an end.
    private var isCalm = false
    private var tokenSerial = 0
    private let isCovered: Bool
    private let faultsOneIn: Int

    /// Runs of one history; the bank calms down after half of them.
    private static let runsMax = 12

    init(seed: UInt64) throws {
        self.seed = seed
        var random = SeededRandom(seed: seed)
        bench = try EngineBench(rows: Int.random(in: 1...12, using: &random))
        isCovered = !random.chance(4)
        faultsOneIn = random.pick([2, 3, 5, 20])
        bench.story = "replay with SIMULATION_SEED=\(seed): "
        bench.limits.concurrency = Int.random(in: 1...6, using: &random)
        bench.limits.window = Int.random(in: 1...12, using: &random)
        bench.limits.ratePerSecond = random.pick([nil, nil, 3, 10])
        bench.policy.transferWait = random.pick([.seconds(60), .seconds(900)])
        bench.policy.validationWait = random.pick([.seconds(5), .seconds(60)])
        let deathsOneIn = random.pick([15, 50, 1_000_000])
        self.random = random
        bench.bank.validation = { [unowned self] row, _ in validation(of: row) }
        bench.bank.transfer = { [unowned self] _, _ in transfer() }
        bench.bank.inquiry = { [unowned self] _, _, truth in inquiry(truth) }
        bench.crash = { [unowned self] step in
            guard !isCalm, step < 2000, self.random.chance(deathsOneIn) else { return nil }
            return self.random.pick(EngineBench.Crash.allCases)
        }
    }

    /// Runs the file until nothing is left to do.
    func play() throws {
        for run in 1...Self.runsMax {
            if run > Self.runsMax / 2 { isCalm = true }
            if !isCalm, random.chance(12) {
                bench.schedule(after: random.pause(1...5000), .input(.stopRequested))
            }
            if !isCalm, random.chance(8) {
                bench.schedule(
                    after: random.pause(1...20_000), .clockSet(random.pause(-4_000_000...4_000_000)))
            }
            let outcome = try bench.payFile()
            let hasUnverified = try bench.totals()[.unverified] != nil
            if outcome == .settled, !hasUnverified, isCalm || random.chance(2) { return }
            if !isCalm { try personsDecide() }
            bench.pass(random.pause(0...100_000))
            if !isCalm, random.chance(6) { try bench.loseLedger() }
            if random.chance(4) { try bench.keepCopy() }
            if !isCalm, random.chance(10) { try bench.restoreCopy() }
        }
        bench.auditor.complain("the history never came to an end")
        _ = try bench.payFile()
    }

    /// What persons do between two runs, wise or not.
    private func personsDecide() throws {
        if random.chance(3) { bench.pass(.seconds(random.pick([900, 3600, 90_000]))) }
        for row in bench.rows where random.chance(2) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: try bench.release(row.number)
            // A ledger that was lost cannot know what it cancels; the command asks the bank first.
            case 2 where !bench.auditor.ledgerWasLost: try bench.cancel(row.number)
            case 3: try bench.retry(row.number, newReference: true)
            case 4: try bench.resolve(row.number, as: random.pick(Resolution.allCases))
            default: try bench.retry(row.number)
            }
        }
    }

    private func isFaulty() -> Bool { !isCalm && random.chance(faultsOneIn) }

    private var proof: CallbackProof { isCovered ? .body : .uncovered }

    // MARK: The bank's moods

    private func validation(of row: TestRow) -> ValidationPlan {
        var plan = ValidationPlan(answersAfter: random.pause(1...300), tellings: [telling(.succeeded, 1...2000)])
        guard isFaulty() else { return plan }
        switch Int.random(in: 0..<11, using: &random) {
        case 0: plan.tellings = []
        case 1: plan.answer = .doubtful(doubt())
        case 2: plan = .only(.doubtful(doubt()))
        case 3: plan = .only(.unsent(.notConnected("refused")))
        case 4: plan = .only(.deferred(deferral()))
        case 5: plan = .only(.deferred(.conflict(Answer.usedExternalID)))
        case 6: plan = .only(.refused(Answer.invalidAccount))
        case 7: plan.tellings = [telling(.failed, 1...2000)]
        case 8: plan.tellings.append(telling(.succeeded, 1...200_000))
        case 9: plan.tellings = [telling(.succeeded, 3000...200_000)]
        default:
            plan.tellings = [telling(.succeeded, 1...2000), telling(.pending, 1...2000)]
            plan.tellings[0].change = { $0.accountName = "Someone Else" }
        }
        return plan
    }

    private func transfer() -> TransferPlan {
        let fate = random.pick([TransactionStatus.succeeded, .succeeded, .succeeded, .failed, .refunded])
        let settlesAfter = random.pause(1...20_000)
        var plan = TransferPlan(
            answersAfter: random.pause(1...1000), fate: fate, settlesAfter: settlesAfter,
            tellings: [Telling(after: settlesAfter, status: fate, proof: proof)])
        guard isFaulty() else { return plan }
        switch Int.random(in: 0..<13, using: &random) {
        case 0: plan.tellings = []
        case 1: plan.answer = .doubtful(doubt())
        case 2: plan = .only(.doubtful(doubt()))
        case 3: plan = .only(.unsent(.notConnected("refused")))
        case 4: plan = .only(.deferred(deferral()))
        case 5: plan = .only(.refused(BankAnswer(code: "4031802", message: "Exceeds Limit")))
        case 6: plan = .only(.refusedForAll(Answer.insufficientFunds, .insufficientFunds))
        case 7: plan.answer = .externalIDUsed(Answer.usedExternalID)
        case 8: plan.tellings += plan.tellings + [telling(.pending, 1...40_000)]
        case 9: plan.tellings.append(Telling(after: .seconds(300), status: fate, proof: proof))
        case 10: plan.settlesAfter = random.pause(1_000_000...3_000_000)
        case 11:
            let fields = Disagreement.fields
            let field = random.pick(fields)
            plan.tellings.append(telling(random.pick([.succeeded, .failed, .refunded]), 1...20_000))
            plan.tellings[1].change = { Disagreement.make(field, in: &$0) }
        default: plan.tellings.append(telling(.unrecognised("99"), 1...20_000))
        }
        if plan.settlesAfter > settlesAfter { plan.tellings = [] }
        return plan
    }

    private func inquiry(_ truth: InquiryOutcome) -> InquiryOutcome {
        guard isFaulty() else { return truth }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .undecided(.doubtful(doubt()))
        case 1: return .undecided(.unsent(.notConnected("refused")))
        case 2: return .undecided(.deferred(deferral()))
        case 3: return .undecided(.answered(BankAnswer(code: "4003600", message: "Bad Request")))
        default: return .undecided(.doubtful(.redirected(status: 302)))
        }
    }

    private func telling(_ status: TransactionStatus, _ milliseconds: ClosedRange<Int>) -> Telling {
        Telling(after: random.pause(milliseconds), status: status, proof: proof)
    }

    private func doubt() -> Doubt {
        random.pick([
            .timedOut, .connectionLost, .serverError(Answer.broken), .redirected(status: 307),
            .notUnderstood(status: 200),
        ])
    }

    private func deferral() -> Deferral {
        tokenSerial += random.chance(2) ? 1 : 0
        return random.chance(2)
            ? Answer.refusedToken(tokenSerial) : Answer.throttled(random.pick([nil, .seconds(1), .seconds(120)]))
    }
}
