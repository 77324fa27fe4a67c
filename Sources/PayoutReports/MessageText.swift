/// XML of a message that grows piece by piece. Names of elements are literals of the program; every text is escaped.
struct MessageText {
    /// The longest identification of ISO 20022 (Max35Text).
    static let nameMax = 35
    /// The longest line of words (Max105Text).
    private static let lineMax = 105

    private(set) var bytes: [UInt8] = []

    /// Begins a document of the namespace `name`.
    mutating func begin(_ name: String) {
        add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"\(name)\">\n")
    }

    mutating func open(_ name: StaticString) { add("<\(name)>\n") }

    mutating func close(_ name: StaticString) { add("</\(name)>\n") }

    /// Adds an element with a text, and nothing where the text is empty, which no text of ISO 20022 may be.
    ///
    /// - Parameter max: the characters after which the text is cut.
    mutating func element(_ name: StaticString, _ text: String, max: Int = .max) {
        guard !text.isEmpty else { return }
        add("<\(name)>")
        for scalar in text.unicodeScalars.prefix(max) {
            switch scalar {
            case "&": add("&amp;")
            case "<": add("&lt;")
            case ">": add("&gt;")
            // What XML forbids.
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": add("\u{FFFD}")
            case _: add(String(scalar))
            }
        }
        add("</\(name)>\n")
    }

    /// Forgets the bytes that were handed on.
    mutating func empty() { bytes.removeAll(keepingCapacity: true) }

    /// A text in lines of words that ISO 20022 can hold.
    static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            for piece in pieces(word) {
                if part.isEmpty {
                    part = piece
                } else if part.unicodeScalars.count + 1 + piece.unicodeScalars.count <= lineMax {
                    part += " " + piece
                } else {
                    parts.append(part)
                    part = piece
                }
            }
        }
        return part.isEmpty ? parts : parts + [part]
    }

    private static func pieces(_ word: Substring) -> [String] {
        let scalars = Array(word.unicodeScalars)
        return stride(from: 0, to: scalars.count, by: lineMax).map { start in
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[start..<min(start + lineMax, scalars.count)])
            return String(piece)
        }
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
