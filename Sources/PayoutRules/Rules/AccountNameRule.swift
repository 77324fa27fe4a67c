internal import PayoutCore

/// The name that the owner of the file expects the account to have: 1 to 100 characters, none of them invisible.
enum AccountNameRule {
    /// The longest name, in characters (Unicode code points); SNAP gives beneficiaryAccountName 100.
    static let codePointsMax = 100

    static func check(_ cell: Cell, _ findings: inout Findings) {
        guard PresenceRule.holds(cell, .accountName, &findings) else { return }
        if cell.count > codePointsMax, cell.codePointCount > codePointsMax {
            findings.reject(.accountName, CellText.shown(cell.text), .tooLong(characters: cell.codePointCount))
        }
        guard InvisibleCharacterRule.holds(cell, .accountName, &findings) else { return }
        _ = EmptyWordRule.holds(cell, .accountName, &findings)
    }
}
