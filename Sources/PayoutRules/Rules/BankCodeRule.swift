internal import PayoutCore

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
        if !cell.isPrintableASCII, code.unicodeScalars.contains(where: Alphabets.isForeign) {
            let foreign = CellText.list(of: code, where: Alphabets.isForeign)
            findings.reject(.bankCode, CellText.shown(code), .twoAlphabets(characters: foreign))
            return nil
        }
        findings.reject(.bankCode, CellText.shown(code), .unknownBankCode(hint: hint(for: code, banks)))
        return nil
    }

    private static let shortNameBytesMax = 4

    private static func hint(for code: String, _ banks: BankDirectory) -> RowFault.BankCodeHint {
        let folded = code.uppercased()
        if code.utf8.count < BankDirectory.codeBytes, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let padded = String(repeating: "0", count: BankDirectory.codeBytes - code.utf8.count) + code
            if let bank = banks.bank(code: padded) {
                return .zerosDropped(code: padded, bank: bank.shortName, written: code)
            }
        }
        if let bank = clearing(code, banks) { return .clearingCode(code: bank.code, bank: bank.shortName) }
        if let hint = sharia(folded, banks) { return hint }
        let named = banks.banks.filter { bank in
            [bank.code, bank.shortName, bank.name].contains { $0.uppercased() == folded }
        }
        if named.count == 1, let bank = named.first { return .named(code: bank.code, bank: bank.shortName) }
        // A code that is only like another one is another bank: nothing is proposed for it.
        let isCode = code.utf8.count == BankDirectory.codeBytes && code.utf8.contains { (0x30...0x39).contains($0) }
        // Of short names, one letter more or less is another bank too: BSN is not BTN.
        if isCode || code.utf8.count <= shortNameBytesMax { return .lookUp }
        let names = banks.banks.map(\.shortName)
        // Only a slip of the keyboard is corrected: Neobank is not SeaBank.
        if let near = NearestName.of(code, among: names), isSlip(of: near, folded),
            let bank = banks.banks.first(where: { $0.shortName == near })
        {
            return .nearly(code: bank.code, bank: bank.shortName)
        }
        return .lookUp
    }

    /// How many digits a clearing code has: those of the bank, and those of its office.
    private static let clearingDigits = 7

    private static func clearing(_ code: String, _ banks: BankDirectory) -> BankDirectory.Bank? {
        guard code.utf8.count == clearingDigits, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return banks.bank(code: String(code.prefix(BankDirectory.codeBytes)))
    }

    /// Words for a part of a bank that works by the rules of Sharia.
    private static let shariaWords: Set<String> = ["SYARIAH", "SHARIA", "UUS", "SYR", "SY", "UNIT", "USAHA"]
    /// These were merged into Bank Syariah Indonesia (451) in 2021.
    private static let merged: Set<String> = ["002", "008", "009"]

    private static func sharia(_ name: String, _ banks: BankDirectory) -> RowFault.BankCodeHint? {
        let words = name.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let rest = words.filter { !shariaWords.contains($0) }
        guard rest.count < words.count, let bank = banks.bank(meant: rest.joined(separator: " ")) else { return nil }
        // A bank of its own: BCA Syariah.
        if let own = banks.banks.first(where: { $0.shortName == "\(bank.shortName) Syariah" }) {
            return .nearly(code: own.code, bank: own.shortName)
        }
        guard merged.contains(bank.code), let successor = banks.bank(code: "451") else {
            return .shariaUnit(code: bank.code, bank: bank.shortName)
        }
        return .nearly(code: successor.code, bank: successor.shortName)
    }

    /// Whether two words begin alike and are nearly of one length.
    private static func isSlip(of name: String, _ written: String) -> Bool {
        let (name, beginBytes) = (name.uppercased(), 3)
        return !name.contains(" ") && !written.contains(" ") && abs(name.utf8.count - written.utf8.count) <= 1
            && name.utf8.prefix(beginBytes).elementsEqual(written.utf8.prefix(beginBytes))
    }
}
