// The part of the state machine that believes the bank: what it reports of a transfer is the only truth.
//
//     reported ↓    attempt: pending     succeeded       refunded        failed          refused, unsent   not_found
//     succeeded     succeeded            –               – (reordered)   contradiction   succeeded ¹       succeeded ¹
//     pending       pending, known       –               –               –               pending ¹         pending ¹
//     refunded      refunded             refunded        –               contradiction   refunded ¹        refunded ¹
//     failed        failed               contradiction   contradiction   –               failed            failed
//     voided        voided               contradiction   contradiction   –               –                 voided
//     authorised    held                 –               –               –               held ¹            held ¹
//     not found     believed late, twice –               –               –               –                 –
//     anything else asked again later    –               –               –               –                 –
//
// Where a person has decided a contradiction, a final status that disagrees with the decision opens it again, and no
// report changes anything else.
//
// ¹ Where another attempt is live this is a contradiction instead. A status that overrules the bank's own refusal is
//   adopted, since the money has moved, and shown as a contradiction as well.
extension Payout {
    mutating func statusReported(
        _ attempt: Attempt, _ report: StatusReport, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard let index = transfers.firstIndex(where: { $0.attempt == attempt }) else {
            return .noted("no such attempt")
        }
        if let number = report.providerReferenceNo { transfers[index].providerReferenceNo = number }
        if isContradicted, !isContradictionOpen, let decided = contradictionResolvedAs {
            return reportedAfterDecision(decided, index, report, at: now)
        }
        switch transfers[index].state {
        case .pending: return reportedWhilePending(index, report, at: now, policy: policy)
        case .succeeded: return reportedAfterSuccess(index, report, at: now)
        case .refunded: return reportedAfterRefund(index, report, at: now)
        case .failed where transfers[index].source == .person:
            // The bank's report outweighs a person's: where it reports money, the money is adopted, and shown.
            return reportedAfterNothing(index, report, at: now, policy: policy)
        case .failed, .voided: return reportedAfterFailure(index, report, at: now)
        case .refused, .unsent, .notFound: return reportedAfterNothing(index, report, at: now, policy: policy)
        }
    }

    private mutating func reportedWhilePending(
        _ index: Int, _ report: StatusReport, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        switch report.status {
        case .succeeded: return finish(index, as: .succeeded, .succeeded, nil, report, at: now)
        case .refunded: return finish(index, as: .refunded, .refunded, .refunded, report, at: now)
        case .failed: return finish(index, as: .failed, .failed, failure(report), report, at: now)
        case .voided: return finish(index, as: .voided, .cancelled, .voided, report, at: now)
        case .authorised:
            guard !isAuthorised else { return .noted("reported again") }
            transfers[index].isKnown = true
            transfers[index].notFoundSince = nil
            status = .held
            reason = .authorised
            dueAt = nil
            return .changed(next: .nothing)
        case .pending where isAuthorised: return .noted("late; the money is held on the card")
        case .pending:
            transfers[index].isKnown = true
            transfers[index].notFoundSince = nil
            if status == .held {
                // A conflict leaves by a recognised status; from here on it is an ordinary pending transfer.
                status = .pending
                dueAt = now + policy.pause(afterInquiry: max(transfers[index].inquiries, 1))
            }
            if status == .pending, reason != .awaitingCode { reason = .awaitingResult }
            return .changed(next: .nothing)
        case .notFound: return reportedNotFound(index, report, at: now, policy: policy)
        case .unrecognised: return .noted("an unknown status is never final")
        }
    }

