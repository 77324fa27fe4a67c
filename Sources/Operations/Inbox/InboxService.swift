package import Logging
package import PayoutCore
package import SalurSettings
internal import ServiceLifecycle

/// Watches the folders of `inbox.folders` until it is asked to stop, as a member of a service group.
///
/// It submits, and approves where the settings say so. Paying is the job of ``PayoutProcess``.
package struct InboxService: Service {
    /// How often it looks. Looking works on every file system, those of other machines included.
    private static let lookPause = Duration.seconds(2)

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// Looks again and again. A file that is being submitted when the stop comes is brought to the end of its step.
    ///
    /// Throws ``CommandFailure`` where the settings do not suffice.
    package func run() async throws {
        var workers = try settings.inboxFolders.map { try InboxWorker($0, settings, clock: clock) }
        let began = ContinuousClock.now
        // A failure that stays is logged once.
        var failures: [String: String] = [:]
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            for index in workers.indices {
                let path = settings.inboxFolders[index].path
                let events = await workers[index].look(uptime: began.duration(to: .now))
                if !events.contains(where: { $0.name == nil }) { failures[path] = nil }
                for event in events { log(event, path, &failures) }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
        }
    }

    private func log(_ event: InboxEvent, _ folder: String, _ failures: inout [String: String]) {
        let file = event.name.map { folder + "/" + $0 } ?? folder
        guard let failure = event.failure else {
            failures[file] = nil
            logger.info(
                "inbox", metadata: ["file": "\(file)", "state": "\(event.state?.rawValue ?? "")"])
            return
        }
        guard failures.updateValue(failure.code.rawValue, forKey: file) != failure.code.rawValue else { return }
        logger.warning(
            "inbox waits", metadata: ["file": "\(file)", "code": "\(failure.code.rawValue)", "reason": "\(failure)"])
    }
}
