internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutFile
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
package import SalurSettings
internal import Wording

/// The job of `report`: writes the report files from the ledger again. It only reads, so it works during a run.
package struct BatchReports: Sendable {
    /// Without a name, more batches than this are not written.
    private static let unnamedMax = 20
    /// How often a batch that changes meanwhile is written again.
    private static let roundsMax = 5

    private let settings: Settings
    private let banks: BankDirectory

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings) throws(CommandFailure) {
        do {
            self.settings = settings
            banks = try BankDirectory(settings: settings)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Writes the reports of the batches with these names; without names those of all batches, if they are few.
    ///
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/cannotWrite`` where a file cannot be written.
    package func write(_ names: [String]) throws(CommandFailure) -> [RunResult] {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            let batches = try ledger.read { names.isEmpty ? try all($0) : try named(names, $0) }
            return try batches.map { try write($0, ledger) }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func named(_ names: [String], _ reader: LedgerReader) throws -> [Batch] {
        var batches: [Batch] = []
        for name in names {
            let batch = try BatchFinder.one(name, in: reader)
            if !batches.contains(where: { $0.id == batch.id }) { batches.append(batch) }
        }
        return batches
    }

    private func all(_ reader: LedgerReader) throws -> [Batch] {
        let batches = try BatchFinder.all(nil, in: reader)
        guard !batches.isEmpty else { throw CommandFailure(.usage, BatchFinder.nothing(named: nil)) }
        guard batches.count <= Self.unnamedMax else {
            throw CommandFailure(
                .usage,
                Phrase("The ledger holds \(batches.count) batches. Say which ones; \"salur status\" lists all."))
        }
        return batches
    }

    private func write(_ batch: Batch, _ ledger: Ledger) throws -> RunResult {
        let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch)
        var reconciliation = try folder.write(
            batch.id, from: ledger, signedBy: settings.auditKey, in: settings.language, as: settings.reportForm,
            bankName: bankName)
        // A run that ended meanwhile has written newer files than ours; one that goes on will write them itself.
        for _ in 1..<Self.roundsMax {
            let isNewest = try ledger.read { reader in
                guard let now = try reader.batch(batch.id), now.status != .running else { return true }
                return try now.status == reconciliation.batch.status
                    && reader.totals(batch.id) == reconciliation.totals
            }
            if isNewest { break }
            reconciliation = try folder.write(
                batch.id, from: ledger, signedBy: settings.auditKey, in: settings.language, as: settings.reportForm,
                bankName: bankName)
        }
        let (isApproved, hasTransfers, isOnly, held, firstRows) = try ledger.read { reader in
            (
                try reader.approvedAt(batch.id) != nil, try reader.hasTransfers(batch.id),
                try reader.batches().count == 1, try HeldRows(of: batch.id, reader),
                try FirstRows(of: reconciliation.batch, reconciliation.totals, canary: settings.canary, reader)
            )
        }
        return RunResult(
            folder: folder.path, reconciliation: reconciliation, ending: .reported(isApproved: isApproved),
            hasTransfers: hasTransfers, held: held,
            advice: StopAdvice(
                callbackAddress: "\(settings.callbacks.host):\(settings.callbacks.port)",
                unusable: UnusableCallbacks()),
            origin: .report(try Payer(of: batch.id, in: ledger)), isOnlyBatch: isOnly, firstRows: firstRows)
    }

    private func bankName(_ code: String) -> String? { banks.bank(code: code)?.name }
}
