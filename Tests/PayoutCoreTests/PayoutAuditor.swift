import PayoutCore

/// An independent reading of the promises (design, sections 1 and 3): what may follow from one event, whatever came
/// before. It shares no code with the state machine.
struct PayoutAuditor {
    let before: Payout
    let event: PayoutEvent
    let step: PayoutStep
    let after: Payout
    let now: Timestamp
    let policy: PayoutPolicy

    /// Everything that breaks a promise, in words.
    var findings: [String] {
        standing + evidence + money + intents + steps
    }

    private func findings(_ rules: [(String, Bool)]) -> [String] { rules.filter { !$0.1 }.map(\.0) }

    // MARK: What must hold of every payout

    private var standing: [String] {
        let live = after.transfers.filter(\.state.isLive)
        let openStates: [PayoutStatus] = [.pending, .held]
        let waits = after.status == .pending || after.status == .validating
        // A person decides a contradiction, and the attempts keep what the bank reported.
        let isDecided = after.contradictionResolvedAs != nil
        return findings([
            ("P1: two live transfers", live.count <= 1),
            (
                "a pending transfer, yet the payout is neither pending nor held",
                !live.contains { $0.state == .pending } || openStates.contains(after.status)
            ),
            (
                "a transfer succeeded, yet the payout did not",
                !live.contains { $0.state == .succeeded } || after.status == .succeeded || isDecided
            ),
            (
                "succeeded without a transfer that did",
                after.status != .succeeded || live.contains { $0.state == .succeeded } || isDecided
            ),
            ("pending without a pending transfer", after.status != .pending || live.contains { $0.state == .pending }),
            ("refunded without a refund", after.status != .refunded || has(.refunded) || isDecided),
            ("not found without such an attempt", after.status != .notFound || has(.notFound)),
            (
                "failed without such an attempt",
                after.status != .failed || has(.failed) || has(.refused) || isDecided
            ),
            ("waits for nothing: no deadline", !waits || after.dueAt != nil),
            ("a deadline though nothing is awaited", waits || after.dueAt == nil),
            ("validated without a good validation", after.status != .validated || after.goodValidation != nil),
            (
                "open and settled at once",
                after.transfers.allSatisfy { ($0.state == .pending) == ($0.settledAt == nil) }
            ),
            ("an open contradiction without one", after.isContradicted || !after.isContradictionOpen),
            ("a decision about nothing", after.isContradicted || !isDecided),
            ("reported by nobody", after.transfers.allSatisfy { ($0.state == .pending) == ($0.source == nil) }),
        ])
    }

    private func has(_ state: Transfer.State) -> Bool { after.transfers.contains { $0.state == state } }

    // MARK: Evidence is never erased

    private var evidence: [String] {
        let kept = zip(before.transfers, after.transfers).allSatisfy {
            $0.attempt == $1.attempt && $0.generation == $1.generation && $0.externalID == $1.externalID
                && $0.partnerReferenceNo == $1.partnerReferenceNo && $0.sentAt == $1.sentAt
                && $0.validation == $1.validation
        }
        let generations = after.transfers.map(\.generation)
        let used = after.transfers.compactMap(\.validation)
        return findings([
            ("the order of payment changed", before.order == after.order),
            ("a transfer is missing", after.transfers.count >= before.transfers.count),
            ("the identifiers of a transfer changed", kept),
            ("attempts are not counted upwards from 1", isCountedUpwards),
            ("a generation fell", generations == generations.sorted()),
            (
                "a generation is larger than its attempt",
                after.transfers.allSatisfy { (1...$0.attempt.number).contains($0.generation.number) }
            ),
            ("P4: a validation served two transfers", Set(used).count == used.count),
            (
                "P5: an X-EXTERNAL-ID was used twice",
                Set(after.transfers.map(\.externalID)).count == after.transfers.count
            ),
            ("a contradiction was forgotten", after.isContradicted || !before.isContradicted),
            ("a contradiction was closed by nobody", !isClosed || isResolution),
            ("what the bank reported about an account changed", reportsStay),
            ("rejected is final", before.status != .rejected || after == before),
            ("cancelled is left by the bank's report on money alone", !left(.cancelled) || isWordOnMoney),
        ])
    }

    private var isClosed: Bool { before.isContradictionOpen && !after.isContradictionOpen }

    private var isResolution: Bool { if case .resolved = event { true } else { false } }

