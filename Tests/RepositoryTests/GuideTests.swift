import Foundation
import Testing

/// The guide for operators leads to what is there, and proves what it says.
@Suite struct GuideTests {
    private static let pages = Repository.files(under: ["README.md", "ARCHITECTURE.md", "docs"])
        .filter { $0.hasSuffix(".md") }

    @Test func `Every link leads to a file that is there, and every test that is named is in its file`() {
        #expect(Self.pages.count > 5)
        report(
            Self.pages.flatMap { path in Guide.links(in: Repository.text(of: path) ?? "", path: path) }
                .compactMap(Guide.finding))
    }

    @Test func `Every answer about a night that went wrong names its test`() throws {
        let path = "docs/when-it-goes-wrong.md"
        let answers = try #require(Repository.text(of: path)).components(separatedBy: "\n### ").dropFirst()
        #expect(answers.count > 20)
        for answer in answers where !answer.contains("](../Tests/") {
            Issue.record("\(path): no test proves: \(answer.prefix { $0 != "\n" })")
        }
    }

    @Test func `Every command that is to be typed is one`() {
        let commands = Guide.commands(in: Repository.sources.filter { $0.target == "salur" })
        #expect(commands.isSuperset(of: ["run", "explain", "retry"]))
        for path in Self.pages {
            for word in Guide.typed(in: Repository.text(of: path) ?? "") where !commands.contains(word) {
                Issue.record("\(path): salur \(word) is no command")
            }
        }
        #expect(Guide.typed(in: "a `salur run X`\n$ salur status\nanother salur at work") == ["run", "status"])
    }

    @Test func `Every source file that a page names in code is there`() {
        let files = Repository.files(under: ["Sources", "Tests"])
        let names = Set(files.compactMap { path in path.split(separator: "/").last.map(String.init) })
        for path in Self.pages {
            for name in Guide.sourceNames(in: Repository.text(of: path) ?? "") where !names.contains(name) {
                Issue.record("\(path): there is no file \(name)")
            }
        }
        let text = "`A.swift`, `B/C+D.swift`, B.swift, `schema.sql`, `out/results.csv`"
        #expect(Guide.sourceNames(in: text) == ["A.swift", "C+D.swift", "schema.sql"])
    }

    @Test func `A link that leads nowhere is found, and a test that is not there`() {
        let text = "[a](nowhere.md), [b](https://example.com), [c](#d)\n[No such\ntest](../Tests/A.swift)"
        let links = Guide.links(in: text, path: "docs/a.md")
        #expect(links.map(\.target) == ["docs/nowhere.md", "Tests/A.swift"])
        #expect(links.map(\.words) == ["a", "No such test"])
        #expect(links.compactMap(Guide.finding).map(\.line) == [1, 2])
        let known = "Tests/RepositoryTests/GuideTests.swift"
        #expect(Guide.finding(Guide.Link(page: "a", line: 1, words: "No such" + " proof", target: known)) != nil)
        #expect(Guide.finding(Guide.Link(page: "a", line: 1, words: "leads nowhere is found", target: known)) == nil)
    }
}

private enum Guide {
    struct Link {
        let page: String
        let line: Int
        let words: String
        /// Relative to the top folder, without what follows a #.
        let target: String
    }

    /// The links to files of the repository; those to other places and within the page are left out.
    static func links(in text: String, path: String) -> [Link] {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        return text.matches(of: /\[([^\[\]]+)\]\(([^()\s]+)\)/).compactMap { match in
            let target = match.2.prefix { $0 != "#" }
            guard !target.isEmpty, !target.contains("://") else { return nil }
            let line = text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            return Link(
                page: path, line: line, words: match.1.split { $0 == " " || $0 == "\n" }.joined(separator: " "),
                target: simplified(folder.isEmpty ? String(target) : "\(folder)/\(target)"))
        }
    }

    /// The names of Swift and SQL files that end a piece of code in the text, without their folders.
    static func sourceNames(in text: String) -> [String] {
        text.matches(of: /([A-Za-z0-9+]+\.(?:swift|sql))\x60/).map { String($0.1) }
    }

    /// The names of the commands, as their sources write them.
    static func commands(in sources: [SourceFile]) -> Set<String> {
        let names = sources.flatMap(\.lines).compactMap { $0.firstMatch(of: /commandName: "([a-z]+)"/)?.1 }
        return Set(names.map(String.init)).union(["help"])
    }

    /// The word after `salur` wherever the command stands at the beginning of a line or of code.
    static func typed(in text: String) -> [String] {
        text.matches(of: /(?m)(?:^|`|\$ |\/bin\/)salur ([a-z]+)/).map { String($0.1) }
    }

    /// What is wrong with a link; nil where it is good.
    static func finding(_ link: Link) -> Finding? {
        guard let text = Repository.text(of: link.target) else {
            return Finding(path: link.page, line: link.line, message: "\(link.target) is not there")
        }
        guard link.target.hasPrefix("Tests/"), link.target.hasSuffix(".swift") else { return nil }
        guard text.contains(link.words) else {
            return Finding(path: link.page, line: link.line, message: "\(link.target) has no test \"\(link.words)\"")
        }
        return nil
    }

    private static func simplified(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
