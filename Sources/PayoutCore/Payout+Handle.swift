extension Payout {
    /// Takes an event at the moment `now`; the only door through which a payout changes.
    ///
    /// Repeating an event, or events in another order, never moves money twice: whatever does not fit is noted or
    /// refused, and changes nothing.
    package mutating func handle(_ event: PayoutEvent, at now: Timestamp, policy: PayoutPolicy) -> PayoutStep {
        let before = self
        let step = take(event, at: now, policy: policy)
        guard self != before else { return step }
        let isDecided =
            isContradictionOpen != before.isContradictionOpen
            || contradictionResolvedAs != before.contradictionResolvedAs
        if before.isContradicted, !isDecided { reason = before.reason }
        if isContradicted { holdBack() }
        switch step {
        case .changed(let next): return .changed(next: isContradicted ? .nothing : next)
        case .noted, .refused: return hasMoved(since: before) ? .changed(next: .nothing) : step
        }
    }

    /// Whether more has changed than what is merely kept as evidence.
    private func hasMoved(since before: Payout) -> Bool {
        status != before.status || isContradicted != before.isContradicted || dueAt != before.dueAt
            || isContradictionOpen != before.isContradictionOpen
            || transfers.map(\.state) != before.transfers.map(\.state)
    }

    /// A contradicted payout that would go again waits for a person instead: nothing more is sent for it.
    private mutating func holdBack() {
        switch status {
        case .queued, .validating, .validated:
            abandonValidations()
            status = .held
            dueAt = nil
        case .rejected, .held, .unverified, .invalid, .pending, .succeeded, .refunded, .failed, .notFound, .cancelled:
            break
        }
    }

    private mutating func take(_ event: PayoutEvent, at now: Timestamp, policy: PayoutPolicy) -> PayoutStep {
        switch event {
        case .validationIntended(let externalID, let number):
            validationIntended(externalID, number, at: now, policy: policy)
        case .validationAnswered(let externalID, let outcome):
            validationAnswered(externalID, outcome, at: now, policy: policy)
        case .validationReported(let externalID, let verdict):
            validationReported(externalID, verdict, at: now, policy: policy)
        case .validationOverdue:
            validationOverdue(at: now, policy: policy)
        case .transferIntended(let externalID, let number):
            transferIntended(externalID, number, at: now, policy: policy)
        case .transferAnswered(let attempt, let outcome):
            transferAnswered(attempt, outcome, at: now, policy: policy)
        case .statusReported(let attempt, let report):
            statusReported(attempt, report, at: now, policy: policy)
        case .hinted(let attempt):
            hinted(attempt, at: now, policy: policy)
        case .inquiryIntended(let attempt):
            inquiryIntended(attempt, at: now, policy: policy)
        case .inquiryUndecided(let attempt):
            inquiryUndecided(attempt)
        case .recalled:
            recalled()
        case .reopened:
            reopened()
        case .duplicateFound(let likeness):
            duplicateFound(likeness)
        case .foundInReports(let reported):
            foundInReports(reported)
        case .ceilingReached(let hit):
            ceilingReached(hit)
        case .payeeBlocked(let block):
            payeeBlocked(block)
        case .nameAcceptedBefore(let accepted):
            nameAcceptedBefore(accepted)
        case .adopted(let known):
            adopted(known, at: now, policy: policy)
        case .released(_, let ended):
            released(without: ended, at: now)
        case .retried(_, let reported, let newReference):
            retried(reported: reported, newReference: newReference, at: now, policy: policy)
        case .cancelled(let decision, let reported):
            cancelled(decision, reported: reported, at: now, policy: policy)
        case .resolved(let decision, let resolution):
            resolved(decision, as: resolution, at: now, policy: policy)
        }
    }

    private mutating func recalled() -> PayoutStep {
        switch status {
        case .validating, .validated:
            abandonValidations()
            status = .queued
            reason = nil
            dueAt = nil
            return .changed(next: .nothing)
        case .queued where !validations.isEmpty:
            abandonValidations()
            return .changed(next: .nothing)
        case .queued, .rejected, .held, .unverified, .invalid, .pending, .succeeded, .refunded, .failed, .notFound,
            .cancelled:
            return .refused(.nothingToRecall)
        }
    }

    private mutating func reopened() -> PayoutStep {
        guard status == .unverified else { return .refused(.notUnverified) }
        abandonValidations()
        status = .queued
        reason = nil
        return .changed(next: .nothing)
    }

    private mutating func duplicateFound(_ likeness: Likeness) -> PayoutStep {
        guard status == .queued, liveTransfer == nil else { return .refused(.notQueued) }
        status = .held
        reason = .likeness(likeness, of: order)
        if let payment = likeness.payment { duplicates.hold(against: payment) }
        return .changed(next: .nothing)
    }

    private mutating func ceilingReached(_ hit: CeilingHit) -> PayoutStep {
        guard status == .queued || status == .validated, liveTransfer == nil else { return .refused(.notQueued) }
        abandonValidations()
        status = .held
        reason = .ceiling(hit: hit)
        return .changed(next: .nothing)
    }

    /// Holds a payout that an older report shows as sent, while this ledger does not know that transfer: it was lost.
    private mutating func foundInReports(_ reported: ReportedTransfer) -> PayoutStep {
        guard !isContradicted, liveTransfer == nil else { return .refused(.nothingToHold) }
        guard reported.attempt >= nextAttempt else { return .refused(.attemptKnown) }
        switch status {
        case .rejected, .pending, .succeeded, .cancelled: return .refused(.nothingToHold)
        case .queued, .validating, .validated, .unverified, .invalid, .held, .refunded, .failed, .notFound: break
        }
        abandonValidations()
        status = .held
        reason = .ledgerLost(reported: reported)
        dueAt = nil
        return .changed(next: .nothing)
    }

    /// Adopts a transfer of which this ledger has no record.
    private mutating func adopted(
        _ known: AdoptedTransfer, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        switch known.report.status {
        case .notFound, .unrecognised: return .refused(.unknownToBank)
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided: break
        }
        guard status != .rejected else { return .refused(.rejected) }
        guard known.attempt >= nextAttempt else { return .refused(.attemptKnown) }
        if let index = transfers.firstIndex(where: { $0.state.isLive }) {
            guard status == .held, transfers[index].isConflict else { return .refused(.transferMayExist) }
            // The earlier transfer that the bank spoke of in its conflict: the attempt that met it was refused.
            settle(index, as: .refused, by: .inquiry, at: now)
        }
        abandonValidations()
        transfers.append(
            Transfer(
                attempt: known.attempt, generation: known.generation, externalID: known.externalID,
                partnerReferenceNo: known.partnerReferenceNo, sentAt: now, validation: nil, state: .pending))
        status = .pending
        reason = .awaitingResult
        dueAt = now + policy.pollInterval
        let decided = contradictionResolvedAs
        let isNews = isContradicted && !isContradictionOpen
        if isNews { isContradictionOpen = true }
        _ = statusReported(known.attempt, known.report, at: now, policy: policy)
        if isNews, let decided {
            reason = .contradiction(
                first: .decided(as: decided),
                then: .reportedOfAttempt(status: known.report.status, attempt: known.attempt))
        }
        return .changed(next: .nothing)
    }

    /// No transfer may use these validations any more. What the bank reported about them stays.
    mutating func abandonValidations() {
        for index in validations.indices {
            switch validations[index].state {
            case .valid, .invalid, .failed: break
            case .sent, .accepted, .doubtful, .lapsed, .abandoned: validations[index].state = .abandoned
            }
            validations[index].isGivenUp = true
        }
    }
}
