internal import PayoutFile
internal import TestSupport

/// Reading rows: whatever the bytes are, they give the same rows or the same error in any pieces; and rows that were
/// read are read back as they are once they were written.
enum CSVFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let whole = outcome(of: input, source: ChunkedSource(input))
        var random = SeededRandom(from: input)
        for _ in 0..<2 {
            let source = ChunkedSource(
                input, chunkBytesMax: Int.random(in: 1...64, using: &random), random: random)
            let pieces = outcome(of: input, source: source, bufferBytes: Int.random(in: 16...64, using: &random))
            try demand(pieces == whole, "read in pieces: \(pieces); read at once: \(whole)")
        }
        switch whole {
        case .failure(let error):
            try demandHarmlessSentence(error.phrase)
            try demand(!error.code.isEmpty, "an error has no code")
            if let line = error.line { try demand(line >= 1, "an error in line \(line)") }
        case .success(let table):
            try demandSense(of: table, input)
            try writeAndReadBack(table)
        }
    }

    /// A whole file as it was read.
    struct Table: Equatable {
        var header: [String]
        var rows: [[String]] = []
        var lines: [Int] = []
        var format: CSVFormat
        var digest: ContentDigest?
    }

    /// Reads everything, or says why not.
    static func outcome(
        of input: [UInt8], source: ChunkedSource, bufferBytes: Int = 64 * 1024, isOwn: Bool = false
    ) -> Result<Table, FileError> {
        Result { () throws(FileError) in
            let reader = try PayoutFileReader(
                source: source, name: "input.csv", allowsNoRows: true, allowsByteOrderMarks: isOwn,
                bufferBytes: bufferBytes)
            var table = Table(header: reader.header.names, format: reader.header.format)
            while let row = try reader.nextRow() {
                table.lines.append(row.line)
                table.rows.append(row.cells)
            }
            table.digest = reader.digest
            return table
        }
    }

    private static func demandSense(of table: Table, _ input: [UInt8]) throws(BrokenProperty) {
        try demand(table.digest != nil, "the content has no digest after its last row")
        try demand(zip(table.lines, table.lines.dropFirst()).allSatisfy { $0 < $1 }, "lines do not grow")
        try demand(!table.header.isEmpty, "a header without columns")
        guard table.digest?.byteCount == input.count else { return }
        // What was not compressed holds each cell: reading invents nothing. A byte of Windows-1252 is up to three of
        // UTF-8, and so are two of UTF-16.
        let bytesMax = String(validating: input, as: UTF8.self) == nil ? 3 * input.count : input.count
        let cellBytes = (table.rows + [table.header]).joined().reduce(0) { $0 + $1.utf8.count }
        try demand(cellBytes <= bytesMax, "\(cellBytes) bytes of cells came out of \(input.count)")
    }

    private static func writeAndReadBack(_ table: Table) throws(BrokenProperty) {
        let bytes: [UInt8]
        do {
            let writer = CSVWriter(file: try AtomicFile(path: Scratch.path + "/written.csv"), format: table.format)
            try writer.write(row: table.header)
            for row in table.rows { try writer.write(row: row) }
            try writer.commit()
            bytes = Scratch.bytes(of: "written.csv")
        } catch {
            throw BrokenProperty("rows cannot be written: \(error)")
        }
        switch outcome(of: bytes, source: ChunkedSource(bytes), isOwn: true) {
        case .failure(let error): throw BrokenProperty("what was written is refused: \(error)")
        case .success(let again):
            try demand(again.header == table.header, "header \(table.header) comes back as \(again.header)")
            try demand(again.rows == table.rows, "rows \(table.rows) come back as \(again.rows)")
            try demand(again.format == table.format, "format \(table.format) comes back as \(again.format)")
        }
    }
}
