import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Whatever a payout has become, saved and loaded again it is the same.
@Suite struct RoundTripTests {
    @Test(arguments: LedgerKind.allCases)
    func `Payouts on random walks come back as they were saved, and the totals hold after every step`(
        kind: LedgerKind
    ) throws {
        let seed = printedSeed(of: "payouts on random walks")
        var seen: Set<PayoutStatus> = []
        for part in 0..<4 { try walk(kind, seed: seed &+ UInt64(part), "seed \(seed), part \(part)", &seen) }
        // The rarer ends are not reached by every walk.
        let expected: Set<PayoutStatus> = [.queued, .validating, .validated, .pending]
        #expect(seen.isSuperset(of: expected), "seed \(seed)")
    }

    private func walk(
        _ kind: LedgerKind, seed: UInt64, _ name: String, _ seen: inout Set<PayoutStatus>
    ) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 50)
        var open = try test.queued(batch)
        var settled: [PayoutID] = []
        var walk = RandomWalk(seed: seed)
        for step in 1...700 {
            // What is settled moves seldom, but late news must do no harm.
            let id = walk.random.pick(settled.isEmpty || !walk.random.chance(8) && !open.isEmpty ? open : settled)
            let (kept, event) = try walk.step(id, in: test)
            let loaded = try test.load(id).payout
            let comment: Comment = "\(name), step \(step): \(event.kind)"
            try #require(loaded.withoutIdleValidations == kept.withoutIdleValidations, comment)
            try test.expectTotalsHold(batch, comment)
            seen.insert(loaded.status)
            open.removeAll { $0 == id }
            settled.removeAll { $0 == id }
            if loaded.status.isSettled { settled.append(id) } else { open.append(id) }
        }
    }
}

/// Lets things happen to payouts that may or may not make sense there.
private struct RandomWalk {
    var random: SeededRandom
    private var now = LedgerUnderTest.start
    private var identifierCount = 0
    /// Patience so short that a walk of this length comes to the ends that take long.
    private static let policy = {
        var policy = PayoutPolicy()
        policy.validationAttempts = 1
        policy.notFoundAfter = .seconds(1)
        policy.pollInterval = .milliseconds(1)
        return policy
    }()

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One event for a payout, saved; answers what must be loaded from now on.
    mutating func step(_ id: PayoutID, in test: LedgerUnderTest) throws -> (kept: Payout, event: PayoutEvent) {
        let waits: [Duration] = [
            .zero, .zero, .milliseconds(1), .seconds(2), .seconds(61), .seconds(900), .seconds(3600), .seconds(-30),
        ]
        now = now + random.pick(waits)
        let old = try test.load(id)
        var new = old.payout
        let event = event(for: old.payout)
        _ = new.handle(event, at: now, policy: Self.policy)
        try #require(try test.save(new, over: old, at: now), "\(event.kind) could not be saved")
        return (new.kept(after: old.payout), event)
    }

    private mutating func event(for payout: Payout) -> PayoutEvent {
        random.chance(4) ? anyEvent(payout) : likelyEvent(payout)
    }

    private mutating func likelyEvent(_ payout: Payout) -> PayoutEvent {
        switch payout.status {
        case .queued:
            return random.chance(30) ? .duplicateFound(.example) : .validationIntended(externalID(), number())
        case .validating:
            return random.chance(2)
                ? validationAnswered(payout) : random.chance(2) ? .validationOverdue : reported(payout)
        case .validated: return .transferIntended(externalID(), number())
        case .pending:
            return random.chance(3)
                ? transferAnswered(payout) : random.chance(3) ? statusReported(payout) : asked(payout)
        case .unverified: return .reopened
        case .rejected, .held, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: return anyEvent(payout)
        }
    }

