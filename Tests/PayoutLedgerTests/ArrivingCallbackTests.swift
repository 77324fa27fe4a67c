import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// A callback that is recorded and taken in one step leaves the very rows and evidence of one that waited in between.
@Suite struct ArrivingCallbackTests {
    private static func callback(
        _ id: String?, proof: CallbackProof = .body, body: String = "{}", _ change: (inout CallbackContent) -> Void
    ) -> ProvenCallback {
        var content = CallbackContent()
        content.originalExternalID = id.map { ExternalID($0) }
        change(&content)
        return ProvenCallback(
            kind: .accountValidation, proof: proof, receivedAt: LedgerFixture.start, content: content, body: body)
    }

    private static let callbacks = [
        callback("whole", body: "{\"whole\": true}") { content in
            content.responseCode = "2001800"
            content.responseMessage = "Successful"
            content.originalPartnerReferenceNo = PartnerReferenceNo("p")
            content.providerReferenceNo = "r"
            content.isOfOtherService = true
            content.bankCode = "014"
            content.accountNumber = "0012345678"
            content.accountName = "BUDI ÉLAN"
            content.customerReference = "BEN"
            content.amount = Rupiah(1_500_000)
            content.status = .unrecognised("99")
        },
        callback("malformed") { $0.amountIsMalformed = true },
        callback(nil) { $0.accountName = "" },
    ]

    private static let ended = callback("ended") { $0.accountName = "BUDI\0SANTOSO" }

    private static let now = LedgerFixture.start + .seconds(1)
    private static let finding = "unknown transfer"

    /// Every row and the evidence of a ledger that was given these callbacks.
    private static func traces(_ give: (LedgerFixture, BatchID) throws -> Void) throws -> [String] {
        let fixture = try LedgerFixture()
        try give(fixture, try fixture.batch(of: 1))
        return try fixture.raw { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM callback ORDER BY id").map(\.debugDescription)
            let sql =
                "SELECT kind || detail || hex(evidence) || hex(link) FROM event WHERE kind = 'callbacks_processed'"
            return try rows + String.fetchAll(database, sql: sql)
        }
    }

    /// A step that processes what is news, and records the rest.
    ///
    /// - Returns: which of the callbacks were news.
    private static func step(_ callbacks: [ProvenCallback], _ fixture: LedgerFixture) throws -> [Bool] {
        var needs = Needs(at: now, longestWait: .seconds(60))
        needs.arriving = callbacks
        return try fixture.ledger.perform(needs) { facts in
            let arriving = facts.arriving
            var changes = ChangeSet(at: now)
            changes.changes = arriving.map { $0.isNews ? .arrived($0, finding: finding) : .recorded($0.callback) }
            return .commit(changes, arriving.map(\.isNews))
        }.result
    }

    private static func waiting(_ fixture: LedgerFixture) throws -> [PendingCallback] {
        try fixture.ledger.read { try $0.pendingCallbacks(limit: 9) }
    }

    @Test("Rows and evidence are the same", arguments: [callbacks, callbacks + [ended], [ended]])
    func same(callbacks: [ProvenCallback]) throws {
        let arriving = try Self.traces { (fixture, batch) throws in
            #expect(try Self.step(callbacks, fixture) == callbacks.map { _ in true })
            #expect(try Self.waiting(fixture).isEmpty)
        }
        let waiting = try Self.traces { fixture, _ in
            try fixture.ledger.write { transaction in
                for callback in callbacks { try transaction.record(callback) }
                let unprocessed = try transaction.reader.pendingCallbacks(limit: 9)
                for callback in unprocessed {
                    try transaction.markProcessed(callback, finding: Self.finding, at: Self.now)
                }
                try transaction.keepEvidence(of: unprocessed, at: Self.now)
            }
        }
        #expect(arriving.count == callbacks.count + 1)
        #expect(arriving == waiting)
    }

}
