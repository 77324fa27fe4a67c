package import MetricsServer
package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle

/// Shows figures at `metrics.listen` as long as `salur serve` runs, also while nothing is paid: those of the ledger,
/// and those of every payment since the process began.
///
///     let metrics = MetricsService(settings: settings, clock: clock)      // nil without metrics.listen
///     let dispatch = try DispatchService(…, metrics: metrics?.registry)   // counts into the same figures
package struct MetricsService: Service {
    /// How often the ledger is read.
    private static let pause = Duration.seconds(5)

    /// The figures that are shown.
    package let registry: MetricsRegistry
    private let address: Settings.Metrics
    private let settings: Settings
    private let clock: any WallClock

    /// - Returns: nil where `metrics.listen` is not set.
    package init?(settings: Settings, clock: any WallClock) {
        guard let address = settings.metrics else { return nil }
        (self.address, self.settings, self.clock) = (address, settings, clock)
        let explanations = PayoutMeters.explanations.merging(LedgerMeters.explanations) { first, _ in first }
        registry = MetricsRegistry(explanations: explanations)
    }

    /// - Throws: `MetricsServerError` where the address cannot be listened on.
    package func run() async throws {
        let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
        let meters = LedgerMeters(factory: registry, startedAt: clock.now())
        meters.show(ledger, at: clock.now())
        let registry = registry
        let server = try await MetricsServer.start(host: address.host, port: address.port) { registry.text() }
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            // Cancelled only where the service ends.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            meters.show(ledger, at: clock.now())
        }
        await server.stop()
    }
}
