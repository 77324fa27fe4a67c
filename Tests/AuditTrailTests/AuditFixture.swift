import AuditTrail
import FoundationEssentials
import GRDB
import Glibc
import PayoutCore
import PayoutLedger
import PayoutReports
import TestSupport
import Testing

/// A ledger and reports of its own for one test, removed at the end.
final class AuditFixture {
    static let now = Timestamp(milliseconds: 1_771_051_030_123)
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """
    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        -----END PUBLIC KEY-----
        """
    static let otherPublicKey = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
        -----END PUBLIC KEY-----
        """

    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    private(set) var ledger: Ledger
    private var identifierCount = 0

    init() throws {
        temporary = try TemporaryFolder("audit")
        ledger = try Ledger(path: temporary.path + "/salur.db")
    }

    deinit { try? ledger.close() }

    /// A batch of eight rows: paid, failed, pending, refunded, rejected, held, and two that wait.
    func batch(name: String = "2026-02") throws -> Batch {
        let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
        let filing = try LedgerImport(
            into: ledger, fileName: "payroll.csv", header: header,
            form: FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false), at: Self.now)
        for line in 2...9 { try filing.add(line == 6 ? Self.wrong(line) : Self.right(line, name)) }
        let digest = String(repeating: "0123456789abcdef", count: 4)
        let naming = BatchNaming(identity: BatchIdentity(name), name: name, digest: digest, payAgainReason: nil)
        let id = try filing.finish(as: naming, at: Self.now)
        let queued = try ledger.read { try $0.queued(id, after: .none, limit: 100) }
        try ends(queued[0], as: .succeeded)
        try ends(queued[1], as: .failed)
        try ends(queued[2], as: nil)
        try ends(queued[3], as: .refunded)
        try happens(queued[4], .duplicateFound(.example))
        return try #require(try ledger.read { try $0.batch(id) })
    }

    /// A batch of two rows, of which the first mends a row of `other`.
    func mending(_ other: Batch, line: Int, name: String = "mended") throws -> Batch {
        let filing = try LedgerImport(
            into: ledger, fileName: "\(name).csv", header: ["reference"],
            form: FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false), at: Self.now)
        for line in 2...3 { try filing.add(Self.right(line, name)) }
        let digest = String(repeating: name == "mended" ? "a" : "b", count: 64)
        let naming = BatchNaming(
            identity: BatchIdentity(name), name: name, digest: digest, payAgainReason: nil, purpose: "gaji \(name)")
        let id = try filing.finish(as: naming, at: Self.now) { transaction, id in
            let row = try #require(try transaction.reader.row(inLine: line, of: other.id))
            try transaction.mend(row, byLine: 2, of: id, at: Self.now, actor: "Ani")
        }
        return try #require(try ledger.read { try $0.batch(id) })
    }

    private static func right(_ line: Int, _ name: String) -> ImportedRow {
        let order = PaymentOrder(
            reference: "PAY \"\(line)\", \(name)", bankCode: line.isMultiple(of: 2) ? "014" : "008",
            accountNumber: "123456780\(line)", accountName: "Budi Santoso", amount: Rupiah(Int64(line) * 10_000))
        return .accepted(line: line, order: order, note: "salary", others: [])
    }

    private static func wrong(_ line: Int) -> ImportedRow {
        var shown = ShownCells()
        (shown.reference, shown.bankCode, shown.amount) = ("PAY-\(line)", "BCA", "Rp 1.500.000")
        return .rejected(
            line: line, shown: shown, amount: nil, raw: [shown.reference, "BCA", shown.amount],
            reason: .badAmount)
    }

    private func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Lets an event happen to a payout as the engine does.
    func happens(_ id: PayoutID, _ event: PayoutEvent) throws {
        try ledger.write { transaction in
            let old = try #require(try transaction.reader.payout(id))
            var new = old
            _ = new.payout.handle(event, at: Self.now, policy: PayoutPolicy())
            #expect(try transaction.save(new, from: old.payout, at: Self.now))
            try transaction.record(
                JournalEvent(
                    at: Self.now, batch: new.batch, payout: id,
                    row: .init(line: new.line, reference: new.payout.order.reference, status: new.payout.status),
                    kind: event.kind, detail: "\(old.payout.status.rawValue) → \(new.payout.status.rawValue)",
                    evidence: new.payout.evidence))
        }
    }

    /// Takes a payout all the way to the bank's report; nil leaves it pending.
    func ends(_ id: PayoutID, as status: TransactionStatus?) throws {
        let validation = ExternalID(identifier())
        try happens(id, .validationIntended(validation, PartnerReferenceNo(identifier())))
        let valid = ValidationVerdict.valid(name: "BUDI SANTOSO", customerReference: "BEN-1", providerReferenceNo: nil)
        try happens(id, .validationReported(validation, valid))
        try happens(id, .transferIntended(ExternalID(identifier()), PartnerReferenceNo(identifier())))
        guard let status else { return }
        try happens(id, .statusReported(attempt: 1, StatusReport(status: status, source: .callback)))
    }

    // MARK: Reports

    /// Writes the reports of a batch and returns their folder.
    @discardableResult
    func write(_ batch: Batch, isSigned: Bool = true, key: String = AuditFixture.key) throws -> String {
        let reports = ReportFolder(outputDirectory: folder + "/out", batch: batch)
        _ = try reports.write(
            batch.id, from: ledger, signedBy: isSigned ? AuditPrivateKey(pem: key) : nil
        ) { _ in nil }
        return reports.path
    }

    /// A key that nobody gave to the auditor.
    static func newKey() -> String {
        // PKCS#8 around 32 bytes, which are as valid a key as any others.
        let prefix: [UInt8] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]
        let text = Data(prefix + (1...32)).base64EncodedString()
        return "-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n"
    }

    static func expectation(head: String? = nil, events: Int? = nil) throws -> ReportVerifier.Expectation {
        .init(publicKey: try AuditPublicKey(pem: publicKey), head: head, events: events)
    }

    // MARK: The ledger, edited without the program

    /// A callback that somebody proved.
    static let callback = ProvenCallback(
        kind: .transfer, proof: .body, receivedAt: now, content: CallbackContent(), body: #"{"a":1}"#)

    /// Edits the ledger, past triggers that come back as they were.
    func tamperKeepingTriggers(_ script: String) throws {
        let triggers = try raw { database in
            try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
                .map { (name: $0[0] as String, sql: $0[1] as String) }
        }
        try raw { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.name)") }
            try database.execute(sql: script)
            for trigger in triggers { try database.execute(sql: trigger.sql) }
        }
    }

    /// Gives the events of a batch new links that hold, as somebody would who knows how they are made.
    func rechain(_ batch: Batch) throws {
        var chain = JournalChain(of: batch.identity)
        var links: [[UInt8]] = []
        try ledger.read { reader in
            try reader.forEachEvent(of: batch.id) { event in
                chain.append(event.entry)
                links.append(chain.head)
            }
        }
        try raw { database in
            try database.execute(sql: "DROP TRIGGER event_is_final")
            let ids = try Int64.fetchAll(database, sql: "SELECT id FROM event WHERE batch_id IS NOT NULL ORDER BY id")
            for (id, link) in zip(ids, links) {
                try database.execute(sql: "UPDATE event SET link = ? WHERE id = ?", arguments: [Data(link), id])
            }
            try database.execute(
                sql: "UPDATE journal SET head = ? WHERE batch_id <> 0", arguments: [Data(chain.head)])
        }
    }

    private func raw<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try ledger.close()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder + "/salur.db", configuration: configuration)
        let result = try queue.writeWithoutTransaction(body)
        try queue.close()
        ledger = try Ledger(path: folder + "/salur.db")
        return result
    }

    /// Changes the ledger as somebody would who has the file and SQLite.
    func tamper(_ statements: String...) throws {
        try ledger.close()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder + "/salur.db", configuration: configuration)
        try queue.write { database in for statement in statements { try database.execute(sql: statement) } }
        try queue.close()
        ledger = try Ledger(path: folder + "/salur.db")
    }
}

extension LedgerTransaction {
    /// Takes every callback that waits.
    func takeAll() throws -> [PendingCallback] {
        let callbacks = try reader.pendingCallbacks(limit: 100)
        for callback in callbacks { try markProcessed(callback, finding: "a hint", at: AuditFixture.now) }
        return callbacks
    }
}

/// The files of a report folder as bytes.
struct ReportFiles {
    static let names = AuditFile.sealedNames + [AuditFile.name]

    let folder: String
    private let originals: [String: [UInt8]]

    init(_ folder: String) throws {
        self.folder = folder
        originals = try Dictionary(
            uniqueKeysWithValues: Self.names.map { ($0, Array(try Data(contentsOf: URL(filePath: folder + "/" + $0)))) }
        )
    }

    func bytes(_ name: String) -> [UInt8] { originals[name] ?? [] }

    func lines(_ name: String) -> [[UInt8]] {
        bytes(name).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Verifies the folder with other content in one file, and puts the file back.
    func verdict(
        _ name: String, _ content: [UInt8], _ expectation: ReportVerifier.Expectation = .init()
    ) throws -> ReportVerifier.Verdict {
        try Data(content).write(to: URL(filePath: folder + "/" + name))
        defer { try? Data(bytes(name)).write(to: URL(filePath: folder + "/" + name)) }
        return try ReportVerifier(folder: folder, expectation: expectation).verify()
    }

    func verdict(
        _ name: String, lines: [[UInt8]], _ expectation: ReportVerifier.Expectation = .init()
    ) throws -> ReportVerifier.Verdict {
        try verdict(name, Array(lines.joined(separator: [UInt8(ascii: "\n")])), expectation)
    }
}
