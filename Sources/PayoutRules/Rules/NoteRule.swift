internal import PayoutCore

/// A note is empty, or 1 to 100 characters of those that the bank takes (Ayoconnect: additionalInfo).
enum NoteRule {
    /// The longest note, in characters.
    static let charactersMax = 100

    static func check(_ cell: Cell, _ findings: inout Findings) {
        if cell.count > charactersMax, cell.codePointCount > charactersMax {
            findings.reject(.note, CellText.shown(cell.text), .tooLong(characters: cell.codePointCount))
        }
        if cell.indices.allSatisfy({ isAllowed(cell[$0]) }) { return }
        guard InvisibleCharacterRule.holds(cell, .note, &findings),
            EmptyWordRule.isNoSpreadsheetError(cell, .note, &findings)
        else { return }
        let text = cell.text
        let refused = CellText.list(of: text) { !$0.isASCII || !isAllowed(UInt8(truncatingIfNeeded: $0.value)) }
        findings.reject(.note, CellText.shown(text), .refusedCharacters(characters: refused))
    }

    /// Whether the bank takes the ASCII character `byte` in a note.
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: " "): true
        case UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "~"):
            true
        case _: false
        }
    }
}
