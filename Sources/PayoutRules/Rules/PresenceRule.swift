internal import PayoutCore

/// A cell that must hold something does.
enum PresenceRule {
    static func holds(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        guard cell.isEmpty else { return true }
        findings.reject(column, "", .missingValue)
        return false
    }
}
