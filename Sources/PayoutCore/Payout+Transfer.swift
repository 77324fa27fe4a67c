// The part of the state machine that sends money and waits for the bank's report on it.
extension Payout {
    mutating func transferIntended(
        _ externalID: ExternalID, _ number: PartnerReferenceNo, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard isReadyToMove else { return .refused(order.rail.isValidated ? .notValidated : .notQueued) }
        guard mayIntend else { return .refused(.transferMayExist) }
        guard order.rail.isValidated else {
            begin(externalID, number, validation: nil, at: now, policy: policy)
            return .changed(next: .nothing)
        }
        guard let validation = goodValidation else { return .refused(.notValidated) }
        // The age counts from the request: a result that came to a suspended process may have waited for any time. It
        // is measured both ways, since a clock may jump.
        let age = now - validation.sentAt
        guard age < policy.validationAgeMax, .zero - age < policy.validationAgeMax else {
            abandonValidations()
            status = .queued
            return .changed(next: .validateAgain)
        }
        begin(externalID, number, validation: validation.externalID, at: now, policy: policy)
        return .changed(next: .nothing)
    }

    private mutating func begin(
        _ externalID: ExternalID, _ number: PartnerReferenceNo, validation: ExternalID?, at now: Timestamp,
        policy: PayoutPolicy
    ) {
        transfers.append(
            Transfer(
                attempt: nextAttempt, generation: nextGeneration, externalID: externalID, partnerReferenceNo: number,
                sentAt: now, validation: validation, state: .pending))
        // They belonged to this attempt, which has now begun: one validation serves one transfer.
        validations = []
        status = .pending
        reason = .awaitingResult
        dueAt = now + policy.resultWait(order.rail)
    }

    mutating func transferAnswered(
        _ attempt: Attempt, _ outcome: MovementOutcome, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard let index = transfers.firstIndex(where: { $0.attempt == attempt }) else {
            return .noted("no such attempt")
        }
        guard transfers[index].answeredAt == nil else { return .noted("already answered") }
        let wasOpen = transfers[index].state == .pending && !transfers[index].isKnown
        transfers[index].answeredAt = now
        switch outcome {
        case .received(let answer, let providerReferenceNo):
            take(answer, providerReferenceNo, of: index)
            // That a refund was accepted is confirmed once.
            if order.rail == .refund, wasOpen { ask(reason: .awaitingResult, at: now) }
            return .changed(next: .nothing)
        case .reported(let answer, let report):
            take(answer, report.providerReferenceNo, of: index)
            return statusReported(attempt, report, at: now, policy: policy)
        case .awaitsCustomer(let answer, let providerReferenceNo, let confirmation):
            take(answer, providerReferenceNo, of: index)
            guard wasOpen else { return .changed(next: .nothing) }
            transfers[index].isKnown = true
            transfers[index].confirmation = confirmation
            reason = .awaitingCode
            dueAt = now + policy.codeWait
            return .changed(next: .nothing)
        case .refusedInDoubt(let answer, let providerReferenceNo):
            take(answer, providerReferenceNo, of: index)
            if wasOpen { ask(reason: .refusedInDoubt(answer: answer), at: now) }
            return .changed(next: .nothing)
        case .doubtful(let doubt):
            transfers[index].answer = BankAnswer(code: doubt.code, message: "")
            if wasOpen { reason = .answerUnknown(answer: doubt.code) }
            return .changed(next: .nothing)
        case .alreadyReceived(let answer):
            transfers[index].answer = answer
            if wasOpen {
                transfers[index].conflict = .request
                ask(reason: .answerUnknown(answer: answer.code), at: now)
            }
            return .changed(next: .nothing)
        case .partnerReferenceUsed(let answer):
            transfers[index].answer = answer
            if wasOpen {
                transfers[index].conflict = .reference
                ask(reason: .answerUnknown(answer: answer.code), at: now)
            }
            return .changed(next: .nothing)
        case .unsent(let unsent):
            transfers[index].answer = BankAnswer(code: unsent.code, message: "")
            return close(index, as: .unsent, .unsent(why: unsent.cause), wasOpen: wasOpen, at: now)
        case .deferred(let deferral):
            transfers[index].answer = deferral.answer
            return close(index, as: .refused, .deferred(deferral), wasOpen: wasOpen, at: now)
        case .refusedForAll(let answer, let trouble):
            transfers[index].answer = answer
            let step = close(index, as: .refused, .deferred(answer, trouble), wasOpen: wasOpen, at: now)
            if case .changed = step { return .changed(next: .nothing) }
            return step
        case .refused(let answer):
            transfers[index].answer = answer
            guard wasOpen else { return .noted("refused, yet the bank knows this transfer") }
            settle(index, as: .refused, by: .answer, at: now)
            status = .failed
            reason = .transferRefused(answer: answer)
            return .changed(next: .nothing)
        }
    }

    mutating func hinted(_ attempt: Attempt, at now: Timestamp, policy: PayoutPolicy) -> PayoutStep {
        guard let index = transfers.firstIndex(where: { $0.attempt == attempt }),
            status == .pending, transfers[index].state == .pending
        else { return .noted("nothing to ask") }
        let earliest = transfers[index].inquiredAt.map { $0 + policy.pollInterval } ?? now
        let next = max(now, earliest)
        guard dueAt.map({ next < $0 }) ?? true else { return .noted("it is asked about anyway") }
        dueAt = next
        return .changed(next: .nothing)
    }

    mutating func inquiryIntended(_ attempt: Attempt, at now: Timestamp, policy: PayoutPolicy) -> PayoutStep {
        guard status == .pending, let due = dueAt, policy.isDue(due, at: now),
            let index = transfers.firstIndex(where: { $0.attempt == attempt }), transfers[index].state == .pending
        else { return .refused(.nothingToAsk) }
        transfers[index].inquiries += 1
        transfers[index].inquiredAt = now
        dueAt = now + policy.pause(afterInquiry: transfers[index].inquiries)
        return .changed(next: .nothing)
    }

    mutating func inquiryUndecided(_ attempt: Attempt) -> PayoutStep {
        guard transfers.contains(where: { $0.attempt == attempt }) else { return .refused(.attemptUnknown) }
        return .noted("the inquiry decided nothing")
    }

    /// Closes an attempt that never was received, and queues the payout for a new one.
    private mutating func close(
        _ index: Int, as state: Transfer.State, _ reason: Reason, wasOpen: Bool, at now: Timestamp
    ) -> PayoutStep {
        guard wasOpen else { return .noted("refused, yet the bank knows this transfer") }
        settle(index, as: state, by: .answer, at: now)
        status = .queued
        self.reason = reason
        return .changed(next: order.rail.isValidated ? .validateAgain : .transfer)
    }

    private mutating func take(_ answer: BankAnswer, _ providerReferenceNo: String?, of index: Int) {
        transfers[index].answer = answer
        transfers[index].providerReferenceNo = transfers[index].providerReferenceNo ?? providerReferenceNo
    }

    private mutating func ask(reason: Reason, at now: Timestamp) {
        self.reason = reason
        dueAt = now
    }

    mutating func settle(_ index: Int, as state: Transfer.State, by source: StatusSource, at now: Timestamp) {
        transfers[index].state = state
        transfers[index].source = source
        transfers[index].settledAt = now
        dueAt = nil
    }
}
