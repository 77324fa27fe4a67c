internal import PayoutFile
internal import PayoutWorkbook
internal import TestSupport

/// Reading workbooks: an archive of any bytes is refused or read, the same in any pieces; and parts of any XML give the
/// same rows or the same error however they are packed.
///
/// An input is either an archive or a payment message, or the parts of a workbook one after another, each below a line
/// `--- NAME`.
enum WorkbookFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        if input.starts(with: [0x50, 0x4B]) || input.first == UInt8(ascii: "<") { try checkPieces(of: input) }
        let stored = outcome(of: archive(of: input, .stored))
        let deflated = outcome(of: archive(of: input, .deflated))
        try demand(stored == deflated, "stored: \(stored); deflated: \(deflated)")
        switch stored {
        case .failure(let error):
            try demandHarmlessSentence(error.phrase)
            try demand(!error.code.isEmpty, "an error has no code")
        case .success(let table): try demandSense(of: table)
        }
    }

    private struct Table: Equatable {
        var header: [String]
        var rows: [[String]] = []
        var lines: [Int]
        var hasDigest = false
    }

    private static func checkPieces(of input: [UInt8]) throws(BrokenProperty) {
        var random = SeededRandom(from: input)
        let whole = outcome(of: input)
        let source = ChunkedSource(input, chunkBytesMax: Int.random(in: 1...64, using: &random), random: random)
        let pieces = outcome(of: source)
        try demand(pieces == whole, "read in pieces: \(pieces); read at once: \(whole)")
        if case .success(let table) = whole { try demandSense(of: table) }
    }

    private static func demandSense(of table: Table) throws(BrokenProperty) {
        try demand(table.hasDigest, "the content has no digest after its last row")
        try demand(!table.rows.isEmpty, "a file without rows is no error")
        try demand(zip(table.lines, table.lines.dropFirst()).allSatisfy { $0 < $1 }, "lines do not grow")
        try demand(table.rows.allSatisfy { $0.count >= table.header.count }, "a row has too few cells")
        try demand(
            table.rows.allSatisfy { $0.contains { !$0.isEmpty } },
            "a blank row is a row")
    }

    private static func outcome(of bytes: [UInt8]) -> Result<Table, FileError> { outcome(of: ChunkedSource(bytes)) }

    private static func outcome(of source: ChunkedSource) -> Result<Table, FileError> {
        Result { () throws(FileError) in
            let file = try InputFile(source: source, name: "input.xlsx") { cells in
                cells.contains("amount") ? .header : .title
            }
            var table = Table(header: file.header.names, lines: [file.header.line])
            while let row = try file.nextRow() {
                table.lines.append(row.line)
                table.rows.append(row.cells)
            }
            table.hasDigest = file.digest != nil
            return table
        }
    }

    /// The archive of the parts in `input`.
    private static func archive(of input: [UInt8], _ packing: ZipWriter.Packing) -> [UInt8] {
        var zip = ZipWriter()
        var name: String?
        var part: [UInt8] = []
        for line in input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.starts(with: "--- ".utf8) {
                if let name { zip.add(name, part, packing) }
                name = String(decoding: line.dropFirst(4), as: UTF8.self)
                part = []
            } else {
                part += line + [UInt8(ascii: "\n")]
            }
        }
        if let name { zip.add(name, part, packing) }
        return zip.archive()
    }
}