    /// A result stays as it was reported, whatever becomes of the payout.
    private var reportsStay: Bool {
        before.validations.filter { [.valid, .invalid].contains($0.state) }.allSatisfy { old in
            after.validations.first { $0.externalID == old.externalID }.map { new in
                new.state == old.state && new.name == old.name && new.reportedAt == old.reportedAt
                    && (new.isGivenUp || !old.isGivenUp)
            } ?? true
        }
    }

    /// Only a transfer that the bank remembers and this ledger does not can leave a gap.
    private var isCountedUpwards: Bool {
        zip([0] + after.transfers.map(\.attempt), after.transfers).allSatisfy { previous, transfer in
            transfer.attempt == previous + 1 || (transfer.attempt > previous && transfer.validation == nil)
        }
    }

    private var isWordOnMoney: Bool {
        switch event {
        case .statusReported(_, let report), .transferAnswered(_, .reported(_, let report)):
            [.succeeded, .pending, .refunded, .authorised].contains(report.status)
        case .adopted(let known): known.report.status != .notFound
        case .resolved: before.isContradictionOpen
        case .validationIntended, .validationAnswered, .validationReported, .validationOverdue, .transferIntended,
            .transferAnswered, .hinted, .inquiryIntended, .inquiryUndecided, .recalled, .reopened, .duplicateFound,
            .ceilingReached, .foundInReports, .payeeBlocked, .nameAcceptedBefore, .released, .retried, .cancelled:
            false
        }
    }

    // MARK: Only a recognised word of the bank moves money

    private var money: [String] {
        zip(before.transfers, after.transfers).filter { $0.state != $1.state }.flatMap { old, new in
            findings([
                ("\(old.state.rawValue) → \(new.state.rawValue) is no transition", isLegal(old, new.state)),
                ("P3: \(new.state.rawValue) without anybody who told it", isReported(new)),
            ])
        } + findings([("P3: pending was left by doubt", !left(.pending) || mayLeavePending)])
    }

    private func isLegal(_ old: Transfer, _ new: Transfer.State) -> Bool {
        switch old.state {
        case .pending: true
        case .succeeded: new == .refunded
        case .refunded: false
        // A person may be wrong about a failure; the bank's report that money moved outweighs it.
        case .failed: old.source == .person && [.succeeded, .pending, .refunded, .voided].contains(new)
        case .refused, .unsent, .notFound: [.succeeded, .pending, .refunded, .failed, .voided].contains(new)
        // Money that had been released may be reported as taken, which is a contradiction.
        case .voided: false
        }
    }

    private func isReported(_ transfer: Transfer) -> Bool {
        switch transfer.state {
        case .succeeded: reports(.succeeded, of: transfer) || isStated(.succeeded, of: transfer)
        case .refunded: reports(.refunded, of: transfer) || isStated(.refunded, of: transfer)
        case .failed: reports(.failed, of: transfer) || isStated(.failed, of: transfer)
        case .pending: reports(.pending, of: transfer) || reports(.authorised, of: transfer)
        case .voided: reports(.voided, of: transfer)
        case .notFound: isBelievedNotFound(transfer)
        case .refused: isAnswered(transfer) { $0.refuses } || isConflictGivenUp(transfer)
        case .unsent: isAnswered(transfer) { $0.neverLeft }
        }
    }

    /// A person states it, of a transfer that has been in doubt for a day.
    private func isStated(_ resolution: Resolution, of transfer: Transfer) -> Bool {
        guard case .resolved(_, resolution) = event, transfer.source == .person else { return false }
        return now >= transfer.sentAt + .seconds(86_400)
    }

    /// The attempt that met a conflict was refused: reported so by a person with a new reference, by the earlier
    /// transfer that the bank remembered, or by a status of an earlier attempt under the same partnerReferenceNo.
    private func isConflictGivenUp(_ transfer: Transfer) -> Bool {
        if case .statusReported(let attempt, let report) = event {
            let earlier = before.transfers.first { $0.attempt == attempt }
            return transfer.isReferenceConflict && !transfer.isKnown && attempt != transfer.attempt
                && earlier?.generation == transfer.generation
                && [.succeeded, .pending, .refunded, .authorised].contains(report.status)
        }
        guard transfer.isConflict, before.status == .held else { return false }
        return switch event {
        case .retried(_, let reported, let newReference):
            reported[transfer.attempt] == .notFound && newReference == (transfer.answer?.code == "4091801")
        case .adopted(let known): known.attempt > transfer.attempt
        case .validationIntended, .validationAnswered, .validationReported, .validationOverdue, .transferIntended,
            .transferAnswered, .statusReported, .hinted, .inquiryIntended, .inquiryUndecided, .recalled, .reopened,
            .duplicateFound, .ceilingReached, .foundInReports, .payeeBlocked, .nameAcceptedBefore, .released,
            .cancelled,
            .resolved:
            false
        }
    }

