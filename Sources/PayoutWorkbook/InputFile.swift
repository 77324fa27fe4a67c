package import PayoutCore
package import PayoutFile

/// A file of payments in any form that is read, recognised by its content: CSV, a workbook, a payment message
/// (`pain.001`) or a file for the upload page of a bank, gzipped or not.
package final class InputFile: RowSource {
    private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// U+FEFF in UTF-8 and in the two orders of UTF-16.
    private static let byteOrderMarks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]

    /// Enough for a magic number, or a byte order mark and some blank lines before the first tag.
    private static let headBytes = 64

    package let name: String
    package let header: Header
    /// One of the four reads the file.
    private let text: PayoutFileReader?
    private let workbook: WorkbookReader?
    private let message: PaymentMessageReader?
    private let upload: MandiriUploadReader?
    /// Rows that are read otherwise than the file has them; nil where there is none.
    private let corrections: RowCorrections?
    private let corrected = CorrectedRow()

    /// Opens the file at `path`, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - shownName: how the file is called in messages, where its path would say nothing to people.
    ///   - sheet: which sheet of a workbook is meant; nil for the only one that has the columns of payments.
    ///   - corrections: rows that a person corrected, which are read in the place of those of the file.
    ///   - judge: what the cells of a line look like.
    ///   - pair: what two lines are together.
    ///   - mayMerge: whether a text may stand once for several rows of a column of a workbook.
    /// - Throws: Any `FileError` that the beginning of the file can show.
    package convenience init(
        path: String, shownAs shownName: String? = nil, sheet: String? = nil, corrections: RowCorrections? = nil,
        judge: @escaping ([String]) -> LineLikeness,
        pair: ([String], [String]) -> HeaderPair = { _, _ in .separate },
        mayMerge: @escaping (_ column: String, _ text: String) -> Bool = { _, _ in false }
    ) throws(FileError) {
        let source = try FileSource(path: path, shownAs: shownName)
        try self.init(
            source: source, name: source.name, sheet: sheet, corrections: corrections, judge: judge, pair: pair,
            mayMerge: mayMerge)
    }

    /// Reads from `source`, called `name` in messages.
    package init(
        source: any ByteSource, name: String, sheet: String? = nil, corrections: RowCorrections? = nil,
        judge: @escaping ([String]) -> LineLikeness,
        pair: ([String], [String]) -> HeaderPair = { _, _ in .separate },
        mayMerge: @escaping (_ column: String, _ text: String) -> Bool = { _, _ in false }
    ) throws(FileError) {
        self.name = name
        self.corrections = corrections.flatMap { $0.isEmpty ? nil : $0 }
        let content = try ContentStream(source: source, name: name)
        let head = try content.peek(Self.headBytes)
        if head.starts(with: Self.compound) { throw try CompoundFile.fault(of: content, name: name) }
        if head.starts(with: Self.zip) {
            let reader = try WorkbookReader(
                content: content, name: name, sheet: sheet, judge: judge, pair: pair, mayMerge: mayMerge)
            (text, workbook, message, upload, header) = (nil, reader, nil, nil, reader.header)
            return
        }
        if let sheet { throw FileError(file: name, fault: .workbook(.noSheets(name: sheet))) }
        if Self.isXML(head) {
            let reader = try PaymentMessageReader(content: content, name: name)
            (text, workbook, message, upload, header) = (nil, nil, reader, nil, reader.header)
        } else if MandiriUploadReader.begins(Self.unmarked(head)) {
            let reader = try MandiriUploadReader(content: content, name: name)
            (text, workbook, message, upload, header) = (nil, nil, nil, reader, reader.header)
        } else {
            let reader = try PayoutFileReader(content: content, name: name, judge: judge, pair: pair)
            (text, workbook, message, upload, header) = (reader, nil, nil, nil, reader.header)
        }
    }

    /// Whether it is a payment message, which has elements in the place of cells.
    package var isMessage: Bool { message != nil }

    /// Whether the first character is that of a tag, in UTF-8 or in UTF-16: XML says itself how it is encoded.
    private static func isXML(_ head: [UInt8]) -> Bool {
        unmarked(head).first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    private static func unmarked(_ head: [UInt8]) -> ArraySlice<UInt8> {
        let mark = byteOrderMarks.first { head.starts(with: $0) } ?? []
        return head.dropFirst(mark.count)
    }

    /// A message and a file for an upload page say how many payments they have, and what these amount to; a CSV file
    /// and a workbook say nothing.
    package var controlClaims: ControlClaims? { message?.controlClaims ?? upload?.controlClaims }

    /// How a text was decoded, and what was left out above the column names.
    package var steps: [SourceStep] { text?.steps ?? workbook?.steps ?? upload?.steps ?? [] }

    /// Only a text can be cut off without further signs.
    package var isOpenAtEnd: Bool { text?.isOpenAtEnd ?? false }

    /// Only a message says so for groups of rows.
    package var paymentDays: [PaymentDay] { message?.paymentDays ?? [] }

    package var digest: ContentDigest? {
        text?.digest ?? workbook?.digest ?? message?.digest ?? upload?.digest
    }

    /// The sheet of a workbook that is read, and the others that can be seen; nil of a text file.
    package var sheet: (name: String, others: [String])? { workbook.map { ($0.sheet, $0.otherSheets) } }

    /// The next row, or nil at the end. A row can be used until the next call.
    package func nextRow() throws(FileError) -> SourceRow? {
        guard let corrections else { return try nextRowOfFile() }
        guard let row = try nextRowOfFile() else { return nil }
        guard let correction = corrections[row.line] else { return row }
        return corrected.lend(line: row.line, correction.after)
    }

    private func nextRowOfFile() throws(FileError) -> SourceRow? {
        if let text { return try text.nextRow() }
        if let workbook { return try workbook.nextRow() }
        if let upload { return try upload.nextRow() }
        return try message?.nextRow()
    }
}
