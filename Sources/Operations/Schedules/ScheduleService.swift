package import Logging
package import PayoutCore
package import SalurSettings
internal import ServiceLifecycle

/// Makes the runs of `schedules`, as a member of the service group. Paying is the job of ``DispatchService``.
package struct ScheduleService: Service {
    /// How often it looks at the clock.
    private static let lookPause = Duration.seconds(5)

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        (self.settings, self.clock, self.logger) = (settings, clock, logger)
    }

    /// Throws ``CommandFailure`` where the settings do not suffice.
    package func run() async throws {
        let worker = settings.schedules.isEmpty ? nil : try ScheduleWorker(settings: settings, clock: clock)
        // A failure that stays is logged once.
        var logged: String?
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            if let worker {
                let failure = await Self.failure(of: worker)
                if let failure, failure.code.rawValue != logged {
                    logger.warning(
                        "a schedule waits", metadata: ["code": "\(failure.code.rawValue)", "reason": "\(failure)"])
                }
                logged = failure?.code.rawValue
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
        }
    }

    private static func failure(of worker: ScheduleWorker) async -> CommandFailure? {
        do { return try await worker.look().first } catch { return error }
    }
}
