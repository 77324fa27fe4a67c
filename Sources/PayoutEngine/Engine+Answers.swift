internal import BankAPI
internal import LedgerAPI
internal import PayoutCore

// What the engine makes of the answers to its calls.
extension Engine {
    mutating func take(_ end: CallEnd, _ context: inout StepContext) {
        guard let call = calls.removeValue(forKey: end.id) else { return }
        ended(call.subject, &context.bank)
        let (refused, slowDowns) = (context.bank.pacing.throttledCount, context.bank.pacing.slowDownCount)
        if let took = end.took {
            context.bank.pacing.answered(call.subject.service, call.sent, took: took, at: context.now)
        }
        context.answered = call.sent
        defer {
            context.answered = nil
            callCounts.refused += context.bank.pacing.throttledCount - refused
            callCounts.slowDowns += context.bank.pacing.slowDownCount - slowDowns
        }
        switch (call.subject, end.answer) {
        case (.validation(let payout, let externalID), .validation(let outcome)):
            validationAnswered(payout, externalID, outcome, &context)
        case (.transfer(let payout, let attempt), .movement(let outcome)):
            transferAnswered(payout, attempt, outcome, &context)
        case (.inquiry(let payout, let attempt), .inquiry(let outcome)):
            inquiring.remove(payout)
            inquiryAnswered(payout, attempt, outcome, &context)
            noteUnanswered(payout, context)
        case (.priorTransfer(let payout, let attempt, let generation), .inquiry(let outcome)):
            priorTransferAnswered(payout, attempt: attempt, generation: generation, outcome, &context)
        case (.validation, _), (.transfer, _), (.inquiry, _), (.priorTransfer, _):
            break
        }
    }

    private mutating func validationAnswered(
        _ payout: PayoutID, _ externalID: ExternalID, _ outcome: ValidationOutcome, _ context: inout StepContext
    ) {
        if case .deferred(.tokenSuspected(let answer, let refusal)) = outcome {
            let verdict = trouble.suspected(.validation, payout, refusal)
            takeAnswer(verdict == .stands ? .refused(answer) : outcome, payout, externalID, &context)
            return follow(verdict, of: .validation, &context)
        }
        trouble.cleared(.validation, payout)
        takeAnswer(outcome, payout, externalID, &context)
        switch outcome {
        case .accepted, .refused: succeeded(.validation, &context)
        case .doubtful: context.bank.pacing.slowDown(.doubt, of: .validation, call: context.answered, at: context.now)
        case .unsent(let unsent): slowDown(unsent, of: .validation, &context)
        case .deferred(let deferral): slowDown(deferral, of: .validation, &context)
        case .refusedForAll(_, let trouble): stop(.stopped(StopReason(trouble)), &context)
        }
    }

    /// The answer to a validation stays with it, also where the payout has moved on before it came.
    private mutating func takeAnswer(
        _ outcome: ValidationOutcome, _ payout: PayoutID, _ externalID: ExternalID, _ context: inout StepContext
    ) {
        let event = PayoutEvent.validationAnswered(externalID, outcome)
        let validations = context.payouts[payout]?.payout.validations ?? []
        // One that waits for this answer is saved with it.
        let waits = validations.contains { $0.externalID == externalID && $0.state == .sent }
        if waits, apply(event, to: payout, &context) != nil { return }
        if let answer = outcome.answer {
            context.changes.changes.append(.answer(answer, validation: externalID, of: payout))
        }
        if !waits { apply(event, to: payout, &context) }
    }

    private mutating func transferAnswered(
        _ payout: PayoutID, _ attempt: Attempt, _ outcome: MovementOutcome, _ context: inout StepContext
    ) {
        if case .deferred(.tokenSuspected(let answer, let refusal)) = outcome {
            let verdict = trouble.suspected(.transfer, payout, refusal)
            let outcome = verdict == .stands ? MovementOutcome.refused(answer) : outcome
            apply(.transferAnswered(attempt: attempt, outcome), to: payout, &context)
            return follow(verdict, of: .transfer, &context)
        }
        trouble.cleared(.transfer, payout)
        apply(.transferAnswered(attempt: attempt, outcome), to: payout, &context)
        switch outcome {
        case .received, .reported, .awaitsCustomer, .refusedInDoubt:
            lastChange = context.now
            context.bank.reportedCutOff.hasPassed()
            succeeded(.transfer, &context)
            if context.bank.isProving { apply(.hinted(attempt: attempt), to: payout, &context) }
        case .refused, .alreadyReceived, .partnerReferenceUsed:
            context.bank.reportedCutOff.hasPassed()
            succeeded(.transfer, &context)
        case .doubtful: context.bank.pacing.slowDown(.doubt, of: .transfer, call: context.answered, at: context.now)
        case .unsent(let unsent): slowDown(unsent, of: .transfer, &context)
        case .deferred(let deferral): slowDown(deferral, of: .transfer, &context)
        case .refusedForAll(_, let trouble): stop(.stopped(StopReason(trouble)), &context)
        }
    }

