import PayoutCore
import TestSupport

/// A payout in one of the situations that it can be in, reached the ordinary way.
struct Situation: Sendable {
    let name: String
    let payout: Payout
    let now: Timestamp
    /// How many validations its story has seen.
    let story: PayoutStory

    private init(_ name: String, _ build: (inout PayoutStory) -> Void) {
        var story = PayoutStory()
        build(&story)
        self.init(name, story)
    }

    private init(_ name: String, at status: PayoutStatus) {
        self.init(name, PayoutStory(Payout(order: PayoutStory.order, status: status)))
    }

    private init(_ name: String, _ story: PayoutStory) {
        self.name = name
        self.story = story
        (payout, now) = (story.payout, story.now)
    }

    /// At least one for each status; several where the history decides.
    static let all: [Situation] = beforeTransfer + transferred + settled

    private static let beforeTransfer = [
        Situation("rejected", at: .rejected),
        Situation("held: the names differ") { $0.becomesValidated(name: "SOMEBODY ELSE") },
        Situation("held: a possible duplicate") { $0.happens(.duplicateFound(.example)) },
        Situation("held: sent by older reports") { $0.happens(.foundInReports($0.reported())) },
        Situation("held: a conflict at the bank") {
            $0.becomesPending()
            $0.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
            $0.isNotFound()
        },
        Situation("queued: fresh") { _ in },
        Situation("queued: attempt 1 was answered 429") { $0.isDeferredOnce() },
        Situation("queued: a validation was answered 5xx and is overdue") {
            let externalID = $0.validates()
            $0.happens(.validationAnswered(externalID, .doubtful(.serverError(Answers.generalError))))
            $0.wait($0.policy.validationWait)
            $0.happens(.validationOverdue)
        },
        Situation("validating: not answered") { $0.validates() },
        Situation("validating: accepted") {
            let externalID = $0.validates()
            $0.happens(.validationAnswered(externalID, .accepted(Answers.validationAccepted, providerReferenceNo: nil)))
        },
        Situation("validating: the third one, overdue") { story in
            for round in 1...3 {
                let externalID = story.validates()
                story.happens(
                    .validationAnswered(externalID, .accepted(Answers.validationAccepted, providerReferenceNo: nil)))
                story.wait(story.policy.validationWait)
                if round < 3 { story.happens(.validationOverdue) }
            }
        },
        Situation("validated") { $0.becomesValidated() },
        Situation("validated, ten minutes ago") {
            $0.becomesValidated()
            $0.wait($0.policy.validationAgeMax)
        },
        Situation("unverified") { story in
            for _ in 1...3 {
                let externalID = story.validates()
                story.happens(
                    .validationAnswered(externalID, .accepted(Answers.validationAccepted, providerReferenceNo: nil)))
                story.wait(story.policy.validationWait)
                story.happens(.validationOverdue)
            }
        },
        Situation("invalid") {
            let externalID = $0.validates()
            $0.happens(.validationReported(externalID, .invalid(Answers.invalidAccount)))
        },
        Situation("cancelled: fresh") { $0.happens(.cancelled(PayoutStory.decision)) },
        Situation("cancelled: attempt 1 was answered 429") {
            $0.isDeferredOnce()
            $0.happens(.cancelled(PayoutStory.decision))
        },
        Situation("queued: released, the names differ") {
            $0.becomesValidated(name: "SOMEBODY ELSE")
            $0.happens(.released(PayoutStory.decision))
        },
    ]

    private static let transferred = [
        Situation("pending: not answered") { $0.becomesPending() },
        Situation("pending: received") {
            $0.becomesPending()
            $0.answers(.received(Answers.received, providerReferenceNo: "T1"))
        },
        Situation("pending: received, an inquiry is due") {
            $0.becomesPending()
            $0.answers(.received(Answers.received, providerReferenceNo: "T1"))
            $0.wait($0.policy.transferWait)
        },
        Situation("pending: not answered, the bank has reported 03") {
            $0.becomesPending()
            $0.reports(.pending)
        },
        Situation("pending: 4091801, an earlier transfer exists") {
            $0.becomesPending()
            $0.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        },
        Situation("pending: reported 07 once, believable, pollInterval ago") {
            $0.becomesPending()
            $0.answers(.received(Answers.received, providerReferenceNo: "T1"))
            $0.wait($0.policy.notFoundAfter)
            $0.reports(.notFound, by: .inquiry)
            $0.wait($0.policy.pollInterval)
        },
        Situation("pending: attempt 2, since attempt 1 was answered 429") {
            $0.isDeferredOnce()
            $0.becomesPending()
        },
    ]

