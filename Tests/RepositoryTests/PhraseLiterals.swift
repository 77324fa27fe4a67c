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

    private let raw: [UInt8]
    private let code: [UInt8]

    init(_ file: SourceFile) {
        raw = Array(file.lines.joined(separator: "\n").utf8)
        code = Array(file.code.joined(separator: "\n").utf8)
        let name = Array("Phrase".utf8)
        var place = 0
        while let start = code[place...].firstRange(of: name)?.lowerBound {
            place = start + name.count
            guard start == 0 || !Self.isNamePart(code[start - 1]), let opening = argument(after: place) else {
                continue
            }
            let line = raw[..<start].count { $0 == UInt8(ascii: "\n") }
            var literal = PhraseLiteral(raw: raw, code: code, at: opening)
            if let key = literal.read() { found.append(Found(key: key, line: line)) } else { broken.append(line) }
        }
    }

    /// Where the argument begins in `Phrase(…)` or `Phrase.init(…)`; nil where the name is only a type.
    private func argument(after place: Int) -> Int? {
        for opening in ["(", ".init("] where code[place...].starts(with: opening.utf8) {
            return place + opening.utf8.count
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

/// Reads one string literal that is the only argument of a call.
private struct PhraseLiteral {
    let raw: [UInt8]
    /// As `raw`, with the text of strings and comments blanked: its parentheses are real.
    let code: [UInt8]
    private var place: Int
    private var key: [UInt8] = []
    private var valueCount = 0

    init(raw: [UInt8], code: [UInt8], at place: Int) {
        (self.raw, self.code, self.place) = (raw, code, place)
    }

    /// The key, or nil where there is something else than one literal.
    mutating func read() -> String? {
        skipBlanks()
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
        place += quote.utf8.count
        // The break before the closing quotes is not part of the text.
        if isLong, key.last == UInt8(ascii: "\n") { key.removeLast() }
        skipBlanks()
        return sees(")") ? String(decoding: key, as: UTF8.self) : nil
    }

    private mutating func readInterpolation() {
        place += 2
        var depth = 1
        while place < code.count, depth > 0 {
            if code[place] == UInt8(ascii: "(") { depth += 1 }
            if code[place] == UInt8(ascii: ")") { depth -= 1 }
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
        guard let end = code[place...].firstRange(of: Array("\"\"\"".utf8))?.lowerBound else { return 0 }
        return raw[..<end].reversed().prefix { $0 == UInt8(ascii: " ") }.count
    }

    private mutating func stepOverLineBreak(_ indentation: Int) {
        place += 1
        for _ in 0..<indentation where place < raw.count && raw[place] == UInt8(ascii: " ") { place += 1 }
    }

    private mutating func skipBlanks() {
        while place < code.count, code[place] == UInt8(ascii: " ") || code[place] == UInt8(ascii: "\n") {
            // A comment is blank in the code, a literal is not.
            place += 1
        }
    }

    private func sees(_ text: String) -> Bool { raw[place...].starts(with: text.utf8) }
}
