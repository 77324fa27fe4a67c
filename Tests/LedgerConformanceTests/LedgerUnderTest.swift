import LedgerAPI
import LedgerMemory
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// The ledgers that must do the same.
enum LedgerKind: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite

    var testDescription: String { rawValue }
}

/// A new ledger of one kind, reached by its protocols alone.
final class LedgerUnderTest {
    static let start = Timestamp(milliseconds: 1_771_051_030_000)
    static let form = FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false)
    static let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]

    let ledger: any LedgerStore
    private let folder: TemporaryFolder?
    private var identifierCount = 0
    private var batchCount = 0

    init(_ kind: LedgerKind) throws {
        switch kind {
        case .memory: (ledger, folder) = (MemoryLedger(), nil)
        case .sqlite:
            let folder = try TemporaryFolder("conformance", inMemory: true)
            (ledger, self.folder) = (try Ledger(path: folder.path + "/salur.db"), folder)
        }
    }

    deinit { try? (ledger as? Ledger)?.close() }

    // MARK: Batches

    static func order(_ reference: String, amount: Int64 = 1_500_000) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: "1234567800", accountName: "Budi Santoso",
            amount: Rupiah(amount))
    }

    static func naming(_ digest: String, name: String? = nil) -> BatchNaming {
        BatchNaming(identity: BatchIdentity(name ?? digest), name: name, digest: digest, payAgainReason: nil)
    }

    /// An import of a file without rows.
    func filing() throws -> any FileImport {
        batchCount += 1
        return try ledger.beginImport(
            of: "payroll-\(batchCount).csv", rail: .payout, header: Self.header, form: Self.form, at: Self.start)
    }

    /// A batch of payouts in the queue, one for each order, from line 2 on.
    @discardableResult
    func batch(_ orders: [PaymentOrder], name: String? = nil, digest: String? = nil) throws -> BatchID {
        let filing = try filing()
        for (index, order) in orders.enumerated() {
            try filing.add(.accepted(line: index + 2, order: order, note: "salary", others: []))
        }
        let digest = digest ?? String(repeating: "0", count: 63) + String(batchCount, radix: 16)
        return try filing.finish(as: Self.naming(digest, name: name), at: Self.start)
    }

    /// A batch of `count` payouts in the queue.
    @discardableResult
    func batch(of count: Int) throws -> BatchID {
        try batch((1...count).map { Self.order("PAY-\($0)", amount: Int64($0) * 1000) })
    }

    /// All queued payouts of a batch.
    func queued(_ batch: BatchID) throws -> [PayoutID] {
        try ledger.read { try $0.payouts(batch, .queued, after: .none, limit: 100_000) }
    }

    // MARK: Payouts

    func load(_ id: PayoutID) throws -> StoredPayout { try ledger.read { try #require(try $0.payout(id)) } }

    /// 32 characters that no other identifier of this ledger has.
    func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Saves a payout as somebody has made it, without a word in the journal.
    func save(_ payout: Payout, over old: StoredPayout, at now: Timestamp = start) throws -> Bool {
        let stored = StoredPayout(
            id: old.id, batch: old.batch, line: old.line, note: old.note, payout: payout)
        let change = PayoutChange(event: .recalled, old: old.payout, stored: stored, entry: nil)
        return try ledger.write { try $0.save(change, at: now) }
    }

    /// Lets events happen to a payout, each saved in a transaction of its own; each must change something.
    func happens(_ id: PayoutID, at now: Timestamp = start, _ events: PayoutEvent...) throws {
        for event in events {
            let old = try load(id)
            var new = old.payout
            _ = new.handle(event, at: now, policy: PayoutPolicy())
            #expect(new != old.payout, "\(event.kind) changed nothing")
            #expect(try save(new, over: old, at: now))
        }
    }

    /// Sends a validation, which the bank accepts, and answers its X-EXTERNAL-ID.
    @discardableResult
    func validates(_ id: PayoutID, at now: Timestamp = start) throws -> ExternalID {
        let externalID = ExternalID(identifier())
        try happens(
            id, at: now, .validationIntended(externalID, PartnerReferenceNo(identifier())),
            .validationAnswered(externalID, .accepted(Answers.accepted, providerReferenceNo: "V1")))
        return externalID
    }

    @discardableResult
    func becomesValidated(_ id: PayoutID, at now: Timestamp = start) throws -> ExternalID {
        let externalID = try validates(id, at: now)
        try happens(id, at: now, .validationReported(externalID, Answers.valid))
        return externalID
    }

    /// Makes a transfer intent and answers its X-EXTERNAL-ID.
    @discardableResult
    func becomesPending(_ id: PayoutID, at now: Timestamp = start) throws -> ExternalID {
        try becomesValidated(id, at: now)
        let externalID = ExternalID(identifier())
        try happens(id, at: now, .transferIntended(externalID, PartnerReferenceNo(identifier())))
        return externalID
    }

    /// A transfer of attempt 1 that ends with this `latestTransactionStatus`.
    func ends(_ id: PayoutID, as status: TransactionStatus, at now: Timestamp = start) throws {
        try becomesPending(id, at: now)
        try happens(id, at: now, .statusReported(attempt: 1, StatusReport(status: status, source: .callback)))
    }

    // MARK: Steps and reports

    /// What a step reads.
    func facts(_ change: (inout Needs) -> Void, at now: Timestamp = start) throws -> Facts {
        var needs = Needs(at: now, longestWait: PayoutPolicy().longestWait)
        change(&needs)
        return try ledger.perform(needs) { facts in .commit(ChangeSet(at: now), copy facts) }.result
    }

    /// What a step reads of one batch.
    func facts(
        of batch: BatchID, at now: Timestamp = start, _ change: (inout BatchNeeds) -> Void
    ) throws -> BatchFacts {
        var share = BatchNeeds(batch)
        change(&share)
        return try #require(try facts({ $0.batches = [share] }, at: now).batches.first)
    }

    /// Commits a step that has decided this.
    @discardableResult
    func commit(_ changes: [ChangeSet.Change], at now: Timestamp = start) throws -> Refusals {
        var set = ChangeSet(at: now)
        set.changes = changes
        return try ledger.perform(Needs(at: now, longestWait: .seconds(60))) { _ in .commit(set, true) }.refusals
    }

    func results(_ batch: BatchID) throws -> [ResultRow] {
        var results: [ResultRow] = []
        try ledger.read { try $0.forEachResult(of: batch, onlyRejected: false) { results.append($0) } }
        return results
    }

    func attempts(_ batch: BatchID) throws -> [AttemptRow] {
        var attempts: [AttemptRow] = []
        try ledger.read { try $0.forEachAttempt(of: batch) { attempts.append($0) } }
        return attempts
    }

    /// The totals kept with every transition are those counted from the rows, and add up to the file.
    func expectTotalsHold(_ batch: BatchID, _ comment: Comment? = nil) throws {
        let (kept, counted, input) = try ledger.read {
            (try $0.totals(batch), try $0.recountedTotals(batch), try $0.batch(batch)?.input)
        }
        #expect(kept == counted, comment)
        #expect(counted.values.total == input, comment)
    }
}

/// Answers of the bank, as the contract words them.
enum Answers {
    static let accepted = BankAnswer(code: "2001600", message: "Successful")
    static let invalidAccount = BankAnswer(code: "4041611", message: "Invalid Account")
    static let received = BankAnswer(code: "2021800", message: "Request In Progress")
    static let tooManyRequests = BankAnswer(code: "4291800", message: "Too Many Requests")
    static let valid = ValidationVerdict.valid(
        name: "BUDI SANTOSO", customerReference: "BEN-1", providerReferenceNo: "V1")
}
