package import PayoutCore
internal import Synchronization

/// Where answers, callbacks, ticks and signals wait for the engine. Posting never waits; the engine takes all at once.
package final class EngineMailbox: Sendable {
    private struct State {
        var inputs: [EngineInput] = []
        var isStopRequested = false
        var waiter: CheckedContinuation<Void, Never>?
        var callbacksWait = false
        var refusals = 0
        /// Callbacks that become durable with the next step, in groups, and who waits for that.
        var arrivals: [(callbacks: [ProvenCallback], sender: Sender)] = []
        var isAttended = false

        var isEmpty: Bool { inputs.isEmpty && arrivals.isEmpty }

        /// A flood of callbacks must not pile up here: that some wait need be said once.
        mutating func append(_ input: EngineInput) {
            switch input {
            case .callbacksArrived:
                guard !callbacksWait else { return }
                callbacksWait = true
            case .proofRefused:
                guard refusals < EngineMailbox.refusalsMax else { return }
                refusals += 1
            case .started, .callback, .answered, .stopRequested: break
            }
            inputs.append(input)
        }
    }

    /// Refused proofs that wait for the engine at the same time; it only wants to know that they are many.
    private static let refusalsMax = 1000
    /// Groups of callbacks that wait for one step; any more are recorded without the engine.
    private static let arrivalsMax = 16

    /// Waits until callbacks are durable; receives false if no engine records them.
    typealias Sender = CheckedContinuation<Bool, any Error>

    private let state = Mutex(State())

    package init() {}

    /// Leaves something for the engine and wakes it.
    package func post(_ input: EngineInput) {
        let waiter = state.withLock { state in
            state.append(input)
            let waiter = state.waiter
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    /// Leaves callbacks for the engine to record and take in its next step.
    ///
    /// - Returns: once all of them are durable; false where no engine takes them, so that they must be recorded
    ///   otherwise.
    /// - Throws: ``LedgerError`` where the step failed and none is durable; the bank will send them again.
    package func deliver(_ callbacks: [ProvenCallback]) async throws -> Bool {
        try await withCheckedThrowingContinuation { sender in
            let (isTaken, waiter) = state.withLock { state in
                // What nothing proves may come in any number from anybody, and must not hold the engine up.
                guard callbacks.allSatisfy({ $0.proof == .body }), state.isAttended,
                    state.arrivals.count < Self.arrivalsMax
                else {
                    return (false, nil as CheckedContinuation<Void, Never>?)
                }
                state.arrivals.append((callbacks, sender))
                let waiter = state.waiter
                state.waiter = nil
                return (true, waiter)
            }
            if !isTaken { sender.resume(returning: false) }
            waiter?.resume()
        }
    }

    /// From now on an engine takes what is delivered.
    func attend() { state.withLock { $0.isAttended = true } }

    /// No engine takes callbacks any more; those that it has not taken are recorded otherwise.
    func leave() {
        let left = state.withLock { state in
            state.isAttended = false
            let left = state.arrivals
            state.arrivals = []
            return left
        }
        for arrival in left { arrival.sender.resume(returning: false) }
    }

    /// Whether the process was asked to stop; it stays so for every run that follows.
    package var isStopRequested: Bool { state.withLock { $0.isStopRequested } }

    /// Asks the engine, and every one after it, to stop.
    package func requestStop() {
        state.withLock { $0.isStopRequested = true }
        post(.stopRequested)
    }

    /// Whether something waits.
    var hasNews: Bool { state.withLock { !$0.isEmpty } }

    /// Takes everything that waits, and those who must be notified once it is durable.
    func takeAll() -> (inputs: [EngineInput], senders: [Sender]) {
        let (inputs, arrivals) = state.withLock { state in
            let taken = (state.inputs, state.arrivals)
            state.inputs = []
            state.arrivals = []
            state.callbacksWait = false
            state.refusals = 0
            return taken
        }
        return (inputs + arrivals.flatMap { $0.callbacks.map { .callback($0) } }, arrivals.map(\.sender))
    }

    /// Returns as soon as something waits, or the task is cancelled. One waiter at a time.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.isEmpty, !Task.isCancelled else { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiter
                state.waiter = nil
                return waiter
            }
            waiter?.resume()
        }
    }
}
