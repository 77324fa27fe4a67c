import PayoutCore
import TestSupport

/// One random history of a payout: events of every kind in any order, at moments that mostly go forward.
struct RandomHistory {
    private(set) var story = PayoutStory()
    private(set) var random: SeededRandom
    private let rail: Rail
    /// What has happened, put into words only for the report of a failure.
    private var entries: [Entry] = []
    private var validations: [ExternalID] = []

    private enum Entry {
        case event(PayoutEvent, PayoutStep, PayoutStatus)
        case reloaded
    }

    /// What has happened, one line each.
    var log: [String] {
        entries.enumerated().map { index, entry in
            switch entry {
            case .event(let event, let step, let status): "\(index + 1). \(event) → \(step), \(status.rawValue)"
            case .reloaded: "\(index + 1). reloaded"
            }
        }
    }

    init(seed: UInt64, rail: Rail = .payout) {
        story = PayoutStory(rail)
        self.rail = rail
        random = SeededRandom(seed: seed)
        story.policy.names = random.chance(4) ? .payAll : NamePolicy()
        story.policy.validationAttempts = random.pick([1, 2, 3])
    }

    /// Lets something happen and returns what breaks a promise.
    mutating func advance() -> [String] {
        story.wait(.milliseconds(random.pick([0, 0, 0, 1, 500, 5000, 30_000, 60_000, 300_000, 900_000])))
        if random.chance(40) { story.wait(.seconds(random.pick([-3600, -60, 86_400]))) }
        if random.chance(15) { reload() }
        let event = nextEvent()
        let before = story.payout
        let step = story.happens(event)
        entries.append(.event(event, step, story.payout.status))
        return PayoutAuditor(
            before: before, event: event, step: step, after: story.payout, now: story.now, policy: story.policy
        ).findings
    }

    /// The ledger does not load validations that were given up.
    private mutating func reload() {
        let old = story.payout
        story.payout = Payout(
            order: old.order, status: old.status, reason: old.reason,
            validations: old.validations.filter { !$0.isGivenUp }, transfers: old.transfers,
            acceptedName: old.acceptedName, duplicates: old.duplicates,
            generationMin: old.generationMin, isContradicted: old.isContradicted,
            isContradictionOpen: old.isContradictionOpen, contradictionResolvedAs: old.contradictionResolvedAs,
            dueAt: old.dueAt)
        entries.append(.reloaded)
    }

    /// What persons want, most of it where it makes sense.
    private mutating func decision() -> PayoutEvent {
        switch story.payout.status {
        case .held where random.chance(2): return .released(PayoutStory.decision)
        case .failed where random.chance(3): return cancelled()
        case .invalid, .refunded, .failed, .notFound: return retried()
        case .rejected, .held, .queued, .validating, .validated, .unverified, .pending, .succeeded, .cancelled: break
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return cancelled()
        case 1: return .released(PayoutStory.decision)
        case 2, 3: return .resolved(PayoutStory.decision, as: random.pick(Resolution.allCases))
        default: return retried()
        }
    }

    private mutating func retried() -> PayoutEvent {
        .retried(PayoutStory.decision, reported: reported(), newReference: random.chance(3))
    }

    private mutating func cancelled() -> PayoutEvent {
        .cancelled(PayoutStory.decision, reported: reported())
    }

    /// What the bank says of every attempt, mostly what it said before.
    private mutating func reported() -> [Attempt: TransactionStatus] {
        var reported: [Attempt: TransactionStatus] = [:]
        for transfer in story.payout.transfers {
            let expected: TransactionStatus =
                switch transfer.state {
                case .failed: .failed
                case .refunded: .refunded
                case .voided: .voided
                case .pending, .succeeded, .refused, .unsent, .notFound: .notFound
                }
            reported[transfer.attempt] = random.chance(6) ? report().status : expected
        }
        return reported
    }

