import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// A word that this version does not know ends the command: it must never be taken for another one, such as an unknown
/// state of a transfer for one that may be sent again.
@Suite struct UnknownWordTests {
    enum Read: String, CaseIterable {
        case payout, totals, recount, results, rows, validations, history, journal, callbacks, inquiryHeader
    }

    /// What holds the word, and every way to read it.
    @Test(arguments: [
        ("payout", "status", [Read.payout, .recount, .results, .rows]),
        ("payout", "reason_code", [.payout, .results, .rows]),
        ("total", "status", [.totals]), ("validation", "state", [.validations, .history]),
        ("transfer", "state", [.payout]), ("transfer", "told_by", [.payout]), ("callback", "kind", [.callbacks]),
        ("callback", "proof", [.callbacks]), ("event", "status", [.journal]),
        ("bank", "inquiry_header", [.inquiryHeader]),
    ])
    func `An unknown word is refused wherever it is read`(table: String, column: String, reads: [Read]) throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try fixture.queued(batch)[0]
        let validation = try fixture.validates(payout)
        try fixture.happens(payout, .validationReported(validation, Answers.valid))
        try fixture.happens(
            payout, .transferIntended(ExternalID(fixture.identifier()), PartnerReferenceNo(fixture.identifier())),
            .statusReported(attempt: 1, StatusReport(status: .failed, source: .callback)))
        try fixture.ledger.write { transaction in
            try transaction.bind(
                to: BankBinding(baseURL: "https://bank.example", merchantID: "M"), path: fixture.path,
                at: LedgerFixture.start)
            try transaction.record(
                JournalEvent(
                    at: LedgerFixture.start, batch: batch, payout: payout,
                    row: JournalEvent.Row(line: 2, reference: "PAY-1", status: .queued), kind: "released", detail: ""))
            try transaction.keep(InquiryHeaderFinding(header: .transfer, isProven: true))
            try transaction.record(
                ProvenCallback(
                    kind: .transfer, proof: .body, receivedAt: LedgerFixture.start, content: CallbackContent(),
                    body: "{}"))
        }
        try fixture.raw { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            let triggers = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for name in triggers { try database.execute(sql: "DROP TRIGGER \(name)") }
            let one = "(SELECT MIN(\(column)) FROM \(table))"
            try database.execute(sql: "UPDATE \(table) SET \(column) = 'full_moon' WHERE \(column) = \(one)")
        }
        for read in reads {
            #expect(throws: LedgerError.unknownWord(table: table, words: "full_moon"), "\(read)") {
                try fixture.ledger.read { try Self.read(read, batch, payout, validation, $0) }
            }
        }
    }

    private static func read(
        _ read: Read, _ batch: BatchID, _ payout: PayoutID, _ validation: ExternalID, _ reader: LedgerReader
    ) throws {
        switch read {
        case .payout: _ = try reader.payout(payout)
        case .totals: _ = try reader.totals(batch)
        case .recount: _ = try reader.recount(batch)
        case .results: try reader.forEachResult(of: batch) { _ in }
        case .rows: _ = try reader.rows(reference: "PAY-1")
        case .validations: _ = try reader.validation(validation)
        case .history: _ = try reader.validations(ofEveryAttemptOf: payout)
        case .journal: try reader.forEachEvent(of: batch) { _ in }
        case .callbacks: _ = try reader.pendingCallbacks(limit: 9)
        case .inquiryHeader: _ = try reader.inquiryHeader()
        }
    }
}
