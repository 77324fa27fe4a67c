internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import Logging
internal import MetricsServer
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports
package import PayoutRules
package import SalurSettings
internal import ServiceLifecycle
internal import UnixSignals

/// What is needed to pay batches that stand in the ledger: what `run` and `process` have in common.
struct Payment: Sendable {
    let settings: Settings
    let link: BankLink
    let banks: BankDirectory
    let clock: any WallClock
    let console: RunConsole
    let logger: Logger
    /// The figures of a service, which shows them itself; nil where a payment shows its own while it works.
    var standing: MetricsRegistry?
    /// Who confirms a charge on a page.
    var present: PresentCustomer?

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
        do {
            self.settings = settings
            link = try BankLink(settings)
            banks = try BankDirectory(settings: settings)
            self.clock = clock
            self.console = console
            self.logger = logger
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Binds the ledger to the bank, or finds that it belongs to another.
    func bind(_ ledger: Ledger) throws {
        try ledger.write { try $0.bind(to: link.binding, path: ledger.path, at: clock.now()) }
    }

    /// Does the work that pays batches, with the callback server running wherever anything may be sent.
    ///
    /// - Parameter mayBeJoined: whether batches that are approved meanwhile are paid as well.
    func pay(
        _ batches: [Batch], _ ledger: Ledger, as mandate: PayoutJob.Mandate, mayBeJoined: Bool = false,
        _ work: @escaping @Sendable (PayoutJob) async throws -> [FileOutcome]
    ) async throws -> [FileOutcome] {
        let mailbox = EngineMailbox()
        let gateway = try link.gateway(for: ledger, clock: clock, logger: logger, present: present)
        let registry =
            standing ?? settings.metrics.map { _ in MetricsRegistry(explanations: PayoutMeters.explanations) }
        let meters = registry.map {
            PayoutMeters(
                factory: $0, ratePerSecond: settings.ratePerSecond,
                certificates: PayoutMeters.Certificates(
                    ofTheBank: { gateway.certificateEndsAt }, ofOurs: link.bank.transport.clientCertificate?.endsAt),
                clock: clock)
        }
        let counted: any PaymentGateway =
            if let meters { MeteredGateway(gateway: gateway, meters: meters) } else { gateway }
        // What is shown after the payment must not look as if it went on.
        defer { meters?.rest() }
        let console = console.metered(by: meters)
        let runner = EngineRunner(
            ledger: ledger, gateway: counted, clock: clock, policy: settings.enginePolicy,
            limits: settings.engineLimits, mailbox: mailbox, onProgress: console.progress)
        let sends = try mayBeJoined || !batches.allSatisfy { try PayoutJob.isIdle($0, ledger) }
        let job = PayoutJob(
            settings: settings, link: link, banks: banks, ledger: ledger, gateway: counted, clock: clock,
            console: console, mailbox: mailbox, runner: runner, mandate: mandate, sends: sends, begunAt: clock.now(),
            clockLead: { gateway.clockLead })
        let running: @Sendable () async throws -> [FileOutcome] = {
            try await runner.during { job.updated(try await work(job)) }
        }
        do {
            let results: [FileOutcome]
            if sends {
                results = try await showing(registry) { try await serve(running, ledger, mailbox, meters) }
            } else {
                results = try await running()
            }
            await gateway.shutdown()
            try link.keepInquiryHeader(of: gateway, in: ledger)
            return results
        } catch {
            await gateway.shutdown()
            // The error says what went wrong; the next run finds out again what could not be kept.
            try? link.keepInquiryHeader(of: gateway, in: ledger)
            throw error
        }
    }

    /// Does the work while the figures are shown where `metrics.listen` says. Nothing is sent where they cannot be.
    private func showing(
        _ registry: MetricsRegistry?, _ work: () async throws -> [FileOutcome]
    ) async throws -> [FileOutcome] {
        guard standing == nil, let registry, let metrics = settings.metrics else { return try await work() }
        let server = try await MetricsServer.start(host: metrics.host, port: metrics.port) { registry.text() }
        do {
            let results = try await work()
            await server.stop()
            return results
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Runs the job together with the callback server; a signal to stop drains the job first, then the server.
    private func serve(
        _ job: @escaping @Sendable () async throws -> [FileOutcome], _ ledger: Ledger, _ mailbox: EngineMailbox,
        _ meters: PayoutMeters?
    ) async throws -> [FileOutcome] {
        let recorder = CallbackRecorder(ledger: ledger) { mailbox.post(.callbacksArrived) }
        let customers = CustomerCallbacks(ledger: ledger, vault: try link.vault(), clock: clock)
        let listening = Signal()
        let verifier = try link.verifier()
        let makeServer: @Sendable () -> CallbackServer = {
            CallbackServer(
                configuration: link.callbackAddress(), verifier: verifier, clock: clock,
                isReady: { (try? ledger.read { _ = try $0.lastCallback() }) != nil },
                rejectedProof: { _ in
                    meters?.callbacks.count(.refused)
                    mailbox.post(.proofRefused)
                },
                record: { callbacks in
                    do {
                        let others = try customers.record(callbacks)
                        // A running engine records what it takes; between two of them somebody else must.
                        if !others.isEmpty, try await !mailbox.deliver(others) { try await recorder.record(others) }
                        meters?.callbacks.count(.taken, callbacks.count)
                    } catch {
                        meters?.callbacks.count(.failed, callbacks.count)
                        throw error
                    }
                },
                onListening: { _ in listening.fire() }, eventLoops: EventLoops.ofARun, logger: logger)
        }
        let server = PatientServer(
            isSettled: listening, mayWait: { ReceiverLock.isHeld(ledgerPath: ledger.path) }, onWait: {},
            server: makeServer)
        let service = JobService(listening: listening, mailbox: mailbox, job: job)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: server),
                    .init(
                        service: service, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
        return try service.results()
    }
}

extension BankDirectory {
    /// The directory that `checks.banksFile` names, else the embedded one.
    ///
    /// - Throws: ``CommandFailure`` where the file is missing or no directory.
    package init(settings: Settings) throws {
        guard let path = settings.banksFile else {
            self = .embedded
            return
        }
        self = try BankDirectory.read(path)
    }
}
