internal import Wording

/// Colours, where there is a terminal that shows them; otherwise the words as they are.
///
/// A colour only ever repeats what the words say.
enum Style {
    /// All is well: green.
    static func good(_ text: String, on stream: Terminal.Stream) -> String { paint(text, code: "32", stream) }
    /// Somebody should look: yellow.
    static func warning(_ text: String, on stream: Terminal.Stream) -> String { paint(text, code: "33", stream) }
    /// Something is wrong: red.
    static func bad(_ text: String, on stream: Terminal.Stream) -> String { paint(text, code: "31", stream) }
    /// Of less importance: dim.
    static func dim(_ text: String, on stream: Terminal.Stream) -> String { paint(text, code: "2", stream) }

    /// All is well: green.
    static func good(_ phrase: Phrase, on stream: Terminal.Stream) -> Phrase { paint(phrase, code: "32", stream) }
    /// Somebody should look: yellow.
    static func warning(_ phrase: Phrase, on stream: Terminal.Stream) -> Phrase { paint(phrase, code: "33", stream) }
    /// Something is wrong: red.
    static func bad(_ phrase: Phrase, on stream: Terminal.Stream) -> Phrase { paint(phrase, code: "31", stream) }
    /// Of less importance: dim.
    static func dim(_ phrase: Phrase, on stream: Terminal.Stream) -> Phrase { paint(phrase, code: "2", stream) }

    private static func hasColours(_ stream: Terminal.Stream) -> Bool {
        Terminal.behind(stream).hasColours && !(stream == .errors && Output.logsJSON)
    }

    private static func paint(_ text: String, code: String, _ stream: Terminal.Stream) -> String {
        hasColours(stream) ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func paint(_ phrase: Phrase, code: String, _ stream: Terminal.Stream) -> Phrase {
        guard hasColours(stream) else { return phrase }
        return .joined([.verbatim("\u{1B}[\(code)m"), phrase, .verbatim("\u{1B}[0m")], by: "")
    }
}
