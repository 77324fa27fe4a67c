/// Which two words are the same word in another spelling.
enum NameSpelling {
    /// The spellings that only the first word of a name has.
    private static let onlyFirst: [String: String] = ["m": "muhammad", "st": "siti", "ach": "ahmad"]

    /// Short forms of several names: Md. is Muhammad, and Made on Bali.
    private static let shortForms: [String: Set<String>] = ["md": ["muhammad", "made"]]

    /// Names of other languages, whose oe and dj are no old spelling.
    private static let foreign: Set<String> = [
        "phoebe", "chloe", "noella", "noelle", "noel", "joel", "zoey", "django", "djamila", "phoenix", "joelle",
        "monroe", "oedipus", "goethe", "boeing",
    ]

    private static let muhammad: Set<String> = [
        "muhammad", "muhamad", "muhammed", "muhamed", "mohammad", "mohamad", "mohammed", "mohamed", "mochammad",
        "mochamad", "muchammad", "muchamad", "mukhammad", "mukhamad", "mokhammad", "mokhamad", "muh", "moh", "moch",
        "much", "mohd", "muhd", "mhd", "mhmd",
    ]

    private static let common: [String: String] = {
        let spellings = [
            "abdul": ["abd", "abdoel", "abdu"], "ahmad": ["achmad", "akhmad", "ahmed", "achmed"],
            "nur": ["noor", "noer", "nour"], "siti": ["sitti", "sity"], "boru": ["br"],
        ]
        var table: [String: String] = [:]
        for (usual, others) in spellings { for other in [usual] + others { table[other] = usual } }
        return table
    }()

    /// All spellings of the names that have many.
    static var ofMany: Set<String> { muhammad.union(common.keys) }

    /// The usual spelling of a name that has many, and the rule.
    private static func usual(_ word: NameWord, isFirst: Bool) -> (String, NameRule)? {
        if muhammad.contains(word.text) { return ("muhammad", .muhammad) }
        if let usual = common[word.text] { return (usual, .commonSpelling) }
        guard isFirst, let usual = onlyFirst[word.text] else { return nil }
        return (usual, usual == "muhammad" ? .muhammad : .commonSpelling)
    }

    /// Whether so many people have the word in their name that it says little about who it is.
    static func isOfMany(_ word: NameWord) -> Bool { usual(word, isFirst: true) != nil }

    static func isMuhammad(_ word: NameWord) -> Bool {
        muhammad.contains(word.text) || onlyFirst[word.text] == "muhammad"
    }

    /// The rule under which both are the same word: `Soeharto` and `Suharto`, `Moch.` and `Muhammad`. Nil in the
    /// optional where the letters are the same.
    static func whole(_ first: NameWord, and second: NameWord, areFirst: (Bool, Bool)) -> NameRule?? {
        if first.text == second.text { return .some(nil) }
        if let one = usual(first, isFirst: areFirst.0), let other = usual(second, isFirst: areFirst.1) {
            return one.0 == other.0 ? .some(one.1) : nil
        }
        // Short words are names of their own: Joel is not Jul.
        guard max(first.text.utf8.count, second.text.utf8.count) > 4, modern(first.text) == modern(second.text),
            !foreign.contains(first.text), !foreign.contains(second.text)
        else { return nil }
        return .some(.oldSpelling)
    }

    /// The rules under which both may be the same word: `Jusuf` and `Yusuf`, `Annisa` and `Anisa`, `Rizky` and `Rizki`.
    static func near(_ first: NameWord, and second: NameWord) -> Set<NameRule>? {
        if isShortForm(first, of: second) || isShortForm(second, of: first) { return [.commonSpelling] }
        guard min(first.text.utf8.count, second.text.utf8.count) >= 3, !first.isNumber, !second.isNumber else {
            return nil
        }
        let one = modern(first.text)
        let other = modern(second.text)
        let isOld = one != first.text || other != second.text
        if squeezed(one) == squeezed(other) {
            return one == other ? [.oldSpelling] : isOld ? [.oldSpelling, .doubledLetter] : [.doubledLetter]
        }
        let (oneSound, otherSound) = (sound(one), sound(other))
        if oneSound == otherSound { return [.oldSpelling] }
        if squeezed(oneSound) == squeezed(otherSound) { return [.oldSpelling, .doubledLetter] }
        guard min(first.text.utf8.count, second.text.utf8.count) > 3, spoken(first.text) == spoken(second.text) else {
            return nil
        }
        return [.commonSpelling]
    }

    private static func isShortForm(_ short: NameWord, of word: NameWord) -> Bool {
        guard let names = shortForms[short.text] else { return false }
        return names.contains(usual(word, isFirst: false)?.0 ?? word.text)
    }

    /// Whether one is the first letter of the other.
    static func isInitial(_ first: NameWord, of second: NameWord) -> Bool {
        first.isInitial && !second.isInitial && second.text.hasPrefix(first.text)
            || second.isInitial && !first.isInitial && first.text.hasPrefix(second.text)
    }

    // MARK: Letters

    /// The spelling of before 1947 and 1972 in today's letters, where only one reading is possible.
    private static func modern(_ text: String) -> String {
        replaced(text, ["oe": "u", "tj": "c", "dj": "j", "sj": "sy"])
    }

    /// Letters of the old spelling that also are letters of today's.
    private static func sound(_ modern: String) -> String {
        String(replaced(modern, ["nj": "ny", "ch": "kh"]).map { $0 == "j" ? "y" : $0 })
    }

    /// What many write in two ways and say in one: Rizky, Yudhi, Ramadhan, Rachmat, Febriyanti.
    private static func spoken(_ text: String) -> String {
        let plain = replaced(text, ["dh": "d", "th": "t", "ch": "h", "kh": "h", "sy": "s", "iy": "i", "ie": "i"])
        return String(plain.map { $0 == "y" ? "i" : $0 })
    }

    private static func replaced(_ text: String, _ pairs: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            if let new = pairs[String(rest.prefix(2))] {
                result += new
                rest = rest.dropFirst(2)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static func squeezed(_ text: String) -> String {
        var result = ""
        for character in text where character != result.last { result.append(character) }
        return result
    }
}
