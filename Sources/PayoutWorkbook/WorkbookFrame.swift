/// The parts of a workbook around its sheets (ECMA-376, part 1).
struct WorkbookFrame {
    /// How the cells of a sheet look; the raw value is the number of the form in ``styles``.
    enum CellForm: Int {
        /// The cell form "Text" of Excel: what is typed into the cell stays text, a formula included.
        case text = 1
        /// The same in bold letters.
        case heading = 2
        /// A whole number with a mark for thousands.
        case number = 3
    }

    static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let form = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    /// The number of the form "Text" (part 1, section 18.8.30).
    private static let textFormat = 49
    /// That of `#,##0`.
    private static let thousandsFormat = 3

    /// The name of the sheets; those after the first one have a number as well.
    let sheet: String

    static func part(ofSheet number: Int) -> String { "xl/worksheets/sheet\(number).xml" }

    /// What leads to the workbook, and stands first.
    static var root: (name: String, content: String) {
        ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
    }

    /// The parts that follow the sheets, of which there are `count`.
    func parts(sheets count: Int) -> [(name: String, content: String)] {
        [
            ("xl/styles.xml", Self.styles), ("xl/workbook.xml", workbook(count)),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relationships(
                    (1...count).map { ("worksheet", "worksheets/sheet\($0).xml") } + [("styles", "styles.xml")])
            ),
            ("[Content_Types].xml", Self.contentTypes(count)),
        ]
    }

    private static func contentTypes(_ count: Int) -> String {
        let sheets = (1...count).map {
            #"<Override PartName="/\#(part(ofSheet: $0))" ContentType="\#(form).worksheet+xml"/>"#
        }
        return """
            <Types xmlns="\(package)/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(form).sheet.main+xml"/>\(sheets.joined())\
            <Override PartName="/xl/styles.xml" ContentType="\(form).styles+xml"/></Types>
            """
    }

    private func workbook(_ count: Int) -> String {
        let sheets = (1...count).map { number in
            let name = SheetText.attribute(number == 1 ? sheet : "\(sheet) \(number)")
            return #"<sheet name="\#(name)" sheetId="\#(number)" r:id="rId\#(number)"/>"#
        }
        return """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.document)"><bookViews><workbookView/></bookViews>\
            <sheets>\(sheets.joined())</sheets></workbook>
            """
    }

    private static let styles = """
        <styleSheet xmlns="\(main)"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill>\
        <fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
        <cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>\
        <xf numFmtId="\(textFormat)" applyNumberFormat="1"/>\
        <xf numFmtId="\(textFormat)" fontId="1" applyNumberFormat="1" applyFont="1"/>\
        <xf numFmtId="\(thousandsFormat)" applyNumberFormat="1"/></cellXfs></styleSheet>
        """

    private static func relationships(_ targets: [(kind: String, target: String)]) -> String {
        let all = targets.enumerated().map { index, each in
            #"<Relationship Id="rId\#(index + 1)" Type="\#(document)/\#(each.kind)" Target="\#(each.target)"/>"#
        }
        return #"<Relationships xmlns="\#(package)/relationships">"# + all.joined() + "</Relationships>"
    }
}
