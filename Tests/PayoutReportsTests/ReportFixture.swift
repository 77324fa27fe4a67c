import FoundationEssentials
import Glibc
import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutReports
import TestSupport
import Testing
import Wording

/// A ledger and an output folder of its own for one test, removed at the end.
final class ReportFixture {
    static let now = Timestamp(milliseconds: 1_771_051_030_000)
    static let digest = String(repeating: "0123456789abcdef", count: 4)
    static let own = FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false)

    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let ledger: Ledger
    var output: String { folder + "/out" }
    private var identifierCount = 0

    init() throws {
        temporary = try TemporaryFolder("reports")
        ledger = try Ledger(path: temporary.path + "/salur.db")
    }

    deinit { try? ledger.close() }

    // MARK: Batches

    func batch(
        _ rows: [ImportedRow], header: [String], form: FileForm = own, fileName: String = "payroll.csv",
        name: String? = nil, rail: Rail = .payout, repeated: [Int] = []
    ) throws -> Batch {
        let filing = try LedgerImport(
            into: ledger, rail: rail, fileName: fileName, header: header, form: form, at: Self.now)
        for row in rows { try filing.add(row) }
        try filing.reject(lines: repeated) { _ in .repeatedReference }
        let naming = BatchNaming(
            identity: BatchIdentity(name ?? Self.digest), name: name, digest: Self.digest, payAgainReason: nil)
        let id = try filing.finish(as: naming, at: Self.now)
        return try #require(try ledger.read { try $0.batch(id) })
    }

    @discardableResult
    func write(
        _ batch: Batch, as form: ReportForm = ReportForm(), in language: Language = .english
    ) throws -> (reconciliation: Reconciliation, path: String) {
        let folder = ReportFolder(outputDirectory: output, batch: batch)
        let reconciliation = try folder.write(batch.id, from: ledger, in: language, as: form) {
            $0 == "014" ? "BCA" : nil
        }
        return (reconciliation, folder.path)
    }

    /// Approves a batch as `salur approve` does.
    ///
    /// - Parameter detail: what is recorded: the rows, and why.
    func approve(_ batch: Batch, _ detail: String, by person: String) throws {
        try ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: Self.now, batch: batch.id, payout: nil, kind: "batch_approved", detail: detail, actor: person,
                    evidence: try transaction.reader.alteration(of: batch).digest))
            try transaction.handle(.approved, of: batch.id, at: Self.now)
        }
    }

    func queued(_ batch: Batch) throws -> [PayoutID] {
        try ledger.read { try $0.queued(batch.id, after: .none, limit: 1000) }
    }

    // MARK: Payouts

    func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Lets events happen to a payout, each saved in a transaction of its own.
    func happens(_ id: PayoutID, at now: Timestamp = now, _ events: PayoutEvent...) throws {
        for event in events {
            try ledger.write { transaction in
                let old = try #require(try transaction.reader.payout(id))
                var new = old
                _ = new.payout.handle(event, at: now, policy: PayoutPolicy())
                #expect(try transaction.save(new, from: old.payout, at: now))
                try Self.record(event.kind, new, at: now, transaction)
            }
        }
    }

    /// A person decides about a payout; the journal has it in the words of the engine.
    func isDecided(
        _ id: PayoutID, _ event: PayoutEvent, by decision: PersonalDecision, at now: Timestamp = now
    ) throws {
        try ledger.write { transaction in
            let old = try #require(try transaction.reader.payout(id))
            var new = old
            _ = new.payout.handle(event, at: now, policy: PayoutPolicy())
            #expect(try transaction.save(new, from: old.payout, at: now))
            let row = JournalEvent.Row(
                line: new.line, reference: new.payout.order.reference, status: new.payout.status)
            try transaction.record(
                JournalEvent(
                    at: now, batch: new.batch, payout: id, row: row, kind: event.kind,
                    detail: "\(old.payout.status.rawValue) → \(new.payout.status.rawValue): \(decision.reason)",
                    actor: decision.person))
        }
    }

    /// Puts a payout into a status that no event of the engine leads to.
    func becomes(_ id: PayoutID, _ status: PayoutStatus) throws {
        try ledger.write { transaction in
            let old = try #require(try transaction.reader.payout(id))
            var new = old
            new.payout = Payout(order: old.payout.order, status: status)
            #expect(try transaction.save(new, from: old.payout, at: Self.now))
            try Self.record("became", new, at: Self.now, transaction)
        }
    }

    private static func record(
        _ kind: String, _ stored: StoredPayout, at now: Timestamp, _ transaction: LedgerTransaction
    ) throws {
        let row = JournalEvent.Row(
            line: stored.line, reference: stored.payout.order.reference, status: stored.payout.status)
        try transaction.record(
            JournalEvent(
                at: now, batch: stored.batch, payout: stored.id, row: row, kind: kind,
                detail: "in \"quotes\", on two\nlines, with a \u{1} and an é"))
    }

    @discardableResult
    func validates(_ id: PayoutID) throws -> ExternalID {
        let externalID = ExternalID(identifier())
        let accepted = BankAnswer(code: "2001600", message: "Successful")
        try happens(
            id, .validationIntended(externalID, PartnerReferenceNo(identifier())),
            .validationAnswered(externalID, .accepted(accepted, providerReferenceNo: "V1")))
        return externalID
    }

    func becomesValidated(_ id: PayoutID, name: String = "BUDI SANTOSO") throws {
        let externalID = try validates(id)
        let verdict = ValidationVerdict.valid(name: name, customerReference: "BEN-1", providerReferenceNo: nil)
        try happens(id, .validationReported(externalID, verdict))
    }

    func becomesPending(_ id: PayoutID) throws {
        try becomesValidated(id)
        try happens(id, .transferIntended(ExternalID(identifier()), PartnerReferenceNo(identifier())))
    }

    func ends(_ id: PayoutID, as status: TransactionStatus, answer: BankAnswer? = nil) throws {
        try becomesPending(id)
        let report = StatusReport(status: status, source: .callback, answer: answer, providerReferenceNo: "T1")
        try happens(id, at: Self.now + .seconds(60), .statusReported(attempt: 1, report))
    }
}

/// A file read with our own reader.
struct ReadTable {
    let header: [String]
    let format: CSVFormat
    let rows: [[String]]

    init(_ path: String) throws {
        let reader = try PayoutFileReader(path: path, allowsNoRows: true)
        var rows: [[String]] = []
        try reader.forEachRow { rows.append($0.cells) }
        (header, format, self.rows) = (reader.header.names, reader.header.format, rows)
    }

    /// The cells of one column.
    func column(_ name: String) throws -> [String] {
        let index = try #require(header.firstIndex(of: name), "no column \(name) in \(header)")
        return rows.map { $0[index] }
    }
}
