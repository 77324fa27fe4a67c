internal import PayoutFile

/// A sheet as the workbook lists it.
struct ListedSheet {
    let name: String
    let isVisible: Bool
    /// The name of its part; nil of a chart or a dialog.
    let part: String?
}

/// Where the parts of a workbook are, and what it says of itself as a whole (ECMA-376, part 1, sections 12.3 and 18.2).
struct WorkbookParts {
    /// More sheets than anybody makes.
    static let sheetsMax = 1024

    private(set) var sheets: [ListedSheet] = []
    private(set) var sharedStrings: String?
    private(set) var styles: String?
    /// Whether days count from 1904, as on a Macintosh of old.
    private(set) var countsFrom1904 = false
    /// Whether the results in the file were never calculated.
    private(set) var mustCalculate = false

    init(_ archive: ZipArchive) throws(FileError) {
        guard let root = try Relations(of: "", in: archive), let target = root.first(of: "officeDocument"),
            let book = try archive.part(target)
        else { throw Self.otherFormat(archive) }
        guard !target.lowercased().hasSuffix(".bin") else { throw archive.error(.binary) }
        guard let relations = try Relations(of: target, in: archive) else {
            throw archive.error(.damaged(part: target))
        }
        let list = SheetList()
        try book.parse(list)
        guard list.isWorkbook else { throw archive.error(.noWorkbook) }
        guard list.sheets.count <= Self.sheetsMax else { throw archive.error(.tooComplex(part: target)) }
        sheets = list.sheets.map { sheet in
            let relation = sheet.relation.flatMap { relations[$0] }
            return ListedSheet(
                name: sheet.name, isVisible: sheet.isVisible,
                part: relation.flatMap { $0.kind == "worksheet" ? $0.target : nil })
        }
        sharedStrings = relations.first(of: "sharedStrings")
        styles = relations.first(of: "styles")
        (countsFrom1904, mustCalculate) = (list.countsFrom1904, list.mustCalculate)
    }

    /// Says what an archive is that has no workbook.
    private static func otherFormat(_ archive: ZipArchive) -> FileError {
        let isOpenDocument = archive.directory["mimetype"] != nil && archive.directory["content.xml"] != nil
        if isOpenDocument { return archive.error(.openDocument) }
        if archive.directory["EncryptedPackage"] != nil { return archive.error(.passwordProtected) }
        return archive.error(.noWorkbook)
    }
}

/// Reads `workbook.xml`.
private final class SheetList: XMLHandler {
    struct Sheet {
        let name: String
        let isVisible: Bool
        let relation: String?
    }

    private(set) var sheets: [Sheet] = []
    private(set) var isWorkbook = false
    private(set) var countsFrom1904 = false
    private(set) var mustCalculate = false
    private var depth = 0

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        if depth == 1 { isWorkbook = name == "workbook" }
        switch name {
        case "sheet" where depth == 3 && sheets.count <= WorkbookParts.sheetsMax:
            sheets.append(
                Sheet(
                    name: attributes["name"] ?? "", isVisible: (attributes["state"] ?? "visible") == "visible",
                    relation: attributes["id"]))
        case "workbookPr": countsFrom1904 = attributes.isTrue("date1904")
        case "calcPr": mustCalculate = attributes.isTrue("fullCalcOnLoad")
        case _: break
        }
    }

    func end(_ name: XMLName) { depth -= 1 }

    func take(text: UnsafeBufferPointer<UInt8>) {}
}