    /// Believes that the bank does not know it only from an inquiry, `notFoundAfter` after the send, twice,
    /// `pollInterval` apart. A callback may have been on its way for long, so that it only makes us ask.
    private mutating func reportedNotFound(
        _ index: Int, _ report: StatusReport, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        guard status == .pending else { return .noted("held already") }
        guard report.source == .inquiry else { return hinted(transfers[index].attempt, at: now, policy: policy) }
        let believableFrom = transfers[index].sentAt + policy.notFoundAfter
        guard now >= believableFrom else {
            let soonest = max(believableFrom, now + policy.pollInterval)
            dueAt = min(dueAt ?? soonest, soonest)
            return .noted("too early to believe that the bank does not know it")
        }
        guard let first = transfers[index].notFoundSince, first <= now else {
            transfers[index].notFoundSince = now
            dueAt = now + policy.pollInterval
            return .changed(next: .nothing)
        }
        guard now - first >= policy.pollInterval else {
            dueAt = first + policy.pollInterval
            return .noted("asked again too soon")
        }
        if transfers[index].isConflict {
            // The bank remembers the partnerReferenceNo, so something exists: the attempt stays live, a person decides.
            status = .held
            reason = .conflict
            dueAt = nil
            return .changed(next: .nothing)
        }
        return finish(index, as: .notFound, .notFound, .notFound, report, at: now)
    }

    private mutating func reportedAfterSuccess(_ index: Int, _ report: StatusReport, at now: Timestamp) -> PayoutStep {
        let isPersonal = transfers[index].source == .person
        switch report.status {
        case .refunded: return finish(index, as: .refunded, .refunded, .refunded, report, at: now)
        case .failed, .voided:
            let first = isPersonal ? Contradiction.Statement.decided(as: .succeeded) : .reported(status: .succeeded)
            return contradict(index, report, first: first, then: .reported(status: report.status), at: now)
        // What a person stated is the bank's report from now on.
        case .succeeded where isPersonal: return finish(index, as: .succeeded, .succeeded, nil, report, at: now)
        case .succeeded: return .noted("reported again")
        case .pending, .authorised, .notFound, .unrecognised: return .noted("late; the transfer has succeeded")
        }
    }

    private mutating func reportedAfterRefund(_ index: Int, _ report: StatusReport, at now: Timestamp) -> PayoutStep {
        let isPersonal = transfers[index].source == .person
        switch report.status {
        case .failed, .voided:
            let first = isPersonal ? Contradiction.Statement.decided(as: .refunded) : .reported(status: .refunded)
            return contradict(index, report, first: first, then: .reported(status: report.status), at: now)
        case .refunded where isPersonal && status == .refunded && index == transfers.indices.last:
            return finish(index, as: .refunded, .refunded, .refunded, report, at: now)
        case .refunded: return .noted("reported again")
        case .succeeded where isPersonal:
            return contradict(
                index, report, first: .decided(as: .refunded), then: .reported(status: .succeeded), at: now)
        case .succeeded: return .noted("a refund before the success is ordinary reordering")
        case .pending, .authorised, .notFound, .unrecognised: return .noted("late; the transfer was refunded")
        }
    }

    private mutating func reportedAfterFailure(_ index: Int, _ report: StatusReport, at now: Timestamp) -> PayoutStep {
        let ended: TransactionStatus = transfers[index].state == .voided ? .voided : .failed
        switch report.status {
        case .succeeded, .refunded:
            return contradict(
                index, report, first: .reported(status: ended), then: .reported(status: report.status), at: now)
        case .failed, .voided: return .noted("reported again")
        case .pending, .authorised, .notFound, .unrecognised: return .noted("late; the transfer has failed")
        }
    }

