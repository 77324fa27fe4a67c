package import Logging
package import MetricsServer
package import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle
internal import Synchronization
package import Wording

/// The sender of `salur serve`: pays whatever is approved, for as long as the service runs.
///
///     let dispatch = try DispatchService(settings: settings, clock: clock, console: console, logger: logger)
///     // A member of the service group. A signal to stop drains the payment that is under way.
///     let standing = dispatch.standing    // what it does now, for the page of the service
///
/// Where another process holds the lease, this one waits, and takes over once that process is gone. A batch that the
/// bank's trouble has stopped is tried again after a pause that grows, and at once when a person changes something.
package final class DispatchService: Service {
    /// What it does now.
    package enum Standing: Sendable {
        case idle
        case working(since: Timestamp)
        /// It tries again at this moment, or when a person changes something.
        case waiting(until: Timestamp, why: Phrase)
    }

    /// How often it looks for something to do.
    private static let lookPause = Duration.seconds(1)
    /// How long it waits after the first failure, and at most.
    private static let pauseFirst = Duration.seconds(15)
    private static let pauseMax = Duration.seconds(15 * 60)

    private let settings: Settings
    private let clock: any WallClock
    private let process: PayoutProcess
    private let state = Mutex(Standing.idle)

    /// - Parameter metrics: the figures that every payment counts into; see ``MetricsService``.
    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(
        settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger, metrics: MetricsRegistry? = nil
    ) throws(CommandFailure) {
        self.settings = settings
        self.clock = clock
        process = try PayoutProcess(
            settings: settings, clock: clock, console: console, logger: logger, metrics: metrics)
    }

    package var standing: Standing { state.withLock { $0 } }

    package func run() async throws {
        var pause = Self.pauseFirst
        var tried: DispatchWork?
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let work = try? DispatchWork(ledgerPath: settings.ledgerPath)
            let isDue = work != tried || isTimeToTry
            if let work, work.isAny, isDue {
                state.withLock { $0 = .working(since: clock.now()) }
                let failure = await pay()
                let left = try? DispatchWork(ledgerPath: settings.ledgerPath)
                // What has come on is no failure: only the same trouble again makes the pause longer.
                pause = left == tried ? min(pause * 2, Self.pauseMax) : Self.pauseFirst
                tried = left
                let isOver = failure == nil && left?.isAny == false
                let why = failure ?? Phrase("Some rows have not come to their end yet.")
                state.withLock { $0 = isOver ? .idle : .waiting(until: clock.now() + pause, why: why) }
            } else if work?.isAny != true {
                state.withLock { $0 = .idle }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
        }
    }

    private var isTimeToTry: Bool {
        switch standing {
        case .idle, .working: false
        case .waiting(let until, _): until <= clock.now()
        }
    }

    /// - Returns: what went wrong; nil where nothing did.
    private func pay() async -> Phrase? {
        do {
            for case .failed(_, let failure) in try await process.run([]) { return failure.phrase }
            return nil
        } catch {
            return error.phrase
        }
    }
}

/// What there is to pay, as one look at the ledger shows it: where two looks are equal, nothing has changed between.
struct DispatchWork: Equatable {
    private struct Standing: Equatable {
        let batch: BatchID
        let status: BatchStatus
        let changedAt: Timestamp
    }

    private let batches: [Standing]
    private let callbacksWait: Bool

    /// - Throws: ``CommandFailure`` where there is no ledger, or it cannot be read.
    init(ledgerPath path: String) throws {
        let ledger = try LedgerStatus.open(path)
        (batches, callbacksWait) = try ledger.read { reader in
            let unfinished = try reader.batches().filter { batch in
                let work = try reader.work(of: batch.id)
                return batch.state.isApproved && batch.state.isUnfinished(work)
                    && batch.state.refusal(of: .begun(work)) == nil
            }
            let standing = unfinished.map { Standing(batch: $0.id, status: $0.status, changedAt: $0.changedAt) }
            return (standing, try !reader.pendingCallbacks(limit: 1).isEmpty)
        }
    }

    var isAny: Bool { !batches.isEmpty || callbacksWait }
}
