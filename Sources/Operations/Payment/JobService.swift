internal import PayoutEngine
internal import ServiceLifecycle
internal import Synchronization

/// The job as a member of the service group: it begins once callbacks can be received, and a signal to stop reaches the
/// engine as a request to drain.
final class JobService: Service {
    private let listening: Signal
    private let mailbox: EngineMailbox
    private let job: @Sendable () async throws -> [FileOutcome]
    private let outcome = Mutex<Result<[FileOutcome], any Error>?>(nil)

    init(listening: Signal, mailbox: EngineMailbox, job: @escaping @Sendable () async throws -> [FileOutcome]) {
        self.listening = listening
        self.mailbox = mailbox
        self.job = job
    }

    func run() async throws {
        await listening.wait()
        try Task.checkCancellation()
        let result: Result<[FileOutcome], any Error>
        do {
            result = .success(
                try await withGracefulShutdownHandler {
                    try await job()
                } onGracefulShutdown: {
                    self.mailbox.requestStop()
                })
        } catch {
            result = .failure(error)
        }
        outcome.withLock { $0 = result }
    }

    /// What came of the job.
    ///
    /// - Throws: what the job threw; `CancellationError` where it never began.
    func results() throws -> [FileOutcome] {
        guard let outcome = outcome.withLock({ $0 }) else { throw CancellationError() }
        return try outcome.get()
    }
}

/// Something that happens once and that many may wait for.
final class Signal: Sendable {
    private struct State {
        var hasFired = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func fire() {
        let waiters = state.withLock { state in
            state.hasFired = true
            let waiters = state.waiters
            state.waiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the signal has fired, or when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    if state.hasFired || Task.isCancelled { return true }
                    state.waiters.append(waiter)
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            fire()
        }
    }
}
