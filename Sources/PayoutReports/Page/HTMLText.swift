internal import PayoutCore
internal import Wording

/// HTML that grows piece by piece. Names of elements and attributes are literals of the program; every text and every
/// value is escaped, so nothing from a file, the bank or a person becomes markup.
struct HTMLText {
    private let language: Language
    private(set) var bytes: [UInt8] = []

    init(_ language: Language) { self.language = language }

    /// Adds markup of ours as it is.
    mutating func markup(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
        markup("<")
        markup(name)
        for (attribute, value) in attributes where !value.isEmpty {
            markup(" ")
            markup(attribute)
            markup("=\"")
            text(value)
            markup("\"")
        }
        markup(">")
    }

    /// - Parameter isInline: whether text goes on after it, so that a line break would be a space.
    mutating func close(_ name: StaticString, isInline: Bool = false) {
        markup("</")
        markup(name)
        markup(">")
        if !isInline { markup("\n") }
    }

    mutating func element(_ name: StaticString, text content: String, class group: String = "") {
        open(name, ["class": group])
        text(content)
        close(name)
    }

    /// Adds a text that stands within a sentence.
    mutating func span(_ content: Phrase, class group: String) {
        open("span", ["class": group])
        text(content)
        close("span", isInline: true)
    }

    mutating func element(_ name: StaticString, _ content: Phrase, class group: String = "") {
        element(name, text: content.text(in: language), class: group)
    }

    /// Adds a text, escaped; what steers a reader's screen or turns the direction of writing is replaced.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup("&amp;")
            case "<": markup("&lt;")
            case ">": markup("&gt;")
            case "\"": markup("&quot;")
            case "'": markup("&#39;")
            case _:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: markup("\u{FFFD}")
                case _: bytes.append(contentsOf: String(scalar).utf8)
                }
            }
        }
    }

    mutating func text(_ phrase: Phrase) { text(phrase.text(in: language)) }
}
