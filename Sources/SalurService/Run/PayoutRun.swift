package import Logging
package import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// The whole job of `run`: read, check, show, ask, pay, wait, report.
package struct PayoutRun: Sendable {
    /// What the person asked for on the command line.
    package struct Request: Sendable {
        package var files: [String]
        package var batchName: String?
        package var payAgainReason: String?
        /// Who runs it, and thereby submits and approves.
        package var person: String
        /// The person said yes before there was a question.
        package var isConfirmed: Bool

        package init(
            files: [String], batchName: String?, payAgainReason: String?, person: String, isConfirmed: Bool
        ) {
            self.files = files
            self.batchName = batchName
            self.payAgainReason = payAgainReason
            self.person = person
            self.isConfirmed = isConfirmed
        }
    }

    private let payment: Payment

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
        payment = try Payment(settings: settings, clock: clock, console: console, logger: logger)
    }

    /// Runs every file; nothing is sent for any of them before all were read and checked.
    ///
    /// - Throws: ``CommandFailure``.
    package func run(_ request: Request) async throws(CommandFailure) -> [RunResult] {
        do {
            return try await LedgerSession(making: payment.settings.ledgerPath).run { ledger in
                try payment.bind(ledger)
                var files: [BatchID: String] = [:]
                let batches = try intake(request, ledger, &files)
                return try await payment.pay(
                    batches, ledger,
                    as: PayoutJob.Mandate(
                        origin: .run(files: files), approver: request.person, isConfirmed: request.isConfirmed))
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func intake(_ request: Request, _ ledger: Ledger, _ files: inout [BatchID: String]) throws -> [Batch] {
        let intake = Intake(ledger: ledger, banks: payment.banks, clock: payment.clock, person: request.person)
        var batches: [Batch] = []
        for file in request.files {
            let filed = try intake.file(file, as: request.batchName, payAgain: request.payAgainReason)
            for violation in filed.violations { payment.console.say(Phrase("\(file): \(violation.text)")) }
            let rejected = try ledger.read { try $0.totals(filed.batch.id)[.rejected, default: .zero].count }
            if filed.isNew, rejected > filed.violations.count {
                payment.console.say(
                    Phrase("\(file): \(rejected) rows are rejected; all of them will stand in rejected.csv."))
            }
            if try !filed.isNew && ledger.read({ try $0.approvedAt(filed.batch.id) }) == nil {
                payment.console.say(
                    Phrase(
                        """
                        \(filed.batch.folderName) was submitted and waits for approval: by paying it now, you approve \
                        it.
                        """))
            }
            if files[filed.batch.id] == nil { batches.append(filed.batch) }
            files[filed.batch.id] = file
        }
        return batches
    }
}
