import PayoutFile
import TestSupport
import Testing

/// Tables that are drawn with `|` at both ends, as Markdown and databases do.
@Suite struct DrawnTableTests {
    private func read(_ text: String) throws -> (
        names: [String], rows: [[String]], lines: [Int], kinds: [SourceStep.Kind]
    ) {
        let content = try ContentStream(source: MemorySource(Array(text.utf8)), name: "test.csv")
        let reader = try PayoutFileReader(content: content, name: "test.csv") { cells in
            cells.contains { $0.contains("Nama") } ? .header : .title
        }
        var (rows, lines): ([[String]], [Int]) = ([], [])
        while let row = try reader.nextRow() {
            rows.append(row.cells)
            lines.append(row.line)
        }
        return (reader.header.names, rows, lines, reader.steps.map(\.kind))
    }

    @Test func `The frame and the lines between rows are no cells`() throws {
        let found = try read("| Nama | Rekening |\n|:-----|---------:|\n| Budi | 123 |\n|Siti|456|\n")
        #expect(found.names == [" Nama ", " Rekening "])
        #expect(found.rows == [[" Budi ", " 123 "], ["Siti", "456"]] && found.lines == [3, 4])
        #expect(found.kinds == [.drawnTable])
    }

    @Test func `Databases draw lines above and below the table too`() throws {
        let rule = "+------+-----+\n"
        let found = try read("Gaji Maret\n" + rule + "| Nama | Rek |\n" + rule + "| Budi | 123 |\n" + rule)
        #expect(found.rows == [[" Budi ", " 123 "]] && found.lines == [5])
        #expect(found.kinds == [.titleRow, .drawnTable])
    }

    @Test func `A row without the frame keeps its cells, and so does a file that is not drawn`() throws {
        #expect(try read("| Nama | Rek |\n| Budi | 1 | 2\nAni|3\n").rows == [[" Budi ", " 1 ", " 2"], ["Ani", "3"]])
        #expect(try read("Nama|Rek|\n-|-|\n").rows == [["-", "-", ""]])
    }
}
