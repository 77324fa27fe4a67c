internal import Dispatch

/// Threads for work that reads files or the ledger for long, so that pages are answered meanwhile:
///
///     let receipt = try await HeavyWork.run { try await submission.submit(path, order, by: person) }
final class HeavyWork: TaskExecutor {
    private static let shared = HeavyWork()

    private let queue = DispatchQueue(label: "salur.console.work", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Does the work on one of these threads.
    ///
    /// - Throws: what the work throws.
    static func run<Result: Sendable, Failure: Error>(
        _ work: @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let outcome: Swift.Result<Result, Failure> = await withTaskExecutorPreference(shared) {
            do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}
