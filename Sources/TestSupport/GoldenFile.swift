internal import FoundationEssentials

/// A text as it was recorded, in the folder `Golden` next to a test file:
///
///     #expect(try GoldenFile("reasons.txt").difference(from: text) == nil)
///
/// `RECORD_GOLDEN=1` records what the program says now; that run fails, so that somebody looks at what changed.
package struct GoldenFile {
    /// Lines that a difference names.
    private static let linesMax = 10

    private let name: String
    private let file: URL

    /// - Parameter testFile: the file next to which the folder lies: the caller's.
    package init(_ name: String, nextTo testFile: String = #filePath) {
        self.name = name
        file = URL(filePath: testFile).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "Golden").appending(path: name)
    }

    /// What to report of `text`; nil where it is as recorded.
    ///
    /// - Throws: errors of the file system.
    package func difference(from text: String) throws -> String? {
        guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == nil else {
            try Data(text.utf8).write(to: file)
            return "Golden/\(name) was recorded anew; look at what changed, then run again without RECORD_GOLDEN"
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        guard text != recorded else { return nil }
        let differences = text.split(separator: "\n", omittingEmptySubsequences: false)
            .difference(from: recorded.split(separator: "\n", omittingEmptySubsequences: false))
        return """
            Golden/\(name) differs in \(differences.count) lines; RECORD_GOLDEN=1 records it anew. The first: \
            \(differences.prefix(Self.linesMax).map { "\($0)" }.joined(separator: "; "))
            """
    }
}
