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

    /// What a name says in parentheses or after a hyphen, or of itself as struck out: `Budi (JANGAN DITRANSFER)`,
    /// `Budi - batal`, `~Budi~`.
    private static func remark(in cell: Cell) -> String? {
        if cell[0] == UInt8(ascii: "~"), cell[cell.count - 1] == UInt8(ascii: "~") { return "batal" }
        guard cell[cell.count - 1] == UInt8(ascii: ")") else { return afterHyphen(in: cell) }
        return cell.text.split(separator: "(", maxSplits: 1).dropFirst().first.map {
            CellText.shown(String($0.dropLast()))
        }
    }

    private static func afterHyphen(in cell: Cell) -> String? {
        let (hyphen, space) = (UInt8(ascii: "-"), UInt8(ascii: " "))
        for index in 1..<max(1, cell.count - 1) where cell[index] == hyphen {
            guard cell[index - 1] == space, cell[index + 1] == space else { continue }
            return CellText.shown(cell.extracting((index + 1)..<cell.count).text)
        }
        return nil
    }
}
