package import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// Looks again and again until Ctrl-C, which ends the pause at once.
package struct StatusWatch: Sendable {
    private let pause: Duration
    private let endsWhenSettled: Bool
    private let logger: Logger
    private let look: @Sendable () throws -> LedgerStatus

    /// - Parameters:
    ///   - endsWhenSettled: whether to end once every batch is settled or stopped.
    ///   - look: reads the ledger and shows what it found.
    package init(
        every pause: Duration, endsWhenSettled: Bool, logger: Logger,
        look: @escaping @Sendable () throws -> LedgerStatus
    ) {
        self.pause = pause
        self.endsWhenSettled = endsWhenSettled
        self.logger = logger
        self.look = look
    }

    /// - Returns: success, unless it ended because all was settled or stopped and not all was paid.
    /// - Throws: what looking threw.
    package func run() async throws -> OutcomeKind {
        let watcher = Watcher(watch: self)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: watcher, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
        return try watcher.result()
    }

    private final class Watcher: Service {
        private let watch: StatusWatch
        private let outcome = Mutex<Result<OutcomeKind, any Error>>(.success(.success))

        init(watch: StatusWatch) { self.watch = watch }

        func run() async throws {
            do {
                while !Task.isShuttingDownGracefully {
                    let status = try watch.look()
                    if watch.endsWhenSettled, let end = status.ending {
                        outcome.withLock { $0 = .success(end) }
                        return
                    }
                    try await cancelWhenGracefulShutdown { try await Task.sleep(for: self.watch.pause) }
                }
            } catch is CancellationError {
                return
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
        }

        func result() throws -> OutcomeKind { try outcome.withLock { $0 }.get() }
    }
}
