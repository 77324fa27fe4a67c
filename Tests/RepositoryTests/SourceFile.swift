/// One Swift file: its lines as written, and its lines with comments and the text of strings blanked out.
struct SourceFile {
    /// Relative to the top folder.
    let path: String
    let lines: [String]
    /// As long as `lines`. Only code is left: words in it are keywords and names, braces in it are real.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        self.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var blanker = Blanker(text)
        self.code = blanker.blanked().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The target that the file belongs to: the folder in Sources or Tests; nil for Package.swift.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : nil
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// How many lines there are; the line break that ends the last one begins no new one.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

    func finding(_ index: Int, _ message: String) -> Finding {
        Finding(path: path, line: index + 1, message: message)
    }
}

/// Replaces comments and the text of string literals by spaces, and keeps every line break, so that places stay true.
///
/// It knows nested block comments, multi-line and raw strings, the code inside interpolations, and names in
/// backticks. It does not know regex literals: there are none here.
private struct Blanker {
    private let input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    init(_ text: String) { self.input = Array(text.utf8) }

    mutating func blanked() -> String {
        readCode(untilParenthesis: false)
        return String(decoding: output, as: UTF8.self)
    }

    /// Copies code up to the end, or up to the parenthesis that closes an interpolation.
    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while position < input.count {
            if sees("//") {
                while position < input.count, input[position] != UInt8(ascii: "\n") { blank(1) }
            } else if sees("/*") {
                readBlockComment()
            } else if let hashes = stringOpening() {
                readString(hashes: hashes)
            } else if sees("`") {
                readQuotedName()
            } else {
                if sees("(") { depth += 1 }
                if sees(")") { depth -= 1 }
                output.append(input[position])
                position += 1
                if untilParenthesis, depth < 0 { return }
            }
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                blank(2)
            } else if sees("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < input.count
    }

    /// Makes one word of a name in backticks, whatever marks it holds.
    private mutating func readQuotedName() {
        copy(1)
        while position < input.count, !sees("`") {
            output.append(Character(UnicodeScalar(input[position])).isLetter ? input[position] : UInt8(ascii: "_"))
            position += 1
        }
        copy(1)
    }

    /// The number of `#` before the quote, where a string begins here.
    private func stringOpening() -> Int? {
        var place = position
        while place < input.count, input[place] == UInt8(ascii: "#") { place += 1 }
        guard place < input.count, input[place] == UInt8(ascii: "\"") else { return nil }
        return place - position
    }

    /// Keeps the quotes and blanks what is between them, but for the code of interpolations.
    private mutating func readString(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        let quote = sees(marks + "\"\"\"") ? "\"\"\"" : "\""
        copy(hashes + quote.utf8.count)
        while position < input.count {
            if sees(quote + marks) {
                copy(quote.utf8.count + hashes)
                return
            } else if sees("\\" + marks + "(") {
                blank(2 + hashes)
                output[output.count - 1] = UInt8(ascii: "(")
                readCode(untilParenthesis: true)
            } else if sees("\\" + marks) {
                blank(2 + hashes)
            } else {
                blank(1)
            }
        }
    }

    private func sees(_ text: String) -> Bool { input[position...].starts(with: text.utf8) }

    private mutating func copy(_ count: Int) {
        let end = min(position + count, input.count)
        output.append(contentsOf: input[position..<end])
        position = end
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where position < input.count {
            output.append(input[position] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            position += 1
        }
    }
}
