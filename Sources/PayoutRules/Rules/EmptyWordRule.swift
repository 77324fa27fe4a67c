internal import PayoutCore

/// A cell that must hold something holds more than a word for nothing (`-`, `NULL`) or a spreadsheet's error (`#REF!`).
enum EmptyWordRule {
    /// The longest of the words, in bytes.
    private static let bytesMax = 9
    /// What programs write for a value that is missing. Only in these spellings: Nan and Nil are names of people.
    private static let emptyWords: Set<String> = [
        "null", "NULL", "Null", "(null)", "(NULL)", "<null>", "<NULL>", "n/a", "N/A", "n.a.", "N.A.", "nan", "NaN",
        "none", "None", "nil", "undefined", "#NULL",
    ]
    private static let spreadsheetErrors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!",
    ]

    /// Whether `cell`, which is not empty, holds something of its own.
    static func holds(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        // Nearly every cell is longer, or begins like none of these words.
        if cell.count > bytesMax || !mayBeginWord(cell[0]) { return true }
        guard isNoSpreadsheetError(cell, column, &findings) else { return false }
        let text = cell.text
        let isWordless = !text.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        guard isWordless || emptyWords.contains(text) else { return true }
        findings.reject(column, CellText.shown(text), .looksEmpty)
        return false
    }

    /// Whether `cell`, which is not empty, is no error of a spreadsheet.
    static func isNoSpreadsheetError(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        guard isSpreadsheetError(cell) else { return true }
        findings.reject(column, cell.text, .spreadsheetError)
        return false
    }

    /// Whether `cell` is `#REF!` or the like, or only `#`, as a column shows that is too narrow.
    static func isSpreadsheetError(_ cell: Cell) -> Bool {
        guard cell[0] == UInt8(ascii: "#"), cell.count <= bytesMax else { return false }
        return spreadsheetErrors.contains(cell.text.uppercased())
            || cell.indices.allSatisfy { cell[$0] == UInt8(ascii: "#") }
    }

    /// Whether one of the words can begin with `byte`: with a mark, with a character beyond ASCII, or with `n` or `u`.
    private static func mayBeginWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "u"): true
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
        case _: true
        }
    }
}
