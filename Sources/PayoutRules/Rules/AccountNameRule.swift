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
        if !cell.isPrintableASCII, Alphabets.areMixed(cell.text) {
            let foreign = CellText.list(of: cell.text, where: Alphabets.isForeign)
            findings.reject(.accountName, CellText.shown(cell.text), .twoAlphabets(characters: foreign))
        }
        if let remark = remark(in: cell), StopWords.stops(remark) {
            findings.reject(.accountName, CellText.shown(cell.text), .notToBePaid(word: remark, columnName: nil))
        }
    }

    /// What a name says in parentheses, or of itself as struck out: `Budi (JANGAN DITRANSFER)`, `~Budi~`.
    private static func remark(in cell: Cell) -> String? {
        if cell[0] == UInt8(ascii: "~"), cell[cell.count - 1] == UInt8(ascii: "~") { return "batal" }
        guard cell[cell.count - 1] == UInt8(ascii: ")") else { return nil }
        return cell.text.split(separator: "(", maxSplits: 1).dropFirst().first.map {
            CellText.shown(String($0.dropLast()))
        }
    }
}
