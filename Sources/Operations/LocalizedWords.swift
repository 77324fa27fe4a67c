package import Wording

/// A sentence in every language, as it is kept on disk and in the ledger.
package struct LocalizedWords: Codable, Hashable, Sendable {
    private let english: String
    private let indonesian: String

    /// Keeps the sentence in each language.
    package init(_ phrase: Phrase) {
        (english, indonesian) = (phrase.text(in: .english), phrase.text(in: .indonesian))
    }

    /// The sentence in `language`.
    package func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }
}
