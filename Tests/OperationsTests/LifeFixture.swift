import FoundationEssentials
import Glibc
import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import Presentation
import SNAP
import TestSupport
import Testing
import Wording

/// A ledger of its own in which payouts live through whatever a test lets happen to them.
final class LifeFixture {
    /// 2026-02-14 13:37:10 +07:00.
    static let start = Timestamp(milliseconds: 1_771_051_030_000)
    static let accepted = BankAnswer(code: "2001600", message: "Successful")
    static let received = BankAnswer(code: "2021800", message: "Request In Progress")

    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let ledger: Ledger
    var now = start
    private var identifierCount = 0
    private var batchCount = 0

    init() throws {
        temporary = try TemporaryFolder("life")
        ledger = try Ledger(path: temporary.path + "/salur.db")
    }

    deinit { try? ledger.close() }

    // MARK: Batches

    @discardableResult
    func batch(
        _ references: [String], name: String? = nil, repeated: [Int] = [], emails: [String]? = nil
    ) throws -> Batch {
        batchCount += 1
        let form = FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false)
        let filing = try LedgerImport(
            into: ledger, fileName: "gaji-\(batchCount).csv",
            header: emails == nil ? ["reference"] : ["reference", "email"], form: form,
            at: Self.start)
        for (index, reference) in references.enumerated() {
            let order = PaymentOrder(
                reference: reference, bankCode: "014", accountNumber: "1234567890", accountName: "Budi Santoso",
                amount: Rupiah(1_500_000))
            try filing.add(
                .accepted(
                    line: index + 2, order: order, note: "gaji",
                    others: emails.map { [$0[index]] } ?? []))
        }
        try filing.reject(lines: repeated) { _ in .repeatedReference }
        let digest = String(repeating: "0", count: 63) + String(batchCount, radix: 16)
        let id = try filing.finish(
            as: BatchNaming(
                identity: BatchIdentity(name ?? digest), name: name, digest: digest, payAgainReason: nil), at: now)
        return try #require(try ledger.read { try $0.batch(id) })
    }

    func takes(_ batch: Batch, _ events: BatchEvent...) throws {
        try ledger.write { transaction in
            for event in events {
                let step = try transaction.handle(event, of: batch.id, at: now)
                #expect(step == .changed, "\(event): \(step)")
            }
        }
    }

    /// A person approves a batch, recorded as the commands that approve do.
    func approves(_ batch: Batch) throws {
        try ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: now, batch: batch.id, payout: nil, kind: "batch_approved", detail: "checked", actor: "Ani",
                    evidence: try transaction.reader.alteration(of: batch).digest))
        }
        try takes(batch, .approved)
    }

    /// A run begins, whatever there is to pay.
    func begins(_ batch: Batch) throws { try takes(batch, .begun(BatchWork([:]))) }

    func id(_ reference: String) throws -> PayoutID {
        try #require(try ledger.read { try $0.rows(reference: reference) }.first).id
    }

    // MARK: Events

    func wait(_ duration: Duration) { now = now + duration }

    func identifier() -> String {
        identifierCount += 1
        let digits = String(identifierCount)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// Lets events happen to a payout, recorded as the engine does; what is not legal changes nothing.
    func happens(_ reference: String, _ events: PayoutEvent...) throws {
        let id = try id(reference)
        for event in events {
            try ledger.write { transaction in
                let old = try #require(try transaction.reader.payout(id))
                var new = old
                _ = new.payout.handle(event, at: now, policy: PayoutPolicy())
                guard new.payout != old.payout, try transaction.save(new, from: old.payout, at: now) else { return }
                let detail = "\(old.payout.status.rawValue) → \(new.payout.status.rawValue)"
                try record(event.kind, detail, by: "salur", new, transaction)
            }
        }
    }

    private func record(
        _ kind: String, _ detail: String, by person: String, _ stored: StoredPayout, _ transaction: LedgerTransaction
    ) throws {
        let row = JournalEvent.Row(
            line: stored.line, reference: stored.payout.order.reference, status: stored.payout.status)
        try transaction.record(
            JournalEvent(
                at: now, batch: stored.batch, payout: stored.id, row: row, kind: kind, detail: detail, actor: person,
                evidence: stored.payout.evidence))
    }

    /// A person moves a payout: recorded as the commands that decide about money do.
    func decides(_ reference: String, _ kind: String, to status: PayoutStatus, by person: String, _ why: String) throws
    {
        let id = try id(reference)
        try ledger.write { transaction in
            let old = try #require(try transaction.reader.payout(id))
            var new = old
            new.payout = Payout(
                order: old.payout.order, status: status, transfers: old.payout.transfers,
                acceptedName: old.payout.goodValidation?.name)
            guard try transaction.save(new, from: old.payout, at: now) else { return }
            let detail = "\(old.payout.status.rawValue) → \(status.rawValue): \(why)"
            try record(kind, detail, by: person, new, transaction)
        }
    }

    @discardableResult
    func validates(_ reference: String) throws -> ExternalID {
        let externalID = ExternalID(identifier())
        try happens(
            reference, .validationIntended(externalID, PartnerReferenceNo(identifier())),
            .validationAnswered(externalID, .accepted(Self.accepted, providerReferenceNo: "V1")))
        wait(.seconds(1))
        return externalID
    }

    func becomesValidated(_ reference: String, name: String = "BUDI SANTOSO") throws {
        let externalID = try validates(reference)
        try happens(
            reference,
            .validationReported(externalID, .valid(name: name, customerReference: "BEN-1", providerReferenceNo: nil)))
    }

    func isSent(_ reference: String, _ outcome: MovementOutcome = .received(received, providerReferenceNo: "T1")) throws
    {
        try becomesValidated(reference)
        let id = try id(reference)
        let attempt = try #require(try ledger.read { try $0.payout(id) }).payout.nextAttempt
        try happens(
            reference, .transferIntended(ExternalID(identifier()), PartnerReferenceNo(identifier())),
            .transferAnswered(attempt: attempt, outcome))
        wait(.seconds(5))
    }

    func isReported(
        _ reference: String, _ status: TransactionStatus, attempt: Attempt = 1, by source: StatusSource = .callback,
        _ answer: BankAnswer? = nil
    ) throws {
        let report = StatusReport(
            status: status, source: source, answer: answer ?? BankAnswer(code: status.snapCode, message: ""))
        try happens(reference, .statusReported(attempt: attempt, report))
    }

    func isNotFound(_ reference: String) throws {
        for _ in 1...2 {
            wait(.seconds(900))
            try happens(reference, .inquiryIntended(attempt: 1))
            try isReported(reference, .notFound, by: .inquiry)
        }
    }

    // MARK: What is shown

    func explain(_ reference: String, batch: String? = nil) throws -> [Explanation] {
        try ExplanationSearch(ledger: ledger, banks: .embedded, at: now).find(reference, batch: batch)
    }

    func lines(_ reference: String) throws -> [String] {
        try #require(try explain(reference).first).lines.map(\.english)
    }

    func status(_ name: String? = nil, isOpen: Bool = false, since: String? = nil) throws -> LedgerStatus {
        try LedgerStatus(of: ledger, LedgerStatus.Filter(name: name, isOpen: isOpen, since: since), at: now)
    }
}
