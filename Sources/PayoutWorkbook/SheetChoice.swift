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
    ///   - wanted: the name of the sheet; nil for the only one that has all columns of payments, else for the only one
    ///     that has some of them and money, else for the first list or the first sheet.
    ///   - judge: what the cells of a row look like.
    ///   - pair: what two rows are together.
    init(
        _ sheets: [ListedSheet], in archive: ZipArchive, _ context: SheetContext, wanted: String?,
        judge: ([String]) -> LineLikeness, pair: ([String], [String]) -> HeaderPair
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
            if let table = try Table(reader, file: archive.name, judge: judge, pair: pair) {
                found.append((sheet, part, table))
            }
        }
        let payments = found.filter(\.table.isPayments)
        guard payments.count <= 1 else { throw archive.error(.severalSheets(payments.map(\.sheet.name))) }
        let list = found.first { $0.table.likeness == .listHeader }
        guard let chosen = payments.first ?? list ?? found.first else { throw archive.error(.noSheet) }
        if let doubt = chosen.table.doubt { throw doubt }
        if wanted == nil {
            for other in found where other.part != chosen.part {
                guard try Self.corrects(other.sheet.name, part: other.part, in: archive, context) else { continue }
                throw archive.error(.correctionSheet(other.sheet.name))
            }
        }
        (name, part, table) = (chosen.sheet.name, chosen.part, chosen.table)
        others = visible.map(\.name).filter { $0 != chosen.sheet.name }
        remarks = try SheetRemarks(of: chosen.part, in: archive).steps
        self.archive = archive
    }

    private static let corrections: Set<String> = [
        "revisi", "revision", "perubahan", "koreksi", "ralat", "correction", "corrections", "changes", "pembaruan",
        "pembetulan", "addendum", "adendum", "stop", "hold", "batal", "pending",
    ]
    private static let accounts: Set<String> = ["rek", "rekening", "norek", "account", "accounts", "bank"]
    private static let changes: Set<String> = ["baru", "ganti", "pergantian", "update", "new", "pindah", "change"]
    private static let notes: Set<String> = [
        "catatan", "note", "notes", "keterangan", "remark", "remarks", "pesan", "resign", "resigned", "keluar",
        "nonaktif", "cuti", "phk", "leave", "inactive",
    ]

    /// Whether a sheet corrects others by its name, or is one of notes, or of people who have left, with a number that
    /// may be an account.
    private static func corrects(
        _ name: String, part: String, in archive: ZipArchive, _ context: SheetContext
    ) throws(FileError) -> Bool {
        let (rowsMax, accountDigitsMin) = (200, 10)
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        if words.contains(where: corrections.contains) { return true }
        if words.contains(where: accounts.contains), words.contains(where: changes.contains) { return true }
        guard words.contains(where: notes.contains) || words.joined().contains("nonaktif") else { return false }
        let reader = try SheetReader(open(part, in: archive), context)
        var rows = 0
        while rows < rowsMax, try reader.advance() {
            rows += 1
            let texts = reader.row.texts(from: 0)
            if texts.contains(where: { $0.count(where: \.isNumber) >= accountDigitsMin }) { return true }
        }
        return false
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
