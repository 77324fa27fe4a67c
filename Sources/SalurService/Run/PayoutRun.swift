internal import Ayoconnect
internal import CallbackServer
package import Logging
package import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports
package import PayoutRules
internal import ServiceLifecycle
internal import UnixSignals

/// The whole job of `run`: read, check, show, ask, pay, wait, report.
package struct PayoutRun: Sendable {
    /// What the person asked for on the command line.
    package struct Request: Sendable {
        package var files: [String]
        package var batchName: String?
        package var payAgainReason: String?

        package init(files: [String], batchName: String?, payAgainReason: String?) {
            self.files = files
            self.batchName = batchName
            self.payAgainReason = payAgainReason
        }
    }

    private let settings: Settings
    private let link: BankLink
    private let banks: BankDirectory
    private let clock: any WallClock
    private let console: RunConsole
    private let logger: Logger

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
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

    /// Runs every file; nothing is sent for any of them before all were read and checked.
    ///
    /// - Throws: ``CommandFailure``.
    package func run(_ request: Request) async throws(CommandFailure) -> [RunResult] {
        do {
            let lock = try LedgerLock(ledgerPath: settings.ledgerPath)
            defer { withExtendedLifetime(lock) {} }
            let ledger = try Ledger(path: settings.ledgerPath)
            try ledger.removeUnfinishedImports()
            try ledger.write { try $0.bind(to: link.binding, path: ledger.path, at: clock.now()) }
            let batches = try intake(request, ledger)
            return try await pay(batches, ledger)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func intake(_ request: Request, _ ledger: Ledger) throws -> [Batch] {
        let intake = Intake(ledger: ledger, banks: banks, clock: clock)
        var batches: [Batch] = []
        for file in request.files {
            let filed = try intake.file(file, as: request.batchName, payAgain: request.payAgainReason)
            for violation in filed.violations { console.say("\(file): \(violation.text)") }
            let rejected = try ledger.read { try $0.totals(filed.batch.id)[.rejected, default: .zero].count }
            if filed.isNew, rejected > filed.violations.count {
                console.say("\(file): \(rejected) rows are rejected; all of them will stand in rejected.csv.")
            }
            if !batches.contains(where: { $0.id == filed.batch.id }) { batches.append(filed.batch) }
        }
        return batches
    }

    private func pay(_ batches: [Batch], _ ledger: Ledger) async throws -> [RunResult] {
        for batch in batches { try ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).prepare() }
        let mailbox = EngineMailbox()
        let gateway = link.gateway(clock: clock, logger: logger)
        let job = PayoutJob(
            settings: settings, link: link, banks: banks, ledger: ledger, gateway: gateway, clock: clock,
            console: console, mailbox: mailbox)
        do {
            let results: [RunResult]
            if try batches.allSatisfy({ try job.isIdle($0) }) {
                results = try await job.run(batches)
            } else {
                results = try await serve(job, batches, ledger, mailbox)
            }
            await gateway.shutdown()
            return results
        } catch {
            await gateway.shutdown()
            throw error
        }
    }

    /// Runs the job beside the callback server; a signal to stop drains the job first, then the server.
    private func serve(
        _ job: PayoutJob, _ batches: [Batch], _ ledger: Ledger, _ mailbox: EngineMailbox
    ) async throws -> [RunResult] {
        let recorder = CallbackRecorder(ledger: ledger) { mailbox.post(.callbacksArrived) }
        let listening = Signal()
        let server = CallbackServer(
            configuration: link.callbackAddress(), verifier: try link.verifier(), clock: clock,
            isReady: { (try? ledger.read { _ = try $0.lastCallback() }) != nil },
            rejectedProof: { _ in mailbox.post(.proofRefused) },
            record: { try await recorder.record($0) },
            onListening: { _ in listening.fire() }, logger: logger)
        let service = JobService(listening: listening, mailbox: mailbox) { try await job.run(batches) }
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
