import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// A batch with a row of every status, in a file with columns of its own, some under the names of ours.
struct EveryStatus {
    static let header = [
        "Reference", "bank_code", "account_number", "account_name", "amount", "note", "Department", "status", "line",
        "currency", "EMAIL",
    ]
    static let others = ["Finance", "permanent", "A", "IDR", "budi@example.com"]
    /// What must stand in the status column, in the order of the file.
    static let statuses: [PayoutStatus] = [
        .queued, .rejected, .held, .validating, .validated, .unverified, .invalid, .pending, .succeeded, .refunded,
        .failed, .notFound, .cancelled, .rejected, .rejected, .failed, .queued,
    ]

    let batch: Batch

    /// Lines 2 to 18; line 3 is wrong and has no amount that can be read, lines 15 and 16 share a reference, the bank
    /// contradicts itself on line 17, line 18 was put off once.
    init(in fixture: ReportFixture) throws {
        var rows = (2...18).map { Self.accepted($0) }
        rows[1] = Self.rejected(3)
        let batch = try fixture.batch(rows, header: Self.header, name: "2026-02", repeated: [15, 16])
        let payouts = try fixture.queued(batch)
        // Payouts in the queue by line: 3, 15 and 16 are not among them.
        func payout(_ line: Int) -> PayoutID { payouts[line < 3 ? 0 : line < 15 ? line - 3 : line - 5] }
        try fixture.becomesValidated(payout(4), name: "=HYPERLINK(\"http://bad.example\")")
        try fixture.validates(payout(5))
        try fixture.becomesValidated(payout(6))
        try Self.isNeverVerified(payout(7), fixture)
        let invalid = BankAnswer(code: "4041611", message: "Invalid Account")
        try fixture.happens(payout(8), .validationReported(try fixture.validates(payout(8)), .invalid(invalid)))
        try fixture.becomesPending(payout(9))
        try fixture.ends(payout(10), as: .succeeded)
        try fixture.ends(payout(11), as: .refunded)
        try fixture.ends(payout(12), as: .failed, answer: BankAnswer(code: "4041811", message: "-Invalid, \"Account\""))
        try Self.isNotFound(payout(13), fixture)
        try fixture.becomes(payout(14), .cancelled)
        try fixture.ends(payout(17), as: .failed)
        let success = StatusReport(status: .succeeded, source: .inquiry)
        try fixture.happens(payout(17), .statusReported(attempt: 1, success))
        try fixture.becomesPending(payout(18))
        let throttled = Deferral.throttled(BankAnswer(code: "4291800", message: "Too Many"), retryAfter: nil)
        try fixture.happens(payout(18), .transferAnswered(attempt: 1, .deferred(throttled)))
        self.batch = try #require(try fixture.ledger.read { try $0.batch(batch.id) })
    }

    /// The reference of the row at `line`; text that a spreadsheet would run is among them.
    static func reference(_ line: Int) -> String {
        switch line {
        case 2: "=SUM(A1:A9)"
        case 4: "'quoted"
        case 5: "+62-812"
        case 6: "a \"b\", c"
        case 7: "two\nlines"
        case 15, 16: "PAY-15-\(line)"
        case _: "PAY-\(line)"
        }
    }

    static func accepted(_ line: Int) -> ImportedRow {
        let order = PaymentOrder(
            reference: reference(line), bankCode: line.isMultiple(of: 5) ? "008" : "014",
            accountNumber: "12345678\(line + 10)", accountName: "Budi Santoso", amount: Rupiah(Int64(line) * 10_000))
        return .accepted(line: line, order: order, note: line == 8 ? "-salary" : "salary", others: others)
    }

    private static func rejected(_ line: Int) -> ImportedRow {
        var shown = ShownCells()
        (shown.reference, shown.bankCode, shown.amount) = (reference(line), "BCA", "Rp 1.500.000")
        let raw = [reference(line), " BCA", "123", "", "Rp 1.500.000", "@note"] + others
        return .rejected(
            line: line, shown: shown, amount: nil, raw: raw,
            reason: .badAmount)
    }

    private static func isNeverVerified(_ payout: PayoutID, _ fixture: ReportFixture) throws {
        let policy = PayoutPolicy()
        var now = ReportFixture.now
        for _ in 1...policy.validationAttempts {
            try fixture.validates(payout)
            now = now + policy.validationWait
            try fixture.happens(payout, at: now, .validationOverdue)
        }
    }

    private static func isNotFound(_ payout: PayoutID, _ fixture: ReportFixture) throws {
        try fixture.becomesPending(payout)
        let policy = PayoutPolicy()
        let unknown = StatusReport(status: .notFound, source: .inquiry)
        let first = ReportFixture.now + policy.notFoundAfter
        try fixture.happens(payout, at: first, .statusReported(attempt: 1, unknown))
        try fixture.happens(payout, at: first + policy.pollInterval, .statusReported(attempt: 1, unknown))
    }
}
