internal import PayoutFile

/// Where the rows of a sheet stand, by its first rows.
struct Table {
    /// The row of the column names, or the first row that holds something where no row has any; and its texts.
    let headerLine: Int
    let names: [String]
    /// The titles above the column names.
    let titles: [SourceStep]
    let firstColumn: Int
    /// Whether a row has the column names of payments, and another one follows it.
    let isPayments: Bool

    /// The columns of the table.
    var columns: ClosedRange<Int> { firstColumn...(firstColumn + max(names.count, 1) - 1) }

    /// Looks at the first rows of `sheet`; nil where it has none.
    init?(_ sheet: SheetReader, judge: ([String]) -> LineLikeness) throws(FileError) {
        guard try sheet.advance() else { return nil }
        var (line, texts) = (sheet.row.line, sheet.row.texts(from: 0))
        var first = sheet.row.columns?.lowerBound ?? 0
        let top = (line: line, first: first, names: texts)
        var titles: [SourceStep] = []
        while judge(texts).isTitle, titles.count < LineLikeness.titleRowsMax {
            titles.append(SourceStep(.titleRow, line: line, cells: texts))
            guard try sheet.advance() else { break }
            (line, texts) = (sheet.row.line, sheet.row.texts(from: 0))
            first = sheet.row.columns?.lowerBound ?? 0
        }
        let isFound = judge(texts) == .header
        headerLine = isFound ? line : top.line
        self.titles = isFound ? titles : []
        firstColumn = isFound ? first : top.first
        names = Array((isFound ? texts : top.names).dropFirst(firstColumn))
        isPayments = isFound ? try sheet.advance() : false
    }
}
