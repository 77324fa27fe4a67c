/// Finds the one bank that a text means: its name, short name or alias, its SWIFT code, its code with a zero more, or
/// code and name together.
///
///     names.position(of: "PT Bank Mandiri (Persero) Tbk")  // that of 008
///     names.position(of: "CENAIDJA")                       // that of 014
///     names.position(of: "014 - BRI")                      // nil: two banks are named
struct BankNames: Sendable {
    /// Words that say what a company is, not which.
    private static let forms: Set<String> = ["PT", "TBK", "PERSERO", "BANK"]
    /// Names that are also words, towns and regions: they name a bank only together with "Bank" or "BPD".
    private static let commonWords: Set<String> = [
        "JAKARTA", "ACEH", "JAMBI", "LAMPUNG", "MALUKU", "PAPUA", "BENGKULU", "BANTEN", "BANGKOK", "BALI", "RIAU",
        "OKE", "MAS", "CAPITAL", "RAYA", "INA", "AMAR", "INDEX", "LINE", "SUPER", "SUPERINDONESIA", "KB",
    ]
    /// Between two of these, a text may name two banks; after a question mark, none.
    private static let doubts: Set<Character> = ["/", ",", ";", "&", "+", "?"]
    /// The lengths of a SWIFT code, without and with its branch.
    private static let swiftBytes = (8, 11)
    /// The branch that stands for the head office.
    private static let headOffice = String(repeating: "X", count: 3)

    /// For each name, the position of its bank; -1 where several banks have it.
    private var positions: [String: Int] = [:]
    private var swiftCodes: [String: Int] = [:]
    private var codes: [String: Int] = [:]

    init(_ banks: [BankDirectory.Bank]) {
        for (position, bank) in banks.enumerated() {
            codes[bank.code] = position
            if !bank.swift.isEmpty {
                let swift = bank.swift.uppercased()
                swiftCodes[swift] = swiftCodes[swift].map { $0 == position ? position : -1 } ?? position
            }
            let isPhrase = bank.name.contains("(")
            let names = [bank.shortName, bank.name] + bank.aliases
            let whole = isPhrase ? names + [String(bank.name.prefix { $0 != "(" })] : names
            for key in Set(whole.map(Self.key)) where !key.isEmpty {
                positions[key] = positions[key].map { $0 == position ? position : -1 } ?? position
            }
            // An e-wallet's code is a name too, in any letter case.
            if !bank.code.contains(where: \.isNumber) {
                positions[bank.code] = positions[bank.code].map { $0 == position ? position : -1 } ?? position
            }
        }
    }

    /// The position of the only bank that `text` can mean; nil where there is none, or more than one.
    func position(of text: String) -> Int? {
        // "PT Bank Mandiri (Persero), Tbk." is one name.
        let text = text.contains(",") ? text.replacing(/,\s*tbk\.?\s*$/.ignoresCase(), with: " Tbk") : text
        guard !text.contains(where: Self.doubts.contains) else { return branch(text) }
        return whole(text) ?? twice(text) ?? channel(text) ?? branch(text)
    }

    /// Words after the name of a bank that name one of its offices.
    private static let branchWords: Set<String> = [
        "KCP", "KCU", "KC", "KK", "KCK", "CAB", "CABANG", "CAPEM", "UNIT", "KANCA", "KANTOR", "BRANCH", "CBG",
    ]

    /// The bank whose office a text names: `BCA KCP Kelapa Gading`, `Bank BCA, Cab. Sudirman`. A Sharia unit is another
    /// bank, and so may be what has the name of one.
    private func branch(_ text: String) -> Int? {
        let words = Self.words(of: text)
        guard let start = words.firstIndex(where: Self.branchWords.contains), start > 0 else { return nil }
        // A question mark or a second name before the office leaves a doubt.
        let upper = text.uppercased()
        let head = upper.firstRange(of: words[start]).map { upper[..<$0.lowerBound] } ?? upper[...]
        guard !head.contains(where: { $0 != "," && Self.doubts.contains($0) }), !text.contains("?") else { return nil }
        let rest = words[(start + 1)...].filter { !Self.branchWords.contains($0) && !Self.commonWords.contains($0) }
        let isOther = rest.contains { $0 == "BANK" || $0 == "UUS" || $0.contains("SYARIAH") || $0.contains("SHARIA") }
        guard !isOther, !rest.contains(where: { positions[$0] != nil }) else { return nil }
        return whole(words[..<start].joined(separator: " "))
    }

    /// The bank that a text names as a whole.
    private func whole(_ text: String) -> Int? {
        let words = Self.words(of: text)
        if words.count == 1 {
            if let position = codes[words[0]] ?? swift(words[0]) ?? paddedCode(words[0]) { return position }
        } else if let first = words.first, let last = words.last, let code = codes[first] ?? codes[last] {
            let name = codes[first] == nil ? words.dropLast() : words.dropFirst()
            return found(Self.key(name)) == code ? code : nil
        }
        let key = Self.key(words[...])
        guard !Self.commonWords.contains(key) || words.contains("BANK") || words.contains("BPD") else { return nil }
        return found(key)
    }

    /// The bank that a payment provider names by a code of its own: `ID_BCA`, `JAWA_TENGAH`.
    private func channel(_ text: String) -> Int? {
        var words = Self.words(of: text)
        guard text.contains("_"), text == text.uppercased(), words.count > 1 else { return nil }
        if words.first == "ID" { words.removeFirst() }
        return whole(words.joined(separator: " ")) ?? found(Self.key((["BPD"] + words)[...]))
    }

    /// The bank that a text names in two ways, as `Bank Central Asia (BCA)` does.
    private func twice(_ text: String) -> Int? {
        let parts = text.split { $0 == "(" || $0 == ")" }.filter { !Self.words(of: String($0)).isEmpty }
        guard parts.count == 2, let bank = whole(String(parts[0])), bank == whole(String(parts[1])) else { return nil }
        return bank
    }

    private func found(_ key: String) -> Int? { positions[key].flatMap { $0 < 0 ? nil : $0 } }

    private func swift(_ word: String) -> Int? {
        let count = word.utf8.count
        guard count == Self.swiftBytes.0 || count == Self.swiftBytes.1 && word.hasSuffix(Self.headOffice) else {
            return nil
        }
        return swiftCodes[String(word.prefix(Self.swiftBytes.0))].flatMap { $0 < 0 ? nil : $0 }
    }

    /// `0014` is 014 with a zero more, unless its first three digits are a code as well.
    private func paddedCode(_ word: String) -> Int? {
        let isPadded = word.utf8.count == BankDirectory.codeBytes + 1 && word.first == "0"
        guard isPadded, codes[String(word.dropLast())] == nil else { return nil }
        return codes[String(word.dropFirst())]
    }

    private static func words(of text: String) -> [String] {
        text.uppercased().split { !($0.isLetter || $0.isNumber) }.map { String($0) }
    }

    private static func key(_ text: String) -> String { key(words(of: text)[...]) }

    private static func key(_ words: ArraySlice<String>) -> String {
        words.filter { !forms.contains($0) }.joined()
    }
}
