import PayoutFile
import PayoutWorkbook
import TestSupport

/// Feeds bytes from memory, at most `chunkBytes` at a time.
final class MemorySource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let chunkBytes: Int

    init(_ bytes: [UInt8], chunkBytes: Int = 64 * 1024) {
        rest = bytes[...]
        self.chunkBytes = chunkBytes
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        let count = min(chunkBytes, buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
}

/// A whole workbook as it was read.
struct ReadBook: Equatable {
    var header: [String]
    var headerLine: Int
    var rows: [[String]] = []
    var lines: [Int] = []
    var sheet: String?
}

/// Reads a workbook, or any other file, to its end.
func read(
    _ bytes: [UInt8], sheet: String? = nil, chunkBytes: Int = 64 * 1024,
    mayMerge: @escaping (_ column: String, _ text: String) -> Bool = { _, _ in false }
) throws(FileError) -> ReadBook {
    let source = MemorySource(bytes, chunkBytes: chunkBytes)
    let file = try InputFile(source: source, name: "book.xlsx", sheet: sheet) { cells in
        let isHeader =
            cells.contains { $0.lowercased() == "reference" } && cells.contains { $0.lowercased() == "amount" }
        return isHeader ? .header : .title
    } mayMerge: {
        mayMerge($0, $1)
    }
    var book = ReadBook(header: file.header.names, headerLine: file.header.line)
    while let row = try file.nextRow() {
        book.rows.append(row.cells)
        book.lines.append(row.line)
    }
    book.sheet = file.sheet?.name
    return book
}

/// Reads a workbook of one sheet that has `header` above `rows`.
func rows(_ rows: String, styles: String? = nil, strings: String? = nil, after: String = "") throws(FileError)
    -> [[String]]
{
    var book = WorkbookWriter(WorkbookWriter.Sheet(rows: header + rows, after: after))
    (book.styles, book.sharedStrings) = (styles, strings)
    return try read(book.bytes).rows
}

/// Two columns with the names of payments, in row 1.
let header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>reference</v></c><c r=\"B1\" t=\"str\"><v>amount</v></c></row>"

/// What is wrong with the cells of a workbook: kind and cells.
func problems(
    of rows: String, styles: String? = nil, after: String = "", afterSheets: String = "", strings: String? = nil,
    mayMerge: @escaping (_ column: String, _ text: String) -> Bool = { _, _ in false }
) -> [String] {
    var book = WorkbookWriter(WorkbookWriter.Sheet(rows: header + rows, after: after))
    book.styles = styles
    book.afterSheets = afterSheets
    book.sharedStrings = strings
    do throws(FileError) {
        _ = try read(book.bytes, mayMerge: mayMerge)
        return []
    } catch {
        guard case .workbook(.cells(let problems)) = error.fault else { return ["\(error)"] }
        return problems.map { "\($0.kind.rawValue) \($0.cells.joined(separator: " "))" }
    }
}

/// The fault of a file that is refused as a whole.
func fault(of bytes: [UInt8], sheet: String? = nil) -> FileFault? {
    do throws(FileError) {
        _ = try read(bytes, sheet: sheet)
        return nil
    } catch {
        return error.fault
    }
}
