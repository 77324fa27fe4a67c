internal import Dispatch
internal import PayoutCore
internal import ServiceLifecycle
internal import Synchronization
internal import Wording

/// Checks files one after the other, on a thread of its own: a file that takes minutes keeps nobody from signing in, no
/// callback from coming in and no row from being paid.
///
///     let page = try await desk.run(for: context.actor) { checked(upload, context) }
actor CheckDesk {
    private let executor = QueueExecutor()
    private let busy = Mutex<Set<String>>([])

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter person: who waits; each has one file checked at a time.
    /// - Throws: ``RequestFault`` where an earlier file of this person is still being checked, and what `work` throws.
    nonisolated func run<Result: Sendable>(
        for person: String, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        guard busy.withLock({ $0.insert(person).inserted }) else {
            throw RequestFault(
                .tooManyRequests,
                Phrase("Your last file is still being checked. Wait until that has ended, then try again."))
        }
        defer { _ = busy.withLock { $0.remove(person) } }
        // A service that is to stop waits for no file.
        return try await cancelWhenGracefulShutdown { try await self.perform(work) }
    }

    private func perform<Result: Sendable>(_ work: @Sendable () throws -> Result) throws -> Result { try work() }
}

/// Runs the jobs of an actor on a queue.
private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "salur.checks", qos: .utility)

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        queue.async { unowned.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
