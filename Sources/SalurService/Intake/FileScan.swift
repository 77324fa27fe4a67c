internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Wording

/// Reads a payout file once from beginning to end and holds every row against the rules.
///
/// The same scan serves `check` and the import into the ledger, so that both say the same.
struct FileScan {
    /// A readable amount beyond this is a slip of the keyboard: it counts as unreadable. With it the sum of as many
    /// rows as a file can have lines fits into 64 bits.
    static let amountMax = Rupiah(4_000_000_000)

    let reader: PayoutFileReader
    private let checker: RowChecker

    /// - Throws: `FileError`, and a ``CommandFailure`` for a header that does not fit.
    init(path: String, banks: BankDirectory) throws {
        reader = try PayoutFileReader(path: path)
        do {
            checker = try RowChecker(headerNames: reader.header.names, banks: banks)
        } catch {
            let told = Self.headerLine(below: reader).map { HeaderError(.below(line: $0)) } ?? error
            throw CommandFailure(.badFile, told.phrase(file: reader.name, line: reader.header.line))
        }
    }

    /// How many rows at the start of a file without a fitting header are looked at for one.
    private static let titleRowsMax = 20

    /// The line below the first in which the column names stand, where somebody has put a title above them.
    private static func headerLine(below reader: PayoutFileReader) -> Int? {
        guard !HeaderError.isHeader(reader.header.names) else { return nil }
        for _ in 0..<titleRowsMax {
            guard let row = try? reader.nextRow() else { return nil }
            if HeaderError.isHeader(row.cells) { return row.line }
        }
        return nil
    }

    /// A row and what the rules say about it.
    struct Finding {
        let row: CheckedRow
        let warnings: [Violation]
        /// Cells of every column that is not among the six known ones.
        let others: [String]
        /// The six known cells as they came; read only for rejected rows.
        let shown: ShownCells?
    }

    /// - Parameters:
    ///   - onRow: called for each row in the order of the file; a row whose reference stood in an earlier row comes
    ///     rejected.
    ///   - onRepeated: called for an earlier row whose reference has now come again, and whether it had come as
    ///     accepted.
    /// - Throws: `FileError`, and what the closures throw.
    func run(
        wantsWarnings: Bool = false, onRow: (Finding) throws -> Void,
        onRepeated: (Violation, _ wasAccepted: Bool) throws -> Void
    ) throws {
        let references = DuplicateReferences()
        var rejectedLines = LineSet()
        let otherPositions = InputColumns(header: reader.header.names).otherPositions
        while let row = try reader.nextRow() {
            let line = row.line
            var repetition: Repetition?
            let (checked, verdict) = try row.withCells { content, cells in
                let verdict = checker.check(line: line, content: content, cells: cells)
                if let range = verdict.reference {
                    repetition = try content.extracting(range).withUnsafeBytes { try references.insert($0, line: line) }
                }
                return (checker.row(verdict, content: content, cells: cells), verdict)
            }
            let final = try reject(checked, row, repetition) { try onRepeated($0, !rejectedLines.contains($0.line)) }
            if case .rejected = final { rejectedLines.insert(line) }
            let others = otherPositions.map { $0 < row.count ? row[$0] : "" }
            try onRow(
                Finding(
                    row: final, warnings: verdict.hasWarnings && wantsWarnings ? verdict.warnings : [], others: others,
                    shown: shown(final)))
        }
        try references.finish { repetition in
            // Told only at the end of a very large file, when the rows themselves are out of reach.
            let (first, again) = (repetition.firstLine, repetition.line)
            for (line, other) in repetition.isSecond ? [(again, first), (first, again)] : [(again, first)] {
                let violation = Violation.duplicateReference(line: line, reference: "", otherLine: other)
                try onRepeated(violation, !rejectedLines.contains(line))
            }
        }
    }

    private func reject(
        _ checked: CheckedRow, _ row: borrowing CSVRow, _ repetition: Repetition?,
        _ onRepeated: (Violation) throws -> Void
    ) throws -> CheckedRow {
        guard let repetition else { return checked }
        let reference = checker.layout.text(of: .reference, in: row.cells)
        if repetition.isSecond {
            try onRepeated(
                .duplicateReference(line: repetition.firstLine, reference: reference, otherLine: repetition.line))
        }
        let violation = Violation.duplicateReference(
            line: repetition.line, reference: reference, otherLine: repetition.firstLine)
        return checked.rejecting(violation, cells: row.cells)
    }

    private func shown(_ row: CheckedRow) -> ShownCells? {
        guard case .rejected(let rejected) = row else { return nil }
        let layout = checker.layout
        var shown = ShownCells()
        shown.reference = layout.text(of: .reference, in: rejected.cells)
        shown.bankCode = layout.text(of: .bankCode, in: rejected.cells)
        shown.accountNumber = layout.text(of: .accountNumber, in: rejected.cells)
        shown.accountName = layout.text(of: .accountName, in: rejected.cells)
        shown.amount = layout.text(of: .amount, in: rejected.cells)
        shown.note = layout.text(of: .note, in: rejected.cells)
        return shown
    }
}
