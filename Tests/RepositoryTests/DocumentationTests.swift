import Testing

/// `///` stands on what other targets see.
@Suite struct DocumentationTests {
    @Test func `What other targets see is documented`() {
        report(Repository.sources.flatMap(Documentation.findings))
    }

    @Test func `A missing doc comment is found`() {
        let text = """
            package struct A {
                package let count: Int
                package init(count: Int) { self.count = count }
                package func retry(after moment: Int) {}
                package var description: String { "" }
                package let accountName: String
                package let timeLimit: Int
                package var isLate: Bool { false }
                package static let longest: Duration = .seconds(1)
                package static let rowBytesMax = 1
            }
            """
        let file = SourceFile(path: "Sources/A/A.swift", text: text)
        #expect(Documentation.findings(in: file).map(\.line) == [1, 4, 7, 8, 10])
    }

    @Test func `A doc comment counts above attributes, and a plain comment does not count`() {
        let text = """
            /// Documented.
            @frozen
            package enum A {
                // Not documented.
                package static func paidTwice() {}
                /// Documented.
                // With a remark.
                @discardableResult
                package static func paidOnce() {}
                func own() {}
            }
            """
        let file = SourceFile(path: "Sources/A/A.swift", text: text)
        #expect(Documentation.findings(in: file).map(\.line) == [5])
    }
}

enum Documentation {
    /// Members that get their meaning from the language, the standard library or a documented seam of ours.
    private static let known: Set<String> = [
        "description", "debugDescription", "hash", "encode", "errorDescription", "customMirror", "allCases", "run",
        "now", "bits", "read",
    ]

    /// Declarations with `package` that lack a doc comment.
    ///
    /// Exempt are initialisers, operators, members of `known`, and properties that speak for themselves: stored ones,
    /// if their type or text says what they are, and those whose name is one plain word.
    static func findings(in file: SourceFile) -> [Finding] {
        file.code.indices.compactMap { index in
            let code = file.code[index]
            let words = Words.of(code)
            guard words.contains("package"), let declaration = Declaration.kind(of: words),
                !["import", "init", "extension", "case"].contains(declaration.kind),
                !isDocumented(index, in: file), let name = declaration.name, !isOperator(code)
            else { return nil }
            if code.hasPrefix(" ") {
                let isProperty = ["let", "var"].contains(declaration.kind)
                if known.contains(name) { return nil }
                if isProperty, name.allSatisfy(\.isLowercase) || speaksForItself(code, words: words) { return nil }
            }
            return file.finding(index, "\(declaration.kind) \(name) is seen by other targets and has no doc comment")
        }
    }

    /// Whether the line is a constant text, or a stored property of an instance whose type is not a bare number: a
    /// number needs its unit.
    private static func speaksForItself(_ code: String, words: [String]) -> Bool {
        if code.contains("= \"") { return true }
        guard let colon = code.firstIndex(of: ":"), !words.contains("static"), !code.contains("{") else { return false }
        let type = Words.of(String(code[colon...])).first
        return type.map { !["Int", "Int32", "Int64", "UInt32", "UInt64", "Double"].contains($0) } ?? false
    }

    private static func isOperator(_ code: String) -> Bool {
        guard let range = code.firstRange(of: "func ") else { return false }
        return code[range.upperBound...].first.map { !$0.isLetter && $0 != "_" && $0 != "`" } ?? false
    }

    /// Whether `///` stands above the line, past attributes and plain comments.
    private static func isDocumented(_ index: Int, in file: SourceFile) -> Bool {
        for above in stride(from: index - 1, through: 0, by: -1) {
            let line = file.lines[above].drop(while: \.isWhitespace)
            if line.hasPrefix("///") { return true }
            if !line.hasPrefix("@") && !line.hasPrefix("//") { return false }
        }
        return false
    }
}