    private mutating func anyEvent(_ payout: Payout) -> PayoutEvent {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: .validationIntended(externalID(), number())
        case 1: validationAnswered(payout)
        case 2: reported(payout)
        case 3: .validationOverdue
        case 4: .transferIntended(externalID(), number())
        case 5: transferAnswered(payout)
        case 6, 7: statusReported(payout)
        case 8: asked(payout)
        case 9:
            random.pick([
                .recalled, .reopened, .released(Self.decision), .cancelled(Self.decision),
                .resolved(Self.decision, as: random.pick(Resolution.allCases)),
            ])
        case _:
            .adopted(
                AdoptedTransfer(
                    attempt: payout.nextAttempt, generation: payout.nextGeneration, externalID: externalID(),
                    partnerReferenceNo: number(), report: report()))
        }
    }

    private static let decision = PersonalDecision(person: "ani", reason: "statement of the bank")

    private mutating func validationAnswered(_ payout: Payout) -> PayoutEvent {
        let answer = BankAnswer(code: "5001600", message: "General Error")
        return .validationAnswered(
            anyValidation(payout),
            random.pick([
                .accepted(Answers.accepted, providerReferenceNo: random.pick([nil, "V2"])),
                .doubtful(.serverError(answer)), .doubtful(.timedOut), .unsent(.notStarted),
                .deferred(.conflict(Answers.tooManyRequests)), .refusedForAll(answer, .unknownPartner),
                .refused(Answers.invalidAccount),
            ]))
    }

    private mutating func reported(_ payout: Payout) -> PayoutEvent {
        .validationReported(
            anyValidation(payout),
            random.pick([
                Answers.valid, Answers.valid, Answers.valid, .invalid(Answers.invalidAccount), .inProgress,
                .valid(name: "SOMEBODY ELSE", customerReference: "BEN-2", providerReferenceNo: nil),
            ]))
    }

    private mutating func transferAnswered(_ payout: Payout) -> PayoutEvent {
        let answer = BankAnswer(code: "4091800", message: "Conflict")
        return .transferAnswered(
            attempt: anyAttempt(payout),
            random.pick([
                .received(Answers.received, providerReferenceNo: random.pick([nil, "T1"])), .doubtful(.connectionLost),
                .unsent(.notConnected("refused")), .alreadyReceived(answer), .partnerReferenceUsed(answer),
                .deferred(.throttled(Answers.tooManyRequests, retryAfter: .seconds(1))),
                .refusedForAll(answer, .insufficientFunds), .refused(answer),
            ]))
    }

    private mutating func statusReported(_ payout: Payout) -> PayoutEvent {
        .statusReported(attempt: anyAttempt(payout), report())
    }

    private mutating func asked(_ payout: Payout) -> PayoutEvent {
        let attempt = anyAttempt(payout)
        return random.pick([
            .inquiryIntended(attempt: attempt), .inquiryIntended(attempt: attempt), .hinted(attempt: attempt),
            .inquiryUndecided(attempt: attempt),
        ])
    }

    private mutating func report() -> StatusReport {
        StatusReport(
            status: random.pick([
                .succeeded, .pending, .refunded, .failed, .notFound, .notFound, .notFound, .notFound, .notFound,
                .unrecognised("99"),
            ]),
            source: random.pick([.callback, .inquiry, .inquiry]),
            answer: random.pick([nil, BankAnswer(code: "4041811", message: "Invalid Account")]),
            providerReferenceNo: random.pick([nil, "T2"]))
    }

    private mutating func anyAttempt(_ payout: Payout) -> Attempt {
        Attempt(Int.random(in: 1...max(1, payout.nextAttempt.number - 1), using: &random))
    }

    private mutating func anyValidation(_ payout: Payout) -> ExternalID {
        let known = payout.validations.map(\.externalID)
        return known.isEmpty ? externalID() : random.pick(known)
    }

    private mutating func externalID() -> ExternalID { ExternalID(identifier()) }

    private mutating func number() -> PartnerReferenceNo { PartnerReferenceNo(identifier()) }

    private mutating func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}

extension Payout {
    /// What the ledger shows of this payout once it was saved over `old`: validations of an attempt that has begun, or
    /// that were given up, are out of sight, and the answer to a validation request is the first one (a result is no
    /// answer).
    fileprivate func kept(after old: Payout) -> Payout {
        let firstAnswers = Dictionary(
            old.validations.map { ($0.externalID, $0.answer) }, uniquingKeysWith: { first, _ in first })
        let toCome = transfers.count == old.transfers.count ? validations.filter { !$0.isGivenUp } : []
        let visible = toCome.map { validation in
            var validation = validation
            validation.answer = firstAnswers[validation.externalID, default: nil] ?? validation.answer
            return validation
        }
        return Payout(
            order: order, status: status, reason: reason, validations: visible, transfers: transfers,
            acceptedName: acceptedName, isContradicted: isContradicted, isContradictionOpen: isContradictionOpen,
            contradictionResolvedAs: contradictionResolvedAs, dueAt: dueAt)
    }
    /// A payout that the bank contradicted itself on has no attempt to come, so it no longer matters what the bank said
    /// about the account.
    fileprivate var withoutIdleValidations: Payout {
        Payout(
            order: order, status: status, reason: reason, validations: isContradicted ? [] : validations,
            transfers: transfers, acceptedName: acceptedName, isContradicted: isContradicted,
            isContradictionOpen: isContradictionOpen,
            contradictionResolvedAs: contradictionResolvedAs, dueAt: dueAt)
    }
}
