package import Logging
package import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutRules
package import SalurSettings
internal import Wording

/// The whole job of `run`: read, check, show, ask, pay, wait, report.
package struct PayoutRun: Sendable {
    /// What the person asked for on the command line.
    package struct Request: Sendable {
        package var files: [String]
        /// How each file is to be taken.
        package var order: Intake.Order
        /// Who runs it, and thereby submits and approves.
        package var person: String
        /// The person said yes before there was a question.
        package var isConfirmed: Bool
        /// The plan that is insisted on (`--only-plan`); nil where none is.
        package var onlyPlan: PlanHash?

        package init(
            files: [String], order: Intake.Order, person: String, isConfirmed: Bool, onlyPlan: PlanHash? = nil
        ) {
            self.onlyPlan = onlyPlan
            self.files = files
            self.order = order
            self.person = person
            self.isConfirmed = isConfirmed
        }
    }

    private let payment: Payment

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
        payment = try Payment(settings: settings, clock: clock, console: console, logger: logger)
    }

    /// Runs every file: all are read and checked first, a refused one is left out, and the good ones are paid at once.
    ///
    /// - Parameter ask: is shown what would be paid, all files together, and answers which of it is confirmed.
    /// - Returns: an outcome for each file, in their order.
    /// - Throws: ``CommandFailure``; that of the file where there is only one.
    package func run(
        _ request: Request, asking ask: @escaping @Sendable ([RunPlan]) async -> [Bool]
    ) async throws(CommandFailure) -> [FileOutcome] {
        do {
            let path = payment.settings.ledgerPath
            var plans: [String: PaymentPlan] = [:]
            if let hash = request.onlyPlan {
                let planner = try PaymentPlanner(settings: payment.settings, clock: payment.clock)
                for file in request.files { plans[file] = try planner.require(hash, of: file, request.order) }
            }
            let required = plans
            // Nothing is taken where another process sends. While files are read nobody is kept from sending: that may
            // have to wait for those of others.
            try withExtendedLifetime(Lease(ledgerPath: path, since: payment.clock.now())) {}
            let takenFiles = try await LedgerSession(making: path).run { ledger in
                try payment.bind(ledger)
                return try intake(request, required, ledger)
            }
            return try await LedgerSession(existing: path, sends: true).run { ledger in
                var files: [BatchID: String] = [:]
                for case .batch(let batch, let file) in takenFiles { files[batch.id] = file }
                let batches = try ledger.read { reader in
                    try takenFiles.compactMap(\.batch).map { try reader.batch($0.id) ?? $0 }
                }
                let results =
                    batches.isEmpty
                    ? []
                    : try await payment.pay(
                        batches, ledger,
                        as: PayoutJob.Mandate(
                            origin: .run(files: files), approver: request.person, isConfirmed: request.isConfirmed,
                            starter: request.person)
                    ) { job in await job.run(batches, asking: ask) }
                return try outcomes(of: takenFiles, results).orFailure()
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// A file after it was read.
    private enum TakenFile {
        case batch(Batch, file: String)
        case leftOut(FileOutcome)

        var batch: Batch? {
            if case .batch(let batch, _) = self { batch } else { nil }
        }
    }

    private func outcomes(of files: [TakenFile], _ results: [FileOutcome]) -> [FileOutcome] {
        var results = results[...]
        return files.compactMap { file in
            switch file {
            case .batch: results.popFirst()
            case .leftOut(let outcome): outcome
            }
        }
    }

    /// - Parameter plans: what was insisted on.
    private func intake(
        _ request: Request, _ plans: [String: PaymentPlan], _ ledger: Ledger
    ) throws -> [TakenFile] {
        let intake = Intake(
            ledger: ledger,
            RowForm(
                request.order.rail, payment.settings, banks: payment.banks,
                parties: LedgerParties(ledger, payment.settings, payment.banks), sheet: request.order.sheet,
                expected: request.order.expected),
            clock: payment.clock, handler: DuplicateHandler(payment.settings),
            person: request.person, tell: payment.console.tell)
        var taken: [TakenFile] = []
        var firstFile: [BatchID: String] = [:]
        for (index, file) in request.files.enumerated() {
            if request.files[..<index].contains(file) {
                taken.append(repeated(file, of: file))
                continue
            }
            let filed: Intake.Filed
            do {
                var order = request.order
                if let plan = plans[file], let hash = request.onlyPlan { order.plan = (hash, plan.toSend) }
                filed = try intake.file(file, order)
            } catch {
                let failure = CommandFailure(error)
                guard failure.status == .badFile, request.files.count > 1 else { throw failure }
                payment.console.tell(.refused(failure))
                taken.append(.leftOut(.refused(file: file, failure)))
                continue
            }
            if let plan = plans[file] {
                try require(plan, of: filed.batch, ledger)
                if let hash = request.onlyPlan, !filed.isNew {
                    try ledger.write {
                        try $0.note(
                            (hash, plan.toSend), of: filed.batch.id, by: request.person, at: payment.clock.now())
                    }
                }
            }
            try preview(filed, file, ledger)
            try requireMayApprove(filed.batch, approver: request.person, ledger)
            if let first = firstFile[filed.batch.id] {
                taken.append(repeated(file, of: first))
            } else {
                firstFile[filed.batch.id] = file
                taken.append(.batch(filed.batch, file: file))
            }
        }
        return taken
    }

    private func repeated(_ file: String, of first: String) -> TakenFile {
        payment.console.tell(.repeated(file: file, of: first))
        return .leftOut(.repeated(file: file, of: first))
    }

    /// Says what a person should know of a file before it is paid.
    private func preview(_ filed: Intake.Filed, _ file: String, _ ledger: Ledger) throws {
        payment.console.tell(.taken(file: file, filed))
        let rejected = try ledger.read { try $0.totals(filed.batch.id)[.rejected, default: .zero].count }
        if filed.isNew, rejected > filed.violations.count {
            payment.console.tell(.rejected(file: file, count: rejected))
        }
        if try !filed.isNew && ledger.read({ try $0.approvedAt(filed.batch.id) }) == nil {
            payment.console.tell(.approvesByPaying(filed.batch))
        }
    }

    /// Between the plan and the ledger, file and ledger could change.
    private func require(_ plan: PaymentPlan, of batch: Batch, _ ledger: Ledger) throws {
        let toSend = BatchWork(try ledger.read { try $0.totals(batch.id) }).toSend
        guard plan.check.digest != batch.digest || plan.toSend != toSend else { return }
        throw CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.fileName): \(toSend.count) rows, \(toSend.sum.display), would be paid now, and the plan has \
                \(plan.toSend.count) rows, \(plan.toSend.sum.display). The batch \(batch.folderName) waits for \
                approval; nothing was sent. Look at it with salur run --plan, with the same options.
                """), code: .planDiffers)
    }

    /// Who runs a batch that nobody has approved yet approves it.
    private func requireMayApprove(_ batch: Batch, approver: String, _ ledger: Ledger) throws {
        let (isOpen, submitted, totals) = try ledger.read { reader in
            let totals = try reader.totals(batch.id)
            return (
                try reader.approvedAt(batch.id) == nil && RunPlan(batch, totals).toPay > 0,
                try reader.lastEvent("batch_submitted", of: batch.id), totals
            )
        }
        guard isOpen else { return }
        let rule = ApprovalRule(payment.settings)
        try rule.require(batch, totals, submittedBy: submitted?.actor, approver: approver)
        try rule.requireOneApproval(batch, totals)
        try BatchCeiling(payment.settings).require(batch, totals)
    }
}
