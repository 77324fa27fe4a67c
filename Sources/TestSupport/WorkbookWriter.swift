/// Makes `.xlsx` workbooks for tests out of the XML of their parts.
package struct WorkbookWriter {
    /// A sheet and the XML within its `sheetData`, or all of its part.
    package struct Sheet {
        package var name: String
        package var xml: String
        package var state: String?
        /// The XML within `commentList`; no part where nil.
        package var comments: String?
        /// The XML within `wsDr`, as that of text boxes; no part where nil.
        package var drawing: String?

        package init(_ name: String, xml: String, state: String? = nil) {
            (self.name, self.xml, self.state) = (name, xml, state)
        }

        /// A sheet with these rows, and what follows them.
        package init(_ name: String = "Gaji", rows: String, after: String = "", state: String? = nil) {
            self.init(
                name,
                xml: """
                    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                    <worksheet xmlns="\(WorkbookWriter.main)"><sheetData>\(rows)</sheetData>\(after)</worksheet>
                    """,
                state: state)
        }
    }

    package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packages = "http://schemas.openxmlformats.org/package/2006/relationships"

    package var sheets: [Sheet]
    /// The XML within `sst`; no part where nil.
    package var sharedStrings: String?
    /// The XML within `styleSheet`; no part where nil.
    package var styles: String?
    /// What stands in `workbook.xml` beside the sheets.
    package var beforeSheets = ""
    package var afterSheets = ""
    package var packing = ZipWriter.Packing.deflated

    package init(_ sheets: Sheet...) { self.sheets = sheets }

    /// A workbook of one sheet with the cells of `rows` as inline texts, the first in row 1.
    package init(rows: [[String]]) {
        let xml = rows.map { cells in
            "<row>\(cells.map { "<c t=\"inlineStr\"><is><t>\(Self.escaped($0))</t></is></c>" }.joined())</row>"
        }
        sheets = [Sheet(rows: xml.joined())]
    }

    /// The parts of the workbook by name, in their order in the archive.
    package var parts: [(name: String, xml: String)] {
        let list = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            let name = Self.escaped(sheet.name)
            return "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        var relations = sheets.indices.map { index in
            Self.relation(
                "rId\(index + 1)", type: "\(Self.office)/worksheet", target: "worksheets/sheet\(index + 1).xml")
        }
        var parts: [(name: String, xml: String)] = []
        if let sharedStrings {
            relations.append(Self.relation("rIdS", type: "\(Self.office)/sharedStrings", target: "sharedStrings.xml"))
            parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(sharedStrings)</sst>"))
        }
        if let styles {
            relations.append(Self.relation("rIdT", type: "\(Self.office)/styles", target: "styles.xml"))
            parts.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
        }
        let root = Self.relation("rId1", type: "\(Self.office)/officeDocument", target: "xl/workbook.xml")
        parts.insert(("_rels/.rels", Self.relations(root)), at: 0)
        parts.append(("xl/_rels/workbook.xml.rels", Self.relations(relations.joined())))
        let book = """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)">\(beforeSheets)<sheets>\(list.joined())</sheets>\
            \(afterSheets)</workbook>
            """
        parts.append(("xl/workbook.xml", book))
        for (index, sheet) in sheets.enumerated() {
            parts.append(("xl/worksheets/sheet\(index + 1).xml", sheet.xml))
            parts += Self.remarks(sheet, number: index + 1)
        }
        return parts
    }

    /// The comments and the drawing of a sheet, and what leads to them.
    private static func remarks(_ sheet: Sheet, number: Int) -> [(name: String, xml: String)] {
        var parts: [(name: String, xml: String)] = []
        var list = ""
        if let comments = sheet.comments {
            list += relation("rIdC", type: "\(office)/comments", target: "../comments\(number).xml")
            let xml = "<comments xmlns=\"\(main)\"><authors/><commentList>\(comments)</commentList></comments>"
            parts.append(("xl/comments\(number).xml", xml))
        }
        if let drawing = sheet.drawing {
            list += relation("rIdD", type: "\(office)/drawing", target: "../drawings/drawing\(number).xml")
            let spaces = "xmlns:xdr=\"urn:xdr\" xmlns:a=\"urn:a\""
            parts.append(("xl/drawings/drawing\(number).xml", "<xdr:wsDr \(spaces)>\(drawing)</xdr:wsDr>"))
        }
        if !list.isEmpty { parts.append(("xl/worksheets/_rels/sheet\(number).xml.rels", relations(list))) }
        return parts
    }

    /// The bytes of the workbook.
    package var bytes: [UInt8] {
        var zip = ZipWriter()
        for part in parts { zip.add(part.name, Array(part.xml.utf8), packing) }
        return zip.archive()
    }

    private static func relation(_ id: String, type: String, target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(target)\"/>"
    }

    private static func relations(_ list: String) -> String {
        "<Relationships xmlns=\"\(packages)\">\(list)</Relationships>"
    }

    private static func escaped(_ text: String) -> String {
        text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == "\"" ? "&quot;" : String($0) }.joined()
    }
}
