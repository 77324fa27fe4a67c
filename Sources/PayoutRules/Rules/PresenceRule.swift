internal import Wording

/// A cell that must hold something does.
enum PresenceRule {
    static func holds(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        guard cell.isEmpty else { return true }
        findings.reject(
            column, "", .missingValue, Phrase("the cell is empty"), whatToDo: Phrase("Fill in the \(column.rawValue)"))
        return false
    }
}
