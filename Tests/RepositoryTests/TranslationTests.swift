import Foundation
import Testing

@testable import Wording

/// Every sentence for people can be said in Indonesian.
@Suite struct TranslationTests {
    /// Where phrases are made; `Wording` itself makes them of other things.
    private static let sources = Repository.sources.filter { $0.target != "Wording" }
    private static let literals = sources.map { ($0, PhraseLiterals($0)) }

    @Test func `A phrase is made of one literal and nothing else`() {
        report(
            Self.literals.flatMap { file, literals in
                literals.broken.map { file.finding($0, "write Phrase(\"…\") around one literal") }
            })
    }

    @Test func `Every phrase is in the catalogue`() {
        let catalogue = Indonesian.sentences
        var seen: Set<String> = []
        report(
            Self.literals.flatMap { file, literals in
                literals.found.filter {
                    catalogue[$0.key] == nil && Self.hasWords($0.key) && seen.insert($0.key).inserted
                }
                .map { file.finding($0.line, "missing in Sources/Wording/Indonesian*.swift:\n\(Self.entry($0.key))") }
            })
    }

    @Test func `Every label of a template is in the catalogue`() {
        let catalogue = Indonesian.sentences
        #expect(Self.labels.count > 50)
        for label in Self.labels.sorted() where catalogue[label] == nil {
            Issue.record("missing in Sources/Wording/Indonesian*.swift: \(Self.entry(label))")
        }
    }

    /// What stands between double brackets in the templates of the console.
    private static let labels: Set<String> = {
        var labels: Set<String> = []
        for path in Repository.files(under: ["Sources/WebConsole/Templates"]) {
            let text = Repository.text(of: path) ?? ""
            for part in text.components(separatedBy: "[[").dropFirst() {
                labels.insert(part.components(separatedBy: "]]")[0])
            }
        }
        return labels
    }()

    @Test func `A translation holds the values of its sentence, each of them`() {
        for (english, indonesian) in Indonesian.sentences {
            #expect(Self.values(english) == Self.values(indonesian), "\(english)")
            #expect(!indonesian.isEmpty, "\(english)")
        }
    }

    @Test func `No entry of the catalogue is left over, and none is there twice`() {
        let used = Set(Self.literals.flatMap { $1.found.map(\.key) }).union(Self.labels)
        for key in Indonesian.parts.flatMap(\.keys).sorted() where !used.contains(key) {
            Issue.record("left over in Sources/Wording/Indonesian*.swift: \(Self.entry(key))")
        }
        let keys = Indonesian.parts.flatMap(\.keys)
        #expect(Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.sorted().isEmpty)
    }

    @Test func `An entry that says nothing in words needs no translation`() {
        #expect(!Self.hasWords("%1: %2. %3."))
        #expect(Self.hasWords("%1 and %2"))
    }

    private static func hasWords(_ key: String) -> Bool { key.contains(where: \.isLetter) }

    /// The `%n` of a sentence, in order.
    private static func values(_ sentence: String) -> Set<Int> {
        Set(
            sentence.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
                .compactMap { part in Int(part.prefix { $0.isASCII && $0.isNumber }) })
    }

    /// A line to be pasted into the catalogue.
    private static func entry(_ key: String) -> String {
        let escaped = key.map { character -> String in
            switch character {
            case "\"", "\\": "\\\(character)"
            case "\n": "\\n"
            case _: String(character)
            }
        }
        return "        \"\(escaped.joined())\": \"\","
    }
}

/// What finds the sentences in the sources.
@Suite struct PhraseLiteralTests {
    private func keys(_ text: String) -> [String] {
        PhraseLiterals(SourceFile(path: "Sources/A/A.swift", text: text)).found.map(\.key)
    }

    private func broken(_ text: String) -> [Int] {
        PhraseLiterals(SourceFile(path: "Sources/A/A.swift", text: text)).broken
    }

    @Test func `Interpolations become numbers`() {
        #expect(keys(#"let a = Phrase("Paid \(people), \(sum.display)")"#) == ["Paid %1, %2"])
        #expect(keys(#"Phrase("\(count: rows) rows")"#) == ["%1 rows"])
        #expect(keys(#"Phrase("\(a.map { ($0, f(1)) }): b")"#) == ["%1: b"])
    }

    @Test func `Strings inside interpolations do not end the literal`() {
        #expect(keys(#"Phrase("a \(names.joined(separator: ") \")")) b")"#) == ["a %1 b"])
        #expect(keys(##"Phrase("a \(cells["kind"] ?? "") b")"##) == ["a %1 b"])
    }

    @Test func `A phrase inside a phrase is found as well`() {
        let text = #"Phrase("\(Phrase("line \(line)")): \(isGood ? Phrase("good") : Phrase("bad"))")"#
        #expect(keys(text).sorted() == ["%1: %2", "bad", "good", "line %1"])
    }

    @Test func `Escapes are what they stand for`() {
        #expect(keys(#"Phrase("a \"b\" \\ c\n\td \u{2026}")"#) == ["a \"b\" \\ c\n\td …"])
    }

    @Test func `Literals of several lines are read as the compiler reads them`() {
        let text = """
            throw Failure(
                Phrase(
                    \"""
                    One \\(a) \\
                    "two",
                      three \\(f(
                        b)).
                    \"""))
            """
        #expect(keys(text) == ["One %1 \"two\",\n  three %2."])
    }

    @Test func `Comments, types and other names are no phrases`() {
        #expect(keys(#"// Phrase("a")"#).isEmpty)
        #expect(keys(#"let a: Phrase = b; RunPhrase("c"); let text = "Phrase(\"d\")""#).isEmpty)
        #expect(keys(#"var phrase: Phrase { Phrase("a") }"#) == ["a"])
    }

    @Test(arguments: [
        #"Phrase(text)"#, #"Phrase("a" + "b")"#, #"Phrase.init(text)"#, #"Phrase(isGood ? "a" : "b")"#,
        ##"Phrase(#"a"#)"##, "Phrase(\n    text)",
    ])
    func `Anything else than one literal is told`(text: String) {
        #expect(broken("\n" + text) == [1])
        #expect(keys(text).isEmpty)
    }
}
