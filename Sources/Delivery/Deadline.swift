/// Ends work that takes too long.
enum Deadline {
    /// Does `work`, and cancels it after `limit`.
    ///
    /// - Throws: what `work` throws, or ``DeliveryFailure`` where the time was over.
    static func run(
        _ limit: Duration, _ what: String, _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            guard try await group.next() == true else {
                throw DeliveryFailure(
                    "\(what) did not end within \(limit.components.seconds) seconds", mayHaveArrived: true)
            }
        }
    }
}
