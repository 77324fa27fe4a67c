internal import PayoutFile

/// Where the rows of a sheet stand, by its first rows.
struct Table {
    /// The first row of the column names: that above ``headerLine`` where they stand in two rows.
    let headerTop: Int
    /// The row of the column names, or the first row that holds something where no row has any; and its texts.
    let headerLine: Int
    let names: [String]
    /// The titles above the column names, and the names that stand in two rows.
    let titles: [SourceStep]
    let firstColumn: Int
    /// What the row of the column names looks like, where another one follows it; nil of any other sheet.
    let likeness: LineLikeness?
    /// Why nobody can say what a column holds whose name stands in two rows; nil of nearly all sheets.
    let doubt: FileError?

    /// Whether a row has the column names of payments, and another one follows it.
    var isPayments: Bool { likeness == .header || likeness == .incompleteHeader }

    /// The columns of the table.
    var columns: ClosedRange<Int> { firstColumn...(firstColumn + max(names.count, 1) - 1) }

    /// Looks at the first rows of `sheet`, called `file` in messages; nil where it has none.
    ///
    /// - Parameters:
    ///   - judge: what the cells of a row look like.
    ///   - pair: what two rows are together.
    init?(
        _ sheet: SheetReader, file: String, judge: ([String]) -> LineLikeness,
        pair: ([String], [String]) -> HeaderPair
    ) throws(FileError) {
        guard try sheet.advance() else { return nil }
        let top = Row(sheet)
        var (row, titles) = (top, [SourceStep]())
        var (joined, upper, hasRows, doubt): ([String]?, Int?, Bool?, FileError?) = (nil, nil, nil, nil)
        search: while true {
            let likeness = judge(row.texts)
            if likeness == .header || likeness == .row || titles.count == LineLikeness.titleRowsMax { break }
            guard try sheet.advance() else {
                hasRows = false
                break
            }
            let below = Row(sheet)
            switch pair(row.texts, below.texts) {
            case .joined(let names):
                (joined, upper) = (names, row.line)
                titles.append(
                    SourceStep(joining: names, of: row.texts, above: below.texts, line: row.line))
                row = Row(line: below.line, texts: names, first: min(row.first, below.first))
                break search
            case .doubtful(let upper, let lower):
                doubt = FileError(file: file, line: row.line, fault: .doubtfulHeader(upper: upper, lower: lower))
                break search
            case .separate: break
            }
            if likeness.isHeader, judge(below.texts) != .header {
                hasRows = true
                break
            }
            titles.append(SourceStep(.titleRow, line: row.line, cells: row.texts))
            row = below
        }
        let found = joined != nil || doubt != nil ? .header : judge(row.texts)
        let header = found.isHeader ? row : top
        (headerLine, firstColumn) = (header.line, header.first)
        headerTop = upper ?? header.line
        self.titles = found.isHeader ? titles : []
        self.doubt = doubt
        names = Array(header.texts.dropFirst(header.first))
        var isFollowed = hasRows ?? false
        if found.isHeader, hasRows == nil { isFollowed = try sheet.advance() }
        likeness = found.isHeader && isFollowed ? found : nil
    }

    /// A row near the top of a sheet.
    private struct Row {
        let line: Int
        /// From the first column of the sheet on.
        let texts: [String]
        /// The first column that holds something.
        let first: Int

        init(line: Int, texts: [String], first: Int) { (self.line, self.texts, self.first) = (line, texts, first) }

        init(_ sheet: SheetReader) {
            (line, texts) = (sheet.row.line, sheet.row.texts(from: 0))
            first = sheet.row.columns?.lowerBound ?? 0
        }
    }
}
