import FoundationEssentials
import Glibc
import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing
import Wording

/// What becomes of the files in a watched folder.
@Suite struct InboxTests {
    @Test func `A file that rests is submitted once, waits for a person, and is archived when its batch is over`()
        async throws
    {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A", "B"))
        await inbox.look()
        await inbox.look(after: .seconds(20))
        #expect(try inbox.batches().isEmpty && inbox.states == ["gaji.csv": .incomplete])
        await inbox.look(after: .seconds(10))
        let batch = try #require(try inbox.batches().first)
        #expect(batch.fileName == inbox.folder + "/gaji.csv" && batch.folderName.hasPrefix("gaji-"))
        #expect(try inbox.event("batch_submitted", batch)?.actor == "folder \(inbox.folder) (inbox)")
        #expect(inbox.states == ["gaji.csv": .waitsForApproval] && inbox.text("gaji.csv") == nil)
        #expect(try inbox.batches().map(\.status) == [.submitted])

        try inbox.settleBatches()
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .done])
        let path = "done/\(InboxFixture.day)/gaji.csv"
        #expect(inbox.files == [path, path + ".note.txt"])
        #expect(inbox.text(path) == InboxFixture.csv("A", "B"))
        let note = try #require(inbox.text(path + ".note.txt"))
        #expect(note.contains("queued: 2 rows, Rp 3.000.000") && note.contains("\(inbox.root)/out/\(batch.folderName)"))
        #expect(note.contains("Laporannya ada di"))
        await inbox.settleDown()
        #expect(try inbox.batches().count == 1 && inbox.files.count == 2)
    }

    @Test func `A file that grows is left alone until it rests`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        for count in 1...4 {
            try inbox.drop("gaji.csv", InboxFixture.csv("A") + String(repeating: "\n", count: count))
            await inbox.look(after: .seconds(25))
            #expect(inbox.states == ["gaji.csv": .incomplete])
        }
        await inbox.look(after: .seconds(31))
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
    }

    @Test func `A marker says that a file is complete, unless the file is newer`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("old.csv.done", "")
        usleep(20_000)
        try inbox.drop("old.csv", InboxFixture.csv("A"))
        // Without an end of its last line: the marker alone says that it is whole.
        try inbox.drop("gaji.csv", InboxFixture.csv("B", ending: ""))
        usleep(20_000)
        try inbox.drop("gaji.csv.done", "")
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .waitsForApproval, "old.csv": .incomplete])
        try inbox.settleBatches()
        await inbox.look()
        #expect(!inbox.files.contains { $0.hasSuffix("gaji.csv.done") })
    }

    @Test(
        "Names of unfinished and hidden files are never taken",
        arguments: [
            ".gaji.csv", "~$gaji.xlsx", "gaji.csv.tmp", "gaji.csv.part", "gaji.csv.crdownload", "GAJI.CSV.FILEPART",
            "gaji.csv.done", "gaji.csv.control.json", "gaji.csv.reason.txt", "Thumbs.db",
        ])
    func neverTaken(name: String) async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop(name, InboxFixture.csv("A"))
        await inbox.settleDown()
        #expect(inbox.history.isEmpty && inbox.text(name) != nil)
        // Renamed, it is a file like any other.
        #expect(rename(inbox.folder + "/" + name, inbox.folder + "/ready.csv") == 0)
        await inbox.settleDown()
        #expect(inbox.states == ["ready.csv": .waitsForApproval])
    }

    @Test func `A file that somebody has open for writing waits, however long it rests`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        let writer = open(inbox.folder + "/gaji.csv", O_WRONLY | O_APPEND | O_CLOEXEC)
        await inbox.settleDown()
        #expect(inbox.states == ["gaji.csv": .incomplete])
        #expect(inbox.history.first?.reason?.text(in: .english) == "a program has it open for writing")
        close(writer)
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
    }

    @Test func `A control file goes with its file, and other totals refuse it`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("good.csv", InboxFixture.csv("A", ending: ""))
        try inbox.drop("good.csv.control.json", #"{"rows": 1, "total": 1500000}"#)
        try inbox.drop("bad.csv", InboxFixture.csv("B"))
        try inbox.drop("bad.csv.control.json", #"{"rows": 2}"#)
        await inbox.settleDown()
        #expect(inbox.states == ["good.csv": .waitsForApproval, "bad.csv": .refused])
        let refused = inbox.folder + "/refused/\(InboxFixture.day)/bad.csv"
        #expect(FileManager.default.fileExists(atPath: refused + ".control.json"))
        let reason = try #require(inbox.text("refused/\(InboxFixture.day)/bad.csv.reason.txt"))
        #expect(reason.contains("\(inbox.folder)/bad.csv.control.json says 2 rows") && !reason.contains(".salur"))
    }

    @Test func `What cannot be a batch is set aside with the reason, and the others go on`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, bytesMax: 300)
        try inbox.drop("letter.csv", "Dear all,\nplease pay.\n")
        try inbox.drop("photo.jpg", [0xFF, 0xD8, 0x00, 0x00, 0x01])
        try inbox.drop("large.csv", InboxFixture.csv("A", "B", "C", "D", "E", "F"))
        #expect(symlink("/etc/passwd", inbox.folder + "/link.csv") == 0)
        #expect(mkfifo(inbox.folder + "/pipe.csv", 0o600) == 0)
        #expect(mkdir(inbox.folder + "/folder.csv", 0o700) == 0)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        #expect(
            inbox.states == [
                "letter.csv": .refused, "photo.jpg": .refused, "large.csv": .refused, "link.csv": .refused,
                "pipe.csv": .refused, "gaji.csv": .waitsForApproval,
            ])
        for name in ["letter.csv", "photo.jpg", "large.csv", "link.csv", "pipe.csv"] {
            let reason = try #require(inbox.text("refused/\(InboxFixture.day)/\(name).reason.txt"), "\(name)")
            #expect(reason.contains("What to do:") && reason.contains("Yang perlu dilakukan:"), "\(name)")
        }
        #expect(try inbox.batches().count == 1)
    }

    @Test func `The same content under another name is not paid a second time`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, .automatic(ceiling: Rupiah(10_000_000)))
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        try inbox.drop("gaji copy.csv", InboxFixture.csv("A"))
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        #expect(try inbox.batches().count == 1)
        #expect(inbox.history.map(\.state).sorted { $0.rawValue < $1.rawValue } == [.approved, .duplicate, .duplicate])
        let note = try #require(inbox.text("done/\(InboxFixture.day)/gaji copy.csv.note.txt"))
        #expect(note.contains("not paid a second time") && note.contains("tidak dibayar untuk kedua kalinya"))
        try inbox.settleBatches()
        await inbox.look()
        #expect(inbox.text("done/\(InboxFixture.day)/gaji (2).csv") == InboxFixture.csv("A"))
    }

    @Test func `What is written to a file after it was submitted is not lost, and is not paid`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        let path = try #require(inbox.files.first)
        try inbox.drop(path, InboxFixture.csv("A", "B"))
        try inbox.settleBatches()
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .refused] && inbox.text("refused/\(InboxFixture.day)/gaji.csv") != nil)
        #expect(try inbox.batches().map(\.input.count) == [1])
    }

    @Test func `Only one of two inboxes takes the files of a folder; the other one follows it`() async throws {
        let fixture = try SettingsFixture()
        var first: InboxFixture? = try await InboxFixture(fixture)
        await first?.look()
        var second = try await InboxFixture(fixture)
        try second.drop("gaji.csv", InboxFixture.csv("A"))
        await second.settleDown()
        #expect(try second.batches().isEmpty)
        first = nil
        await second.settleDown()
        #expect(second.states == ["gaji.csv": .waitsForApproval])
    }

    @Test func `A folder that is missing is said, and watched once it is there`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        #expect(rmdir(inbox.folder) == 0)
        let failure = try #require(await inbox.look().first?.failure)
        #expect(failure.description.contains("The watched folder \(inbox.folder)"))
        #expect(InboxHistory(of: inbox.inbox, limit: 1).fault != nil)
        #expect(mkdir(inbox.folder, 0o700) == 0)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
    }

    @Test func `A copy that was halted in the middle is taken once it has gone on and is closed`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        let writer = open(inbox.folder + "/gaji.csv", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(writer) }
        // The first half ends with a line, as if it were all.
        let half = Array(InboxFixture.csv("A").utf8)
        #expect(write(writer, half, half.count) == half.count)
        await inbox.settleDown()
        await inbox.look(after: .seconds(3600))
        #expect(inbox.states == ["gaji.csv": .incomplete])
        let rest = Array(InboxFixture.csv("A", "B").utf8.dropFirst(half.count))
        #expect(write(writer, rest, rest.count) == rest.count && dup2(open("/dev/null", O_RDONLY), writer) == writer)
        await inbox.settleDown()
        #expect(try inbox.batches().map(\.input.count) == [2])
    }

    @Test func `A file that is taken away is noted, and its batch stays`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        try inbox.drop("gaji.csv.control.json", #"{"rows": 1}"#)
        await inbox.settleDown()
        #expect(unlink(inbox.folder + "/" + (try #require(inbox.files.first))) == 0)
        await inbox.look()
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .vanished])
        #expect(try inbox.batches().count == 1 && inbox.files.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.folder + "/.salur/claimed").isEmpty)
    }

    @Test func `A name of any length and with any letter is archived`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        let names = [String(repeating: "é", count: 120) + ".csv", "-", "a b\tc'\".csv", "gaji.2026.01"]
        for (index, name) in names.enumerated() { try inbox.drop(name, InboxFixture.csv("R\(index)")) }
        await inbox.settleDown()
        try inbox.settleBatches()
        await inbox.look()
        #expect(inbox.history.map(\.state) == [.done, .done, .done, .done])
        #expect(inbox.files.count == 8)
    }
}
