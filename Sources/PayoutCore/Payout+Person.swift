// The part of the state machine that takes a person's decisions. None of them sends anything: what they free is queued,
// and takes the whole way of validation and transfer again.
//
//     act        from                                  to           not where
//     release    held (name, likeness)                 queued       a transfer may exist (conflict), contradiction
//     retry      invalid, failed, refunded, not_found  queued       an earlier attempt may live, contradiction
//     retry ¹    held (conflict)                       queued       the bank knows any attempt, or the next ones
//     cancel     queued … validated, unverified,       cancelled    a transfer may exist, contradiction
//                invalid, held
//     cancel     failed                                cancelled    the bank does not say so of every attempt now
//     resolve    pending, held (conflict)              as stated    younger than resolveAfter
//     resolve    contradiction, nothing pending        as stated    a person has decided it already ²
//
// ¹ with a new reference where the bank remembers the partnerReferenceNo.
// ² until the bank disagrees with the decision. The decision frees nothing: the payout is never sent again.
extension Payout {
    /// Why `act` is not allowed now, or nil if it is.
    ///
    /// For a retry this leaves out what only the bank can report about earlier attempts.
    package func refusal(of act: PersonalAct, at now: Timestamp, policy: PayoutPolicy) -> Refusal? {
        guard status != .rejected else { return .rejected }
        switch act {
        case .release: return refusalToRelease
        case .retry(let newReference): return refusalToRetry(newReference: newReference)
        case .cancel: return refusalToCancel
        case .resolve: return refusalToResolve(at: now, policy: policy)
        }
    }

    private var isConflict: Bool { status == .held && liveTransfer?.isConflict == true }

    private var refusalToRelease: Refusal? {
        guard status == .held else { return .notHeld }
        guard !isContradicted else { return .contradicted }
        guard !isAuthorised else { return .authorised }
        return liveTransfer == nil ? nil : .conflict
    }

    private func refusalToRetry(newReference: Bool) -> Refusal? {
        guard !isContradicted else { return .contradicted }
        if isConflict {
            // Where only the external identifier was used before, the next attempt has another one, and keeps the
            // number that the bank guards it by.
            guard liveTransfer?.isReferenceConflict == true else { return newReference ? .noConflict : nil }
            return newReference ? nil : .conflict
        }
        guard liveTransfer == nil else { return .transferMayExist }
        switch status {
        case .invalid, .failed, .refunded, .notFound: return newReference ? .noConflict : nil
        case .rejected, .held, .queued, .validating, .validated, .unverified, .pending, .succeeded, .cancelled:
            return .notRetryable
        }
    }

    /// For what was sent and ended, this leaves out what only the bank can report about earlier attempts.
    private var refusalToCancel: Refusal? {
        if let refusal = refusalToStop, refusal != .notCancellable { return refusal }
        return hasEndedAfterSending ? nil : refusalToStop
    }

    /// Whether the bank says that a transfer ended without money, so that a person may pay another row in its place.
    /// What the bank does not find is tried again instead, under the number that the bank guards it by.
    private var hasEndedAfterSending: Bool { status == .failed }

    /// Why it cannot be kept from being sent, or nil if it can.
    var refusalToStop: Refusal? {
        guard !isContradicted else { return .contradicted }
        guard !isConflict else { return .conflict }
        guard liveTransfer == nil else { return .transferMayExist }
        switch status {
        case .queued, .validating, .validated, .unverified, .invalid, .held: return nil
        case .rejected, .pending, .succeeded, .refunded, .failed, .notFound, .cancelled: return .notCancellable
        }
    }

    private func refusalToResolve(at now: Timestamp, policy: PayoutPolicy) -> Refusal? {
        guard status == .pending || isConflict || isAuthorised, let live = liveTransfer, live.state == .pending else {
            return isContradictionOpen ? nil : .notInDoubt
        }
        let earliest = live.sentAt + policy.resolveAfter
        return now >= earliest ? nil : .tooEarlyToResolve(until: earliest)
    }

    mutating func released(without ended: [PayoutID], at now: Timestamp) -> PayoutStep {
        if let refusal = refusalToRelease { return .refused(refusal) }
        switch reason?.code {
        case ReasonCode.possibleDuplicate, ReasonCode.referenceUsed, ReasonCode.samePurpose, ReasonCode.accountChanged:
            duplicates.accept(without: ended, at: now)
        case _: break
        }
        acceptedName = goodValidation?.name ?? acceptedName
        requeue()
        return .changed(next: .nothing)
    }

