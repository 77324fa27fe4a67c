import FoundationEssentials
import Glibc
import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing

/// A watched folder with a ledger of its own. It is known by its path alone, so that a process that is to die can make
/// it as well.
struct InboxFixture {
    static let header = "reference,bank_code,account_number,account_name,amount,note"
    static let day = "2026-02-14"

    /// Holds the watched folder `in`, the ledger and the key of the settings.
    let root: String
    var folder: String { root + "/in" }
    let inbox: InboxFolder
    let settings: Settings
    var worker: InboxWorker
    private(set) var uptime = Duration.zero

    /// - Parameters:
    ///   - settings: keeps `root` for as long as the test runs.
    ///   - approval: of the folder.
    init(
        _ fixture: SettingsFixture, _ approval: InboxFolder.Approval = .person, bytesMax: Int = 1_000_000,
        environment: [String: String] = [:]
    ) async throws {
        try await self.init(root: fixture.folder, approval, bytesMax: bytesMax, environment: environment)
    }

    init(
        root: String, _ approval: InboxFolder.Approval = .person, bytesMax: Int = 1_000_000,
        environment: [String: String] = [:]
    ) async throws {
        self.root = root
        try FileManager.default.createDirectory(atPath: root + "/in", withIntermediateDirectories: true)
        inbox = InboxFolder(path: root + "/in", kind: .payout, approval: approval)
        try Data("# nothing\n".utf8).write(to: URL(filePath: root + "/settings.yaml"))
        settings = try await Settings.load(
            ledgerPath: root + "/salur.db", outputDirectory: root + "/out",
            environment: SettingsFixture.environment(keyFolder: root).merging(environment) { $1 },
            file: root + "/settings.yaml")
        worker = try InboxWorker(inbox, settings, clock: FixedClock(), bytesMax: bytesMax)
    }

    // MARK: Files

    /// A file of rows that can be paid, one a reference, each to an account of its own.
    static func csv(_ references: String..., amount: Int = 1_500_000, ending: String = "\n") -> String {
        let rows = references.map { "\($0),014,\(IntakeFixture.account(of: $0)),Budi Santoso,\(amount),gaji" }
        return ([header] + rows).joined(separator: "\n") + ending
    }

    func drop(_ name: String, _ text: String) throws { try drop(name, Array(text.utf8)) }

    /// Writes a file so that no process that another test begins meanwhile holds it open.
    func drop(_ name: String, _ bytes: [UInt8]) throws {
        let file = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        #expect(file >= 0 && write(file, bytes, bytes.count) == bytes.count)
        close(file)
    }

    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: folder + "/" + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// All files of the watched folder, with those in its folders and without documents of the inbox.
    var files: [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return all.filter { path in
            var status = stat()
            return lstat(folder + "/" + path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
                && !path.hasSuffix(".json")
        }.sorted()
    }

    // MARK: Looks

    /// Lets time pass, and looks.
    @discardableResult mutating func look(after time: Duration = .seconds(2)) async -> [InboxEvent] {
        uptime += time
        return await worker.look(uptime: uptime)
    }

    /// Looks until whatever lies there has been seen for long enough.
    mutating func settleDown() async {
        await look()
        await look(after: .seconds(31))
    }

    /// A new process.
    mutating func restart() throws {
        worker = try InboxWorker(inbox, settings, clock: FixedClock())
        uptime = .zero
    }

    var history: [InboxHistory.Entry] { InboxHistory(of: inbox, limit: 100).entries }
    var states: [String: InboxState] { Dictionary(history.map { ($0.name, $0.state) }) { first, _ in first } }

    // MARK: The ledger

    func batches() throws -> [Batch] {
        guard FileManager.default.fileExists(atPath: settings.ledgerPath) else { return [] }
        return try Ledger(path: settings.ledgerPath, readOnly: true).read { try $0.batches() }
    }

    func event(_ kind: String, _ batch: Batch) throws -> JournalEvent? {
        try Ledger(path: settings.ledgerPath, readOnly: true).read { try $0.lastEvent(kind, of: batch.id) }
    }

    /// As if every batch had been paid.
    func settleBatches() throws {
        let ledger = try Ledger(path: settings.ledgerPath)
        for batch in try ledger.read({ try $0.batches() }) {
            _ = try ledger.write { try $0.handle(.settled, of: batch.id, at: FixedClock().now()) }
        }
        try ledger.close()
    }
}
