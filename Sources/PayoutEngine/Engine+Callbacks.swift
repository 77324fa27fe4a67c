internal import LedgerAPI
internal import PayoutCore

/// A callback on its way to the batch that it is about.
enum RoutedCallback: Sendable {
    /// It waited in the ledger.
    case waiting(PendingCallback)
    /// It has just come, and is recorded as it is processed.
    case arriving(ArrivingCallback)

    var callback: PendingCallback {
        switch self {
        case .waiting(let callback): callback
        case .arriving(let arriving): PendingCallback(arriving: arriving.callback)
        }
    }

    /// The change that says what was made of it.
    func change(_ result: CallbackResult) -> ChangeSet.Change {
        switch self {
        case .waiting(let callback): .processed(callback, finding: result.words)
        case .arriving(let arriving): .arrived(arriving, finding: result.words)
        }
    }
}

// What the engine makes of callbacks about payouts of its batch.
extension Engine {
    mutating func process(_ routed: RoutedCallback, _ context: inout StepContext) {
        let callback = routed.callback
        let result = CallbackResult(callback, context)
        if let differs = result.disagreement { trouble.disagreed(differs) }
        if result.isBelieved {
            trouble.callbackArrived()
            context.bank.pacing.callbackArrived()
        }
        if let event = result.event, let payout = result.payout {
            apply(event, to: payout.id, isRepeat: callback.isRepeat, &context)
        }
        context.changes.changes.append(routed.change(result))
        result.note(callback, &context)
    }
}
