/// How far a batch has come. The raw values are written to the ledger and never change.
package enum BatchStatus: String, CaseIterable, Sendable {
    /// Its file is still being read. Removed at the next start if that never ends.
    case importing
    /// Waits until a person approves it. A crash changes nothing.
    case submitted
    /// May be paid. The next run moves it on. A crash changes nothing.
    case approved
    /// Being paid, or cut off while it was: after a crash it stays so, and the next run goes on.
    case running
    /// Trouble that would hit every row. A person acts, and the next run goes on; `resume` has a process go on that is
    /// at work on other batches.
    case stopped
    /// A person has halted it. Only a person's `resume` lets it go on.
    case paused
    /// Nothing more happens without a person.
    case settled
    /// A person has ended it for good. Final.
    case closed
}

/// What can happen to a batch.
package enum BatchEvent: Hashable, Sendable {
    /// The last row of its file is in the ledger.
    case submitted
    /// A person says that it may be paid.
    case approved
    /// A run begins to pay it; the work is what the run finds.
    case begun(BatchWork)
    /// A person halts it.
    case paused(PersonalDecision)
    /// A person lets it go on that was paused or stopped.
    case resumed(PersonalDecision)
    /// A run met trouble that would hit every row.
    case stopped(StopReason)
    /// A run ended before the batch was settled.
    case interrupted
    /// No row goes on without a person.
    case settled
    /// A person's decision has given it rows to send again.
    case workAppeared
    /// A person ends it for good; the work is what is left once everything that could be cancelled was.
    case closed(PersonalDecision, BatchWork)
    /// Its last open rows became too old and were cancelled.
    case expired
}

/// What the state machine made of an event.
package enum BatchStep: Hashable, Sendable {
    /// The state has changed.
    case changed
    /// Nothing to do: the batch stands as the event wants it, or the event does not concern it.
    case noted
    /// Not legal in this state; nothing has changed.
    case refused(BatchRefusal)
}

/// Why an event is not legal for a batch.
package enum BatchRefusal: String, CaseIterable, Sendable {
    /// Its file is still being read.
    case importing
    /// It has rows to send, and nobody has approved it.
    case notApproved = "not_approved"
    /// A person has paused it.
    case paused
    /// Only a batch that a person has paused, or that trouble has stopped, is resumed.
    case notHalted = "not_halted"
    /// Nothing is left to halt.
    case settled
    /// A person has closed it for good.
    case closed
    /// Money may be on its way, so it cannot be closed.
    case onTheirWay = "on_their_way"
    /// Rows may have been paid although they do not say so, and no person has decided: it cannot be closed.
    case disputed
    /// Rows could still be sent, so it cannot be closed.
    case toSend = "to_send"
}

extension BatchWork {
    /// Why a batch with this work cannot be closed, or nil if it can.
    fileprivate var refusalToClose: BatchRefusal? {
        if onTheirWay.count > 0 { return .onTheirWay }
        if disputed.count + sentBefore.count > 0 { return .disputed }
        return toSend.count > 0 ? .toSend : nil
    }
}

