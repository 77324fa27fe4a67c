/// What one character of a name counts as.
struct NameLetter {
    enum Kind { case letters, nothing, joint, dot, comma, gap }

    let kind: Kind
    var letters = ""
    /// The form that was read as a plain letter.
    var form: NameRule?

    /// - Parameter before: what was read of the same word: an accent belongs to a Latin letter before it.
    static func folded(_ scalar: Unicode.Scalar, after before: String) -> NameLetter {
        switch scalar {
        case "a"..."z", "0"..."9": return NameLetter(kind: .letters, letters: String(scalar))
        case "A"..."Z": return NameLetter(kind: .letters, letters: scalar.properties.lowercaseMapping)
        case ".": return NameLetter(kind: .dot)
        case ",", ";": return NameLetter(kind: .comma)
        case "'", "`": return NameLetter(kind: .joint)
        case _ where scalar.isASCII: return NameLetter(kind: .gap)
        case _: return foldedBeyondASCII(scalar, after: before)
        }
    }

    private static func foldedBeyondASCII(_ scalar: Unicode.Scalar, after before: String) -> NameLetter {
        let plain = ReferenceFolding.widthFolded(scalar)
        if plain != scalar {
            var letter = folded(plain, after: before)
            letter.form = .letterForm
            return letter
        }
        if apostrophes.contains(scalar) { return NameLetter(kind: .joint) }
        let properties = scalar.properties
        if properties.isWhitespace { return NameLetter(kind: .gap) }
        switch properties.generalCategory {
        case .format: return NameLetter(kind: .nothing, form: .letterForm)
        case .nonspacingMark where before.utf8.last.map { $0 < 0x80 } ?? true:
            return NameLetter(kind: .nothing, form: .accent)
        case _: break
        }
        if let latin = ReferenceFolding.lookAlikes[scalar] {
            return NameLetter(kind: .letters, letters: latin.properties.lowercaseMapping, form: .lookAlike)
        }
        if let letter = latin(properties.name ?? "") { return letter }
        if let digit = properties.numericValue, properties.numericType == .decimal, (0...9).contains(digit) {
            return NameLetter(kind: .letters, letters: String(Int(digit)), form: .letterForm)
        }
        let isPart =
            properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
        return isPart ? NameLetter(kind: .letters, letters: properties.lowercaseMapping) : NameLetter(kind: .gap)
    }

    /// The Latin letters that a character shows, by its Unicode name:
    ///
    ///     LATIN SMALL LETTER O WITH STROKE     o
    ///     LATIN CAPITAL LETTER AE              ae
    ///     MATHEMATICAL BOLD CAPITAL B          b
    ///     LATIN SMALL LETTER TURNED A          a, which only looks like the letter
    private static func latin(_ name: String) -> NameLetter? {
        let isMathematical = name.hasPrefix("MATHEMATICAL ")
        guard isMathematical || name.contains("LATIN ") else { return nil }
        let head = name.split(separator: " ").prefix { $0 != "WITH" }
        guard let last = head.last, last.utf8.count <= 2, last.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            return nil
        }
        guard name != "LATIN SMALL LETTER SHARP S" else {
            return NameLetter(kind: .letters, letters: "ss", form: .accent)
        }
        let isPlain = head.count == 4 && head.first == "LATIN" && head.dropFirst(2).first == "LETTER"
        let form: NameRule = isMathematical ? .letterForm : isPlain ? .accent : .lookAlike
        return NameLetter(kind: .letters, letters: last.lowercased(), form: form)
    }

    private static let apostrophes: Set<Unicode.Scalar> = [
        "\u{2018}", "\u{2019}", "\u{201B}", "\u{02BB}", "\u{02BC}", "\u{02B9}", "\u{2032}", "\u{B4}", "\u{A8}",
    ]
}
