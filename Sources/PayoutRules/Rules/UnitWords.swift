/// Words by which people say that amounts are not whole rupiah: in a title, in a row of units under the column names.
///
///     UnitWords.sayOther("dalam ribuan Rp")     // true
///     UnitWords.sayOther("IDR '000")            // true
///     UnitWords.sayOther("PT Ribuan Jaya")      // false: a name
package enum UnitWords {
    private static let scales: Set<String> = [
        "ribu", "ribuan", "rb", "juta", "jutaan", "jt", "miliar", "milyar", "miliaran", "thousand", "thousands",
        "million", "millions", "mio", "mn", "k",
    ]
    /// Those that stand for a unit alone.
    private static let clearScales: Set<String> = [
        "ribuan", "jutaan", "miliaran", "thousand", "thousands", "million", "millions",
    ]
    private static let currencies: Set<String> = [
        "usd", "sgd", "eur", "jpy", "cny", "aud", "gbp", "hkd", "myr", "sar", "dollar", "dollars", "dolar", "ringgit",
        "yen", "yuan", "riyal", "euro", "euros", "baht", "krw", "thb", "nzd", "chf", "peso",
    ]
    /// What a scale belongs to.
    private static let money: Set<String> = [
        "rp", "idr", "rupiah", "nominal", "nilai", "amount", "amounts", "jumlah", "angka", "dalam", "in", "satuan",
        "unit", "units", "x",
    ]
    private static let phrases = [
        "us$", "rp'000", "x1000", "x 1000", "x 1.000", "x rp 1.000", "= rp 1.000", "= rp1.000", "tiga nol", "enam nol",
        "nol dihilangkan", "zeros omitted", "zeroes omitted",
    ]
    /// How a name begins in which such words mean nothing.
    private static let nameBeginnings: Set<String> = [
        "pt", "cv", "ud", "pd", "fa", "firma", "perum", "koperasi", "kop", "yayasan", "toko", "jl", "jalan", "cabang",
        "outlet", "bank", "universitas", "sekolah", "rs", "hotel", "komplek", "perumahan", "gedung", "kantor",
    ]

    /// Whether `text` says so.
    package static func sayOther(_ text: String) -> Bool {
        let text = text.lowercased()
        // "Terbilang: empat juta dua ratus ribu rupiah" says the total in words, and no unit.
        if ["terbilang", "ratus", "puluh", "belas"].contains(where: text.contains) { return false }
        if phrases.contains(where: text.contains) || hasLooseZeros(text) || namesFactor(text) { return true }
        let words = words(of: text)
        let isOnlyUnit = words.allSatisfy { scales.contains($0) || money.contains($0) }
        if !words.isEmpty, isOnlyUnit, words.contains(where: scales.contains) { return true }
        for (index, word) in words.enumerated() where scales.contains(word) {
            let isCounted = index > 0 && counts(words[index - 1], after: index > 1 ? words[index - 2] : "")
            let neighbours = [index - 1, index + 1].filter(words.indices.contains).map { words[$0] }
            if !isCounted, neighbours.contains(where: money.contains) { return true }
        }
        return !isName(text) && words.contains { clearScales.contains($0) || currencies.contains($0) }
    }

    /// Whether a word before a scale counts it, as in `(tiga juta rupiah)`; after a word such as `dalam` it is a unit.
    private static func counts(_ word: String, after other: String) -> Bool {
        word.allSatisfy(\.isNumber) || numbers.contains(word) && !unitBeginnings.contains(other)
    }

    private static let numbers: Set<String> = [
        "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "one",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    private static let unitBeginnings: Set<String> = ["dalam", "in", "satuan", "unit", "units", "x", "kelipatan"]

    /// Whether the name of a column says so: `Jumlah (MYR)`, `Amount S$`, `THP (jt)`.
    package static func nameOther(_ name: String) -> Bool {
        let words = words(of: name.lowercased())
        return name.contains("$") || sayOther(name)
            || words.dropFirst().contains { scales.contains($0) || currencies.contains($0) || $0 == "rm" }
    }

    /// Whether a cell with a number names another currency than rupiah: `USD 100`, `$100`, `100 SGD`.
    static func namesForeignCurrency(_ text: String) -> Bool {
        guard text.contains(where: \.isNumber) else { return false }
        let text = text.lowercased()
        let letters = text.split { !$0.isLetter }.map(String.init)
        return text.contains { "$€£¥".contains($0) } || letters.contains { $0 == "rm" || currencies.contains($0) }
    }

    /// Whether `text` begins as the name of a company or a place does.
    static func isName(_ text: String) -> Bool {
        words(of: text.lowercased()).first.map(nameBeginnings.contains) ?? false
    }

    /// What stands before a number that the amounts are to be multiplied by.
    private static let factorWords: Set<String> = [
        "x", "kali", "dikali", "dikalikan", "satuan", "kelipatan", "unit", "dalam", "in", "pengali", "skala",
    ]

    /// Whether a number names the unit: `(x Rp1.000)`, `satuan Rp 1.000,-`, `kelipatan seribu`, `(Rp1000)`.
    private static func namesFactor(_ text: String) -> Bool {
        let text = text.replacing("×", with: " x ")
        let parts = pieces(of: text[...])
        for (index, part) in parts.enumerated() where ["1000", "1000000", "seribu", "sejuta"].contains(part) {
            let before = parts[..<index].last { !["rp", "idr", "rupiah"].contains($0) }
            if before.map(factorWords.contains) ?? false { return true }
        }
        return text.split(omittingEmptySubsequences: false) { "([".contains($0) }.dropFirst().contains { piece in
            let inside = pieces(of: piece.prefix { !")]".contains($0) })
            return inside.last == "1000" && inside.dropLast().allSatisfy { ["rp", "idr"].contains($0) }
        }
    }

    /// Words and numbers: `Rp1.000,-` is `rp` and `1000`.
    private static func pieces(of text: Substring) -> [String] {
        var parts: [String] = []
        let letters = Array(text)
        var last: Character?
        for (index, letter) in letters.enumerated() {
            if ".,".contains(letter), let last, last.isNumber, isGroup(letters, at: index + 1) { continue }
            let isNew = last.map { $0.isNumber != letter.isNumber } ?? true
            last = letter.isLetter || letter.isNumber ? letter : nil
            guard last != nil else { continue }
            if isNew || parts.isEmpty { parts.append("") }
            parts[parts.count - 1].append(letter)
        }
        return parts
    }

    /// Whether three digits stand there, and no fourth.
    private static func isGroup(_ letters: [Character], at start: Int) -> Bool {
        start + 3 <= letters.count && letters[start..<(start + 3)].allSatisfy(\.isNumber)
            && (start + 3 == letters.count || !letters[start + 3].isNumber)
    }

    private static func words(of text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// Whether three zeros stand where no number does: `(000)`, `IDR '000`, `Rp. 000,-`.
    private static func hasLooseZeros(_ text: String) -> Bool {
        let letters = Array(text)
        return letters.indices.dropLast(2).contains { start in
            guard letters[start..<(start + 3)].allSatisfy({ $0 == "0" }) else { return false }
            if start + 3 < letters.count, letters[start + 3].isNumber { return false }
            if start > 0, "('’`".contains(letters[start - 1]) { return true }
            let before = String(letters[..<start]).split { !($0.isLetter || $0.isNumber) }.last.map(String.init)
            let isApart = start > 0 && " .".contains(letters[start - 1])
            return isApart && before.map(["rp", "idr", "rupiah", "dalam", "x"].contains) ?? false
        }
    }
}
