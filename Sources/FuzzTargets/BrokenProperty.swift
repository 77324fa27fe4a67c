internal import Wording

/// Something that must hold for every input, and does not for this one.
package struct BrokenProperty: Error, CustomStringConvertible {
    /// What did not hold.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Demands that `condition` holds; `what` says what is wrong where it does not.
func demand(_ condition: Bool, _ what: @autoclosure () -> String) throws(BrokenProperty) {
    if !condition { throw BrokenProperty(what()) }
}

/// Demands that `phrase` is something a person can read, in every language.
func demandSentence(_ phrase: Phrase) throws(BrokenProperty) {
    for language in Language.allCases {
        let text = phrase.text(in: language)
        try demand(!text.isEmpty, "an error says nothing in \(language)")
    }
}

/// As ``demandSentence(_:)``; and what was read from outside cannot steer the terminal that shows it.
func demandHarmlessSentence(_ phrase: Phrase) throws(BrokenProperty) {
    try demandSentence(phrase)
    let steers = phrase.english.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }
    try demand(!steers, "a control character is shown: \(phrase.english.debugDescription)")
}
