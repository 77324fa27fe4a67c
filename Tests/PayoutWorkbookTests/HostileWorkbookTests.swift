import PayoutFile
import TestSupport
import Testing

/// Archives and documents that are broken, or made to break whoever reads them.
@Suite struct HostileWorkbookTests {
    private typealias Sheet = WorkbookWriter.Sheet

    private static let good = WorkbookWriter(Sheet(rows: header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"))

    private static func refusal(ofRows rows: String) -> FileFault? {
        fault(of: WorkbookWriter(Sheet(rows: header + rows)).bytes)
    }

    private static let damagedSheet = FileFault.workbook(.damaged(part: "xl/worksheets/sheet1.xml"))

    @Test func `A workbook is read in any pieces, stored or deflated, also with 64-bit records`() throws {
        let expected = try read(Self.good.bytes)
        #expect(try read(Self.good.bytes, chunkBytes: 7) == expected)
        var zip = ZipWriter()
        for part in Self.good.parts { zip.add(part.name, Array(part.xml.utf8), .stored) }
        #expect(try read(zip.archive(isLarge: true)) == expected)
    }

    @Test func `An archive that was cut short is damaged`() {
        let bytes = Self.good.bytes
        for count in stride(from: 4, to: bytes.count, by: 97) {
            #expect(fault(of: Array(bytes.prefix(count))) == .workbook(.damaged(part: "zip")))
        }
    }

    @Test(arguments: [ZipWriter.Lie.checksum, .length]) func `A part that is not what it says is damaged`(
        lie: ZipWriter.Lie
    ) {
        var zip = ZipWriter()
        for part in Self.good.parts {
            zip.add(part.name, Array(part.xml.utf8), lie: part.name.hasPrefix("xl/worksheets") ? lie : [])
        }
        #expect(fault(of: zip.archive()) == Self.damagedSheet)
    }

    @Test func `Encrypted and other formats are told by name`() {
        var zip = ZipWriter()
        for part in Self.good.parts { zip.add(part.name, Array(part.xml.utf8), lie: .encryption) }
        #expect(fault(of: zip.archive()) == .workbook(.passwordProtected))
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 300_000)
        let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] }
        #expect(fault(of: compound + name + compound) == .workbook(.passwordProtected))
        #expect(fault(of: compound) == .foreignFormat(.oldExcel))
        var open = ZipWriter()
        open.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8), .stored)
        open.add("content.xml", Array("<a/>".utf8))
        #expect(fault(of: open.archive()) == .workbook(.openDocument))
        var other = ZipWriter()
        other.add("gaji.csv", Array("reference,amount\n".utf8))
        #expect(fault(of: other.archive()) == .workbook(.noWorkbook))
    }

    @Test func `Two files of one name are refused`() {
        var zip = ZipWriter()
        for part in Self.good.parts { zip.add(part.name, Array(part.xml.utf8)) }
        zip.add("XL/workbook.xml", Array("<workbook/>".utf8))
        #expect(fault(of: zip.archive()) == .workbook(.damaged(part: "zip")))
    }

    @Test func `Entities and external documents are refused before they are read`() {
        let bomb = """
            <!DOCTYPE worksheet [<!ENTITY a "\(String(repeating: "a", count: 1000))"><!ENTITY b "&a;&a;&a;&a;&a;">]>
            <worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
            """
        #expect(
            fault(of: WorkbookWriter(Sheet("A", xml: bomb)).bytes)
                == .workbook(.documentType(part: "xl/worksheets/sheet1.xml")))
        let file = "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>"
        #expect(
            fault(of: WorkbookWriter(Sheet("A", xml: file)).bytes)
                == .workbook(.documentType(part: "xl/worksheets/sheet1.xml")))
    }

    @Test func `A file that unpacks to an absurd size is refused`() {
        let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 80 * 1024 * 1024)
        var zip = ZipWriter()
        for part in Self.good.parts where !part.name.hasPrefix("xl/worksheets") {
            zip.add(part.name, Array(part.xml.utf8))
        }
        zip.add("xl/worksheets/sheet1.xml", Array("<worksheet>".utf8) + spaces + Array("</worksheet>".utf8))
        #expect(
            fault(of: zip.archive()) == .workbook(.expansion(part: "xl/worksheets/sheet1.xml", ratioMax: 200)))
    }

    @Test func `Depth, length and number of names are bounded`() {
        let complex = FileFault.workbook(.tooComplex(part: "xl/worksheets/sheet1.xml"))
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        let names = (0..<5_000).map { "<name\($0)/>" }.joined()
        let long = "<c r=\"\(String(repeating: "x", count: 2_000_000))\"/>"
        for rows in [deep, names, "<row r=\"2\">\(long)</row>"] { #expect(Self.refusal(ofRows: rows) == complex) }
    }

    @Test(arguments: [
        "<row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"x\"/>",
        "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>", "<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>",
        "<row r=\"2\"><c r=\"A3\"/></row>", "<row r=\"2\"><c r=\"2A\"/></row>", "<row r=\"2\"><c r=\"XFE2\"/></row>",
        "<row r=\"2\"><c t=\"s\"><v>0</v></c></row>", "<row r=\"2\"><c t=\"s\"><v>-1</v></c></row>",
        "<row r=\"2\"><c t=\"what\"><v>0</v></c></row>",
    ]) func `Rows and cells out of order are damage`(rows: String) {
        #expect(Self.refusal(ofRows: rows) == Self.damagedSheet)
    }

    @Test func `A row has a limit of columns and of text`() {
        #expect(Self.refusal(ofRows: "<row r=\"2\"><c r=\"IW2\"><v>1</v></c></row>") == .tooManyColumns(max: 256))
        #expect(Self.refusal(ofRows: "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"XFD2\" s=\"1\"/></row>") == nil)
        let text = String(repeating: "x", count: 130_000)
        let cells = (1...9).map { _ in "<c t=\"str\"><v>\(text)</v></c>" }.joined()
        #expect(Self.refusal(ofRows: "<row r=\"2\">\(cells)</row>") == .rowTooLong(bytesMax: 1_048_576))
    }

    @Test func `Malformed XML names its part and line`() {
        #expect(
            Self.refusal(ofRows: "<row>\n<c></row>")
                == .workbook(.damaged(part: "xl/worksheets/sheet1.xml:3")))
    }

    @Test func `A million formatted empty rows are passed over`() throws {
        var rows = header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"
        for row in 3...1_048_576 { rows += "<row r=\"\(row)\" s=\"1\" customFormat=\"1\" ht=\"15\"/>" }
        #expect(try read(WorkbookWriter(Sheet(rows: rows)).bytes).rows.count == 1)
    }
}