    private func reports(_ status: TransactionStatus, of transfer: Transfer) -> Bool {
        let report: StatusReport
        switch event {
        case .statusReported(transfer.attempt, let reported): report = reported
        case .transferAnswered(transfer.attempt, .reported(_, let reported)): report = reported
        case _: return false
        }
        // Who reported a 06 that follows a refusal is not kept.
        let isLoose = [.pending, .authorised, .failed, .voided].contains(status)
        return report.status == status && (isLoose || report.source == transfer.source)
    }

    /// 07 counts from an inquiry, late, and for the second time, `pollInterval` after the first.
    private func isBelievedNotFound(_ transfer: Transfer) -> Bool {
        guard reports(.notFound, of: transfer), transfer.source == .inquiry,
            let first = before.transfers.first(where: { $0.attempt == transfer.attempt })?.notFoundSince
        else { return false }
        return first >= transfer.sentAt + policy.notFoundAfter && now >= first + policy.pollInterval
            && !transfer.isConflict
    }

    private func isAnswered(_ transfer: Transfer, _ matches: (MovementOutcome) -> Bool) -> Bool {
        guard case .transferAnswered(transfer.attempt, let outcome) = event else { return false }
        return matches(outcome) && transfer.source == .answer
    }

    private func left(_ status: PayoutStatus) -> Bool { before.status == status && after.status != status }

    private var mayLeavePending: Bool {
        switch event {
        case .statusReported(_, let report):
            switch report.status {
            case .succeeded, .refunded, .failed, .notFound, .authorised, .voided: true
            case .pending, .unrecognised: false
            }
        case .transferAnswered(_, .reported(_, let report)): report.status != .pending
        case .transferAnswered(_, let outcome): outcome.refuses || outcome.neverLeft
        case .resolved: true
        case .validationIntended, .validationAnswered, .validationReported, .validationOverdue, .transferIntended,
            .hinted,
            .inquiryIntended, .inquiryUndecided, .recalled, .reopened, .duplicateFound, .ceilingReached,
            .foundInReports,
            .adopted,
            .payeeBlocked, .nameAcceptedBefore, .released, .retried, .cancelled:
            false
        }
    }

    // MARK: Nothing is sent while a transfer may be live, or the bank contradicts itself

    private var intents: [String] {
        let isBarred = before.isContradicted || before.transfers.contains(where: \.state.isLive)
        switch event {
        case .validationIntended:
            return findings([
                ("P1: validated while a transfer may be live", !isBarred || step.isRefused),
                ("validated out of turn", before.status == .queued || step.isRefused),
                ("validated where nothing is paid to an account", before.order.rail == .payout || step.isRefused),
            ])
        case .transferIntended:
            return findings([
                ("P1: transferred while a transfer may be live", !isBarred || step.isRefused),
                (
                    "transferred out of turn",
                    before.status == (before.order.rail == .payout ? .validated : .queued) || step.isRefused
                ),
            ]) + newTransfer
        case .adopted(let known):
            let isBeside = before.transfers.contains { $0.state.isLive && !$0.isConflict }
            return findings([
                ("adopted beside another transfer", !isBeside || step.isRefused),
                ("adopted twice", !before.transfers.contains { $0.attempt == known.attempt } || step.isRefused),
            ])
        case .released, .cancelled, .payeeBlocked, .nameAcceptedBefore:
            return findings([
                ("P1: decided while a transfer may be live", !isBarred || step.isRefused),
                ("a transfer out of nowhere", after.transfers.count == before.transfers.count),
            ])
        case .retried(_, let reported, let newReference):
            return findings([
                ("P1: tried again while a transfer may be live", mayTryAgain(reported, newReference) || step.isRefused),
                ("a transfer out of nowhere", after.transfers.count == before.transfers.count),
            ])
        case .resolved:
            let isOpen = before.transfers.contains { $0.state == .pending } || before.isContradictionOpen
            return findings([
                ("a transfer out of nowhere", after.transfers.count == before.transfers.count),
                ("decided although nothing was open", isOpen || step.isRefused),
            ])
        case .foundInReports:
            return findings([
                ("a transfer out of nowhere", after.transfers.count == before.transfers.count),
                ("held while a transfer may be live", !isBarred || step.isRefused),
                ("an older report frees something", step.isRefused || after.status == .held),
            ])
        case .validationAnswered, .validationReported, .validationOverdue, .transferAnswered, .statusReported, .hinted,
            .inquiryIntended, .inquiryUndecided, .recalled, .reopened, .duplicateFound,
            .ceilingReached:
            return findings([("a transfer out of nowhere", after.transfers.count == before.transfers.count)])
        }
    }

