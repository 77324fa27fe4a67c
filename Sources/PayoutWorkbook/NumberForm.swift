/// What the format of a cell makes of its number, as far as that changes what a person reads.
enum NumberForm: Equatable {
    /// Digits, however they are grouped and whatever stands beside them.
    case plain
    /// At least so many digits, with zeros before them: account numbers and codes.
    case padded(Int)
    case percent
    /// Thousands or millions.
    case scaled
    case date
    case time
    case dateAndTime

    /// The forms that every spreadsheet knows by number (ECMA-376, part 1, section 18.8.30).
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percent
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        case 22: self = .dateAndTime
        case _: self = .plain
        }
    }

    /// The form that a format code gives to positive numbers.
    init(code: String) {
        let signs = Self.signs(of: code)
        guard signs != "general" else {
            self = .plain
            return
        }
        let letters = Set(signs)
        let hasTime = !letters.isDisjoint(with: ["h", "s"])
        let hasDate = !letters.isDisjoint(with: ["y", "d"]) || (letters.contains("m") && !hasTime)
        if hasDate || hasTime {
            self = hasDate && hasTime ? .dateAndTime : hasDate ? .date : .time
        } else if letters.contains("%") {
            self = .percent
        } else if Self.isScaled(signs) || signs.contains("$") || Self.hasForeignText(code) || Self.showsOther(code) {
            self = .scaled
        } else {
            let digits = signs.filter { $0 != "-" && $0 != " " }
            self = digits.count > 1 && digits.allSatisfy { $0 == "0" } ? .padded(digits.count) : .plain
        }
    }

    /// The first section of `code` in lower case, without quoted texts, fillers and colours; elapsed hours, minutes
    /// and seconds, which stand in brackets like colours, stay.
    private static func signs(of code: String) -> String {
        var signs = ""
        var rest = code.lowercased()[...]
        while let sign = rest.popFirst(), sign != ";" {
            switch sign {
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inner = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inner.count + 1)
                if !inner.isEmpty, inner.allSatisfy({ "hms".contains($0) }) { signs += inner }
            case _: signs.append(sign)
            }
        }
        return signs
    }

    /// Whether a text next to the digits makes another amount of them: `0".000"`, `#,##0" jt"`, `[$USD] 0`.
    private static func hasForeignText(_ code: String) -> Bool {
        var text = ""
        var rest = code.lowercased()[...]
        while let sign = rest.popFirst(), sign != ";" {
            switch sign {
            case "\"":
                let inner = rest.prefix { $0 != "\"" }
                rest = rest.dropFirst(inner.count + 1)
                text += inner
            case "\\":
                if let next = rest.popFirst() { text.append(next) }
            case "_", "*": rest = rest.dropFirst()
            case "[":
                let inner = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inner.count + 1)
                if inner.first == "$" { text += inner.dropFirst().prefix { $0 != "-" } }
            case _: break
            }
        }
        let word = text.filter { $0.isLetter || $0.isNumber || $0.isCurrencySymbol }
        return !["", "rp", "idr"].contains(word)
    }

    /// Whether a positive number is not shown at all, or looks negative: `;;;`, `-#,##0`, `"("#,##0")"`.
    private static func showsOther(_ code: String) -> Bool {
        let first = code.prefix { $0 != ";" }
        if first.isEmpty { return code.contains(";") }
        var marks = ""
        var rest = first[...]
        while let sign = rest.popFirst() {
            switch sign {
            case "_", "*": rest = rest.dropFirst()
            case "[": rest = rest.drop { $0 != "]" }.dropFirst()
            case "0", "#", "?": return marks.contains { "-(±+".contains($0) }
            case _: marks.append(sign)
            }
        }
        return false
    }

    /// Whether a comma follows the last digit before the decimal point: each divides by a thousand.
    private static func isScaled(_ signs: String) -> Bool {
        let whole = signs.prefix { $0 != "." }
        guard let last = whole.lastIndex(where: { "0#?".contains($0) }) else { return false }
        return whole[whole.index(after: last)...].first == ","
            || (signs.count > whole.count && signs.drop { $0 != "." }.contains(","))
    }
}
