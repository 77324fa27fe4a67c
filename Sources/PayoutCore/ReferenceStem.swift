/// The part of a reference that stays the same from one file to the next: what is left without the period.
///
///     GAJI-2026-10-0042    gaji 0042
///     EMP-0042/OKT/2026    emp 0042
///     20261031-0042        0042
///     OKT-2026             nil: no number is left, so it names no person
///
/// A year, and the month next to it, are part of the period only if another number is left.
package enum ReferenceStem {
    /// The stem of `reference`, or nil if it names nobody.
    package static func stem(of reference: String) -> String? {
        let parts = parts(of: PayeeName.folded(reference))
        var isPeriod = parts.map { months.contains($0) || isDate($0) }
        for index in parts.indices where isYear(parts[index]) {
            isPeriod[index] = true
            let near = [index + 1, index - 1].first { parts.indices.contains($0) && isMonth(parts[$0]) }
            guard let near else { continue }
            isPeriod[near] = true
            // Taken for a month only if another number is left.
            if !isNumbered(parts, without: isPeriod) { isPeriod[near] = false }
        }
        guard isNumbered(parts, without: isPeriod) else { return nil }
        return zip(parts, isPeriod).filter { !$0.1 }.map(\.0).joined(separator: " ")
    }

    private static func isNumbered(_ parts: [String], without isPeriod: [Bool]) -> Bool {
        zip(parts, isPeriod).contains { part, isPeriod in !isPeriod && isNumber(part) }
    }

    /// Letters and digits, each run on its own.
    private static func parts(of folded: String) -> [String] {
        var parts: [String] = []
        var last: Bool?
        for character in folded {
            guard character != " " else {
                last = nil
                continue
            }
            let isDigit = character.isASCII && character.isNumber
            if last == isDigit, let end = parts.indices.last {
                parts[end].append(character)
            } else {
                parts.append(String(character))
            }
            last = isDigit
        }
        return parts
    }

    private static func isNumber(_ part: String) -> Bool { part.first.map { $0.isASCII && $0.isNumber } ?? false }

    private static func isYear(_ part: some StringProtocol) -> Bool {
        part.utf8.count == 4 && Int(part).map { (1990...2099).contains($0) } ?? false
    }

    private static func isMonth(_ part: some StringProtocol) -> Bool {
        part.utf8.count <= 2 && Int(part).map { (1...12).contains($0) } ?? false
    }

    /// Year and month, or year, month and day, in one number.
    private static func isDate(_ part: String) -> Bool {
        guard isNumber(part) else { return false }
        switch part.utf8.count {
        case 6:
            return isYear(part.prefix(4)) && isMonth(part.suffix(2))
                || isMonth(part.prefix(2)) && isYear(part.suffix(4))
        case 8:
            return isYear(part.prefix(4)) && isMonth(part.dropFirst(4).prefix(2))
                || isMonth(part.dropFirst(2).prefix(2)) && isYear(part.suffix(4))
        case _: return false
        }
    }

    /// Months in Indonesian and English.
    private static let months: Set<String> = [
        "januari", "january", "jan", "februari", "february", "feb", "maret", "march", "mar", "april", "apr", "mei",
        "may", "juni", "june", "jun", "juli", "july", "jul", "agustus", "august", "agu", "agt", "aug", "september",
        "sep", "sept", "oktober", "october", "okt", "oct", "november", "nopember", "nov", "nop", "desember",
        "december", "des", "dec",
    ]
}

extension ReferenceStem {
    /// The words of a file's name or of a purpose, without numbers, months and endings. Files of one kind have the same
    /// words.
    ///
    ///     payroll-2026-10.csv    payroll
    ///     Gaji Oktober 2026      gaji
    package static func words(of text: String) -> String {
        parts(of: PayeeName.folded(text)).filter { part in
            !isNumber(part) && !months.contains(part) && !endings.contains(part)
        }.joined(separator: " ")
    }

    private static let endings: Set<String> = ["csv", "tsv", "txt", "xlsx", "xlsm", "xml", "gz"]
}