    private mutating func nextEvent() -> PayoutEvent {
        // What the payout waits for comes more often, so that histories get somewhere.
        if random.chance(2) {
            switch story.payout.status {
            case .queued: return rail == .payout ? intent() : transferIntent()
            case .validating: return random.chance(2) ? validationResult() : validationAnswer()
            case .validated: return transferIntent()
            case .pending: return random.chance(3) ? transferAnswer() : inquiryOrStatus()
            case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: break
            }
        }
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return intent()
        case 1: return validationAnswer()
        case 2: return validationResult()
        case 3: return .validationOverdue
        case 4: return transferIntent()
        case 5: return transferAnswer()
        case 6, 7, 8: return inquiryOrStatus()
        case 9: return .inquiryUndecided(attempt: anyAttempt())
        case 10: return random.pick([.recalled, .reopened])
        case 11 where random.chance(4): return .foundInReports(story.reported(ahead: random.pick([0, 0, 2])))
        case 11: return .duplicateFound(.example)
        case 12, 13, 14: return decision()
        default: return .adopted(story.next(report(), ahead: random.pick([0, 0, 0, 3])))
        }
    }

    private mutating func intent() -> PayoutEvent {
        let (externalID, number) = story.nextValidation()
        validations.append(externalID)
        return .validationIntended(externalID, number)
    }

    private mutating func anyValidation() -> ExternalID {
        random.chance(2) ? validations.last ?? ExternalID("none") : random.pick([ExternalID("none")] + validations)
    }

    private mutating func anyAttempt() -> Attempt {
        let next = story.payout.nextAttempt
        return random.chance(3) ? Attempt(Int.random(in: 0...next.number, using: &random)) : next - 1
    }

    private mutating func validationAnswer() -> PayoutEvent {
        let accepted = ValidationOutcome.accepted(Answers.validationAccepted, providerReferenceNo: "V1")
        let outcome = random.pick([
            accepted, accepted, accepted, .doubtful(.serverError(Answers.generalError)), .doubtful(.timedOut),
            .unsent(.notConnected("connection refused")), .unsent(.notStarted),
            .deferred(.unauthorized(Answers.unauthorized, tokenSerial: 1)), .deferred(.conflict(Answers.conflict)),
            .refusedForAll(Answers.unauthorized, .unknownPartner), .refused(Answers.invalidAccount),
        ])
        return .validationAnswered(anyValidation(), outcome)
    }

    private mutating func validationResult() -> PayoutEvent {
        let valid = ValidationVerdict.valid(
            name: PayoutStory.bankName, customerReference: "BEN-1", providerReferenceNo: "V1")
        let verdict = random.pick([
            valid, valid, valid, .valid(name: "SITI WIJAYA", customerReference: "BEN-2", providerReferenceNo: nil),
            .invalid(Answers.invalidAccount), .inProgress,
        ])
        return .validationReported(anyValidation(), verdict)
    }

    private func transferIntent() -> PayoutEvent {
        let (externalID, number) = story.nextTransfer
        return .transferIntended(externalID, number)
    }

    private mutating func transferAnswer() -> PayoutEvent {
        let received = MovementOutcome.received(Answers.received, providerReferenceNo: "T1")
        if rail != .payout, random.chance(2) {
            let answered = report()
            return .transferAnswered(
                attempt: anyAttempt(),
                random.pick([
                    .reported(
                        Answers.received, StatusReport(status: answered.status, source: .answer)),
                    .awaitsCustomer(Answers.received, providerReferenceNo: "T1", confirmation: "sealed"),
                    .refusedInDoubt(Answers.insufficientFunds, providerReferenceNo: nil),
                ]))
        }
        let outcome = random.pick([
            received, received, .doubtful(.serverError(Answers.generalError)), .doubtful(.connectionLost),
            .doubtful(.redirected(status: 307)), .unsent(.notConnected("connection refused")),
            .alreadyReceived(Answers.conflict), .partnerReferenceUsed(Answers.partnerReferenceUsed),
            .deferred(.unauthorized(Answers.unauthorized, tokenSerial: 1)),
            .deferred(.throttled(Answers.tooManyRequests, retryAfter: nil)),
            .refusedForAll(Answers.insufficientFunds, .insufficientFunds), .refused(Answers.invalidBeneficiary),
        ])
        return .transferAnswered(attempt: anyAttempt(), outcome)
    }

    private mutating func inquiryOrStatus() -> PayoutEvent {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .inquiryIntended(attempt: anyAttempt())
        case 1: .hinted(attempt: anyAttempt())
        default: .statusReported(attempt: anyAttempt(), report())
        }
    }

    private mutating func report() -> StatusReport {
        if rail == .charge, random.chance(3) {
            return StatusReport(status: random.pick([.authorised, .voided]), source: .inquiry)
        }
        let status: TransactionStatus = random.pick([
            .succeeded, .pending, .pending, .refunded, .failed, .notFound, .notFound, .notFound, .unrecognised("99"),
        ])
        return StatusReport(
            status: status, source: random.pick([.callback, .inquiry, .inquiry]),
            providerReferenceNo: random.pick([nil, "T1"]))
    }
}
