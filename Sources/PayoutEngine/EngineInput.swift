package import BankAPI
internal import LedgerAPI
package import PayoutCore

/// Names one call in flight; never used again within a run.
package struct CallID: Hashable, Sendable {
    let number: Int
    /// The batch that it is for.
    package let batch: BatchID
}

/// Input of the dispatcher.
package enum EngineInput: Sendable {
    /// The process is up and can send.
    case started
    /// Recorded callbacks wait in the ledger.
    case callbacksArrived
    /// A proven callback has come and is not recorded yet: it becomes durable with the step that takes it.
    case callback(ProvenCallback)
    /// A callback came whose proof did not hold; it was not recorded.
    case proofRefused
    /// A call has ended; `took` is how long the bank took, where that was measured.
    case answered(CallID, CallAnswer, took: Duration? = nil)
    /// The process was asked to stop: nothing new is sent, what is in flight is waited for.
    case stopRequested
}

/// What the dispatcher wants after a step. Its sends start only once the step's commit has returned (promise P2).
package struct Turn: Sendable {
    /// The time of the step.
    package let at: Timestamp
    package var sends: [(id: CallID, call: BankCall)] = []
    /// The next moment at which a batch wants a step; nil where only news can move them on.
    package var wakeAt: Timestamp?
    /// Batches that have come to their end. They stay until ``Dispatcher/remove(_:)``.
    package var outcomes: [BatchID: EngineOutcome] = [:]
    /// That of all batches together; nil where none is under way.
    package var progress: EngineProgress?

    init(at moment: Timestamp) { at = moment }
}

/// A snapshot for the progress line.
package struct EngineProgress: Sendable {
    /// What holds dispatch up, where something does.
    package enum Wait: Sendable {
        /// `unanswered`: questions that the bank did not answer; they are put again.
        case askingPriorTransfers(unanswered: Int)
        case restoring
        /// The bank refuses every call; the next one asks again at this moment.
        case quota(until: Timestamp)
        case cutOff(until: Timestamp)
        case backingOff(until: Timestamp)
        /// Other rows wait until so many of the first ones more have succeeded (`dispatch.canary`).
        case firstRows(missing: Int)
        case stopping
    }

    package let totals: [PayoutStatus: Int]
    package let wait: Wait?
    /// Calls to the bank that have not ended.
    package let callsInFlight: Int
    /// How many of them there may be at present.
    package let callsMax: Int
    /// Calls a second that the bank was found to take; nil while it has not refused any.
    package let perSecond: Int?
    package let window: Int
}

/// How a run ended.
package enum EngineOutcome: Hashable, Sendable {
    /// What was to be found out is known: what the bank knows of the batch, or the names of its payees.
    case checked
    /// Nothing more happens without a person.
    case settled
    /// A person must act first.
    case stopped(StopReason)
    /// Asked to stop; run again to continue.
    case interrupted
    /// Nothing has changed for `settleTimeout`; run again to continue.
    case timedOut
    /// A person has paused the batch meanwhile; a run after `resume` continues.
    case paused
}
