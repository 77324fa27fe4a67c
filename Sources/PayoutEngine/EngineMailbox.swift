internal import Synchronization

/// Where answers, callbacks, ticks and signals wait for the engine. Posting never waits; the engine takes all at once.
package final class EngineMailbox: Sendable {
    private struct State {
        var inputs: [EngineInput] = []
        var isStopRequested = false
        var waiter: CheckedContinuation<Void, Never>?
        var callbacksWait = false
        var refusals = 0

        /// A flood of callbacks must not pile up here: that some wait need be said once.
        mutating func append(_ input: EngineInput) {
            switch input {
            case .callbacksArrived:
                guard !callbacksWait else { return }
                callbacksWait = true
            case .proofRefused:
                guard refusals < EngineMailbox.refusalsMax else { return }
                refusals += 1
            case .started, .answered, .stopRequested: break
            }
            inputs.append(input)
        }
    }

    /// Refused proofs that wait for the engine at the same time; it only wants to know that they are many.
    private static let refusalsMax = 1000

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

    /// Whether the process was asked to stop; it stays so for every run that follows.
    package var isStopRequested: Bool { state.withLock { $0.isStopRequested } }

    /// Asks the engine, and every one after it, to stop.
    package func requestStop() {
        state.withLock { $0.isStopRequested = true }
        post(.stopRequested)
    }

    /// Whether something waits.
    var hasNews: Bool { state.withLock { !$0.inputs.isEmpty } }

    /// Takes everything that waits.
    func takeAll() -> [EngineInput] {
        state.withLock { state in
            let inputs = state.inputs
            state.inputs = []
            state.callbacksWait = false
            state.refusals = 0
            return inputs
        }
    }

    /// Returns as soon as something waits, or the task is cancelled. One waiter at a time.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.inputs.isEmpty, !Task.isCancelled else { return true }
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
