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
        if cell[0] == UInt8(ascii: "=") { return findings.reject(.accountName, CellText.shown(cell.text), .formula) }
        _ = EmptyWordRule.holds(cell, .accountName, &findings)
        if !cell.isPrintableASCII, GarbledTextRule.isGarbled(cell) {
            return findings.reject(.accountName, CellText.shown(cell.text), .suspicion(of: .garbledText))
        }
        if !cell.isPrintableASCII, Alphabets.areMixed(cell.text) {
            let foreign = CellText.list(of: cell.text, where: Alphabets.isForeign)
            findings.reject(.accountName, CellText.shown(cell.text), .twoAlphabets(characters: foreign))
        }
        if let remark = remark(in: cell), StopWords.stops(remark) || StopWords.stopsName(remark) {
            findings.reject(.accountName, CellText.shown(cell.text), .notToBePaid(word: remark, columnName: nil))
        }
    }

    /// What a name says after a mark or a hyphen, or of itself as struck out: `Budi (JANGAN DITRANSFER)`,
    /// `Budi - batal`, `Budi / HOLD`, `~Budi~`, `BATAL Budi`.
    private static func remark(in cell: Cell) -> String? {
        if cell[0] == UInt8(ascii: "~"), cell[cell.count - 1] == UInt8(ascii: "~") { return "batal" }
        if StopWords.beginsWithOrder(cell) { return CellText.shown(cell.text) }
        for index in cell.indices {
            switch cell[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "*"),
                UInt8(ascii: "/"), UInt8(ascii: ","):
                break
            case UInt8(ascii: "-") where index > 0 && cell[index - 1] == UInt8(ascii: " "): break
            case _: continue
            }
            let rest = cell.extracting(index..<cell.count)
            // Nearly every remark is a title: `Budi Santoso, S.E.`
            guard StopWords.mayStop(rest) else { return nil }
            return CellText.shown(rest.text.filter { !"()[]{}<>*/".contains($0) })
                .trimmingPrefix { ",- ".contains($0) }.description
        }
        return nil
    }
}