/// The state machine of a batch: pure, without clock, ledger or rows.
///
///     var state = BatchState()
///     state.handle(.submitted)                 // changed: submitted
///     state.handle(.begun(work))               // refused: notApproved, where the work has rows to send
///     state.handle(.approved)                  // changed: approved
///     state.handle(.begun(work))               // changed: running
///     state.handle(.stopped(.noCallbacks))     // changed: stopped, stopReason noCallbacks
///
/// The whole table of statuses and events is printed by a test (`Tests/PayoutCoreTests/Golden/batches.txt`).
package struct BatchState: Hashable, Sendable {
    package private(set) var status: BatchStatus
    /// Why it stopped; nil in every status but ``BatchStatus/stopped``.
    package private(set) var stopReason: StopReason?
    /// Whether a person has ever said that it may be paid. That never ends.
    package private(set) var isApproved: Bool

    /// A batch whose file is being read.
    package init() {
        status = .importing
        isApproved = false
    }

    /// A batch as the ledger holds it; nil where a stop has no reason, or a reason no stop.
    package init?(status: BatchStatus, stopReason: StopReason?, isApproved: Bool) {
        guard (status == .stopped) == (stopReason != nil) else { return nil }
        self.status = status
        self.stopReason = stopReason
        self.isApproved = isApproved
    }

    /// Takes an event; the only door through which a batch changes. Taking the same event twice changes nothing more.
    @discardableResult
    package mutating func handle(_ event: BatchEvent) -> BatchStep {
        if let refusal = refusal(of: event) { return .refused(refusal) }
        // An approval that stands moves nothing.
        guard event != .approved || !isApproved else { return .noted }
        let before = self
        if event == .approved { isApproved = true }
        status = next(after: event)
        stopReason = status == .stopped ? newStopReason(event) : nil
        return self == before ? .noted : .changed
    }

    /// Why the event is not legal now, or nil if it is: the same answer for a preview and for the change itself.
    package func refusal(of event: BatchEvent) -> BatchRefusal? {
        switch (event, status) {
        case (.submitted, _): nil
        case (_, .importing): .importing
        case (.approved, .closed), (.begun, .closed), (.paused, .closed), (.resumed, .closed), (.workAppeared, .closed):
            .closed
        case (.begun, .paused): .paused
        case (.begun(let work), _): work.toSend.count > 0 && !isApproved ? .notApproved : nil
        case (.paused, .settled): .settled
        case (.resumed, .submitted), (.resumed, .approved), (.resumed, .running), (.resumed, .settled): .notHalted
        case (.closed, .closed): nil
        case (.closed(_, let work), _): work.refusalToClose
        case (.approved, _), (.paused, _), (.resumed, .paused), (.resumed, .stopped), (.stopped, _), (.interrupted, _),
            (.settled, _), (.workAppeared, _), (.expired, _):
            nil
        }
    }

    /// Whether a run sends what is left of it once it is approved, without a person who lets it go on.
    package var goesOnByItself: Bool {
        switch status {
        case .paused, .closed: false
        case .stopped: stopReason?.needsResume != true
        case .importing, .submitted, .approved, .running, .settled: true
        }
    }

    /// Whether nothing more happens without a person.
    package var isOver: Bool { status == .settled || status == .closed }

    /// Whether a run has something to do for it: it was never brought to its end, or its rows may go on.
    package func isUnfinished(_ work: BatchWork) -> Bool {
        switch status {
        case .closed: false
        case .settled: work.isLeft
        case .importing, .submitted, .approved, .running, .stopped, .paused: true
        }
    }

    /// Where a batch waits that no run is at work on.
    private var waiting: BatchStatus { isApproved ? .approved : .submitted }

    /// The status after a legal event.
    private func next(after event: BatchEvent) -> BatchStatus {
        switch (event, status) {
        case (.closed, _): .closed
        // What a person has ended or halted is not moved by a run or by its rows, but for the last of them.
        case (_, .closed): .closed
        case (.submitted, .importing): .submitted
        case (.submitted, _): status
        case (.approved, .paused), (.stopped, .paused), (.interrupted, .paused), (.workAppeared, .paused): .paused
        case (.approved, _): .approved
        case (.begun, _): .running
        case (.paused, _): .paused
        case (.resumed, _): waiting
        // What is over stays so, also where somebody edits it.
        case (.stopped(.ledgerAltered), .settled): .settled
        case (.stopped, _): .stopped
        case (.interrupted, .running): waiting
        case (.interrupted, _): status
        case (.settled, _), (.expired, _): .settled
        case (.workAppeared, .settled): waiting
        case (.workAppeared, _): status
        }
    }

    private func newStopReason(_ event: BatchEvent) -> StopReason? {
        if case .stopped(let reason) = event { reason } else { stopReason }
    }
}
