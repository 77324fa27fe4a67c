/// Compares the name in the file with the name that the bank knows.
///
/// Two names are equal after folding letter case, punctuation, spaces and the order of words: "Budi  Santoso, S.E." and
/// "SANTOSO BUDI SE" are the same person.
package enum BeneficiaryName {
    /// Whether both names are the same after folding. A name without any letter or digit equals nothing.
    package static func matches(_ first: String, with second: String) -> Bool {
        let folded = words(of: first)
        return !folded.isEmpty && folded == words(of: second)
    }

    /// The words of a name in lowercase and sorted. Dots and apostrophes join ("S.E." is "se"); every other character
    /// that is neither letter nor digit separates.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if !joins(character), !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.sorted()
    }

    private static func joins(_ character: Character) -> Bool {
        switch character {
        case ".", "'", "`", "\u{2018}", "\u{2019}", "\u{02BC}": true
        default: false
        }
    }
}
