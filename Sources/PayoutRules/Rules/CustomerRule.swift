internal import PayoutCore

/// A customer, or the reference of a payment, has a name: 1 to 64 characters, none of them invisible.
enum CustomerRule {
    static func holds(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        guard PresenceRule.holds(cell, column, &findings) else { return false }
        let most = ReferenceRule.codePointsMax
        if cell.count > most, cell.codePointCount > most {
            findings.reject(column, CellText.shown(cell.text), .tooLong(characters: cell.codePointCount))
            return false
        }
        return InvisibleCharacterRule.holds(cell, column, &findings) && EmptyWordRule.holds(cell, column, &findings)
    }
}
