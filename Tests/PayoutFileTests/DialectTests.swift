import PayoutFile
import Testing

@Suite("The dialects of CSV that are understood")
struct DialectTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let rows: [[String]]
        let lines: [Int]
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ rows: [[String]], lines: [Int]) {
            (self.name, self.text, self.rows, self.lines) = (name, text, rows, lines)
        }
    }

    static let examples = [
        Example("commas", "a,b\n1,2\n", [["1", "2"]], lines: [2]),
        Example("semicolons", "a;b\n1;2,5\n", [["1", "2,5"]], lines: [2]),
        Example("tabs", "a\tb\n1\t2\n", [["1", "2"]], lines: [2]),
        Example("a missing last newline", "a,b\n1,2", [["1", "2"]], lines: [2]),
        Example("an empty last cell without newline", "a,b\n1,", [["1", ""]], lines: [2]),
        Example("Windows line ends", "a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
        Example("old Macintosh line ends", "a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]], lines: [2, 3]),
        Example("mixed line ends", "a,b\r\n1,2\n3,4\r5,6", [["1", "2"], ["3", "4"], ["5", "6"]], lines: [2, 3, 4]),
        Example(
            "blank lines are no rows", "\n\na,b\n\n1,2\n \r\n\r3,4\n\n", [["1", "2"], ["3", "4"]], lines: [5, 8]),
        Example("spaces are kept", "a,b\n 1 , 2 \n", [[" 1 ", " 2 "]], lines: [2]),
        Example("quotes", "a,b\n\"1,5\",\"2\"\n", [["1,5", "2"]], lines: [2]),
        Example("doubled quotes", "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", [["say \"hi\"", "\""]], lines: [2]),
        Example("an empty quoted cell", "a,b\n\"\",x\n", [["", "x"]], lines: [2]),
        Example("a lone empty quoted cell is a row", "a\n\"\"\nx\n", [[""], ["x"]], lines: [2, 3]),
        Example("a quote inside an unquoted cell", "a,b\nToko \"Budi\",2\n", [["Toko \"Budi\"", "2"]], lines: [2]),
        Example(
            "newlines inside quotes", "a,b\n\"1\n2\",\"x\r\ny\rz\"\n3,4\n", [["1\n2", "x\r\ny\rz"], ["3", "4"]],
            lines: [2, 6]),
        Example("rows of any length", "a,b\n1\n1,2,3\n", [["1"], ["1", "2", "3"]], lines: [2, 3]),
        Example("text beyond ASCII", "a,b\nJosé,🙂é\n", [["José", "🙂é"]], lines: [2]),
        Example(
            "one neutralising mark is taken away", "a,b\n'=1,''+2\n'x,'\n", [["=1", "'+2"], ["'x", "'"]],
            lines: [2, 3]),
    ]

    @Test("rows and their lines", arguments: examples)
    func rowsAndLines(_ example: Example) throws {
        let file = try readAll(example.text)
        #expect(file.rows == example.rows)
        #expect(file.lines == example.lines)
    }

    @Test("any cut into chunks and any buffer gives the same rows", arguments: examples)
    func chunks(_ example: Example) throws {
        let bytes = Array(example.text.utf8)
        let whole = try readAll(bytes)
        for chunkBytes in 1...(bytes.count + 1) {
            #expect(try readAll(bytes, chunkBytes: chunkBytes, bufferBytes: 16) == whole)
            #expect(try readAll(gzip(bytes), chunkBytes: chunkBytes, bufferBytes: 17) == whole)
        }
    }

    @Test("the header tells the delimiter, quotes set aside")
    func delimiter() throws {
        #expect(try readAll("\"a;b;c;d\",b\n1,2\n").format.delimiter == .comma)
        #expect(try readAll("\"a,b\nc,,,\";b\n1;2\n").format.delimiter == .semicolon)
        #expect(try readAll("a\tb,c\td\n").format.delimiter == .tab)
        #expect(try readAll("lonely\nx,y\n").format.delimiter == .comma)
        // A quote within a cell opens nothing, as rows are read.
        #expect(try readAll("wide 5\";b\n1;\"x,y,z\"\n").format.delimiter == .semicolon)
    }

    @Test("the format is remembered, so that a file can be answered in kind")
    func format() throws {
        let excel = try readAll("\u{FEFF}a;b\r\n1;2\r\n")
        #expect(excel.header == ["a", "b"])
        let expected = CSVFormat(delimiter: .semicolon, lineEnding: .carriageReturnLineFeed, hasByteOrderMark: true)
        #expect(excel.format == expected)
        #expect(try readAll("a,b\n").format == .own)
        #expect(try readAll("a,b\r1,2").format.lineEnding == .carriageReturn)
    }

    @Test("a quoted header may hold anything")
    func quotedHeader() throws {
        let file = try readAll("\"a\nb\",'=c\n1,2\n")
        #expect(file.header == ["a\nb", "=c"])
        #expect(file.lines == [3])
    }

    @Test("a row is lent as bytes and ranges")
    func lentCells() throws {
        let reader = try PayoutFileReader(source: MemorySource(Array("a,b\n\"x\"\"y\",é\n".utf8)), name: "test.csv")
        guard let row = try reader.nextRow() else {
            Issue.record("there is a row")
            return
        }
        let texts = row.withCells { content, cells in
            cells.indices.map { index in
                content.extracting(cells[index]).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            }
        }
        #expect(texts == ["x\"y", "é"])
        let (count, last) = (row.count, row[1])
        #expect(count == 2)
        #expect(last == "é")
    }

    @Test("a row longer than the buffer is read whole")
    func longRow() throws {
        let long = String(repeating: "é", count: 200_000)
        let file = try readAll(Array("a,b\n1,\"\(long)\"\n2,x\n".utf8), bufferBytes: 16)
        #expect(file.rows == [["1", long], ["2", "x"]])
    }
}
