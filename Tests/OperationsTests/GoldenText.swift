import Foundation
import Testing

/// Texts for people, held to files in `Golden`.
///
/// `RECORD_GOLDEN=1` records them anew; that run fails, so that somebody looks at what changed.
enum GoldenText {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "Golden")

    static func compare(_ text: String, _ name: String) throws {
        let file = folder.appending(path: name)
        guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == nil else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("Golden/\(name) was recorded anew; look at what changed, then run again without it")
            return
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(text == recorded, "Golden/\(name) differs; RECORD_GOLDEN=1 records it anew")
    }
}
