/// Finds the sentences in a source file: every `Phrase("…")`, as the key by which its translation is found.
struct PhraseLiterals {
    /// A sentence and where it stands.
    struct Found: Equatable {
        /// The words with `%1`, `%2` … for the interpolations.
        let key: String
        /// Counted from 0.
        let line: Int
    }

    private(set) var found: [Found] = []
    /// Lines, counted from 0, where a phrase is made of something else than one literal.
    private(set) var broken: [Int] = []

    init(_ file: SourceFile) {
        let source = LiteralSource(file)
        let name = Array("Phrase".utf8)
        var place = 0
        while let start = source.code[place...].firstRange(of: name)?.lowerBound {
            place = start + name.count
            let isWhole = start == 0 || !Self.isNamePart(source.code[start - 1])
            guard isWhole, let opening = Self.argument(of: source, after: place) else { continue }
            let line = source.line(at: start)
            if let literal = source.literal(at: opening), source.sees(")", at: source.afterBlanks(literal.end)) {
                found.append(Found(key: literal.key, line: line))
            } else {
                broken.append(line)
            }
        }
    }

    /// Where the argument begins in `Phrase(…)` or `Phrase.init(…)`; nil where the name is only a type.
    private static func argument(of source: LiteralSource, after place: Int) -> Int? {
        for opening in ["(", ".init("] where source.sees(opening, at: place) {
            return source.afterBlanks(place + opening.utf8.count)
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        case _: byte >= 0x80
        }
    }
}

/// The text of a source file, and the string literals in it.
struct LiteralSource {
    /// A literal without its quotes.
    struct Literal {
        /// Its text, with `%1`, `%2` … for the interpolations.
        let key: String
        /// The place after the closing quote.
        let end: Int
    }

    let raw: [UInt8]
    /// As `raw`, with the text of strings and comments blanked: its parentheses are real.
    let code: [UInt8]

    init(_ file: SourceFile) {
        raw = Array(file.lines.joined(separator: "\n").utf8)
        code = Array(file.code.joined(separator: "\n").utf8)
    }

    /// Counted from 0.
    func line(at place: Int) -> Int { raw[..<place].count { $0 == UInt8(ascii: "\n") } }

    /// The literal that opens at `place`, or nil where there is none.
    func literal(at place: Int) -> Literal? {
        var reader = LiteralReader(source: self, at: place)
        return reader.read()
    }

    /// The next place that is neither a blank nor in a comment.
    func afterBlanks(_ place: Int) -> Int {
        code[place...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") } ?? code.count
    }

    func sees(_ text: String, at place: Int) -> Bool { raw[min(place, raw.count)...].starts(with: text.utf8) }
}

/// Reads one string literal as the compiler does.
private struct LiteralReader {
    let source: LiteralSource
    private var place: Int
    private var valueCount = 0
    private var key: [UInt8] = []

    init(source: LiteralSource, at place: Int) {
        (self.source, self.place) = (source, place)
    }

    private var raw: [UInt8] { source.raw }

    mutating func read() -> LiteralSource.Literal? {
        let isLong = sees("\"\"\"")
        let quote = isLong ? "\"\"\"" : "\""
        guard sees(quote) else { return nil }
        place += quote.utf8.count
        let indentation = isLong ? indentationOfEnd() : 0
        if isLong { stepOverLineBreak(indentation) }
        while place < raw.count, !sees(quote) {
            if sees("\\(") {
                readInterpolation()
            } else if sees("\\") {
                readEscape(indentation)
            } else if raw[place] == UInt8(ascii: "\n") {
                key.append(raw[place])
                stepOverLineBreak(indentation)
            } else {
                key.append(raw[place])
                place += 1
            }
        }
        // The break before the closing quotes is not part of the text.
        if isLong, key.last == UInt8(ascii: "\n") { key.removeLast() }
        return LiteralSource.Literal(key: String(decoding: key, as: UTF8.self), end: place + quote.utf8.count)
    }

    private mutating func readInterpolation() {
        place += 2
        var depth = 1
        while place < source.code.count, depth > 0 {
            if source.code[place] == UInt8(ascii: "(") { depth += 1 }
            if source.code[place] == UInt8(ascii: ")") { depth -= 1 }
            place += 1
        }
        valueCount += 1
        key += Array("%\(valueCount)".utf8)
    }

    private mutating func readEscape(_ indentation: Int) {
        place += 1
        guard place < raw.count else { return }
        let escaped = raw[place]
        place += 1
        switch escaped {
        case UInt8(ascii: "n"): key.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): key.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "\n"):
            place -= 1
            stepOverLineBreak(indentation)
        case UInt8(ascii: "u"):
            let digits = raw[place...].dropFirst().prefix { $0 != UInt8(ascii: "}") }
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            if let scalar = number.flatMap(Unicode.Scalar.init) { key += Array(String(scalar).utf8) }
            place = digits.endIndex + 1
        case _: key.append(escaped)
        }
    }

    /// The blanks in front of the quotes that end a literal of several lines.
    private func indentationOfEnd() -> Int {
        guard let end = source.code[place...].firstRange(of: Array("\"\"\"".utf8))?.lowerBound else { return 0 }
        return raw[..<end].reversed().prefix { $0 == UInt8(ascii: " ") }.count
    }

    private mutating func stepOverLineBreak(_ indentation: Int) {
        place += 1
        for _ in 0..<indentation where place < raw.count && raw[place] == UInt8(ascii: " ") { place += 1 }
    }

    private func sees(_ text: String) -> Bool { source.sees(text, at: place) }
}
