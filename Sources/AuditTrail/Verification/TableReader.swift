internal import PayoutCore
internal import PayoutFile
internal import Wording

/// A CSV file of the reports, row by row, by the names of its columns.
final class TableReader {
    /// A row, with its line in the file.
    struct Row {
        let line: Int
        let cells: [String]
    }

    let file: String
    private var reader: PayoutFileReader?
    private var columns: [String: Int] = [:]
    /// The cells of a row; nil where rows may have a wrong number of them.
    private var width: Int?

    /// - Parameter names: the columns that must be there; without any, the table is only read to its end.
    /// - Throws: `FileError` where the file cannot be read at all; what is wrong inside it becomes a finding.
    init(folder: String, file: String, needing names: [String], _ findings: inout Findings) throws(FileError) {
        self.file = file
        do {
            let reader = try PayoutFileReader(
                path: folder + "/" + file, allowsNoRows: true, allowsByteOrderMarks: true)
            self.reader = reader
            width = names.isEmpty ? nil : reader.header.names.count
            columns = Dictionary(zip(reader.header.names, 0...), uniquingKeysWith: { first, _ in first })
            let missing = names.filter { columns[$0] == nil }
            if !missing.isEmpty {
                findings.add(
                    file, reader.header.line, Phrase("the column \(missing.joined(separator: ", ")) is missing"))
                self.reader = nil
            }
        } catch {
            try Self.take(error, file, &findings)
        }
    }

    /// SHA-256 of the file, once its last row was read; nil where it could not be read to its end.
    var digest: String? { reader.flatMap { $0.isCompressed ? nil : $0.digest?.hexadecimal } }

    /// The next row, or nil at the end.
    func next(_ findings: inout Findings) throws(FileError) -> Row? {
        guard let reader else { return nil }
        do {
            while let row = try reader.nextRow() {
                let (line, cells) = (row.line, row.cells)
                guard let width, cells.count != width else { return Row(line: line, cells: cells) }
                findings.add(file, line, Phrase("the row has \(cells.count) cells, and the header has \(width)"))
            }
        } catch {
            self.reader = nil
            try Self.take(error, file, &findings)
        }
        return nil
    }

    /// The names of the columns; empty where the table cannot be read.
    var names: [String] { reader?.header.names ?? [] }
    /// The line of the column names.
    var headerLine: Int? { reader?.header.line }

    /// Which column comes after the one named; nil where none does, or the table cannot be read.
    func column(after name: String) -> String? {
        guard let names = reader?.header.names, let index = names.firstIndex(of: name) else { return nil }
        return index + 1 < names.count ? names[index + 1] : nil
    }

    /// The text of a cell by the name of its column.
    func text(_ name: String, of row: Row) -> String { columns[name].map { row.cells[$0] } ?? "" }

    /// The number in a cell; nil where it is none.
    func number(_ name: String, of row: Row) -> Int? {
        let text = text(name, of: row)
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(text)
    }

    private static func take(_ error: FileError, _ file: String, _ findings: inout Findings) throws(FileError) {
        switch error.fault {
        case .missing, .directory, .permissionDenied, .unreadable, .changed: throw error
        case .empty, .noRows, .foreignFormat, .separatorLine, .doubtfulHeader, .joinedFiles, .notUTF8, .notUTF16,
            .zeroByte,
            .unclosedQuote,
            .textAfterClosingQuote, .rowTooLong, .tooManyColumns, .tooManyLines, .gzipTruncated, .gzipCorrupt,
            .gzipTrailingGarbage, .gzipExpansion, .tooLarge, .workbook, .message:
            findings.add(file, error.line, Phrase("it is no table as salur writes it (\(error.code))"))
        }
    }
}
