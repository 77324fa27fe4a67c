import Testing

/// Sizes that a reader can hold in mind.
@Suite struct SizeTests {
    @Test func `Files, functions and lines stay small`() {
        #expect(Repository.sources.count > 100)
        report(Repository.swiftFiles.flatMap(Sizes.findings))
    }

    @Test func `A file, a function or a line that is too long is found`() {
        let longFile = SourceFile(path: "Sources/A/A.swift", text: String(repeating: "\n", count: 501))
        #expect(Sizes.findings(in: longFile).map(\.line) == [501])
        let testFile = SourceFile(path: "Tests/ATests/A.swift", text: String(repeating: "\n", count: 600))
        #expect(Sizes.findings(in: testFile).isEmpty)

        let body = String(repeating: "    call(\"}\")  // }\n", count: 69)
        let longest = SourceFile(path: "Sources/A/A.swift", text: "func a() {\n\(body)}\nlet b = 1\n")
        #expect(Sizes.findings(in: longest).map(\.line) == [1])
        let short = SourceFile(path: "Sources/A/A.swift", text: "func a() {}\n\nfunc b()\nlet c = {\n\(body)}\n")
        #expect(Sizes.findings(in: short).isEmpty)

        let wide = SourceFile(path: "Sources/A/A.swift", text: "\n" + String(repeating: "é", count: 121))
        #expect(Sizes.findings(in: wide).map(\.line) == [2])
    }
}

enum Sizes {
    static let sourceFileLinesMax = 500
    static let testFileLinesMax = 600
    static let functionLinesMax = 70
    static let lineColumnsMax = 120

    static func findings(in file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        let fileLinesMax = file.path.hasPrefix("Tests/") ? testFileLinesMax : sourceFileLinesMax
        if file.lineCount > fileLinesMax {
            findings.append(file.finding(fileLinesMax, "the file has \(file.lineCount) lines, over \(fileLinesMax)"))
        }
        for (index, line) in file.lines.enumerated() where line.count > lineColumnsMax {
            findings.append(file.finding(index, "the line has \(line.count) columns, over \(lineColumnsMax)"))
        }
        for function in functions(in: file) where function.count > functionLinesMax {
            findings.append(
                file.finding(function.lowerBound, "the function has \(function.count) lines, over \(functionLinesMax)"))
        }
        return findings
    }

    /// The lines of each function, initialiser and subscript, from its first word to its closing brace.
    private static func functions(in file: SourceFile) -> [Range<Int>] {
        file.code.indices.compactMap { index in
            let words = Words.of(file.code[index])
            guard words.contains(where: ["func", "init", "subscript", "deinit"].contains),
                Declaration.begins(with: words), let end = end(ofFunctionAt: index, in: file.code)
            else { return nil }
            return index..<end + 1
        }
    }

    /// The line of the brace that closes the function's body; nil where it has none (a requirement of a protocol).
    private static func end(ofFunctionAt start: Int, in code: [String]) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in start..<code.count {
            let isNext = index > start && braces == 0 && parentheses == 0
            if isNext, Declaration.begins(with: Words.of(code[index])) { return nil }
            for character in code[index].utf8 {
                switch character {
                case UInt8(ascii: "("): parentheses += 1
                case UInt8(ascii: ")"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0: braces += 1
                case UInt8(ascii: "}") where parentheses == 0:
                    braces -= 1
                    if braces <= 0 { return braces == 0 ? index : nil }
                default: break
                }
            }
        }
        return nil
    }
}
