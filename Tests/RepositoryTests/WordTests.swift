import Testing

/// Words and names that have no place here.
@Suite struct WordTests {
    @Test func `File names say what the files hold`() {
        report(Repository.swiftFiles.flatMap(BannedWords.fileNameFindings))
    }

    @Test func `Sources hold no leftovers and no unsafe shortcuts`() {
        report(Repository.sources.flatMap(BannedWords.findings))
    }

    @Test func `Every file that may read the clock or sleep still does`() {
        for (path, reason) in BannedWords.mayWait {
            let file = Repository.sources.first { $0.path == path }
            #expect(
                file.map { !BannedWords.waits(in: $0).isEmpty } == true, "\(path):1: not needed any more (\(reason))")
        }
    }

    @Test(arguments: ["StringUtils", "RowHelper", "BatchManager", "Common", "Base", "BaseRow", "Ledger+Misc", "Warm"])
    func `A name that says nothing is found`(name: String) {
        let file = SourceFile(path: "Sources/A/\(name).swift", text: "")
        #expect(BannedWords.fileNameFindings(in: file).count == 1)
    }

    @Test(arguments: ["BaseURL", "Database", "Warmth", "Miscount", "Ledger+Batch"])
    func `A name that only looks like one of them is left alone`(name: String) {
        #expect(BannedWords.fileNameFindings(in: SourceFile(path: "Sources/A/\(name).swift", text: "")).isEmpty)
    }

    @Test(arguments: [
        "// TODO: later", "/// A stub.", "let a = \"not implemented\"", "// For now, this does", "try! a()", "a as! B",
        "fatalError(\"a\")", "let a = b.first!", "Task.detached { }", "let a = Date()", "let a = UUID()", "XXX",
        "try await Task.sleep(for: pause)", "ContinuousClock().now", "final class A: @unchecked Sendable {", "a[0]!.b",
        "@TaskLocal static var observer: (@Sendable (Int) -> Void)?",
    ])
    func `A leftover or a shortcut is found`(line: String) {
        let file = SourceFile(path: "Sources/A/A.swift", text: "\n\(line)\n")
        #expect(BannedWords.findings(in: file).map(\.line) == [2])
    }

    @Test(arguments: [
        "// A date: Date() is not called.", "a != b", "if !a.b { c }", "let a = UUID(uuidString: b)", "stubborn()",
        "let a = \"Paid! as! try!\"", "try? a()", "// It was proven.\nfinal class A: @unchecked Sendable {", "HACKNEY",
    ])
    func `What only looks like one is left alone`(text: String) {
        #expect(BannedWords.findings(in: SourceFile(path: "Sources/A/A.swift", text: text)).isEmpty)
    }
}