    /// News of an attempt that was refused, unsent, or believed not found.
    private mutating func reportedAfterNothing(
        _ index: Int, _ report: StatusReport, at now: Timestamp, policy: PayoutPolicy
    ) -> PayoutStep {
        let before = transfers[index].state
        let isPersonal = transfers[index].source == .person
        let reported = Contradiction.Statement.reportedOfAttempt(
            status: report.status, attempt: transfers[index].attempt)
        switch report.status {
        case .notFound, .unrecognised: return .noted("nothing new")
        case .failed:
            transfers[index].state = .failed
            transfers[index].source = report.source
            transfers[index].settledAt = now
            let isOpen = status == .notFound || (status == .failed && isPersonal)
            guard isOpen, index == transfers.indices.last else { return .noted("no money moved") }
            return finish(index, as: .failed, .failed, failure(report), report, at: now)
        case .voided:
            let isOpen = status == .notFound || (status == .failed && isPersonal)
            guard isOpen, index == transfers.indices.last else { return .noted("no money moved") }
            return finish(index, as: .voided, .cancelled, .voided, report, at: now)
        case .succeeded, .pending, .authorised, .refunded: break
        }
        let generation = transfers[index].generation
        let conflict = transfers.firstIndex {
            $0.state == .pending && $0.isReferenceConflict && !$0.isKnown && $0.generation == generation
        }
        // The earlier transfer that the bank spoke of in its conflict: the attempt that met it was refused.
        if let conflict { settle(conflict, as: .refused, by: report.source, at: now) }
        guard liveTransfer == nil else {
            return contradict(
                index, report, first: .endedAndSentAgain(as: before, attempt: nextAttempt - 1), then: reported, at: now)
        }
        switch report.status {
        case .succeeded: _ = finish(index, as: .succeeded, .succeeded, nil, report, at: now)
        case .refunded: _ = finish(index, as: .refunded, .refunded, .refunded, report, at: now)
        case .pending, .authorised, .failed, .voided, .notFound, .unrecognised:
            transfers[index].state = .pending
            transfers[index].isKnown = true
            transfers[index].settledAt = nil
            transfers[index].source = nil
            transfers[index].notFoundSince = nil
            let isHeld = report.status == .authorised
            status = isHeld ? .held : .pending
            reason = isHeld ? .authorised : .awaitingResult
            dueAt = isHeld ? nil : now + policy.pollInterval
        }
        abandonValidations()
        guard before != .notFound else { return .changed(next: .nothing) }
        let first = isPersonal ? Contradiction.Statement.decided(as: .failed) : .ended(as: before)
        return contradict(index, report, first: first, then: reported, at: now)
    }

    private func failure(_ report: StatusReport) -> Reason {
        .transferFailed(answer: report.answer ?? BankAnswer(code: report.status.rawValue, message: ""))
    }

    private mutating func finish(
        _ index: Int, as state: Transfer.State, _ status: PayoutStatus, _ reason: Reason?, _ report: StatusReport,
        at now: Timestamp
    ) -> PayoutStep {
        settle(index, as: state, by: report.source, at: now)
        self.status = status
        self.reason = reason
        return .changed(next: .nothing)
    }

    /// Recorded, shown to an operator, and a bar to every further intent; the status stays as it is.
    private mutating func contradict(
        _ index: Int, _ report: StatusReport, first: Contradiction.Statement, then: Contradiction.Statement,
        at now: Timestamp
    ) -> PayoutStep {
        transfers[index].contradictedBy = ContradictingStatus(
            status: report.status, source: report.source, reportedAt: now)
        guard !isContradicted else { return .noted("another contradiction") }
        isContradicted = true
        isContradictionOpen = true
        reason = .contradiction(first: first, then: then)
        return .changed(next: .nothing)
    }

    /// News about a payout whose contradiction a person has decided.
    private mutating func reportedAfterDecision(
        _ decided: Resolution, _ index: Int, _ report: StatusReport, at now: Timestamp
    ) -> PayoutStep {
        switch (report.status, decided) {
        case (.succeeded, .succeeded), (.failed, .failed), (.refunded, .refunded):
            return .noted("it agrees with what a person decided")
        case (.voided, .failed): return .noted("it agrees with what a person decided")
        case (.pending, _), (.authorised, _), (.notFound, _), (.unrecognised, _):
            return .noted("it decides nothing, and a person has decided")
        case (.succeeded, _), (.failed, _), (.voided, _), (.refunded, _): break
        }
        transfers[index].contradictedBy = ContradictingStatus(
            status: report.status, source: report.source, reportedAt: now)
        isContradictionOpen = true
        reason = .contradiction(first: .decided(as: decided), then: .reported(status: report.status))
        return .changed(next: .nothing)
    }
}
