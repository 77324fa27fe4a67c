internal import PayoutCore

/// A reference names the row for its owner: 1 to 64 characters, none of them invisible.
package enum ReferenceRule {
    /// The longest reference, in characters (Unicode code points) after trimming.
    package static let codePointsMax = 64

    static func check(_ cell: Cell, _ findings: inout Findings) {
        guard PresenceRule.holds(cell, .reference, &findings) else { return }
        if cell.count > codePointsMax, cell.codePointCount > codePointsMax {
            findings.reject(.reference, CellText.shown(cell.text), .tooLong(characters: cell.codePointCount))
        }
        guard InvisibleCharacterRule.holds(cell, .reference, &findings) else { return }
        _ = EmptyWordRule.holds(cell, .reference, &findings)
    }
}
