/// A sentence for people, kept apart from the values in it so that it can be said in every ``Language``.
///
/// It is always written as `Phrase("Paid \(people), \(sum)")`, around one literal: a test reads the sources and demands
/// a translation of each. The report files hold the English text.
package struct Phrase: Hashable, Sendable {
    /// What stands in a sentence.
    enum Value: Hashable, Sendable {
        case text(String)
        case phrase(Phrase)
        /// A sentence that was kept in each language.
        case translated(english: String, indonesian: String)
        /// A count, grouped as the language does it.
        case count(Int)
    }

    /// The English sentence with `%1`, `%2` … where the values stand: what its translation is found by.
    let key: String
    let values: [Value]

    package init(_ sentence: Sentence) {
        key = sentence.key
        values = sentence.values
    }

    init(key: String, values: [Value]) {
        self.key = key
        self.values = values
    }

    /// Words that are the same in every language: a name, a number, a path, the bank's own words.
    package static func verbatim(_ text: String) -> Phrase { Phrase(key: "%1", values: [.text(text)]) }

    /// A sentence that was kept in each language, such as one in a file.
    package static func translated(english: String, indonesian: String) -> Phrase {
        Phrase(key: "%1", values: [.translated(english: english, indonesian: indonesian)])
    }

    /// Phrases one after another.
    package static func joined(_ phrases: [Phrase], by separator: String) -> Phrase {
        Phrase(
            key: phrases.indices.map { "%\($0 + 1)" }.joined(separator: separator),
            values: phrases.map(Value.phrase))
    }

    /// The same sentence with each text in it as `change` makes it.
    package func changing(_ change: (String) -> String) -> Phrase {
        let changed = values.map { value -> Value in
            switch value {
            case .text(let text): .text(change(text))
            case .phrase(let phrase): .phrase(phrase.changing(change))
            case .translated(let english, let indonesian):
                .translated(english: change(english), indonesian: change(indonesian))
            case .count: value
            }
        }
        return Phrase(key: key, values: changed)
    }

    /// The sentence in `language`; in English where a translation is missing.
    package func text(in language: Language) -> String {
        let texts = values.map { value in
            switch value {
            case .text(let text): text
            case .phrase(let phrase): phrase.text(in: language)
            case .translated(let english, let indonesian): language == .english ? english : indonesian
            case .count(let number): language.grouped(number)
            }
        }
        return Self.fill(language.catalogue[key] ?? key, with: texts)
    }

    /// The sentence in English.
    package var english: String { text(in: .english) }

    /// Replaces each `%n` by the n-th value, in one pass, so that a value may hold a percent sign.
    private static func fill(_ pattern: String, with values: [String]) -> String {
        guard !values.isEmpty else { return pattern }
        var filled = ""
        var rest = pattern[...]
        while let sign = rest.firstIndex(of: "%") {
            filled += rest[..<sign]
            let digits = rest[rest.index(after: sign)...].prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits), values.indices.contains(number - 1) {
                filled += values[number - 1]
                rest = rest[digits.endIndex...]
            } else {
                filled += "%"
                rest = rest[rest.index(after: sign)...]
            }
        }
        return filled + rest
    }
}

extension Phrase {
    /// The literal of a phrase.
    package struct Sentence: ExpressibleByStringInterpolation {
        let key: String
        let values: [Value]

        package init(stringLiteral value: String) {
            key = value
            values = []
        }

        package init(stringInterpolation: StringInterpolation) {
            key = stringInterpolation.key
            values = stringInterpolation.values
        }

        /// Takes a literal apart.
        package struct StringInterpolation: StringInterpolationProtocol {
            var key = ""
            var values: [Value] = []

            package init(literalCapacity: Int, interpolationCount: Int) {
                key.reserveCapacity(literalCapacity + 2 * interpolationCount)
                values.reserveCapacity(interpolationCount)
            }

            /// Takes words of the sentence.
            package mutating func appendLiteral(_ literal: String) { key += literal }

            /// Takes a phrase in the sentence; it is translated along with it.
            package mutating func appendInterpolation(_ phrase: Phrase) { append(.phrase(phrase)) }

            /// Takes what an error says; it is translated along with the sentence.
            package mutating func appendInterpolation(_ error: some PhrasedError) { append(.phrase(error.phrase)) }

            /// Takes a number to be grouped as the language does it: 1,204 in English, 1.204 in Indonesian.
            package mutating func appendInterpolation(count: Int) { append(.count(count)) }

            /// Takes a value in the sentence.
            package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
                append(.text(value.description))
            }

            private mutating func append(_ value: Value) {
                values.append(value)
                key += "%\(values.count)"
            }
        }
    }
}
