package import PayoutFile

/// Writes a workbook (`.xlsx`) row by row: its memory does not grow with the rows, and the same rows make the same
/// bytes.
///
///     let workbook = try RowWorkbook(path: path, sheet: "results", columns: columns) { bytes in … }
///     workbook.append("0012345678")
///     workbook.append(number: 1_500_000)
///     try workbook.endRow()
///     try workbook.finish()
///
/// Text is an inline string in a cell of the form "Text": it is never a formula, whatever it begins with, account
/// numbers keep their zeros, and what a person types into the cell stays text as well. The first row stays in sight.
package final class RowWorkbook {
    /// One column of every sheet.
    package struct Column: Sendable {
        package let name: String
        /// How wide it is shown, in letters.
        package let width: Int
        /// Whether its cells hold amounts or counts.
        package let isNumber: Bool

        package init(_ name: String, width: Int, isNumber: Bool = false) {
            (self.name, self.width, self.isNumber) = (name, width, isNumber)
        }
    }

    /// What a sheet of Excel can hold.
    private static let sheetRowsMax = 1_048_576
    /// Larger sheets do not fit into the archive.
    private static let sheetBytesMax = 3 << 30
    /// Bytes of rows collected before they are packed.
    private static let batchBytes = 64 * 1024
    /// A number of more digits is not exact in a spreadsheet.
    private static let numberMax: Int64 = 999_999_999_999_999

    private let zip: ZipStream
    private let frame: WorkbookFrame
    private let columns: [Column]
    private var bytes: [UInt8] = []
    private var isInRow = false
    private var sheetCount = 0
    private var rowCount = 0

    /// Begins a workbook with the names of its columns.
    ///
    /// - Parameters:
    ///   - path: the file as it is called in messages.
    ///   - sheet: the name of the sheet; rows that do not fit go on in further sheets.
    ///   - sink: takes the bytes of the file.
    package init(
        path: String, sheet: String, columns: [Column],
        sink: @escaping (UnsafeRawBufferPointer) throws(OutputError) -> Void
    ) throws(OutputError) {
        zip = try ZipStream(path: path, sink: sink)
        frame = WorkbookFrame(sheet: sheet)
        self.columns = columns
        try put(WorkbookFrame.root)
        try beginSheet()
    }

    /// Adds a cell with a text.
    package func append(_ text: String) {
        var text = text
        text.withUTF8 { append(utf8: $0) }
    }

    /// Adds a cell with a text in UTF-8.
    package func append(utf8 cell: UnsafeBufferPointer<UInt8>) { append(cell, .text) }

    /// Adds a cell with a number.
    package func append(number: Int64) {
        guard number.magnitude <= Self.numberMax else { return append(String(number)) }
        beginCell()
        bytes.append(contentsOf: #"<c s="3"><v>"#.utf8)
        bytes.append(contentsOf: String(number).utf8)
        bytes.append(contentsOf: "</v></c>".utf8)
    }

    /// Ends the row.
    package func endRow() throws(OutputError) {
        beginCell()
        bytes.append(contentsOf: "</row>".utf8)
        isInRow = false
        rowCount += 1
        if bytes.count >= Self.batchBytes { try flush() }
        guard rowCount >= Self.sheetRowsMax || zip.plainBytes >= Self.sheetBytesMax else { return }
        try endSheet()
        try beginSheet()
    }

    /// Ends the file; the bytes of its end go to the sink.
    package func finish() throws(OutputError) {
        try endSheet()
        for part in frame.parts(sheets: sheetCount) { try put(part) }
        try zip.finish()
    }

    private func append(_ cell: UnsafeBufferPointer<UInt8>, _ form: WorkbookFrame.CellForm) {
        beginCell()
        let style = form == .heading ? #"<c s="2""# : #"<c s="1""#
        bytes.append(contentsOf: style.utf8)
        guard let first = cell.first, let last = cell.last else { return bytes.append(contentsOf: "/>".utf8) }
        bytes.append(contentsOf: #" t="inlineStr"><is><t"#.utf8)
        if first <= 0x20 || last <= 0x20 { bytes.append(contentsOf: #" xml:space="preserve""#.utf8) }
        bytes.append(UInt8(ascii: ">"))
        // The reader takes an apostrophe before what looks like a formula for the mark of a neutralised cell.
        if Neutralisation.isPresent(cell) { bytes.append(Neutralisation.mark) }
        SheetText.append(cell, to: &bytes)
        bytes.append(contentsOf: "</t></is></c>".utf8)
    }

    private func beginCell() {
        guard !isInRow else { return }
        bytes.append(contentsOf: "<row>".utf8)
        isInRow = true
    }

    private func flush() throws(OutputError) {
        try zip.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private func put(_ part: (name: String, content: String)) throws(OutputError) {
        try zip.begin(part.name)
        try zip.write(Array((WorkbookFrame.head + part.content).utf8))
        try zip.end()
    }

    private func beginSheet() throws(OutputError) {
        sheetCount += 1
        rowCount = 1
        try zip.begin(WorkbookFrame.part(ofSheet: sheetCount))
        let widths = columns.enumerated().map { index, column in
            let form = column.isNumber ? WorkbookFrame.CellForm.number : .text
            return """
                <col min="\(index + 1)" max="\(index + 1)" width="\(column.width)" style="\(form.rawValue)" \
                customWidth="1"/>
                """
        }
        let start = """
            \(WorkbookFrame.head)<worksheet xmlns="\(WorkbookFrame.main)"><sheetViews><sheetView workbookViewId="0">\
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
            <cols>\(widths.joined())</cols><sheetData>
            """
        bytes.append(contentsOf: start.utf8)
        for column in columns {
            var name = column.name
            name.withUTF8 { append($0, .heading) }
        }
        bytes.append(contentsOf: "</row>".utf8)
        isInRow = false
    }

    private func endSheet() throws(OutputError) {
        bytes.append(contentsOf: "</sheetData></worksheet>".utf8)
        try flush()
        try zip.end()
    }
}
