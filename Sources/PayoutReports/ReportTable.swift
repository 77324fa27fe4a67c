internal import PayoutCore
internal import PayoutFile
internal import PayoutWorkbook

/// A table of a report: rows to a CSV file, and to a workbook with the same cells where that is wanted.
final class ReportTable {
    /// The files that were written, by their SHA-256.
    struct Digests {
        let table: String
        /// Nil where there is no workbook.
        let workbook: String?
    }

    private let table: CSVWriter
    private let workbook: RowWorkbook?
    private let workbookFile: AtomicFile?

    /// - Parameters:
    ///   - path: the CSV file.
    ///   - workbookPath: nil where no workbook is wanted.
    ///   - numbers: the columns that hold amounts or counts; the others hold text.
    init(
        path: String, _ format: CSVFormat, workbookPath: String? = nil, columns names: [String],
        numbers: Set<String> = []
    ) throws(OutputError) {
        table = CSVWriter(file: try AtomicFile(path: path), format: format)
        try table.write(row: names)
        guard let workbookPath else {
            (workbook, workbookFile) = (nil, nil)
            return
        }
        let file = try AtomicFile(path: workbookPath)
        let stem = path.split(separator: "/").last?.split(separator: ".").first ?? ""
        let columns = names.map { name in
            RowWorkbook.Column(name, width: Self.width(of: name), isNumber: numbers.contains(name))
        }
        workbook = try RowWorkbook(path: workbookPath, sheet: String(stem), columns: columns) {
            bytes throws(OutputError) in
            try file.write(bytes)
        }
        workbookFile = file
    }

    /// Adds a cell.
    func append(_ text: String) {
        table.append(text)
        workbook?.append(text)
    }

    /// Adds a cell in UTF-8.
    func append(utf8 cell: UnsafeBufferPointer<UInt8>) {
        table.append(utf8: cell)
        if let workbook { workbook.append(utf8: cell) }
    }

    /// Adds a cell with a number.
    func append(number: Int64) {
        table.append(number: number)
        if let workbook { workbook.append(number: number) }
    }

    /// Adds a cell with a number.
    func append(number: Int) { append(number: Int64(number)) }

    /// Ends the row.
    func endRow() throws(OutputError) {
        try table.endRow()
        if let workbook { try workbook.endRow() }
    }

    /// Adds a row of texts.
    func write(row cells: [String]) throws(OutputError) {
        for cell in cells { append(cell) }
        try endRow()
    }

    /// Makes the files appear.
    func commit() throws(OutputError) -> Digests {
        try workbook?.finish()
        return Digests(table: try table.commit(), workbook: try workbookFile?.commit())
    }

    /// Makes the files appear; a file of other content that somebody has edited is kept as `STEM.edited-1` and so on.
    ///
    /// - Parameter earlier: files as they were written last, which nobody has edited.
    func commit(
        keepingEditedAs stem: String, max count: Int, unless earlier: SealedFiles
    ) throws(OutputError) -> Digests {
        func names(_ ending: String) -> some Sequence<String> {
            (1...count).lazy.map { "\(stem).edited-\($0).\(ending)" }
        }
        try workbook?.finish()
        return Digests(
            table: try table.commit(keepingEditedAs: names("csv"), unless: earlier.digest(of: stem + ".csv")),
            workbook: try workbookFile?.commit(
                keepingEditedAs: names("xlsx"), unless: earlier.digest(of: stem + ".xlsx")))
    }

    /// Columns whose cells are longer or shorter than most.
    private static let widths = [
        "line": 7, "bank_code": 11, "amount": 16, "status": 13, "reason_code": 22, "attempts": 10, "reason": 48,
        "what_to_do": 48, "account_name": 28, "validated_name": 28, "note": 28, "external_id": 35,
        "partner_reference_no": 35, "provider_reference_no": 35, "submitted_at": 27, "settled_at": 27,
        "decided_at": 27, "decision_reason": 36,
    ]

    private static func width(of name: String) -> Int { widths[name] ?? max(20, min(name.count + 2, 48)) }
}
