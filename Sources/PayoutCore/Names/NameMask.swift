/// Names of which a wallet hides letters: `BUD* SAN***`.
enum NameMask {
    /// Fewer visible letters say nothing.
    private static let visibleMin = 2

    static func isMask(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "*", "\u{2022}", "\u{25CF}", "\u{2217}", "\u{FF0A}", "\u{66D}": true
        case _: false
        }
    }

    static func isMasked(_ name: String) -> Bool { name.unicodeScalars.contains(where: isMask) }

    /// Compares the visible letters of the bank's name, word by word. Where the bank shows one word only, it may have
    /// hidden the spaces as well.
    static func compare(_ file: NameText, masked bank: NameText) -> NameComparison {
        let visible = bank.words.reduce(0) { $0 + $1.text.utf8.count(where: { $0 != asterisk }) }
        guard visible >= visibleMin else { return NameComparison(.unavailable, [.masked]) }
        let patterns = bank.words.map(\.text)
        let parsed = ParsedName(file)
        let candidates = [file.words, parsed.words, parsed.wordsOnly]
        let agrees = candidates.contains { words in
            patterns.count == 1 && words.count > 1
                ? visible > visibleMin && shows(patterns[0], letters: words.map(\.text).joined())
                : patterns.count == words.count && zip(patterns, words).allSatisfy { shows($0, letters: $1.text) }
        }
        return NameComparison(agrees ? .close : .different, agrees ? [.masked] : [.masked, .otherWords])
    }

    private static let asterisk = UInt8(ascii: "*")

    /// Whether `text` has the visible letters of `pattern` in their places: each run of asterisks hides at least one
    /// letter. The number of asterisks is not that of the letters.
    private static func shows(_ pattern: String, letters text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        // The last asterisk that was passed, and where its letters end.
        var star: (pattern: Int, text: Int)?
        var (place, letter) = (0, 0)
        while letter < text.count {
            if place < pattern.count, pattern[place] == asterisk {
                while place < pattern.count, pattern[place] == asterisk { place += 1 }
                letter += 1
                star = (place, letter)
            } else if place < pattern.count, pattern[place] == text[letter] {
                (place, letter) = (place + 1, letter + 1)
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                (place, letter) = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return place == pattern.count
    }
}