    private static let settled = [
        Situation("succeeded") {
            $0.becomesPending()
            $0.reports(.succeeded)
        },
        Situation("refunded") {
            $0.becomesPending()
            $0.reports(.refunded)
        },
        Situation("failed: reported 06") {
            $0.becomesPending()
            $0.reports(.failed)
        },
        Situation("failed: the bank refused the request") {
            $0.becomesPending()
            $0.answers(.refused(Answers.invalidBeneficiary))
        },
        Situation("not found") {
            $0.becomesPending()
            $0.isNotFound()
        },
        Situation("pending for a day") {
            $0.becomesPending()
            $0.answers(.received(Answers.received, providerReferenceNo: "T1"))
            $0.wait($0.policy.resolveAfter)
        },
        Situation("held for a day: a conflict at the bank") {
            $0.isDeferredOnce()
            $0.becomesPending()
            $0.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
            $0.isNotFound()
            $0.wait($0.policy.resolveAfter)
        },
        Situation("succeeded, as a person decided") { $0.isResolved(as: .succeeded) },
        Situation("failed, as a person decided") { $0.isResolved(as: .failed) },
        Situation("refunded, as a person decided") { $0.isResolved(as: .refunded) },
        Situation("queued: retried after 06") {
            $0.becomesPending()
            $0.reports(.failed)
            $0.happens(.retried(PayoutStory.decision, reported: [1: .failed], newReference: false))
        },
        Situation("queued: retried after a conflict, under a new reference") {
            $0.isDeferredOnce()
            $0.becomesPending()
            $0.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
            $0.isNotFound()
            $0.happens(.retried(PayoutStory.decision, reported: [1: .notFound, 2: .notFound], newReference: true))
        },
        Situation("succeeded, as a person decided a contradiction") {
            $0.isContradicted()
            $0.happens(.resolved(PayoutStory.decision, as: .succeeded))
        },
        Situation("failed, and reported 00 afterwards: contradiction") {
            $0.becomesPending()
            $0.reports(.failed)
            $0.reports(.succeeded)
        },
    ]
}

/// An event with a name for the golden table.
struct NamedEvent {
    let family: String
    let payload: String
    let event: PayoutEvent

    init(_ family: String, _ payload: String, _ event: PayoutEvent) {
        (self.family, self.payload, self.event) = (family, payload, event)
    }

    init(_ family: String, _ event: PayoutEvent) { self.init(family, "", event) }

    var name: String { payload.isEmpty ? family : "\(family): \(payload)" }

    /// Every kind of event with every payload that makes a difference, aimed at the newest validation and attempt.
    static func all(for situation: Situation) -> [NamedEvent] {
        validationEvents(situation) + transferEvents(situation) + statusEvents(situation) + ownEvents(situation)
            + personEvents(situation)
    }

    private static func validationEvents(_ situation: Situation) -> [NamedEvent] {
        var story = situation.story
        let fresh = story.nextValidation()
        let newest = situation.payout.validations.last?.externalID ?? ExternalID("validation-of-another-run")
        func answered(_ payload: String, _ outcome: ValidationOutcome) -> NamedEvent {
            NamedEvent("validation answered", payload, .validationAnswered(newest, outcome))
        }
        func reported(_ payload: String, _ verdict: ValidationVerdict) -> NamedEvent {
            NamedEvent("validation reported", payload, .validationReported(newest, verdict))
        }
        let valid = ValidationVerdict.valid(
            name: PayoutStory.bankName, customerReference: "BEN-9", providerReferenceNo: "V9")
        return [
            NamedEvent("validation intended", .validationIntended(fresh.0, fresh.1)),
            answered("accepted", .accepted(Answers.validationAccepted, providerReferenceNo: "V9")),
            answered("5xx", .doubtful(.serverError(Answers.generalError))),
            answered("time-out", .doubtful(.timedOut)),
            answered("not connected", .unsent(.notConnected("connection refused"))),
            answered("401", .deferred(.unauthorized(Answers.unauthorized, tokenSerial: 1))),
            answered("429", .deferred(.throttled(Answers.tooManyRequests, retryAfter: .seconds(1)))),
            answered("409", .deferred(.conflict(Answers.conflict))),
            answered("refused for all", .refusedForAll(Answers.unauthorized, .unknownPartner)),
            answered("refused", .refused(Answers.invalidAccount)),
            reported("valid", valid),
            reported(
                "another name", .valid(name: "SOMEBODY ELSE", customerReference: "BEN-9", providerReferenceNo: nil)),
            reported("invalid", .invalid(Answers.invalidAccount)),
            reported("in progress", .inProgress),
            NamedEvent("validation overdue", .validationOverdue),
        ]
    }

    private static func transferEvents(_ situation: Situation) -> [NamedEvent] {
        let (externalID, number) = situation.story.nextTransfer
        let attempt = max(1, situation.payout.nextAttempt - 1)
        func answered(_ payload: String, _ outcome: MovementOutcome) -> NamedEvent {
            NamedEvent("transfer answered", payload, .transferAnswered(attempt: attempt, outcome))
        }
        return [
            NamedEvent("transfer intended", .transferIntended(externalID, number)),
            answered("2xx", .received(Answers.received, providerReferenceNo: "T9")),
            answered("5xx", .doubtful(.serverError(Answers.generalError))),
            answered("time-out", .doubtful(.timedOut)),
            answered("connection lost", .doubtful(.connectionLost)),
            answered("redirect", .doubtful(.redirected(status: 307))),
            answered("HTML page", .doubtful(.notUnderstood(status: 200))),
            answered("not connected", .unsent(.notConnected("connection refused"))),
            answered("4091800", .alreadyReceived(Answers.conflict)),
            answered("4091801", .partnerReferenceUsed(Answers.partnerReferenceUsed)),
            answered("401", .deferred(.unauthorized(Answers.unauthorized, tokenSerial: 1))),
            answered("429", .deferred(.throttled(Answers.tooManyRequests, retryAfter: nil))),
            answered("insufficient funds", .refusedForAll(Answers.insufficientFunds, .insufficientFunds)),
            answered("refused", .refused(Answers.invalidBeneficiary)),
        ]
    }

