import PayoutFile
import TestSupport
import Testing

@Suite("What is written is read back")
struct RoundTripTests {
    static let seeds: [UInt64] = Array(1...60)

    @Test("random rows in every format, cut into any chunks, plain and in several gzip members", arguments: seeds)
    func randomRows(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let format = CSVFormat(
            delimiter: Delimiter.allCases.randomElement(using: &random) ?? .comma,
            lineEnding: LineEnding.allCases.randomElement(using: &random) ?? .lineFeed,
            hasByteOrderMark: .random(using: &random))
        let columns = Int.random(in: 2...6, using: &random)
        let header = (0..<columns).map { "column_\($0)" }
        let rows = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            (0..<columns).map { _ in Self.randomCell(&random) }
        }
        let bytes = try written([header] + rows, format)
        for _ in 0..<4 {
            let chunkBytes = Int.random(in: 1...(bytes.count + 1), using: &random)
            let bufferBytes = Int.random(in: 16...256, using: &random)
            let plain = try readAll(bytes, chunkBytes: chunkBytes, bufferBytes: bufferBytes)
            #expect(plain.header == header)
            #expect(plain.rows == rows)
            #expect(plain.format == format)
            let packed = Self.members(of: bytes, &random).flatMap(gzip)
            #expect(try readAll(packed, chunkBytes: chunkBytes, bufferBytes: bufferBytes) == plain)
        }
    }

    @Test("one byte at a time gives the same rows")
    func oneByteAtATime() throws {
        var random = SeededRandom(seed: 4711)
        let rows = (0..<200).map { _ in (0..<5).map { _ in Self.randomCell(&random) } }
        let bytes = try written([["a", "b", "c", "d", "e"]] + rows, .own)
        #expect(try readAll(bytes, chunkBytes: 1, bufferBytes: 16).rows == rows)
        #expect(try readAll(gzip(bytes), chunkBytes: 1, bufferBytes: 16).rows == rows)
    }

    @Test("random bytes are read or refused, the same way in any chunks", arguments: seeds)
    func randomBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 7919)
        let alphabet = Array("a1\"\"\n\r,;\t '=é".utf8) + (seed % 5 == 0 ? [0, 0xFF] : [])
        let bytes = (0..<Int.random(in: 1...120, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? 65
        }
        let whole = outcome(bytes, chunkBytes: bytes.count)
        for chunkBytes in [1, 2, 3, 7, 50] {
            #expect(outcome(bytes, chunkBytes: chunkBytes) == whole)
        }
    }

    private func outcome(_ bytes: [UInt8], chunkBytes: Int) -> Result<ReadFile, FileError> {
        do {
            return .success(try readAll(bytes, chunkBytes: chunkBytes, bufferBytes: 16))
        } catch let error as FileError {
            return .failure(error)
        } catch {
            preconditionFailure("only file errors are thrown, not \(error)")
        }
    }

    @Test(
        "formulas are neutralised, and come back",
        arguments: [
            "=1+1", "+62812", "-5", "@cmd", "\tx", "\rx", "'=1", "''=1", "'", "''", "'x", "x=1", "", "=", " =1", "\"=1",
        ])
    func formulas(_ text: String) throws {
        let bytes = try written([["a", "b"], [text, "x"]], .own)
        #expect(try readAll(bytes).rows == [[text, "x"]])
        let field = String(decoding: bytes, as: UTF8.self).dropFirst("a,b\n".count)
        let cell = field.first == "\"" ? field.dropFirst() : field
        let isDangerous = cell.first.map { "=+-@\t\r".contains($0) } ?? false
        #expect(!isDangerous, "a spreadsheet would run \(cell)")
    }

    @Test("quotes stand only where they are needed")
    func minimalQuotes() throws {
        let bytes = try written([["x"], ["a", "b c", "d,e", "f\"g", " h", "i;j", "é"]], .own)
        #expect(String(decoding: bytes, as: UTF8.self) == "x\na,b c,\"d,e\",\"f\"\"g\",\" h\",i;j,é\n")
    }

    @Test("numbers of ours are not neutralised")
    func numbers() throws {
        let folder = try TemporaryFolder("file")
        let writer = CSVWriter(file: try AtomicFile(path: "\(folder.path)/n.csv"))
        writer.append(number: -5)
        writer.append(number: 1_500_000)
        try writer.endRow()
        try writer.commit()
        #expect(folder.bytes(of: "n.csv") == Array("-5,1500000\n".utf8))
    }

    @Test("a row of one empty cell is still a row")
    func emptyCell() throws {
        #expect(try readAll(written([["a"], [""], ["x"], [""]], .own)).rows == [[""], ["x"], [""]])
    }

    @Test(
        "column names that look like other delimiters or another file format come back",
        arguments: [
            ["a;b;c", "d"], ["a", "b\tc\td\te", "f"], ["a,b"], ["PK\u{3}\u{4}x", "b"], ["%PDF-1", "b"], ["BZh1"],
        ], Delimiter.allCases)
    func strangeHeader(names: [String], delimiter: Delimiter) throws {
        let row = names.map { _ in "x;y\tz" }
        let file = try readAll(written([names, row], CSVFormat(delimiter: delimiter)))
        #expect(file.header == names)
        #expect(file.rows == [row])
    }

    private func written(_ rows: [[String]], _ format: CSVFormat) throws -> [UInt8] {
        let folder = try TemporaryFolder("file")
        let writer = CSVWriter(file: try AtomicFile(path: "\(folder.path)/out.csv"), format: format)
        for row in rows { try writer.write(row: row) }
        try writer.commit()
        return folder.bytes(of: "out.csv")
    }

    private static func randomCell(_ random: inout SeededRandom) -> String {
        let pieces = [
            "a", "1500000", " ", "\"", ",", ";", "\t", "\n", "\r", "\r\n", "'", "=", "+", "-", "@", "é", "🙂",
            "\u{FEFF}",
        ]
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    private static func members(of bytes: [UInt8], _ random: inout SeededRandom) -> [[UInt8]] {
        let cuts = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            Int.random(in: 0...bytes.count, using: &random)
        }
        let edges = [0] + cuts.sorted() + [bytes.count]
        return zip(edges, edges.dropFirst()).map { Array(bytes[$0..<$1]) }
    }
}
