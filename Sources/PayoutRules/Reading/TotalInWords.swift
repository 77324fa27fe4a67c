package import PayoutCore

/// The total that a file says in Indonesian words.
///
///     TotalInWords.amount(in: ["Terbilang: enam belas juta lima ratus ribu rupiah"])    // Rupiah(16_500_000)
///     TotalInWords.amount(in: ["Terbilang:", "seratus ribu"])                            // Rupiah(100_000)
///     TotalInWords.amount(in: ["Total", "16.500.000"])                                  // nil
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
        var spoken = Array(words[(start + 1)...])
        if spoken.last == "saja" { spoken.removeLast() }
        if spoken.last == "rupiah" { spoken.removeLast() }
        guard !spoken.isEmpty, spoken.count <= wordsMax else { return nil }
        return number(spoken).map { Rupiah($0) }
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
                case _: return nil
                }
            }
        }
        return total + whole()
    }
}
