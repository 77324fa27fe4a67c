import PayoutFile
import PayoutWorkbook
import Testing

/// Workbooks that are written row by row, read with our own reader.
@Suite struct RowWorkbookTests {
    private static let columns = [
        RowWorkbook.Column("reference", width: 20), RowWorkbook.Column("amount", width: 16, isNumber: true),
    ]

    private static func bytes(_ rows: [(text: String, number: Int64)]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let workbook = try RowWorkbook(path: "x", sheet: "A & B", columns: columns) { bytes += $0 }
        for row in rows {
            workbook.append(row.text)
            workbook.append(number: row.number)
            try workbook.endRow()
        }
        try workbook.finish()
        return bytes
    }

    @Test(arguments: [
        "0012345678", "=1+1", "+62", "@SUM(A1)", "-5", "1E5", " a ", "\t", "a\nb", "a\r\nb", "<a href=\"x\">&amp;</a>",
        "\u{1}\u{B}\u{1F}", "_x0041_", "_X0041_ _x", "日本 😀", "\u{FFFE}\u{FFFF}", "]]>", "'0812",
    ]) func `A text comes back as it was, and never as a number or a formula`(text: String) throws {
        let book = try read(Self.bytes([(text, 5), ("B", -1)]))
        #expect(book.rows == [[text, "5"], ["B", "-1"]])
        #expect(book.header == ["reference", "amount"] && book.sheet == "A & B")
    }

    @Test func `A number that a spreadsheet would round is a text`() throws {
        let book = try read(Self.bytes([("A", 999_999_999_999_999), ("B", 9_007_199_254_740_993)]))
        #expect(book.rows.map { $0[1] } == ["999999999999999", "9007199254740993"])
    }

    @Test func `Many rows are packed on the way, and the same rows make the same bytes`() throws {
        let rows = (1...20_000).map { (text: "REF-\($0)", number: Int64($0)) }
        let bytes = try Self.bytes(rows)
        #expect(try read(bytes).rows.map { $0[0] } == rows.map(\.text))
        #expect(try bytes == Self.bytes(rows))
        #expect(bytes.count < 400_000)
    }

    @Test func `A text longer than a cell can hold is cut, and says so`() throws {
        let text = String(repeating: "é", count: 40_000)
        let cell = try read(Self.bytes([(text, 1)])).rows[0][0]
        #expect(cell.utf16.count == 32_767 && cell.hasSuffix("é…"))
    }
}
