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
        return findings([
            ("P1: two live transfers", live.count <= 1),
            (
                "a pending transfer, yet the payout is neither pending nor held",
                !live.contains { $0.state == .pending } || openStates.contains(after.status)
            ),
            (
                "a transfer succeeded, yet the payout did not",
                !live.contains { $0.state == .succeeded } || after.status == .succeeded
            ),
            (
                "succeeded without a transfer that did",
                after.status != .succeeded || live.contains { $0.state == .succeeded }
            ),
            ("pending without a pending transfer", after.status != .pending || live.contains { $0.state == .pending }),
            ("refunded without a refund", after.status != .refunded || has(.refunded)),
            ("not found without such an attempt", after.status != .notFound || has(.notFound)),
            ("failed without such an attempt", after.status != .failed || has(.failed) || has(.refused)),
            ("waits for nothing: no deadline", !waits || after.dueAt != nil),
            ("a deadline though nothing is awaited", waits || after.dueAt == nil),
            ("validated without a good validation", after.status != .validated || after.goodValidation != nil),
            (
                "open and settled at once",
                after.transfers.allSatisfy { ($0.state == .pending) == ($0.settledAt == nil) }
            ),
            ("told by nobody", after.transfers.allSatisfy { ($0.state == .pending) == ($0.toldBy == nil) }),
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
            (
                "attempts are not counted from 1",
                after.transfers.map(\.attempt) == after.transfers.indices.map { $0 + 1 }
            ),
            ("a generation fell", generations == generations.sorted()),
            (
                "a generation is larger than its attempt",
                after.transfers.allSatisfy { (1...$0.attempt).contains($0.generation) }
            ),
            ("P4: a validation served two transfers", Set(used).count == used.count),
            (
                "P5: an X-EXTERNAL-ID was used twice",
                Set(after.transfers.map(\.externalID)).count == after.transfers.count
            ),
            ("a contradiction was forgotten", after.isContradicted || !before.isContradicted),
            ("rejected is final", before.status != .rejected || after == before),
            ("cancelled is final", before.status != .cancelled || after == before),
        ])
    }

    // MARK: Only a recognised word of the bank moves money

    private var money: [String] {
        zip(before.transfers, after.transfers).filter { $0.state != $1.state }.flatMap { old, new in
            findings([
                ("\(old.state.rawValue) → \(new.state.rawValue) is no transition", isLegal(old.state, new.state)),
                ("P3: \(new.state.rawValue) without anybody who told it", isTold(new)),
            ])
        } + findings([("P3: pending was left by doubt", !left(.pending) || mayLeavePending)])
    }

    private func isLegal(_ old: Transfer.State, _ new: Transfer.State) -> Bool {
        switch old {
        case .pending: true
        case .succeeded: new == .refunded
        case .refunded, .failed: false
        case .refused, .unsent, .notFound: [.succeeded, .pending, .refunded, .failed].contains(new)
        }
    }

    private func isTold(_ transfer: Transfer) -> Bool {
        switch transfer.state {
        case .succeeded: tells(.succeeded, of: transfer)
        case .refunded: tells(.refunded, of: transfer)
        case .failed: tells(.failed, of: transfer)
        case .pending: tells(.pending, of: transfer)
        case .notFound: isBelievedNotFound(transfer)
        case .refused: isAnswered(transfer) { $0.refuses }
        case .unsent: isAnswered(transfer) { $0.neverLeft }
        }
    }

    private func tells(_ status: TransactionStatus, of transfer: Transfer) -> Bool {
        guard case .statusTold(transfer.attempt, let report) = event else { return false }
        // Who told a 06 that follows a refusal is not kept.
        return report.status == status && (status == .pending || status == .failed || report.witness == transfer.toldBy)
    }

    /// 07 counts from an inquiry, late, and for the second time, `pollInterval` after the first.
    private func isBelievedNotFound(_ transfer: Transfer) -> Bool {
        guard tells(.notFound, of: transfer), transfer.toldBy == .inquiry,
            let first = before.transfers.first(where: { $0.attempt == transfer.attempt })?.notFoundSince
        else { return false }
        return first >= transfer.sentAt + policy.notFoundAfter && now >= first + policy.pollInterval
            && !transfer.isConflict
    }

    private func isAnswered(_ transfer: Transfer, _ matches: (TransferOutcome) -> Bool) -> Bool {
        guard case .transferAnswered(transfer.attempt, let outcome) = event else { return false }
        return matches(outcome) && transfer.toldBy == .answer
    }

    private func left(_ status: PayoutStatus) -> Bool { before.status == status && after.status != status }

    private var mayLeavePending: Bool {
        switch event {
        case .statusTold(_, let report):
            switch report.status {
            case .succeeded, .refunded, .failed, .notFound: true
            case .pending, .unrecognised: false
            }
        case .transferAnswered(_, let outcome): outcome.refuses || outcome.neverLeft
        case .validationIntended, .validationAnswered, .validationTold, .validationOverdue, .transferIntended, .hinted,
            .inquiryIntended, .inquiryUndecided, .recalled, .reopened, .duplicateFound, .remembered:
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
            ])
        case .transferIntended:
            return findings([
                ("P1: transferred while a transfer may be live", !isBarred || step.isRefused),
                ("transferred without being validated", before.status == .validated || step.isRefused),
            ]) + newTransfer
        case .remembered:
            return findings([("adopted beside another transfer", before.transfers.isEmpty || step.isRefused)])
        case .validationAnswered, .validationTold, .validationOverdue, .transferAnswered, .statusTold, .hinted,
            .inquiryIntended, .inquiryUndecided, .recalled, .reopened, .duplicateFound:
            return findings([("a transfer out of nowhere", after.transfers.count == before.transfers.count)])
        }
    }

    private var newTransfer: [String] {
        guard after.transfers.count > before.transfers.count, let new = after.transfers.last else { return [] }
        let validation = before.validations.first { $0.externalID == new.validation }
        let age = validation?.toldAt.map { now - $0 }
        let last = before.transfers.last
        // The bank ends a partnerReferenceNo by ending any attempt that carried it, the newest or an earlier one.
        let endedAtBank = before.transfers.contains {
            $0.generation == last?.generation && [.failed, .refunded].contains($0.state)
        }
        return findings([
            ("P4: no good validation of its own", validation?.state == .valid),
            ("P4: the validation is too old", age.map { $0 < policy.validationAgeMax } ?? false),
            (
                "the name differs and nobody accepted it",
                after.acceptedName == validation?.name || policy.nameMatch == .ignore
                    || BeneficiaryName.matches(after.order.accountName, validation?.name ?? "")
            ),
            ("the generation", new.generation == (last?.generation ?? 1) + (endedAtBank ? 1 : 0)),
        ])
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
        case .changed(.transfer): return findings([("transfers out of turn", after.status == .validated)])
        case .changed(.nothing): return []
        }
    }
}

extension TransferOutcome {
    /// Whether the bank refused it before it was received as a transfer.
    fileprivate var refuses: Bool {
        switch self {
        case .deferred, .refusedForAll, .refused: true
        case .received, .doubtful, .unsent, .externalIDUsed, .partnerReferenceUsed: false
        }
    }

    fileprivate var neverLeft: Bool {
        switch self {
        case .unsent: true
        case .received, .doubtful, .externalIDUsed, .partnerReferenceUsed, .deferred, .refusedForAll, .refused: false
        }
    }
}