    /// Every earlier attempt ended without money, or the money came back, and the bank says so now.
    private func mayTryAgain(_ reported: [Attempt: TransactionStatus], _ newReference: Bool) -> Bool {
        guard !before.isContradicted else { return false }
        return before.transfers.allSatisfy { transfer in
            let isOld = now >= transfer.sentAt + policy.notFoundAfter
            return switch (transfer.state, reported[transfer.attempt]) {
            case (.failed, .failed), (.refunded, .refunded), (.voided, .voided), (.refused, .notFound),
                (.unsent, .notFound):
                true
            case (.failed, .notFound), (.refunded, .notFound), (.notFound, .notFound), (.voided, .notFound): isOld
            case (.pending, .notFound):
                transfer.isConflict && before.status == .held && isOld
                    && newReference == (transfer.answer?.code == "4091801")
            case (.pending, _), (.succeeded, _), (.failed, _), (.refunded, _), (.refused, _), (.unsent, _),
                (.notFound, _), (.voided, _):
                false
            }
        }
    }

    private var newTransfer: [String] {
        guard after.transfers.count > before.transfers.count, let new = after.transfers.last else { return [] }
        guard before.order.rail == .payout else { return generation(of: new) }
        let validation = before.validations.first { $0.externalID == new.validation }
        let age = validation.map { now - $0.sentAt }
        return findings([
            ("P4: no good validation of its own", validation?.state == .valid && validation?.isGivenUp == false),
            ("P4: the validation is too old", age.map { $0 < policy.validationAgeMax } ?? false),
            (
                "the name differs and nobody accepted it",
                after.acceptedName == validation?.name || policy.names == .payAll
                    || after.order.comparison(withBank: validation?.name ?? "").verdict == .same
            ),
        ]) + generation(of: new)
    }

    private func generation(of new: Transfer) -> [String] {
        let last = before.transfers.last
        // The bank ends a partnerReferenceNo by ending any attempt that carried it, the newest or an earlier one.
        let endedAtBank = before.transfers.contains {
            $0.generation == last?.generation && [.failed, .refunded, .voided].contains($0.state)
                && $0.source != .person
        }
        let expected = max((last?.generation ?? 1) + (endedAtBank ? 1 : 0), before.generationMin)
        return findings([("the generation", new.generation == expected)])
    }

    // MARK: What a step says is what it did

    private var steps: [String] {
        switch step {
        case .refused: return findings([("refused, yet something changed", after == before)])
        case .noted:
            // Once the bank has contradicted itself, everything further is a note.
            return findings([
                ("noted, yet the status changed", before.isContradicted || after.status == before.status),
                ("noted, yet a contradiction appeared", after.isContradicted == before.isContradicted),
            ])
        case .changed(.validateAgain): return findings([("validates again out of turn", after.status == .queued)])
        case .changed(.transfer): return findings([("transfers out of turn", after.isReadyToMove)])
        case .changed(.nothing): return []
        }
    }
}

extension MovementOutcome {
    /// Whether the bank refused it before it was received as a transfer.
    fileprivate var refuses: Bool {
        switch self {
        case .deferred, .refusedForAll, .refused: true
        case .received, .reported, .awaitsCustomer, .doubtful, .refusedInDoubt, .unsent, .alreadyReceived,
            .partnerReferenceUsed:
            false
        }
    }

    fileprivate var neverLeft: Bool {
        switch self {
        case .unsent: true
        case .received, .reported, .awaitsCustomer, .doubtful, .refusedInDoubt, .alreadyReceived,
            .partnerReferenceUsed, .deferred, .refusedForAll, .refused:
            false
        }
    }
}
