import CrashPoints
import FoundationEssentials
import Glibc
import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import TestSupport
import Testing

/// An inbox that dies anywhere, as `kill -9` would have it, is followed by another one that comes to the same end.
@Suite struct InboxCrashTests {
    private static let approval = InboxFolder.Approval.automatic(ceiling: Rupiah(10_000_000))

    private static let points: [CrashPoint] =
        CrashPoint.InboxStep.allCases.map { .inbox($0) }
        + [
            .uncommitted(.batchSubmitted), .committed(.batchSubmitted), .uncommitted(.batchApproved),
            .committed(.batchApproved),
        ]

    @Test(arguments: points.map(\.name)) func `One file is one batch, approved and archived once`(point: String)
        async throws
    {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.approval)
        try inbox.drop("gaji.csv", InboxFixture.csv("A", "B", ending: ""))
        try inbox.drop("gaji.csv.control.json", #"{"rows": 2}"#)
        let root = inbox.root
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = root as String, point = point as String] in
            setenv(CrashPoint.switchName, point, 1)
            var inbox = try await InboxFixture(root: root, .automatic(ceiling: Rupiah(10_000_000)))
            await inbox.settleDown()
            try inbox.settleBatches()
            await inbox.look()
        }
        await inbox.settleDown()
        await inbox.look(after: .seconds(31))
        try inbox.settleBatches()
        await inbox.look()
        await inbox.settleDown()
        let batch = try #require(try inbox.batches().first)
        #expect(try inbox.batches().count == 1 && batch.approvedAt != nil)
        #expect(inbox.history.map(\.state) == [.done])
        let path = "done/\(InboxFixture.day)/gaji.csv"
        #expect(inbox.files == [path, path + ".note.txt"])
        #expect(inbox.text(path + ".control.json") != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.folder + "/.salur/claimed").isEmpty)
    }

    @Test(arguments: [CrashPoint.InboxStep.moved, .submitting, .filing, .filed].map { CrashPoint.inbox($0).name })
    func `A file that is refused is set aside once`(point: String) async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.approval)
        try inbox.drop("gaji.csv", "Dear all,\nplease pay.\n")
        let root = inbox.root
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = root as String, point = point as String] in
            setenv(CrashPoint.switchName, point, 1)
            var inbox = try await InboxFixture(root: root)
            await inbox.settleDown()
        }
        await inbox.settleDown()
        #expect(inbox.history.map(\.state) == [.refused])
        let path = "refused/\(InboxFixture.day)/gaji.csv"
        #expect(inbox.files == [path, path + ".reason.txt"])
    }

    /// Files come, some twice, some in two halves, some renamed; inboxes end and begin again at any time.
    @Test func `Whatever happens, each content is one batch, and each file is somewhere`() async throws {
        var random = SeededRandom(seed: printedSeed(of: #function))
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.approval)
        var contents: Set<String> = []
        var unfinished: [String: String] = [:]
        var dropped = 0
        func finish() throws {
            for (name, text) in unfinished { try inbox.drop(name, text) }
            unfinished = [:]
        }
        for number in 0..<60 {
            switch Int.random(in: 0..<7, using: &random) {
            case 0, 1:
                let text = InboxFixture.csv("R\(Int.random(in: 0..<12, using: &random))")
                contents.insert(text)
                dropped += 1
                let name = "gaji \(number).csv"
                guard Bool.random(using: &random) else {
                    try inbox.drop(name + ".part", text)
                    #expect(rename("\(inbox.folder)/\(name).part", "\(inbox.folder)/\(name)") == 0)
                    continue
                }
                try inbox.drop(name, String(text.prefix(Int.random(in: 1..<text.count - 1, using: &random))))
                if inbox.text(name)?.hasSuffix("\n") == true {
                    try inbox.drop(name, text)
                } else {
                    unfinished[name] = text
                }
            case 2: try finish()
            case 3: try inbox.restart()
            case 4 where try !inbox.batches().isEmpty: try inbox.settleBatches()
            default: await inbox.look(after: .seconds(Int.random(in: 1..<40, using: &random)))
            }
        }
        try finish()
        await inbox.settleDown()
        await inbox.settleDown()
        #expect(try inbox.batches().count == contents.count)
        try inbox.settleBatches()
        await inbox.settleDown()
        #expect(inbox.history.count == dropped && inbox.history.allSatisfy { [.done, .duplicate].contains($0.state) })
        #expect(inbox.history.count { $0.state == .done } == contents.count)
        #expect(inbox.files.count { $0.hasPrefix("done/") && $0.hasSuffix(".csv") } == dropped)
    }
}
