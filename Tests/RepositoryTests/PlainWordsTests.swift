import Testing

/// Documents speak plain English and use the terms of the field.
@Suite struct PlainWordsTests {
    @Test func `Documents and schemas use none of the words to avoid`() {
        #expect(PlainWords.documents.count > 15)
        report(
            PlainWords.documents.flatMap { path in
                PlainWords.findings(in: Repository.text(of: path) ?? "", path: path)
            })
    }

    @Test func `Comments use none of them either`() {
        #expect(PlainWords.sources.count > 300)
        report(
            PlainWords.sources.flatMap { path in
                PlainWords.findings(in: Repository.text(of: path) ?? "", path: path)
            })
    }

    @Test(arguments: PlainWords.avoided.map { $0.words })
    func `A word to avoid is found in any document`(words: String) {
        let line = PlainWords.findings(in: "First line.\n\nThe \(words) is here.\n", path: "docs/a.md").map(\.line)
        #expect(Set(line) == [3])
    }

    @Test func `Words are found across a line break and in capital letters`() {
        let text = "What the bank has\n  told.\nA Witness.\n"
        #expect(PlainWords.findings(in: text, path: "README.md").map(\.line) == [1, 3])
    }

    @Test(arguments: [
        "```console\n$ salur status\ntold by the bank\n```", "The column `told_by`, and `the witness`.",
        "    a sample with an objection", "[The bank's word\ncounts](../Tests/ATests/A.swift)", "A clerkship.",
        "untold, a bank teller, eyewitnesses",
    ])
    func `Samples, code, names of tests and other words are left alone`(text: String) {
        #expect(PlainWords.findings(in: text + "\n", path: "docs/a.md").isEmpty)
    }

    @Test func `Lines after a sample and after the name of a test keep their numbers`() {
        let text = "```\na\n```\n[The name\nof a test](../Tests/A.swift)\nA witness.\n"
        #expect(PlainWords.findings(in: text, path: "docs/a.md").map(\.line) == [6])
    }

    @Test func `Of a schema titles and descriptions count, not names`() {
        let text = "{\n  \"description\": \"The witness.\",\n  \"name\": \"witness\"\n}\n"
        #expect(PlainWords.findings(in: text, path: "schemas/a.schema.json").map(\.line) == [2])
    }

    @Test func `Of a program only the comments count`() {
        let text = "let witness = 1  // The witness.\n/// What the bank\n/// told.\n"
        #expect(PlainWords.findings(in: text, path: "Sources/A/B.swift").map(\.line).sorted() == [1, 2])
    }

    @Test func `Of the changelog only the newest version counts`() {
        let text = "# Changelog\n\n## 0.2.0\n\nA witness.\n\n## 0.1.0\n\nA witness.\n"
        #expect(PlainWords.findings(in: text, path: "CHANGELOG.md").map(\.line) == [5])
        #expect(PlainWords.findings(in: text, path: "docs/history.md").map(\.line) == [5, 9])
    }
}