    private mutating func inquiryAnswered(
        _ payout: PayoutID, _ attempt: Attempt, _ outcome: InquiryOutcome, _ context: inout StepContext
    ) {
        switch outcome {
        case .reported, .disagrees, .undecided(.answered), .undecided(.unprovenNotFound): hintedNumbers[payout] = nil
        case .undecided(.doubtful), .undecided(.unsent), .undecided(.deferred): break
        }
        switch outcome {
        case .reported(let report):
            succeeded(.inquiry, &context)
            if report.status.namesTransfer { context.bank.prove() }
            apply(.statusReported(attempt: attempt, report), to: payout, &context)
        case .disagrees:
            apply(.inquiryUndecided(attempt: attempt), to: payout, &context)
        case .undecided(let undecided):
            apply(.inquiryUndecided(attempt: attempt), to: payout, &context)
            slowDown(undecided, &context)
        }
    }

    mutating func succeeded(_ service: Pacing.Service, _ context: inout StepContext) {
        context.bank.pacing.answeredWell(service)
        trouble.success(service)
    }

    /// Does what a refusal calls for that may be about the token.
    private mutating func follow(
        _ verdict: TokenSuspicion.Verdict, of service: Pacing.Service,
        _ context: inout StepContext
    ) {
        switch verdict {
        case .stands: break
        case .again:
            context.bank.pacing.slowDown(.unauthorized, of: service, call: context.answered, at: context.now)
        case .stop(let reason): stop(.stopped(reason), &context)
        }
    }

    /// An inquiry decided nothing.
    mutating func slowDown(_ undecided: Undecided, _ context: inout StepContext) {
        switch undecided {
        case .doubtful: context.bank.pacing.slowDown(.doubt, of: .inquiry, call: context.answered, at: context.now)
        case .unsent(let unsent): slowDown(unsent, of: .inquiry, &context)
        case .deferred(let deferral): slowDown(deferral, of: .inquiry, &context)
        case .answered, .unprovenNotFound: succeeded(.inquiry, &context)
        }
    }

    private mutating func slowDown(
        _ unsent: Unsent, of service: Pacing.Service, _ context: inout StepContext
    ) {
        let isNews = !context.bank.pacing.isPaused(at: context.now)
        switch unsent {
        case .notStarted, .connectionEnded, .overtaken: break
        case .notConnected, .noToken, .tokenRefused:
            context.bank.pacing.slowDown(.unreachable, of: service, call: context.answered, at: context.now)
        }
        if isNews, let reason = trouble.unsent(unsent) { stop(.stopped(reason), &context) }
    }

    private mutating func slowDown(
        _ deferral: Deferral, of service: Pacing.Service, _ context: inout StepContext
    ) {
        switch deferral {
        case .throttled(_, let retryAfter) where service == .inquiry && isInquiryPaced:
            context.bank.inquiryPace.refused(retryAfter: retryAfter, at: context.now)
        case .throttled(_, let retryAfter):
            context.bank.pacing.slowDown(
                .throttled(retryAfter: retryAfter), of: service, call: context.answered, at: context.now)
        case .unauthorized(_, let tokenSerial):
            if !trouble.isOld(tokenSerial: tokenSerial) {
                context.bank.pacing.slowDown(.unauthorized, of: service, call: context.answered, at: context.now)
            }
            if let reason = trouble.unauthorized(service, tokenSerial: tokenSerial) {
                stop(.stopped(reason), &context)
            }
        // Of an inquiry; those of validations and transfers are dealt with before, since a row is judged by them.
        case .tokenSuspected(_, let refusal):
            context.bank.pacing.slowDown(.unauthorized, of: service, call: context.answered, at: context.now)
            if let reason = trouble.unauthorized(service, tokenSerial: refusal.serial) {
                stop(.stopped(reason), &context)
            }
        case .conflict: context.bank.pacing.slowDown(.doubt, of: service, call: context.answered, at: context.now)
        case .cutOff: context.bank.reportedCutOff.reported(at: context.now, window: limits.cutOff)
        }
    }
}

extension Engine.Call {
    /// What it asks of the bank.
    fileprivate var service: Pacing.Service {
        switch self {
        case .validation: .validation
        case .transfer: .transfer
        case .inquiry, .priorTransfer: .inquiry
        }
    }
}

extension ValidationOutcome {
    /// What the ledger keeps of the answer.
    var answer: BankAnswer? {
        switch self {
        case .accepted(let answer, _), .refusedForAll(let answer, _), .refused(let answer): answer
        case .deferred(let deferral): deferral.answer
        case .doubtful(let doubt): BankAnswer(code: doubt.code, message: "")
        case .unsent(let unsent): BankAnswer(code: unsent.code, message: "")
        }
    }
}
