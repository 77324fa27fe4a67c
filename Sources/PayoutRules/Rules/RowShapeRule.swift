internal import Wording

/// A row has as many cells as the header, and something in them. Otherwise nobody can tell which cell is which, and no
/// other rule is asked.
enum RowShapeRule {
    static func holds(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, columnCount: Int, _ findings: inout Findings
    ) -> Bool {
        let isEmpty = cells.indices.allSatisfy { content.trimmed(cells[$0]).isEmpty }
        if isEmpty {
            findings.reject(
                nil, "", .emptyRow, Phrase("all cells of the row are empty"), whatToDo: Phrase("Delete the row"))
            return false
        }
        if cells.count == columnCount { return true }
        let advice =
            cells.count > columnCount
            ? Phrase("Look for a separator inside a cell, and put that cell into quotes (\")")
            : Phrase("Look for a cell that was left out; an empty cell still needs its separator")
        findings.reject(
            nil, "", .wrongCellCount,
            Phrase("the row has \(cells.count) cells, but the header names \(columnCount) columns"), whatToDo: advice)
        return false
    }
}
