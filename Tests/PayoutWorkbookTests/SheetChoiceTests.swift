import PayoutFile
import PayoutWorkbook
import TestSupport
import Testing

/// Which sheet is read.
@Suite struct SheetChoiceTests {
    private typealias Sheet = WorkbookWriter.Sheet

    private static let payment = "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"
    private static let notes = "<row><c t=\"str\"><v>Petunjuk</v></c></row><row><c t=\"str\"><v>Isi</v></c></row>"

    @Test func `The only visible sheet is read`() throws {
        let book = WorkbookWriter(
            Sheet("Daftar", rows: header + Self.payment, state: "hidden"), Sheet("Kosong", rows: ""),
            Sheet("Gaji", rows: header + Self.payment),
            Sheet("Rahasia", rows: header + Self.payment, state: "veryHidden"))
        #expect(try read(book.bytes).sheet == "Gaji")
    }

    @Test func `Of several sheets the one with the columns of payments is read`() throws {
        let book = WorkbookWriter(
            Sheet("Petunjuk", rows: Self.notes), Sheet("Contoh", rows: header),
            Sheet("Gaji", rows: header + Self.payment))
        #expect(try read(book.bytes).sheet == "Gaji")
    }

    @Test func `Where several sheets have payments, none is guessed`() throws {
        let book = WorkbookWriter(
            Sheet("Januari", rows: header + Self.payment), Sheet("Februari", rows: header + Self.payment))
        #expect(fault(of: book.bytes) == .workbook(.severalSheets(["Januari", "Februari"])))
        #expect(try read(book.bytes, sheet: " februari").sheet == "Februari")
        #expect(
            fault(of: book.bytes, sheet: "Maret")
                == .workbook(.sheetMissing(name: "Maret", sheets: ["Januari", "Februari"])))
    }

    @Test(arguments: [
        "Revisi", "Perubahan Rekening", "KOREKSI", "Rekening Baru", "Ganti Rekening", "Update Norek", "Pembetulan",
    ])
    func `A sheet that corrects others by its name is never passed over`(name: String) throws {
        let book = WorkbookWriter(Sheet("Gaji", rows: header + Self.payment), Sheet(name, rows: Self.notes))
        #expect(fault(of: book.bytes) == .workbook(.correctionSheet(name)))
        #expect(try read(book.bytes, sheet: "Gaji").sheet == "Gaji")
    }

    @Test(arguments: ["Catatan", "Resign", "Keluar April", "Non Aktif", "Cuti"])
    func `A sheet of notes or of people who left is passed over unless it holds an account`(name: String) throws {
        let account = "<row><c t=\"str\"><v>Joko: BNI 0231234567</v></c></row>"
        let gaji = Sheet("Gaji", rows: header + Self.payment)
        #expect(try read(WorkbookWriter(gaji, Sheet(name, rows: Self.notes)).bytes).sheet == "Gaji")
        #expect(
            fault(of: WorkbookWriter(gaji, Sheet(name, rows: Self.notes + account)).bytes)
                == .workbook(.correctionSheet(name)))
    }

    @Test func `A workbook without any row has none`() {
        #expect(fault(of: WorkbookWriter(Sheet(rows: "")).bytes) == .workbook(.noSheet))
        #expect(fault(of: WorkbookWriter(Sheet(rows: header, state: "hidden")).bytes) == .workbook(.noSheet))
        #expect(fault(of: WorkbookWriter(Sheet(rows: header)).bytes) == .noRows)
    }

    @Test func `A title above the columns may be merged, and is left out`() throws {
        let title = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Gaji Maret</v></c></row>"
        let names =
            "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>reference</v></c><c r=\"B3\" t=\"str\"><v>amount</v></c></row>"
        let rows = title + names + "<row r=\"4\"><c r=\"A4\"><v>1</v></c></row>"
        let book = try read(
            WorkbookWriter(Sheet(rows: rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")).bytes)
        #expect(book.header == ["reference", "amount"] && book.headerLine == 3 && book.lines == [4])
    }

    @Test func `Hidden columns are read, and named`() throws {
        let columns =
            "<cols><col min=\"1\" max=\"1\" width=\"9\"/><col min=\"2\" max=\"3\" width=\"0\" hidden=\"1\"/></cols>"
        let rows = header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>"
        let xml = "<worksheet xmlns=\"\(WorkbookWriter.main)\">\(columns)<sheetData>\(rows)</sheetData></worksheet>"
        let book = WorkbookWriter(Sheet("Gaji", xml: xml))
        let file = try InputFile(source: MemorySource(book.bytes), name: "book.xlsx") {
            $0.contains("amount") ? .header : .title
        }
        #expect(try file.nextRow()?.cells == ["1", "2"])
        #expect(try file.nextRow() == nil)
        #expect(file.steps == [SourceStep(.hiddenColumns, line: 1, cells: ["amount"])])
    }

    @Test func `Comments and text boxes are named with their places`() throws {
        var sheet = Sheet(rows: header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>")
        sheet.comments = """
            <comment ref="B2" authorId="0"><text><r><t>Budi:</t></r><r><t xml:space="preserve">
            JANGAN   DIBAYAR</t></r></text></comment><comment ref="A1"><text><t> </t></text></comment>
            """
        sheet.drawing = """
            <xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>6</xdr:row></xdr:from>\
            <xdr:to><xdr:row>9</xdr:row></xdr:to>\
            <xdr:sp><xdr:txBody><a:p><a:r><a:t>SUDAH </a:t></a:r><a:r><a:t>DITRANSFER</a:t></a:r></a:p>\
            <a:p><a:r><a:t>25 Maret</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>
            """
        let file = try InputFile(source: MemorySource(WorkbookWriter(sheet).bytes), name: "book.xlsx") {
            $0.contains("amount") ? .header : .title
        }
        #expect(
            file.steps == [
                SourceStep(.comment, line: 2, cells: ["B2", "Budi:", "JANGAN DIBAYAR"]),
                SourceStep(.textBox, line: 7, cells: ["SUDAH DITRANSFER", "25 Maret"]),
            ])
    }

    @Test func `A sheet of a text file is refused`() {
        #expect(fault(of: Array("reference,amount\nA,1\n".utf8), sheet: "Gaji") == .workbook(.noSheets(name: "Gaji")))
    }

    @Test func `Targets of relations are told from the root or from their folder`() throws {
        var zip = ZipWriter()
        let book = WorkbookWriter(Sheet(rows: header + Self.payment))
        for part in book.parts {
            let xml = part.xml.split(separator: "worksheets/sheet1.xml", omittingEmptySubsequences: false)
                .joined(separator: "/XL/./worksheets/../worksheets/Sheet1.xml")
            zip.add(part.name.split(separator: "/").joined(separator: "\\"), Array(xml.utf8))
        }
        #expect(try read(zip.archive()).rows == [["1", ""]])
    }
}
