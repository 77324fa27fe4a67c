internal import LedgerAPI
internal import PayoutCore

/// Which recorded callbacks may wait in the ledger: those of an earlier run may.
struct CallbackInbox: Sendable {
    /// Recorded callbacks a step.
    static let callbacksMax = 500

    private(set) var mayWait = true
    /// What waits up to this key is left for batches that have not begun yet.
    private var last: Int64 = 0

    /// What to read next; nil where nothing can wait.
    var page: (after: Int64, limit: Int)? { mayWait ? (last, Self.callbacksMax) : nil }

    /// A page was read.
    mutating func pageRead(_ callbacks: [PendingCallback]) {
        mayWait = callbacks.count >= Self.callbacksMax
        last = mayWait ? callbacks.last?.key ?? 0 : 0
    }

    /// A callback was recorded and waits. Where it repeats an earlier one, it waits in the place of that one.
    mutating func callbackRecorded() { (mayWait, last) = (true, 0) }

    /// What was left for a batch can be processed now.
    mutating func batchBegan() { (mayWait, last) = (true, 0) }
}

// Callbacks go to the batch whose payout they name. Those about other batches, or about nothing that the ledger knows,
// are processed here.
extension Dispatcher {
    /// Where a callback goes.
    private enum Place {
        case batch(Int)
        /// The batch has not given up the validations of an earlier run yet, whose results must not count.
        case tooEarly
        case elsewhere
    }

    /// Hands out callbacks that waited in the ledger, then those that have just come.
    ///
    /// - Parameter isChangedByOthers: other processes may have recorded callbacks, which are read with the next step.
    mutating func route(
        _ waiting: [PendingCallback], _ arriving: [ArrivingCallback], isChangedByOthers: Bool
    ) {
        if hasBegun, inbox.mayWait {
            for callback in waiting { hand(.waiting(callback), to: place(of: callback.kind, callback.content)) }
            inbox.pageRead(waiting)
        }
        if isChangedByOthers { inbox.callbackRecorded() }
        for callback in arriving {
            let place = place(of: callback.callback.kind, callback.callback.content)
            // Those that came before are processed before.
            guard hasBegun, callback.isNews, !inbox.mayWait else {
                toRecord.append(callback.callback)
                inbox.callbackRecorded()
                continue
            }
            if case .tooEarly = place {
                toRecord.append(callback.callback)
            } else {
                hand(.arriving(callback), to: place)
            }
        }
    }

    private mutating func hand(_ routed: RoutedCallback, to place: Place) {
        switch place {
        case .batch(let index): slots[index].news.callbacks.append(routed)
        case .tooEarly: break
        case .elsewhere: processElsewhere(routed)
        }
    }

    private func place(of kind: CallbackKind, _ content: CallbackContent) -> Place {
        guard let name = CallName(kind, content), let owner = context.owners[name],
            let stored = context.payouts[owner.payout], let index = index(of: stored.batch)
        else { return .elsewhere }
        return slots[index].engine.hasBegun ? .batch(index) : .tooEarly
    }

    /// A validation's result can bring a payout of a batch that is not under way to `validated` at most; its next run
    /// sends such payouts back to the queue before anything else.
    private mutating func processElsewhere(_ routed: RoutedCallback) {
        let callback = routed.callback
        let result = CallbackResult(callback, context)
        if result.isBelieved { context.bank.pacing.callbackArrived() }
        if let event = result.event, let stored = result.payout {
            apply(event, toPayoutElsewhere: stored, isRepeat: callback.isRepeat)
        }
        context.changes.changes.append(routed.change(result))
        result.note(callback, &context)
    }

    /// Has the state machine handle an event of a payout whose batch is not under way.
    mutating func apply(_ event: PayoutEvent, toPayoutElsewhere stored: StoredPayout, isRepeat: Bool) {
        let transition = stored.transition(event, isRepeat: isRepeat, at: context.now, policy: policy)
        guard let change = transition.change else { return }
        context.changes.changes.append(.payout(change))
        context.payouts[stored.id] = transition.stored
        if limits.ceilings.areDaily { context.noteOutflow(transition.stored.payout, over: transition.old) }
    }
}
