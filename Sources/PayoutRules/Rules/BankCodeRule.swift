internal import Wording

/// A bank code stands in the bank directory, exactly as written there.
enum BankCodeRule {
    /// The traits of the bank, or nil where the cell names none.
    static func check(_ cell: Cell, _ banks: BankDirectory, _ findings: inout Findings) -> BankDirectory.Traits? {
        guard PresenceRule.holds(cell, .bankCode, &findings) else { return nil }
        if let traits = banks.traits(of: cell) { return traits }
        guard InvisibleCharacterRule.holds(cell, .bankCode, &findings),
            EmptyWordRule.holds(cell, .bankCode, &findings)
        else { return nil }
        let code = cell.text
        findings.reject(
            .bankCode, CellText.shown(code), .bankCodeUnknown, Phrase("no bank has this code"),
            whatToDo: advice(about: code, banks))
        return nil
    }

    private static func advice(about code: String, _ banks: BankDirectory) -> Phrase {
        let folded = code.uppercased()
        if code.utf8.count < BankDirectory.codeBytes, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let padded = String(repeating: "0", count: BankDirectory.codeBytes - code.utf8.count) + code
            if let bank = banks.bank(code: padded) {
                return Phrase(
                    """
                    Excel turned \(padded) into \(code); if \(bank.shortName) is meant, write \(padded) in a column \
                    formatted as text
                    """)
            }
        }
        let named = banks.banks.first { bank in
            [bank.code, bank.shortName, bank.name].contains { $0.uppercased() == folded }
        }
        if let bank = named { return Phrase("Write its code, \(bank.code) (\(bank.shortName))") }
        // A code that is only like another one is another bank: nothing is proposed for it.
        let isCode = code.utf8.count == BankDirectory.codeBytes && code.utf8.contains { (0x30...0x39).contains($0) }
        if isCode { return Phrase("Look the bank up in the bank directory, and write its code") }
        let names = banks.banks.map(\.shortName)
        if let near = NearestName.of(code, among: names), let bank = banks.banks.first(where: { $0.shortName == near })
        {
            return Phrase("Write the code instead of the name; if \(bank.shortName) is meant, it is \(bank.code)")
        }
        return Phrase("Write the three characters of the bank code, such as 014 for BCA")
    }
}
