internal import AuditTrail
package import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import PayoutReports

/// How the run of one file ended.
package struct RunResult: Sendable {
    package let batch: Batch
    /// The folder of its reports.
    package let folder: String
    package let reconciliation: Reconciliation
    package let status: OutcomeKind
    package let ending: RunEnding
    /// Rows that look like other payments and wait for a person.
    package let held: HeldRows
    /// What a person has to do about a stop.
    package let advice: StopAdvice
    /// What the person has typed.
    package let origin: RunOrigin
    /// Whether the ledger holds no other batch.
    package let isOnlyBatch: Bool
    /// The rows that wait for the first ones; nil where none do.
    package let firstRows: FirstRows?
    /// How fast the bank was called; nil where no call was made.
    package internal(set) var pace: RunPace?

    /// Whether a person has paused it.
    var isPaused: Bool {
        switch ending {
        case .barred(.paused), .ended(.paused): true
        case .nothingToDo, .barred, .declined, .ended, .reported: false
        }
    }

    init(
        folder: String, reconciliation: Reconciliation, ending: RunEnding, hasTransfers: Bool, held: HeldRows,
        advice: StopAdvice, origin: RunOrigin, isOnlyBatch: Bool, firstRows: FirstRows? = nil
    ) {
        batch = reconciliation.batch
        self.folder = folder
        self.reconciliation = reconciliation
        (self.held, self.firstRows) = (held, firstRows)
        self.ending = ending
        status = Self.status(reconciliation, ending, hasTransfers: hasTransfers)
        (self.advice, self.origin, self.isOnlyBatch) = (advice, origin, isOnlyBatch)
    }

    private static func status(
        _ reconciliation: Reconciliation, _ ending: RunEnding, hasTransfers: Bool
    ) -> OutcomeKind {
        guard reconciliation.isBalanced else { return .internalError }
        switch ending {
        case .reported: return .success
        case .declined, .ended(.interrupted), .ended(.timedOut), .ended(.checked): return .notSettled
        case .ended(.stopped(.bankUnreachable)): return hasTransfers ? .stopped : .bankUnreachable
        case .ended(.stopped): return .stopped
        case .barred(.paused), .ended(.paused): return .stopped
        case .nothingToDo, .barred, .ended(.settled):
            let isPaid = reconciliation.totals[.succeeded, default: .zero].count == reconciliation.batch.input.count
            return isPaid && reconciliation.contradictions.count == 0 ? .success : .notAllPaid
        }
    }
}

/// What a person has typed to have a batch worked on.
package enum RunOrigin: Sendable {
    /// `salur run`, with the file as it was given for each batch.
    case run(files: [BatchID: String])
    case process
    /// `salur report`, while a process pays the batch.
    case report(Payer)
}

/// How the work on a file ended.
package enum RunEnding: Sendable {
    /// It was settled before this run.
    case nothingToDo
    /// A person has paused or closed it, so that nothing was done for it.
    case barred(BatchRefusal)
    /// The question was answered with no.
    case declined
    case ended(EngineOutcome)
    /// Only its reports were written.
    case reported(isApproved: Bool)
}

extension RunEnding {
    /// How the work on a batch has ended for a person who reads of it later, when the batch has this status.
    func after(_ status: BatchStatus) -> RunEnding {
        switch (status, self) {
        case (.closed, _): .barred(.closed)
        case (.paused, _): .ended(.paused)
        case (.settled, .nothingToDo): .nothingToDo
        case (.settled, _): .ended(.settled)
        // A person has given it something to do: the same command again does it.
        case (.approved, .nothingToDo), (.approved, .barred), (.approved, .ended(.settled)),
            (.approved, .ended(.paused)):
            .ended(.interrupted)
        case (.importing, _), (.submitted, _), (.approved, _), (.running, _), (.stopped, _): self
        }
    }
}

/// What a person has to do about a stop.
package struct StopAdvice: Sendable {
    /// Where callbacks are expected, such as `127.0.0.1:8081`.
    package let callbackAddress: String
    /// Callbacks that came and could not be used.
    package let unusable: UnusableCallbacks
    /// How far our clock is ahead of the bank's, negative if it is slow; nil where they agree.
    package let clockLead: Duration?
    /// What other batches still need of a balance that would suffice for this one alone; nil where it would not.
    package let othersNeed: Rupiah?

    package init(
        callbackAddress: String, unusable: UnusableCallbacks, clockLead: Duration? = nil, othersNeed: Rupiah? = nil
    ) {
        self.callbackAddress = callbackAddress
        self.unusable = unusable
        self.clockLead = clockLead
        self.othersNeed = othersNeed
    }
}
