package import PayoutCore

/// An amount that a file says in words, in Indonesian or in English.
///
///     TotalInWords.amount(in: ["Terbilang: enam belas juta lima ratus ribu rupiah"])    // Rupiah(16_500_000)
///     TotalInWords.amount(in: ["Terbilang:", "seratus ribu"])                            // Rupiah(100_000)
///     TotalInWords.amount(in: ["Total", "16.500.000"])                                  // nil
///     TotalInWords.amount("One million five hundred thousand rupiah only")              // Rupiah(1_500_000)
package enum TotalInWords {
    private static let units: [String: Int64] = [
        "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    ]
    private static let scales: [String: Int64] = [
        "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000, "milyar": 1_000_000_000,
    ]
    /// Sums beyond have no file.
    private static let wordsMax = 40

    /// Nil where nothing is said in words, or not all of it is understood.
    package static func amount(in cells: [String]) -> Rupiah? {
        let words = cells.joined(separator: " ").lowercased().split { !$0.isLetter }.map(String.init)
        guard let start = words.firstIndex(of: "terbilang") else { return nil }
        return amount(words[(start + 1)...])
    }

    /// The amount that a cell says and nothing else; nil where not all of it is understood.
    package static func amount(_ text: String) -> Rupiah? {
        // A number in digits is none in words.
        guard !text.contains(where: \.isNumber) else { return nil }
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        return amount(words.first == "terbilang" ? words.dropFirst() : words[...])
    }

    private static func amount(_ words: ArraySlice<String>) -> Rupiah? {
        var spoken = Array(words)
        if let first = spoken.first, ["rp", "rupiah", "idr"].contains(first) { spoken.removeFirst() }
        while let last = spoken.last, ["saja", "only", "rupiah", "rupiahs"].contains(last) { spoken.removeLast() }
        guard !spoken.isEmpty, spoken.count <= wordsMax else { return nil }
        return (number(spoken) ?? english(spoken)).map { Rupiah($0) }
    }

    private static func number(_ words: [String]) -> Int64? {
        var (total, hundreds, group, unit): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
        func whole() -> Int64 { hundreds + group + unit }
        for word in words {
            if let value = units[word] {
                guard unit == 0 else { return nil }
                unit = value
            } else if let scale = scales[word] {
                guard whole() > 0 else { return nil }
                total += whole() * scale
                (hundreds, group, unit) = (0, 0, 0)
            } else {
                switch word {
                case "sepuluh": group = 10
                case "sebelas": group = 11
                case "belas": (group, unit) = (10 + unit, 0)
                case "puluh": (group, unit) = (unit * 10, 0)
                case "seratus": hundreds = 100
                case "ratus": (hundreds, unit) = (unit * 100, 0)
                case "seribu": total += 1_000
                case "sejuta": total += 1_000_000
                case _: return nil
                }
            }
        }
        return total + whole()
    }

    private static let englishUnits: [String: Int64] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19,
    ]
    private static let tens: [String: Int64] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    private static let englishScales: [String: Int64] = [
        "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    ]

    private static func english(_ words: [String]) -> Int64? {
        var (total, group, lastScale): (Int64, Int64, Int64) = (0, 0, .max)
        for word in words where word != "and" {
            if let value = englishUnits[word] {
                guard group % 10 == 0, value < 10 || group % 100 == 0 else { return nil }
                group += value
            } else if let value = tens[word] {
                guard group % 100 == 0 else { return nil }
                group += value
            } else if word == "hundred" {
                guard (1...9).contains(group) else { return nil }
                group *= 100
            } else if let scale = englishScales[word] {
                guard group > 0, scale < lastScale else { return nil }
                (total, group, lastScale) = (total + group * scale, 0, scale)
            } else {
                return nil
            }
        }
        return total + group
    }
}
