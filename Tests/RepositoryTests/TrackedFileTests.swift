import Testing

/// What is in the repository, other than code.
@Suite struct TrackedFileTests {
    /// Texts that people read.
    private static let documents = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs", "Samples", "schemas"]

    @Test func `Documents and samples name no path of one machine`() {
        for path in Repository.files(under: Self.documents + ["Makefile", ".ci/run"]) {
            guard let text = Repository.text(of: path) else { continue }
            report(TrackedFiles.machinePaths(in: text, path: path))
        }
        report(Repository.sources.flatMap { TrackedFiles.machinePaths(in: $0.lines, path: $0.path) })
    }

    @Test func `What is built or resolved is not tracked`() throws {
        let ignored = try #require(Repository.text(of: ".gitignore")).split(separator: "\n").map(String.init)
        for name in [".build", "Package.resolved", "out"] {
            #expect(
                ignored.contains { $0 == name || $0 == "/\(name)" || $0 == "\(name)/" || $0 == "/\(name)/" },
                ".gitignore:1: it does not name \(name)")
        }
        for line in ignored where line.hasPrefix("!") {
            Issue.record(".gitignore:1: \(line) takes something back into the repository")
        }
    }

    @Test func `A path of one machine is found`() {
        let paths = ["/work" + "/main", "/root" + "/.ssh", "/opt" + "/swift/usr/bin", "/home" + "/ana"]
        for path in paths {
            #expect(TrackedFiles.machinePaths(in: "a\nsee \(path)", path: "README.md").map(\.line) == [2])
        }
        let innocent = "https://example.com/work/main, the path/root/a, /opt/salur, /network/, ./work/a"
        #expect(TrackedFiles.machinePaths(in: innocent, path: "README.md").isEmpty)
    }
}

enum TrackedFiles {
    /// Places that exist on the machine of whoever wrote the line, and nowhere else.
    private static let machinePlaces = ["/work" + "/", "/root" + "/", "/opt" + "/swift", "/home" + "/"]

    static func machinePaths(in text: String, path: String) -> [Finding] {
        machinePaths(in: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), path: path)
    }

    static func machinePaths(in lines: [String], path: String) -> [Finding] {
        lines.enumerated().flatMap { index, line in
            machinePlaces.filter { names(line, $0) }
                .map { Finding(path: path, line: index + 1, message: "\($0) is a place on one machine") }
        }
    }

    /// Whether `place` stands in `line` as the beginning of a path.
    private static func names(_ line: String, _ place: String) -> Bool {
        line.ranges(of: place).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && !"./_-".contains(before)
        }
    }
}
