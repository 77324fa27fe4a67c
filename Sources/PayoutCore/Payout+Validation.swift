// The part of the state machine that asks whether an account can receive. It moves no money.
extension Payout {
    mutating func validationIntended(
        _ externalID: ExternalID, _ number: PartnerReferenceNo, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard status == .queued, order.rail.isValidated else { return .refused(.notQueued) }
        guard mayIntend else { return .refused(.transferMayExist) }
        validations.append(Validation(externalID: externalID, partnerReferenceNo: number, sentAt: now))
        status = .validating
        reason = nil
        dueAt = now + policy.validationWait
        return .changed(next: .nothing)
    }

    mutating func validationAnswered(
        _ externalID: ExternalID, _ outcome: ValidationOutcome, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard let index = validations.firstIndex(where: { $0.externalID == externalID }) else {
            return .noted("the answer to a validation of an earlier attempt or run")
        }
        guard validations[index].state == .sent else {
            return .noted("the result had come before the answer")
        }
        switch outcome {
        case .accepted(let answer, let providerReferenceNo):
            validations[index].state = .accepted
            validations[index].isCounted = true
            validations[index].answer = answer
            validations[index].providerReferenceNo = providerReferenceNo
            waitForResult(from: now, policy: policy)
            return .changed(next: .nothing)
        case .doubtful(let doubt):
            validations[index].state = .doubtful
            if case .serverError = doubt { validations[index].isCounted = true }
            validations[index].answer = BankAnswer(code: doubt.code, message: "")
            waitForResult(from: now, policy: policy)
            return .changed(next: .nothing)
        case .unsent(let unsent):
            return lapse(index, BankAnswer(code: unsent.code, message: ""), .unsent(why: unsent.cause))
        case .deferred(let deferral):
            return lapse(index, deferral.answer, .deferred(deferral))
        case .refusedForAll(let answer, let trouble):
            let step = lapse(index, answer, .deferred(answer, trouble))
            return step == .changed(next: .validateAgain) ? .changed(next: .nothing) : step
        case .refused(let answer):
            validations[index].state = .invalid
            validations[index].answer = answer
            guard status == .validating else { return .changed(next: .nothing) }
            return becomeInvalid(answer)
        }
    }

    mutating func validationReported(
        _ externalID: ExternalID, _ verdict: ValidationVerdict, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard let index = validations.firstIndex(where: { $0.externalID == externalID }) else {
            return .noted("a result for a validation of an earlier attempt or run")
        }
        guard !validations[index].isGivenUp else { return .noted("this validation was given up") }
        switch validations[index].state {
        case .valid, .invalid, .failed, .abandoned:
            return .noted("this validation already has a result, or was given up")
        case .sent, .accepted, .doubtful, .lapsed: break
        }
        switch (verdict, status) {
        case (.inProgress, _): return .noted("the validation is still in progress")
        case (.valid(let name, let customerReference, let providerReferenceNo), .validating),
            (.valid(let name, let customerReference, let providerReferenceNo), .queued),
            (.valid(let name, let customerReference, let providerReferenceNo), .unverified):
            guard mayIntend else { return .noted("a transfer may be live") }
            validations[index].state = .valid
            validations[index].name = name
            validations[index].customerReference = customerReference
            validations[index].providerReferenceNo = providerReferenceNo ?? validations[index].providerReferenceNo
            validations[index].reportedAt = now
            return becomeValidated(name, policy: policy)
        case (.invalid(let answer), .validating), (.invalid(let answer), .queued), (.invalid(let answer), .unverified):
            validations[index].state = .invalid
            validations[index].answer = answer
            validations[index].reportedAt = now
            return becomeInvalid(answer)
        case (.noResult(let answer), _): return endWithoutResult(index, answer, at: now, policy: policy)
        case (.valid, _), (.invalid, _): return .noted("the payout had moved on before this result came")
        }
    }

    mutating func validationOverdue(at now: Timestamp, policy: PayoutPolicy) -> PayoutStep {
        guard status == .validating, let due = dueAt, policy.isDue(due, at: now) else { return .refused(.notOverdue) }
        if validations.last?.state == .sent {
            // The request itself is still open; its own time limit ends it.
            dueAt = now + policy.validationWait
            return .changed(next: .nothing)
        }
        return validateAgain(policy: policy)
    }

    /// The bank reports that a validation ended without a result: a counted attempt, and where it was the newest one,
    /// a fresh one follows at once.
    private mutating func endWithoutResult(
        _ index: Int, _ answer: BankAnswer, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        validations[index].state = .failed
        validations[index].isCounted = true
        validations[index].answer = answer
        validations[index].reportedAt = now
        guard status == .validating, index == validations.indices.last else { return .changed(next: .nothing) }
        return validateAgain(policy: policy)
    }

    private mutating func validateAgain(policy: PayoutPolicy) -> PayoutStep {
        dueAt = nil
        guard validations.count(where: { $0.isCounted && !$0.isGivenUp }) < policy.validationAttempts else {
            status = .unverified
            reason = .noValidationResult
            return .changed(next: .nothing)
        }
        status = .queued
        return .changed(next: .validateAgain)
    }

    /// Nothing is in progress under this validation; a fresh one may follow at once and no try is used up.
    private mutating func lapse(_ index: Int, _ answer: BankAnswer, _ reason: Reason) -> PayoutStep {
        validations[index].state = .lapsed
        validations[index].answer = answer
        guard status == .validating, index == validations.indices.last else { return .changed(next: .nothing) }
        status = .queued
        self.reason = reason
        dueAt = nil
        return .changed(next: .validateAgain)
    }

    private mutating func waitForResult(from now: Timestamp, policy: PayoutPolicy) {
        if status == .validating { dueAt = now + policy.validationWait }
    }

    /// Whether a person has accepted that the bank knows the account under this name.
    private func isAccepted(_ name: String) -> Bool {
        guard let acceptedName else { return false }
        return acceptedName == name || PayeeName.folded(acceptedName) == PayeeName.folded(name)
    }

    private mutating func becomeValidated(_ name: String, policy: PayoutPolicy) -> PayoutStep {
        dueAt = nil
        switch isAccepted(name) ? .pay : policy.names[order.comparison(withBank: name).verdict] {
        case .pay:
            status = .validated
            reason = nil
            return .changed(next: .transfer)
        case .hold:
            status = .held
            reason = .nameMismatch(file: order.accountName, bank: name)
            return .changed(next: .nothing)
        case .reject:
            status = .invalid
            reason = .nameRejected(file: order.accountName, bank: name)
            return .changed(next: .nothing)
        }
    }

    private mutating func becomeInvalid(_ answer: BankAnswer) -> PayoutStep {
        status = .invalid
        reason = .accountRefused(answer: answer)
        dueAt = nil
        return .changed(next: .nothing)
    }
}
