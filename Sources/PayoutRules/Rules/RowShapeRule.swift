internal import PayoutCore

/// A row has as many cells as the header, and something in them. Otherwise nobody can tell which cell is which, and no
/// other rule is asked.
enum RowShapeRule {
    static func holds(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, columnCount: Int, _ findings: inout Findings
    ) -> Bool {
        let isEmpty = cells.indices.allSatisfy { content.trimmed(cells[$0]).isEmpty }
        if isEmpty {
            findings.reject(nil, "", .emptyRow)
            return false
        }
        if cells.count == columnCount { return true }
        findings.reject(nil, "", .wrongCellCount(cells: cells.count, columns: columnCount))
        return false
    }
}
