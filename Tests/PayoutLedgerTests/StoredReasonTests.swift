import GRDB
import PayoutCore
import TestSupport
import Testing

@testable import PayoutLedger

/// Reasons as the ledger holds them.
@Suite struct StoredReasonTests {
    /// A name that changes here makes ledgers unreadable that were written before.
    @Test func `Every reason is stored as recorded, and read back as it was`() throws {
        var lines = ""
        for reason in Reason.examples {
            let stored = try reason.stored
            #expect(try Reason(stored: stored, code: reason.code) == reason, "\(stored)")
            lines += "\(reason.code) \(stored)\n"
        }
        #expect(try GoldenFile("reasons.txt").difference(from: lines) == nil)
    }

    @Test(
        "A reason that this version does not know, or that is not the one of its code, is refused",
        arguments: [
            #"{"fullMoon":{}}"#, #"{"transferFailed":{}}"#, "", "x", #"{"awaitingResult":{}}"#, nil,
            #"{"transferFailed":{"answer":{"code":"07","message":""}}}"#, "The bank refused this transfer.",
        ])
    func unknown(stored: String?) throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try fixture.queued(batch)[0]
        try fixture.ends(payout, as: .failed)
        try fixture.raw { database in
            try database.execute(sql: "UPDATE payout SET reason = ?", arguments: [stored])
        }
        let error = LedgerError.unknownWord(table: "payout", words: "failed")
        #expect(throws: error) { try fixture.ledger.read { _ = try $0.payout(payout) } }
        #expect(throws: error) { try fixture.ledger.read { try $0.forEachResult(of: batch) { _ in } } }
        #expect(throws: error) { try fixture.ledger.read { _ = try $0.rows(reference: "PAY-1") } }
        #expect(throws: error) {
            try fixture.ledger.read { try $0.forEachResultCells(of: batch) { _ = try $0.reason() } }
        }
        #expect(try !LedgerCheck(fixture.ledger).isProven)
    }

    @Test("A code of the bank with NUL in it is read back") func nul() throws {
        let reason = Reason.accountRefused(answer: BankAnswer(code: "40\u{0}4", message: ""))
        #expect(try Reason(stored: reason.stored, code: "40") == reason)
    }

    @Test("A row that is rejected once more has all that is wrong with it, each once") func adding() {
        let both = Reason.emptyRow.adding(.repeatedReference)
        #expect(both == .rejected(faults: [RowFault(nil, "", .emptyRow), .repeatedReference]))
        #expect(both?.code == "empty_row")
        #expect(both?.adding(.repeatedReference) == nil && both?.adding(.emptyRow) == nil)
        #expect(Reason.awaitingResult.adding(.emptyRow) == nil && Reason.emptyRow.adding(.conflict) == nil)
    }
}