    /// What was sent before ends for good only if the bank says of every attempt that no money moved: another row may
    /// be paid in its place.
    mutating func cancelled(
        _ decision: PersonalDecision, reported: [Attempt: TransactionStatus], at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        if let refusal = refusalToCancel { return .refused(refusal) }
        if let refusal = refusalToEnd(reported: reported, at: now, policy: policy) { return .refused(refusal) }
        abandonValidations()
        status = .cancelled
        reason = .cancelled(by: decision)
        dueAt = nil
        return .changed(next: .nothing)
    }

    /// What the bank's reports say against ending what was sent before; nil where nothing does.
    package func refusalToEnd(
        reported: [Attempt: TransactionStatus], at now: Timestamp, policy: PayoutPolicy
    ) -> Refusal? {
        guard hasEndedAfterSending else { return nil }
        for transfer in transfers {
            let status = reported[transfer.attempt]
            if let refusal = refusal(after: transfer, reported: status, at: now, policy: policy) { return refusal }
            // Another row carries another number, and the bank would not refuse it.
            if transfer.state == .failed, status == .notFound { return .attemptMayLive(attempt: transfer.attempt) }
        }
        return nil
    }

    /// Goes on only if the bank says of every earlier attempt that no money moved, or that it came back.
    mutating func retried(
        reported: [Attempt: TransactionStatus], newReference: Bool, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        if let refusal = refusalToRetry(newReference: newReference) { return .refused(refusal) }
        for transfer in transfers {
            if let refusal = refusal(after: transfer, reported: reported[transfer.attempt], at: now, policy: policy) {
                return .refused(refusal)
            }
        }
        if let index = transfers.firstIndex(where: { $0.state.isLive }) {
            settle(index, as: .refused, by: .person, at: now)
            if newReference { generationMin = transfers[index].generation + 1 }
        }
        requeue()
        return .changed(next: .nothing)
    }

    /// What speaks against sending again while this attempt stands as it does; nil where nothing does.
    package func refusal(
        after transfer: Transfer, reported: TransactionStatus?, at now: Timestamp, policy: PayoutPolicy
    ) -> Refusal? {
        let attempt = transfer.attempt
        switch reported {
        // Never made, and the bank cannot say so: it may not look at our numbers.
        case nil where !order.rail.isFoundByOurNumbers && [.refused, .unsent].contains(transfer.state): return nil
        case nil, .unrecognised: return .attemptUnclear(attempt: attempt)
        case .succeeded, .pending, .authorised: return .attemptMayLive(attempt: attempt)
        case .voided: return transfer.state == .voided ? nil : .attemptMayLive(attempt: attempt)
        case .failed: return transfer.state == .failed ? nil : .attemptMayLive(attempt: attempt)
        case .refunded: return transfer.state == .refunded ? nil : .attemptMayLive(attempt: attempt)
        case .notFound: break
        }
        switch transfer.state {
        case .succeeded: return .attemptMayLive(attempt: attempt)
        case .pending where !transfer.isConflict: return .attemptMayLive(attempt: attempt)
        case .refused, .unsent: return nil
        // Money moved and was reported to have come back: a bank that now knows nothing of it proves neither.
        case .refunded: return .attemptMayLive(attempt: attempt)
        case .pending, .failed, .notFound, .voided:
            let believableFrom = transfer.sentAt + policy.notFoundAfter
            return now >= believableFrom ? nil : .tooEarlyToBelieve(attempt: attempt, until: believableFrom)
        }
    }

    mutating func resolved(
        _ decision: PersonalDecision, as resolution: Resolution, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        if let refusal = refusalToResolve(at: now, policy: policy) { return .refused(refusal) }
        // What the bank reported of an attempt that has ended stays, also where it contradicts the decision.
        let open = transfers.firstIndex { $0.state == .pending }
        switch resolution {
        case .succeeded:
            if let open { settle(open, as: .succeeded, by: .person, at: now) }
            status = .succeeded
        case .failed:
            if let open { settle(open, as: .failed, by: .person, at: now) }
            status = .failed
        case .refunded:
            if let open { settle(open, as: .refunded, by: .person, at: now) }
            status = .refunded
        }
        guard isContradicted else {
            reason = .resolved(by: decision, as: resolution)
            return .changed(next: .nothing)
        }
        abandonValidations()
        dueAt = nil
        isContradictionOpen = false
        contradictionResolvedAs = resolution
        reason = reason?.contradictionResolved(decision, as: resolution)
        return .changed(next: .nothing)
    }

    private mutating func requeue() {
        abandonValidations()
        status = .queued
        reason = nil
        dueAt = nil
    }
}
