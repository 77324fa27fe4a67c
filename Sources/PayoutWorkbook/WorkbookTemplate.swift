internal import CZlib

/// A workbook (`.xlsx`) of one small sheet whose cells are all text, so that account numbers keep their zeros, also
/// where somebody fills in more rows below.
///
///     let bytes = WorkbookTemplate(sheet: "Payments", rows: [["reference", "amount"], ["A-1", "1500000"]]).bytes
package struct WorkbookTemplate {
    /// The cell form "Text" of Excel (ECMA-376, part 1, 18.8.30).
    private static let textFormat = 49
    private static let columnWidth = 24

    private let sheet: String
    private let rows: [[String]]

    /// - Parameters:
    ///   - sheet: the name of the sheet.
    ///   - rows: the cells of each row, from the first row and column on.
    package init(sheet: String, rows: [[String]]) {
        self.sheet = sheet
        self.rows = rows
    }

    /// The file.
    package var bytes: [UInt8] {
        var archive = StoredArchive()
        for (name, content) in parts { archive.add(name, Array((Self.head + content).utf8)) }
        return archive.finish()
    }

    private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let form = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private var parts: [(name: String, content: String)] {
        [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="\(Self.package)/content-types"><Default Extension="rels" \
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="\(Self.form).sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(Self.form).worksheet+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="\(Self.form).styles+xml"/></Types>
                """
            ),
            ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.document)"><sheets>\
                <sheet name="\(Self.escaped(sheet))" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relationships([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])
            ),
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="\(Self.main)"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
                <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
                <fills count="2"><fill><patternFill patternType="none"/></fill>\
                <fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
                <cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>\
                <xf numFmtId="\(Self.textFormat)" applyNumberFormat="1"/>\
                <xf numFmtId="\(Self.textFormat)" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>\
                </styleSheet>
                """
            ),
            ("xl/worksheets/sheet1.xml", worksheet),
        ]
    }

    private func relationships(_ targets: [(kind: String, target: String)]) -> String {
        let all = targets.enumerated().map { index, each in
            #"<Relationship Id="rId\#(index + 1)" Type="\#(Self.document)/\#(each.kind)" Target="\#(each.target)"/>"#
        }
        return #"<Relationships xmlns="\#(Self.package)/relationships">"# + all.joined() + "</Relationships>"
    }

    private var worksheet: String {
        let width = rows.map(\.count).max() ?? 0
        let rows = rows.enumerated().map { index, cells in
            let style = index == 0 ? 2 : 1
            let all = cells.map { #"<c s="\#(style)" t="inlineStr"><is><t>\#(Self.escaped($0))</t></is></c>"# }
            return #"<row r="\#(index + 1)">"# + all.joined() + "</row>"
        }
        return """
            <worksheet xmlns="\(Self.main)"><cols><col min="1" max="\(max(1, width))" width="\(Self.columnWidth)" \
            style="1" customWidth="1"/></cols><sheetData>\(rows.joined())</sheetData></worksheet>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

/// A ZIP archive whose parts are stored as they are (PKWARE APPNOTE 4.3).
private struct StoredArchive {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    private static let localHeader: UInt32 = 0x0403_4B50
    private static let directoryHeader: UInt32 = 0x0201_4B50
    private static let directoryEnd: UInt32 = 0x0605_4B50
    /// Version 2.0 suffices to unpack.
    private static let version: UInt16 = 20
    /// Names are UTF-8.
    private static let flags: UInt16 = 0x0800
    /// The first day that the form knows, 1 January 1980: the same content makes the same file.
    private static let date: UInt16 = 0x0021

    mutating func add(_ name: String, _ content: [UInt8]) {
        let offset = UInt32(bytes.count)
        let checksum = content.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
        var facts: [UInt8] = []
        Self.append(Self.version, to: &facts)
        Self.append(Self.flags, to: &facts)
        Self.append(UInt16(0), to: &facts)
        Self.append(UInt16(0), to: &facts)
        Self.append(Self.date, to: &facts)
        Self.append(checksum, to: &facts)
        Self.append(UInt32(content.count), to: &facts)
        Self.append(UInt32(content.count), to: &facts)
        Self.append(UInt16(name.utf8.count), to: &facts)
        Self.append(UInt16(0), to: &facts)
        Self.append(Self.localHeader, to: &bytes)
        bytes += facts + Array(name.utf8) + content
        Self.append(Self.directoryHeader, to: &directory)
        Self.append(Self.version, to: &directory)
        directory += facts
        for _ in 0..<3 { Self.append(UInt16(0), to: &directory) }
        Self.append(UInt32(0), to: &directory)
        Self.append(offset, to: &directory)
        directory += Array(name.utf8)
        count += 1
    }

    mutating func finish() -> [UInt8] {
        let start = UInt32(bytes.count)
        bytes += directory
        Self.append(Self.directoryEnd, to: &bytes)
        Self.append(UInt32(0), to: &bytes)
        Self.append(count, to: &bytes)
        Self.append(count, to: &bytes)
        Self.append(UInt32(directory.count), to: &bytes)
        Self.append(start, to: &bytes)
        Self.append(UInt16(0), to: &bytes)
        return bytes
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