    private static let everyStatus: [TransactionStatus] = [
        .succeeded, .pending, .refunded, .failed, .notFound, .unrecognised("99"),
    ]

    private static func statusEvents(_ situation: Situation) -> [NamedEvent] {
        let newest = max(1, situation.payout.nextAttempt - 1)
        func reported(_ family: String, _ attempt: Attempt, _ status: TransactionStatus, _ source: StatusSource)
            -> NamedEvent
        {
            let report = StatusReport(status: status, source: source)
            return NamedEvent(family, status.rawValue, .statusReported(attempt: attempt, report))
        }
        var events: [NamedEvent] = []
        for status in everyStatus {
            events.append(reported("reported by callback", newest, status, .callback))
            events.append(reported("reported by inquiry", newest, status, .inquiry))
            for earlier in situation.payout.transfers.dropLast() {
                events.append(reported("reported of attempt \(earlier.attempt)", earlier.attempt, status, .inquiry))
            }
        }
        return events + [reported("reported of an unknown attempt", 99, .succeeded, .callback)]
    }

    private static func ownEvents(_ situation: Situation) -> [NamedEvent] {
        let attempt = max(1, situation.payout.nextAttempt - 1)
        return [
            NamedEvent("hint", .hinted(attempt: attempt)),
            NamedEvent("inquiry intended", .inquiryIntended(attempt: attempt)),
            NamedEvent("inquiry undecided", .inquiryUndecided(attempt: attempt)),
            NamedEvent("recalled", .recalled),
            NamedEvent("reopened", .reopened),
            NamedEvent("duplicate found", .duplicateFound(.example)),
            NamedEvent("ceiling reached", .ceilingReached(CeilingHit(.row, ceiling: Rupiah(1)))),
            NamedEvent(
                "payee blocked",
                .payeeBlocked(
                    PayeeBlock(
                        by: PersonalDecision(person: "Ani", reason: "fraud"), blockedAt: situation.now,
                        isName: false))),
            NamedEvent(
                "name accepted before",
                .nameAcceptedBefore(
                    AcceptedName(
                        bankCode: "014", accountNumber: "1234567890", fileName: "Budi", bankName: "SOMEBODY ELSE",
                        by: PersonalDecision(person: "Ani", reason: "seen the passbook"), acceptedAt: situation.now))),
            NamedEvent("found in older reports", .foundInReports(situation.story.reported())),
        ]
            + everyStatus.map { status in
                let report = StatusReport(status: status, source: .inquiry)
                return NamedEvent("adopted", status.rawValue, .adopted(situation.story.next(report)))
            }
            + [TransactionStatus.succeeded, .failed].map { status in
                let report = StatusReport(status: status, source: .inquiry)
                return NamedEvent(
                    "adopted, further on", status.rawValue, .adopted(situation.story.next(report, ahead: 3)))
            }
    }

    private static func personEvents(_ situation: Situation) -> [NamedEvent] {
        let decision = PayoutStory.decision
        func retried(_ payload: String, _ reported: (Transfer) -> TransactionStatus?, newReference: Bool) -> NamedEvent
        {
            var answers: [Attempt: TransactionStatus] = [:]
            for transfer in situation.payout.transfers { answers[transfer.attempt] = reported(transfer) }
            return NamedEvent("retried", payload, .retried(decision, reported: answers, newReference: newReference))
        }
        let asItStands: (Transfer) -> TransactionStatus? = { transfer in
            switch transfer.state {
            case .pending: .pending
            case .succeeded: .succeeded
            case .refunded: .refunded
            case .failed: .failed
            case .voided: .voided
            case .refused, .unsent, .notFound: .notFound
            }
        }
        return [
            NamedEvent("released", .released(decision)),
            NamedEvent("cancelled", .cancelled(decision)),
            retried("reported as it stands", asItStands, newReference: false),
            retried("reported not found throughout", { _ in .notFound }, newReference: false),
            retried("reported nothing", { _ in nil }, newReference: false),
            retried("reported 00", { _ in .succeeded }, newReference: false),
            retried("new reference, reported as it stands", asItStands, newReference: true),
            retried("new reference, reported 07 throughout", { _ in .notFound }, newReference: true),
        ]
            + Resolution.allCases.map { NamedEvent("resolved", $0.rawValue, .resolved(decision, as: $0)) }
    }
}
