internal import Synchronization

/// Counts the calls in flight, so that shutting down waits for them and never cancels one.
final class CallGate: Sendable {
    private struct State {
        var callsInFlight = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Whether a call may begin; if so, ``leave()`` must follow.
    func enter() -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.callsInFlight += 1
            return true
        }
    }

    /// A call has ended.
    func leave() {
        let closing = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.callsInFlight -= 1
            guard state.isClosed, state.callsInFlight == 0 else { return [] }
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in closing { continuation.resume() }
    }

    /// Lets no further call begin and returns when the last one has ended.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state -> Bool in
                state.isClosed = true
                if state.callsInFlight > 0 { state.closing.append(continuation) }
                return state.callsInFlight == 0
            }
            if isIdle { continuation.resume() }
        }
    }
}
