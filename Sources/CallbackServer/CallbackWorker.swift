internal import Logging
internal import NIOHTTP1
internal import PayoutCore
internal import Synchronization

/// Does the jobs of all connections, one group after the other: one commit serves all callbacks of a group.
struct CallbackWorker: Sendable {
    let queue: CallbackQueue
    let isReady: @Sendable () async -> Bool
    let record: @Sendable ([ProvenCallback]) async throws -> Void
    /// What a callback that is durable is answered with.
    let acknowledgements: [CallbackKind: CallbackAnswer]
    let logger: Logger

    /// Returns once the queue is closed and empty.
    func run() async {
        while true {
            let entries = await queue.takeAll()
            if entries.isEmpty { return }
            await serve(entries)
        }
    }

    private func serve(_ entries: [CallbackQueue.Entry]) async {
        var callbacks: [ProvenCallback] = []
        var questions: [CallbackQueue.Entry] = []
        for entry in entries {
            switch entry.job {
            case .record(let callback): callbacks.append(callback)
            case .tellReadiness: questions.append(entry)
            }
        }
        if !callbacks.isEmpty {
            let isRecorded = await isDurable(callbacks)
            for entry in entries {
                guard case .record(let callback) = entry.job else { continue }
                let acknowledgement = isRecorded ? acknowledgements[callback.kind] : nil
                entry.answer(acknowledgement ?? .empty(.serviceUnavailable))
            }
        }
        guard !questions.isEmpty else { return }
        let answer: CallbackAnswer =
            await isReady() ? .text(.ok, "ready\n") : .text(.serviceUnavailable, "not ready\n")
        for question in questions { question.answer(answer) }
    }

    private func isDurable(_ callbacks: [ProvenCallback]) async -> Bool {
        do {
            try await record(callbacks)
            return true
        } catch {
            // The error itself may name what is personal, so only its type is logged.
            logger.error(
                "callbacks not recorded; the bank was asked to send them again",
                metadata: ["count": "\(callbacks.count)", "error": "\(type(of: error))"])
            return false
        }
    }
}

/// What a connection cannot do at once.
enum CallbackJob {
    /// Make the callback durable.
    case record(ProvenCallback)
    /// Say whether callbacks can be recorded.
    case tellReadiness
}

/// The way from the connections to the one task that speaks with the ledger.
///
/// While that task waits for the disk, what arrives gathers here for its next turn. Each connection has at most one
/// job here, so their number is bounded by that of the connections.
final class CallbackQueue: Sendable {
    /// A job, and who receives its answer.
    struct Entry: Sendable {
        let job: CallbackJob
        let answer: @Sendable (CallbackAnswer) -> Void
    }

    private struct State {
        var entries: [Entry] = []
        var waiter: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Leaves a job; `answer` is called once, on any thread. False where nobody does jobs any more.
    func add(_ job: CallbackJob, answer: @escaping @Sendable (CallbackAnswer) -> Void) -> Bool {
        let (isTaken, waiter) = state.withLock { state in
            guard !state.isClosed else { return (false, CheckedContinuation<Void, Never>?.none) }
            state.entries.append(Entry(job: job, answer: answer))
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume()
        return isTaken
    }

    /// Lets no further job in; those that are here are still done.
    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Takes all jobs as soon as there are any; none once the queue is closed. One caller at a time.
    func takeAll() async -> [Entry] {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.entries.isEmpty, !state.isClosed else { return true }
                state.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.entries = [] }
            return state.entries
        }
    }
}
