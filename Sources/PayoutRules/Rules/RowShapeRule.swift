internal import PayoutCore

/// A row has a cell for each column, and something in them. Otherwise nobody can tell which cell is which, and no other
/// rule is asked.
enum RowShapeRule {
    static func holds(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ layout: ColumnLayout, columnCount: Int,
        _ findings: inout Findings
    ) -> Bool {
        let isEmpty = cells.indices.allSatisfy { content.trimmed(cells[$0]).isEmpty }
        if isEmpty || isEndOfText(content, cells) {
            findings.reject(nil, "", .emptyRow)
            return false
        }
        if cells.count == columnCount { return true }
        if layout.fits(cells.count, isEmpty: { content.trimmed(cells[$0]).isEmpty }) { return true }
        findings.reject(nil, "", .wrongCellCount(cells: cells.count, columns: columnCount))
        return false
    }

    /// Whether the row is the character by which DOS ended a text.
    private static func isEndOfText(_ content: Span<UInt8>, _ cells: Span<Range<Int>>) -> Bool {
        guard cells.count == 1 else { return false }
        let cell = cells[0]
        guard cell.count == 1 else { return false }
        return content[cell.lowerBound] == 0x1A
    }
}
