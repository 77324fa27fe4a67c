import Foundation

/// Private words that documents and comments avoid, and the terms of the field that replace them.
///
/// A word is listed only if it has no other meaning in a text about payments.
enum PlainWords {
    /// Texts that people read.
    static let documents = Repository.files(under: places).filter { $0.hasSuffix(".md") || $0.hasSuffix(".json") }

    /// Programs and tests, of which the comments are read; this list itself is left out.
    static let sources = Repository.files(under: ["Sources", "Tests"])
        .filter { $0.hasSuffix(".swift") && !$0.contains("PlainWords") }

    private static let places = [
        "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs", "schemas", "Samples/README.md", "Benchmarks/README.md",
    ]

    /// The words to avoid, each with what to say instead.
    static let avoided: [(words: String, instead: String)] = [
        ("amnesia", "prior-transfer check"),
        ("amnesia check", "prior-transfer check"),
        ("memory check", "prior-transfer check"),
        ("memory of the bank", "what the bank knows"),
        ("bank's memory", "what the bank knows"),
        ("bank has told", "the bank has reported"),
        ("bank had told", "the bank had reported"),
        ("bank told", "the bank reported"),
        ("bank tells", "the bank reports"),
        ("bank's word", "what the bank reported"),
        ("told by", "reported by"),
        ("tellings", "reports"),
        ("witness", "source"),
        ("witnesses", "sources"),
        ("objection", "refusal"),
        ("objections", "refusals"),
        ("enquiry", "query; inquiry only for the bank's status inquiry"),
        ("enquiries", "queries; inquiries only for the bank's status inquiries"),
        ("clerk", "person, operator or worker"),
        ("clerks", "persons, operators or workers"),
        ("errand", "job"),
        ("errands", "jobs"),
        ("remembrance", "adopted transfer"),
        ("untaken", "pending"),
        ("uncovered", "whose proof does not cover the body"),
        ("in the air", "in flight"),
        ("to the letter", "exactly"),
        ("who trusts no", "to verify without trusting"),
    ]

    static func findings(in text: String, path: String) -> [Finding] {
        let prose = prose(of: text, path: path)
        let small = prose.lowercased()
        // Hardly a text holds any of them, and to look for a word alone is fast.
        return avoided.filter { small.contains($0.words.prefix { $0 != " " }) }.flatMap { entry in
            lines(of: entry.words, in: prose)
                .map { Finding(path: path, line: $0, message: "\"\(entry.words)\": say \(entry.instead)") }
        }
    }

    /// The lines, counted from 1, in which the words begin. Between two words there may be blanks and a line break.
    private static func lines(of words: String, in text: String) -> [Int] {
        let pattern = #"\b"# + words.replacing(" ", with: #"\s+"#) + #"\b"#
        var lines: [Int] = []
        var rest = text[...]
        while let found = rest.range(of: pattern, options: [.regularExpression, .caseInsensitive]) {
            lines.append(text[..<found.lowerBound].count { $0 == "\n" } + 1)
            rest = rest[found.upperBound...]
        }
        return lines
    }

    /// The text for people, each line at its place; everything else is blank.
    ///
    /// In a program these are the comments. In a schema these are the titles and descriptions. In a document it is the
    /// text without samples, code and the names of tests, because these repeat what programs and tests say. In the
    /// changelog it is the newest version.
    private static func prose(of text: String, path: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if path.hasSuffix(".json") {
            let isText = { (line: String) in line.contains("\"description\": \"") || line.contains("\"title\": \"") }
            return lines.map { isText($0) ? $0 : "" }.joined(separator: "\n")
        }
        if path.hasSuffix(".swift") {
            let comments = lines.map { $0.firstMatch(of: /\/{2,3}/).map { mark in mark.range.upperBound } }
            return zip(lines, comments).map { line, start in start.map { String(line[$0...]) } ?? "" }
                .joined(separator: "\n")
        }
        if path.hasSuffix("CHANGELOG.md") {
            let versions = lines.indices.filter { lines[$0].hasPrefix("## ") }
            if versions.count > 1 { lines = Array(lines[..<versions[1]]) }
        }
        return withoutNamesOfTests(withoutSamples(lines).joined(separator: "\n"))
    }

    /// Blanks fenced and indented samples, and code within a line.
    private static func withoutSamples(_ lines: [String]) -> [String] {
        var isFenced = false
        return lines.map { line in
            if line.trimmingCharacters(in: .whitespaces).hasPrefix("```") {
                isFenced.toggle()
                return ""
            }
            if isFenced || line.hasPrefix("    ") { return "" }
            return line.replacingOccurrences(of: "`[^`]*`", with: "``", options: .regularExpression)
        }
    }

    /// Blanks the words of links that lead to tests, and keeps their line breaks.
    private static func withoutNamesOfTests(_ text: String) -> String {
        text.replacing(/\[[^\[\]]+\]\([^()\s]*Tests\/[^()\s]*\)/) { link in
            String(repeating: "\n", count: link.output.count { $0 == "\n" })
        }
    }
}
