internal import PayoutFile

/// Where the rows of a sheet stand, by its first rows.
struct Table {
    /// Titles above the column names are looked through as far as this.
    private static let titleRowsMax = 20

    /// The first row that holds something, and its texts.
    let headerLine: Int
    let names: [String]
    /// The line of the column names, or of the first row where no row has any: above it stand titles.
    let topLine: Int
    let firstColumn: Int
    /// Whether a row has the column names of payments, and another one follows it.
    let isPayments: Bool

    /// The columns of the table.
    var columns: ClosedRange<Int> { firstColumn...(firstColumn + max(names.count, 1) - 1) }

    /// Looks at the first rows of `sheet`; nil where it has none.
    init?(_ sheet: SheetReader, isHeader: ([String]) -> Bool) throws(FileError) {
        guard try sheet.advance() else { return nil }
        var first = sheet.row.columns?.lowerBound ?? 0
        let (line, columns) = (sheet.row.line, sheet.row.columns)
        var texts = sheet.row.texts(from: 0)
        var top: Int?
        let titles = texts
        for _ in 0..<Self.titleRowsMax {
            if isHeader(texts) {
                top = sheet.row.line
                break
            }
            guard try sheet.advance() else { break }
            texts = sheet.row.texts(from: 0)
        }
        if let top, top > line { first = min(first, sheet.row.columns?.lowerBound ?? first) }
        let isFollowed = top == nil ? false : try sheet.advance()
        headerLine = line
        topLine = top ?? line
        firstColumn = first
        names = columns == nil ? [] : Array(titles.dropFirst(first))
        isPayments = isFollowed
    }
}
