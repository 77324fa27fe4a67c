import PayoutFile
import TestSupport
import Testing

/// What a cell says is what a person reads in it.
@Suite struct CellTextTests {
    /// Cells of the second row, as texts.
    private static func texts(_ cells: String, styles: String? = nil, strings: String? = nil) throws -> [String] {
        try #require(try rows("<row r=\"2\">\(cells)</row>", styles: styles, strings: strings).first)
    }

    private static func number(_ value: String, format: String = "General") throws -> String {
        let code = format.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
        let styles = """
            <numFmts><numFmt numFmtId="170" formatCode="\(code)"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>
            """
        return try texts("<c r=\"A2\" s=\"1\"><v>\(value)</v></c>", styles: styles)[0]
    }

    @Test(arguments: [
        ("1500000", "1500000"), ("1.5E6", "1500000"), ("1.5E+6", "1500000"), ("1500000.0", "1500000"),
        ("1500000.5", "1500000.5"), ("0.1", "0.1"), ("1E-3", "0.001"), ("0", "0"), ("-0", "0"), ("-5", "-5"),
        ("0.30000000000000004", "0.3"), ("1499999.9999999998", "1500000"), ("999999999999999", "999999999999999"),
        ("99999999999999.95", "100000000000000"), ("123456789012345", "123456789012345"), ("007", "7"),
    ]) func `A number is digits, and a double's last digits are none`(stored: String, shown: String) throws {
        #expect(try Self.number(stored) == shown)
    }

    @Test(arguments: [
        ("812345678", "0000000000", "0812345678"), ("14", "000", "014"),
        ("81234567890", "0000-0000-0000", "081234567890"),
        ("1500000", "\"Rp\" #,##0.00", "1500000"), ("1500000", "[$Rp-421]#,##0;[Red]-#,##0", "1500000"),
        ("1500000", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "1500000"), ("0.05", "0%", "5%"),
        ("46106", "dd/mm/yyyy", "2026-03-25"), ("46106", "d mmm yy", "2026-03-25"), ("46106", "mmm-yy", "2026-03-25"),
        ("46106.604166666664", "yyyy-mm-dd hh:mm:ss", "2026-03-25 14:30:00"),
        ("0.604166666666667", "hh:mm", "14:30:00"),
        ("1.5", "[h]:mm", "36:00:00"), ("1", "yyyy-mm-dd", "1900-01-01"), ("60", "yyyy-mm-dd", "1900-02-29"),
        ("61", "yyyy-mm-dd", "1900-03-01"), ("2958465", "yyyy-mm-dd", "9999-12-31"), ("15", "\"rp\" 0", "15"),
    ]) func `A number is read as its format shows it`(stored: String, format: String, shown: String) throws {
        #expect(try Self.number(stored, format: format) == shown)
    }

    @Test func `Days count from 1904 where the workbook says so`() throws {
        var book = WorkbookWriter(
            WorkbookWriter.Sheet(rows: header + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>44644</v></c></row>"))
        book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        book.beforeSheets = "<workbookPr date1904=\"1\"/>"
        #expect(try read(book.bytes).rows == [["2026-03-25", ""]])
    }

    @Test func `Text stays text, however a program writes it`() throws {
        let strings = """
            <si><t>0812345678901</t></si><si><t xml:space="preserve"> Budi </t></si>\
            <si><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">Siti </t></r><r><t>Rahma</t></r>\
            <rPh sb="0" eb="2"><t>シティ</t></rPh><phoneticPr fontId="1"/></si><si/>\
            <si><t>a_x000D_b_x005F_x_xZZZZ_</t></si>
            """
        let cells = """
            <c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c>\
            <c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c><c r="F2" t="inlineStr"><is><t>A&amp;B</t></is></c>\
            <c r="G2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>\
            <c r="H2" t="str"><f>A2&amp;"x"</f><v>1.50</v></c><c r="I2" t="b"><v>1</v></c>\
            <c r="J2" t="d"><v>2026-03-25</v></c>
            """
        #expect(
            try Self.texts(cells, strings: strings) == [
                "0812345678901", " Budi ", "Siti Rahma", "", "a\rb_x_xZZZZ_", "A&B", "xy", "1.50", "TRUE", "2026-03-25",
            ])
    }

    @Test func `A formula has the value that was calculated last`() throws {
        let cells = "<c r=\"A2\"><f>SUM(B2:B9)</f><v>4500000</v></c><c r=\"B2\" t=\"str\"><f>\"\"</f><v></v></c>"
        #expect(try Self.texts(cells) == ["4500000", ""])
    }

    @Test func `The mark that Salur puts before a formula in its reports is taken away`() throws {
        let cells = "<c r=\"A2\" t=\"str\"><v>'=1+1</v></c><c r=\"B2\" t=\"str\"><v>'Abd</v></c>"
        #expect(try Self.texts(cells) == ["=1+1", "'Abd"])
    }

    @Test func `Cells, rows and columns that are left out are empty`() throws {
        let rows = """
            <row r="2"/><row r="4"><c r="B4"><v>1</v></c></row>\
            <row r="5" s="1" customFormat="1"><c r="A5" s="1"/></row>\
            <row r="6"><c r="A6" t="str"><v> </v></c></row><row r="9"><c r="A9"><v>2</v></c><c r="D9"><v>3</v></c></row>
            """
        let book = try read(WorkbookWriter(WorkbookWriter.Sheet(rows: header + rows)).bytes)
        #expect(book.lines == [4, 9])
        #expect(book.rows == [["", "1"], ["2", "", "", "3"]])
    }

    @Test func `Rows and cells without addresses follow one another`() throws {
        let book = WorkbookWriter(rows: [["reference", "amount"], ["A", "1"], ["B", "2"]])
        let read = try PayoutWorkbookTests.read(book.bytes)
        #expect(read.rows == [["A", "1"], ["B", "2"]] && read.lines == [2, 3])
    }

    @Test func `Any prefix names the same elements`() throws {
        let xml = """
            <x:worksheet xmlns:x="\(WorkbookWriter.main)"><x:sheetData><x:row r="3"><x:c r="B3" t="inlineStr"><x:is>\
            <x:t>reference</x:t></x:is></x:c><x:c r="C3" t="str"><x:v>amount</x:v></x:c></x:row><x:row r="4">\
            <x:c r="B4"><x:v>7</x:v></x:c><x:c r="C4"><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        let book = try read(WorkbookWriter(WorkbookWriter.Sheet("A", xml: xml)).bytes)
        #expect(book.header == ["reference", "amount"] && book.headerLine == 3)
        #expect(book.rows == [["7", "8"]] && book.lines == [4])
    }
}
