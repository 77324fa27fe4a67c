internal import PayoutCore

/// No characters that nobody sees: with one of them, two references that look the same are different, and a name or an
/// account number is not what it seems.
enum InvisibleCharacterRule {
    /// How many of them are named.
    private static let namedMax = 5

    /// Whether `cell` holds none; otherwise the row is rejected, and each is named with its place in the cell.
    static func holds(_ cell: Cell, _ column: Column, _ findings: inout Findings) -> Bool {
        if cell.isPrintableASCII { return true }
        let text = cell.text
        let found = places(in: text)
        guard !found.isEmpty else { return true }
        findings.reject(
            column, column == .accountNumber ? CellText.masked(cell) : CellText.shown(text),
            .invisibleCharacters(found: Array(found.prefix(namedMax)), more: max(0, found.count - namedMax)))
        return false
    }

    private static func places(in text: String) -> [RowFault.PlacedCharacter] {
        text.unicodeScalars.enumerated().filter { InvisibleCharacter.isOne($0.element) }
            .map { RowFault.PlacedCharacter(codePoint: $0.element.value, position: $0.offset + 1) }
    }
}

/// Characters that are on no screen and no paper.
enum InvisibleCharacter {
    /// Whether `scalar` is a control or format character, a line or paragraph separator, or one that Unicode has
    /// programs ignore, such as a variation selector. Spaces are none: they leave a gap.
    static func isOne(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        case _: properties.isDefaultIgnorableCodePoint || scalar == brailleBlank
        }
    }

    /// The code point and its name, as a search engine finds it: `U+200B ZERO WIDTH SPACE`.
    static func display(_ scalar: Unicode.Scalar) -> String {
        guard let name = scalar.properties.name ?? controlNames[scalar] else { return code(of: scalar) }
        return "\(code(of: scalar)) \(name)"
    }

    /// `U+200B`.
    static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static let brailleBlank: Unicode.Scalar = "\u{2800}"

    /// Unicode gives control characters no names of their own.
    private static let controlNames: [Unicode.Scalar: String] = [
        "\u{0}": "NULL", "\u{7}": "BELL", "\u{8}": "BACKSPACE", "\t": "TAB", "\n": "LINE FEED",
        "\u{B}": "VERTICAL TAB", "\u{C}": "FORM FEED", "\r": "CARRIAGE RETURN", "\u{1B}": "ESCAPE",
        "\u{7F}": "DELETE", "\u{85}": "NEXT LINE",
    ]
}
