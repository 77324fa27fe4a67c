import FoundationEssentials
import GRDB
import Glibc
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// A ledger in a folder of its own, removed at the end.
final class LedgerFixture {
    static let start = Timestamp(milliseconds: 1_771_051_030_000)
    static let form = FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false)
    static let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]

    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let ledger: Ledger
    var path: String { ledger.path }
    private var identifierCount = 0
    private var batchCount = 0

    init() throws {
        temporary = try TemporaryFolder("ledger")
        ledger = try Ledger(path: temporary.path + "/salur.db")
    }

    deinit { try? ledger.close() }

    // MARK: Batches

    static func order(_ reference: String, amount: Int64 = 1_500_000) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: "1234567800", accountName: "Budi Santoso",
            amount: Rupiah(amount))
    }

    /// A batch of payouts in the queue, one for each order, from line 2 on.
    @discardableResult
    func batch(
        _ orders: [PaymentOrder], name: String? = nil, digest: String? = nil, payAgain: String? = nil
    ) throws -> BatchID {
        batchCount += 1
        let filing = try LedgerImport(
            into: ledger, fileName: "payroll-\(batchCount).csv", header: Self.header, form: Self.form, at: Self.start)
        for (index, order) in orders.enumerated() {
            try filing.add(.accepted(line: index + 2, order: order, note: "salary", others: []))
        }
        let digest = digest ?? String(repeating: "0", count: 63) + String(batchCount, radix: 16)
        let naming = BatchNaming(
            identity: BatchIdentity(name ?? digest), name: name, digest: digest, payAgainReason: payAgain)
        return try filing.finish(as: naming, at: Self.start)
    }

    /// A batch of `count` payouts in the queue.
    @discardableResult
    func batch(of count: Int) throws -> BatchID {
        try batch((1...count).map { Self.order("PAY-\($0)", amount: Int64($0) * 1000) })
    }

    /// All queued payouts of a batch.
    func queued(_ batch: BatchID) throws -> [PayoutID] {
        try ledger.read { try $0.queued(batch, after: .none, limit: 100_000) }
    }

    // MARK: Payouts

    func load(_ id: PayoutID) throws -> StoredPayout { try ledger.read { try #require(try $0.payout(id)) } }

    /// 32 characters that no other identifier of this fixture has.
    func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Lets events happen to a payout, each saved in a transaction of its own; each must change something.
    func happens(_ id: PayoutID, at now: Timestamp = start, _ events: PayoutEvent...) throws {
        for event in events {
            try ledger.write { transaction in
                let old = try #require(try transaction.reader.payout(id))
                var new = old
                _ = new.payout.handle(event, at: now, policy: PayoutPolicy())
                #expect(new.payout != old.payout, "\(event.kind) changed nothing")
                #expect(try transaction.save(new, from: old.payout, at: now))
            }
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

    func becomesValidated(_ id: PayoutID, at now: Timestamp = start) throws {
        let externalID = try validates(id, at: now)
        try happens(id, at: now, .validationReported(externalID, Answers.valid))
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

    // MARK: Around the program

    /// Runs `body` in a connection of its own, as somebody with a SQLite shell would.
    func raw<Value>(_ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.write(body)
    }

    func rawCount(_ sql: String) throws -> Int { try raw { try Int.fetchOne($0, sql: sql) ?? -1 } }
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

/// The totals kept with every transition are those counted from the rows, also by reason and bank, and add up to the
/// file.
func expectTotalsHold(_ fixture: LedgerFixture, _ batch: BatchID, _ comment: Comment? = nil) throws {
    let (kept, counted, input) = try fixture.ledger.read {
        (try $0.totals(batch), try $0.recountedTotals(batch), try $0.batch(batch)?.input)
    }
    #expect(kept == counted, comment)
    #expect(counted.values.total == input, comment)
    #expect(try fixture.ledger.read { try $0.areSharesTrue(of: batch) }, comment)
}
