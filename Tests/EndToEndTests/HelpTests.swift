import Foundation
import Testing

/// What the programs say about themselves, held to files in `Golden`.
///
/// `RECORD_GOLDEN=1` records the texts anew; that run fails, so that somebody looks at what changed.
@Suite(.timeLimit(.minutes(15)))
struct HelpTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "Golden")

    @Test(arguments: [
        "", "run", "check", "submit", "approve", "process", "pause", "resume", "close",
        "status", "explain", "report", "verify", "release", "retry",
        "cancel",
        "resolve", "balance", "inquire", "init", "doctor",
    ])
    func `The help of salur is as recorded`(command: String) async throws {
        try await World.with { world in
            let ended = try await world.salur([command, "--help"].filter { !$0.isEmpty })
            #expect(ended.code == 0)
            try compare(ended.output, command.isEmpty ? "salur.txt" : "salur-\(command).txt")
        }
    }

    @Test(arguments: ["", "with", "serve"])
    func `The help of salur-sandbox is as recorded`(command: String) async throws {
        try await World.with { world in
            let ended = try await world.sandbox([command, "--help"].filter { !$0.isEmpty })
            #expect(ended.code == 0)
            try compare(ended.output, command.isEmpty ? "salur-sandbox.txt" : "salur-sandbox-\(command).txt")
        }
    }

    private func compare(_ text: String, _ name: String) throws {
        let file = Self.folder.appending(path: name)
        guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == nil else {
            try Data(text.utf8).write(to: file)
            Issue.record("Golden/\(name) was recorded anew; look at what changed, then run again without it")
            return
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(text == recorded, "Golden/\(name) differs; RECORD_GOLDEN=1 records it anew")
    }
}
