/// Finds the one bank that a text means: its name, short name or alias, its SWIFT code, its code with a zero more, or
/// code and name together.
///
///     names.position(of: "PT Bank Mandiri (Persero) Tbk")  // that of 008
///     names.position(of: "CENAIDJA")                       // that of 014
///     names.position(of: "014 - BRI")                      // nil: two banks are named
struct BankNames: Sendable {
    /// Words that say what a company is, not which.
    private static let forms: Set<String> = ["PT", "TBK", "PERSERO", "BANK"]
    /// The lengths of a SWIFT code, without and with its branch.
    private static let swiftBytes = (8, 11)

    /// For each name, the position of its bank; -1 where several banks have it.
    private var positions: [String: Int] = [:]
    private var swiftCodes: [String: Int] = [:]
    private var codes: [String: Int] = [:]

    init(_ banks: [BankDirectory.Bank]) {
        for (position, bank) in banks.enumerated() {
            codes[bank.code] = position
            if !bank.swift.isEmpty { swiftCodes[bank.swift.uppercased()] = position }
            let isPhrase = bank.name.contains("(")
            let names = [bank.shortName, bank.name] + bank.aliases
            let whole = isPhrase ? names + [String(bank.name.prefix { $0 != "(" })] : names
            for key in Set(whole.map(Self.key)) where !key.isEmpty {
                positions[key] = positions[key].map { $0 == position ? position : -1 } ?? position
            }
            // An e-wallet's code is a name too, in any letter case.
            if !bank.code.contains(where: \.isNumber) { positions[bank.code] = positions[bank.code] ?? position }
        }
    }

    /// The position of the only bank that `text` can mean; nil where there is none, or more than one.
    func position(of text: String) -> Int? {
        let words = Self.words(of: text)
        if words.count == 1 {
            if let position = swift(words[0]) ?? paddedCode(words[0]) { return position }
        } else if let first = words.first, let last = words.last, let code = codes[first] ?? codes[last] {
            let name = codes[first] == nil ? words.dropLast() : words.dropFirst()
            return found(Self.key(name)) == code ? code : nil
        }
        return found(Self.key(words[...]))
    }

    private func found(_ key: String) -> Int? { positions[key].flatMap { $0 < 0 ? nil : $0 } }

    private func swift(_ word: String) -> Int? {
        let count = word.utf8.count
        guard count == Self.swiftBytes.0 || count == Self.swiftBytes.1 else { return nil }
        return swiftCodes[String(word.prefix(Self.swiftBytes.0))]
    }

    /// `0014` is the code of the clearing house for 014.
    private func paddedCode(_ word: String) -> Int? {
        let isPadded = word.utf8.count == BankDirectory.codeBytes + 1 && word.first == "0"
        return isPadded ? codes[String(word.dropFirst())] : nil
    }

    private static func words(of text: String) -> [String] {
        text.uppercased().split { !($0.isLetter || $0.isNumber) }.map { String($0) }
    }

    private static func key(_ text: String) -> String { key(words(of: text)[...]) }

    private static func key(_ words: ArraySlice<String>) -> String {
        words.filter { !forms.contains($0) }.joined()
    }
}
