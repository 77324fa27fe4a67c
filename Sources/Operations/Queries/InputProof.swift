package import AuditTrail
internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import PayoutWorkbook
package import SalurSettings
internal import Wording

/// The job of `verify DIR --file`: reads the payout file that was submitted, and compares each of its rows with
/// `results.csv`.
package struct InputProof: Sendable {
    /// What the comparison found.
    package struct Outcome: Sendable {
        package let findings: Findings
        /// Rows of the file that stand in the results with the same payment.
        package let matched: Int
        /// Whether the file is, byte for byte, the one that was submitted; compression aside.
        package let isSameFile: Bool
        /// Columns that only the file or only the results have, so that they were not compared.
        package let uncompared: [String]
    }

    private let folder: String
    private let file: String
    private let sheet: String?
    private let banks: BankDirectory
    private let replacesNoteCharacters: Bool

    /// - Parameters:
    ///   - folder: the reports.
    ///   - file: the payout file.
    ///   - sheet: the sheet of a workbook.
    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(folder: String, file: String, sheet: String?, _ settings: Settings) throws(CommandFailure) {
        (self.folder, self.file, self.sheet) = (folder, file, sheet)
        do { banks = try BankDirectory(settings: settings) } catch { throw CommandFailure(error) }
        replacesNoteCharacters = settings.noteCharacters == .replace
    }

    /// - Parameter verdict: what the folder says of itself.
    /// - Returns: nil where the folder does not say what the batch asks for.
    /// - Throws: ``CommandFailure`` where the file or the folder cannot be read.
    package func compare(_ verdict: ReportVerifier.Verdict) throws(CommandFailure) -> Outcome? {
        guard let rail = verdict.rail else { return nil }
        do {
            // A program that is writing the reports at this moment is waited for.
            let lock = FolderLock(folder, isShared: true)
            defer { withExtendedLifetime(lock) {} }
            let form = RowForm(rail, banks: banks, replacesNoteCharacters: replacesNoteCharacters, sheet: sheet)
            let scan = try FileScan(path: file, form)
            let carried = scan.layout.carriedIndices
            var comparison = try InputComparison(
                folder: folder, rail: rail, file: scan.source.name, carried: carried.map { scan.layout.names[$0] })
            try scan.run { row in
                try comparison.take(row.input(rail, carried))
            } onRepeated: { _, _ in
            }
            return Outcome(
                findings: try comparison.finish(), matched: comparison.matched,
                isSameFile: scan.source.digest?.hexadecimal == verdict.fileDigest, uncompared: comparison.uncompared)
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension ScannedRow {
    /// The row as the ledger takes it.
    fileprivate func input(_ rail: Rail, _ carried: [Int]) -> InputComparison.InputRow {
        let (shown, cells) = (shown, cells)
        let isOpen = rail == .refund && shown.amount.isEmpty
        let amount = isAccepted ? amount.map { String($0.whole) } : nil
        return InputComparison.InputRow(
            line: line, reference: shown.reference, bankCode: shown.bankCode, accountNumber: shown.accountNumber,
            accountName: shown.accountName, amount: isOpen ? nil : amount ?? shown.amount, note: shown.note,
            carried: carried.map { cells.indices.contains($0) ? cells[$0] : "" })
    }
}
