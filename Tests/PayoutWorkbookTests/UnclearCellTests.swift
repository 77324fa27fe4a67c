import PayoutFile
import TestSupport
import Testing
import Wording

/// Cells that hold no value that could be paid are named, all of a kind at once.
@Suite struct UnclearCellTests {
    private static func row(_ number: Int, _ cells: String, _ attributes: String = "") -> String {
        "<row r=\"\(number)\"\(attributes)>\(cells)</row>"
    }

    private static func number(_ cell: String, _ value: String) -> String { "<c r=\"\(cell)\"><v>\(value)</v></c>" }

    @Test func `Errors are named`() {
        let error = "<c r=\"B3\" t=\"e\"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>"
        #expect(problems(of: Self.row(2, Self.number("A2", "1")) + Self.row(3, error)) == ["errorValue B3"])
    }

    @Test func `Formulas without a result are named`() {
        let cells = "<c r=\"A2\"><f>B2</f></c><c r=\"B2\"><f>A2</f><v></v></c>"
        #expect(problems(of: Self.row(2, cells)) == ["neverCalculated A2 B2"])
        let calculated = Self.row(2, "<c r=\"A2\"><f>B2</f><v>0</v></c>")
        #expect(problems(of: calculated) == [])
        // Some programs write 0 for every formula, and ask the spreadsheet to calculate.
        #expect(
            problems(of: calculated, afterSheets: "<calcPr fullCalcOnLoad=\"1\"/>") == ["neverCalculated A2"])
    }

    @Test(arguments: ["1234567890123456", "1.23456789012346E+15", "1E15", "-1234567890123456", "1E300"])
    func `Numbers of more digits than a spreadsheet keeps are named`(value: String) {
        #expect(problems(of: Self.row(2, Self.number("B2", value))) == ["digitsLost B2"])
    }

    @Test(arguments: ["abc", "1,5", "1.5.2", "1E", "1E99999", "0x10", "--1", ".", "NaN", "INF", "1 2"])
    func `What is no number is named`(value: String) {
        #expect(problems(of: Self.row(2, Self.number("B2", value))) == ["notReadable B2"])
    }

    @Test func `Numbers shown in thousands are named`() {
        let styles = """
            <numFmts><numFmt numFmtId="170" formatCode="#,##0,"/><numFmt numFmtId="171" formatCode="0.0,,"/></numFmts>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="14"/></cellXfs>
            """
        let cells = "<c r=\"A2\" s=\"1\"><v>1</v></c><c r=\"B2\" s=\"2\"><v>2</v></c><c r=\"C2\" s=\"3\"><v>-1</v></c>"
        #expect(problems(of: Self.row(2, cells), styles: styles) == ["scaled A2 B2", "notReadable C2"])
    }

    @Test func `What is struck out is named, by the style of the cell or in a part of its text`() {
        let styles = """
            <fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>\
            <cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>\
            <dxfs><dxf><font><strike/></font></dxf></dxfs>
            """
        let cells = "<c r=\"A2\" s=\"1\"><v>1</v></c><c r=\"B2\" s=\"2\"><v>2</v></c>"
        let empty = "<c r=\"A3\" s=\"1\"/><c r=\"B3\"><v>3</v></c>"
        #expect(problems(of: Self.row(2, cells) + Self.row(3, empty), styles: styles) == ["struckOut A2"])
        let run = "<r><rPr><strike/></rPr><t>1.000</t></r><r><t>1500</t></r>"
        let inline = "<c r=\"A2\" t=\"inlineStr\"><is>\(run)</is></c>"
        #expect(problems(of: Self.row(2, inline)) == ["struckOut A2"])
        let blank = "<r><rPr><strike/></rPr><t> </t></r><r><rPr><b/></rPr><t>1500</t></r>"
        #expect(problems(of: Self.row(2, "<c r=\"A2\" t=\"inlineStr\"><is>\(blank)</is></c>")) == [])
        let shared = "<c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c>"
        #expect(
            problems(of: Self.row(2, shared), strings: "<si><t>x</t></si><si>\(run)</si>") == ["struckOut A2"])
    }

    @Test func `What is white on white is named`() {
        let styles = """
            <fonts><font><color theme="1"/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>\
            <font><color indexed="9"/></font></fonts>\
            <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill></fills>\
            <cellXfs><xf/><xf fontId="1"/><xf fontId="2" fillId="2"/><xf fontId="2" fillId="3"/>\
            <xf fontId="3"/></cellXfs>
            """
        let cells = (0...4).map { "<c r=\"\("ABCDE".prefix($0 + 1).suffix(1))2\" s=\"\($0)\"><v>1</v></c>" }.joined()
        #expect(problems(of: Self.row(2, cells), styles: styles) == ["unseen B2 D2 E2"])
    }

    @Test func `What has the colour of its ground is named, and colours that people can tell apart are not`() {
        let styles = """
            <fonts><font/><font><color rgb="FF000000"/></font><font><color rgb="FFFEFEFE"/></font>\
            <font><color theme="4" tint="0.4"/></font><font><color indexed="10"/></font></fonts>\
            <fills><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="solid"><fgColor indexed="8"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.8"/></patternFill></fill></fills>\
            <cellXfs><xf fillId="1"/><xf fontId="1" fillId="1"/><xf fontId="2"/><xf fontId="3" fillId="2"/>\
            <xf fontId="4" fillId="3"/><xf fontId="3" fillId="4"/><xf fontId="1" fillId="3"/></cellXfs>
            """
        let cells = (0...6).map { "<c r=\"\("ABCDEFG".prefix($0 + 1).suffix(1))2\" s=\"\($0)\"><v>1</v></c>" }.joined()
        #expect(problems(of: Self.row(2, cells), styles: styles) == ["unseen B2 C2 D2 E2"])
    }

    @Test func `Hidden and filtered rows are named, unless they are empty`() {
        let hidden = Self.row(3, Self.number("A3", "1"), " hidden=\"1\"")
        let flat = Self.row(4, Self.number("B4", "1"), " ht=\"0.5\" customHeight=\"1\"")
        let empty = Self.row(5, "<c r=\"A5\" s=\"1\"/>", " hidden=\"1\"")
        let rows = Self.row(2, Self.number("A2", "1")) + hidden + flat + empty
        #expect(problems(of: rows) == ["hiddenRow A3 B4"])
    }

    @Test func `Merged cells of the table are named; titles and signatures may be merged`() {
        func merged(_ ranges: String...) -> String {
            "<mergeCells>\(ranges.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
        }
        let rows = Self.row(2, Self.number("A2", "1234567890")) + Self.row(3, Self.number("A3", "1234567891"))
        #expect(problems(of: rows, after: merged("A2:A3", "B3:F3")) == ["merged A2:A3 B3:F3"])
        #expect(problems(of: rows, after: merged("A9:B9", "D1:E5")) == [])
        // A total and a signature have no account number.
        let total = Self.row(4, Self.number("B4", "9250000")) + Self.row(6, "<c r=\"A6\" t=\"str\"><v>Budi</v></c>")
        let source = Self.row(5, "<c r=\"A5\" t=\"str\"><v>Sumber dana: BCA 0987654321</v></c>")
        #expect(problems(of: rows + source, after: merged("A5:B5")) == [])
        #expect(problems(of: rows + total, after: merged("A4:A4", "A6:B6", "A3:A4")) == ["merged A3:A4"])
    }

    @Test func `A department may stand once for its rows, and a column name in merged cells`() {
        func merged(_ ranges: String...) -> String {
            "<mergeCells>\(ranges.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
        }
        // The columns are reference and amount.
        let rows = Self.row(3, Self.number("A3", "1234567890")) + Self.row(4, Self.number("A4", "1234567891"))
        #expect(problems(of: rows, after: merged("A1:A2", "B1:B2")) == [])
        #expect(problems(of: rows, after: merged("A1:B1")) == ["merged A1:B1"])
        #expect(problems(of: rows, after: merged("B3:B4")) == ["merged B3:B4"])
        #expect(problems(of: rows, after: merged("B3:B4")) { column, text in column == "amount" && text.isEmpty } == [])
    }

    @Test func `Only the first cells of a kind are named, and the others counted`() throws {
        let rows = (2...14).map { Self.row($0, Self.number("A\($0)", "1E15")) }.joined()
        let error = #expect(throws: FileError.self) {
            try read(WorkbookWriter(WorkbookWriter.Sheet(rows: header + rows)).bytes)
        }
        #expect(error?.line == 2 && error?.code == "workbook_cells")
        #expect(
            error?.phrase.english == """
                book.xlsx, line 2: cells hold numbers of more than 15 digits, of which Excel loses the last: A2, A3, \
                A4, A5, A6, A7, A8, A9, A10, A11 and 3 more. Format the column as Text, then type these numbers again \
                from their source.
                """)
        #expect(error?.phrase.text(in: .indonesian).contains("lagi. Ubah format kolom menjadi Teks") == false)
    }

    @Test func `What stands to the left of the table is named`() {
        let rows =
            "<row r=\"1\"><c r=\"B1\" t=\"str\"><v>reference</v></c><c r=\"C1\" t=\"str\"><v>amount</v></c></row>"
        let book = WorkbookWriter(WorkbookWriter.Sheet(rows: rows + Self.row(2, Self.number("A2", "1"))))
        #expect(
            fault(of: book.bytes) == .workbook(.cells([CellProblem(.outsideTable, cell: "A2")])))
    }
}
