internal import PayoutFile

/// Which sheet of a workbook is read.
struct SheetChoice {
    let name: String
    /// The other sheets that can be seen.
    let others: [String]
    let table: Table
    /// Comments and text boxes.
    let remarks: [SourceStep]
    private let part: String
    private let archive: ZipArchive

    /// - Parameters:
    ///   - wanted: the name of the sheet; nil for the only one that has the columns of payments, else the first.
    ///   - judge: what the cells of a row look like.
    init(
        _ sheets: [ListedSheet], in archive: ZipArchive, _ context: SheetContext, wanted: String?,
        judge: ([String]) -> LineLikeness
    ) throws(FileError) {
        let visible = sheets.filter { $0.isVisible && $0.part != nil }
        let candidates = wanted.map { name in sheets.filter { Self.folded($0.name) == Self.folded(name) } } ?? visible
        if let wanted, candidates.first?.part == nil {
            throw archive.error(.sheetMissing(name: wanted, sheets: visible.map(\.name)))
        }
        var found: [(sheet: ListedSheet, part: String, table: Table)] = []
        for sheet in candidates {
            guard let part = sheet.part else { continue }
            let reader = try SheetReader(Self.open(part, in: archive), context)
            if let table = try Table(reader, judge: judge) { found.append((sheet, part, table)) }
        }
        let payments = found.filter(\.table.isPayments)
        guard payments.count <= 1 else { throw archive.error(.severalSheets(payments.map(\.sheet.name))) }
        guard let chosen = payments.first ?? found.first else { throw archive.error(.noSheet) }
        (name, part, table) = (chosen.sheet.name, chosen.part, chosen.table)
        others = visible.map(\.name).filter { $0 != chosen.sheet.name }
        remarks = try SheetRemarks(of: chosen.part, in: archive).steps
        self.archive = archive
    }

    /// The sheet from its beginning.
    func open() throws(FileError) -> ZipPart { try Self.open(part, in: archive) }

    private static func open(_ part: String, in archive: ZipArchive) throws(FileError) -> ZipPart {
        guard let found = try archive.part(part) else { throw archive.error(.damaged(part: part)) }
        return found
    }

    /// The name by which a sheet is known, in any letter case.
    private static func folded(_ name: String) -> String {
        name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
