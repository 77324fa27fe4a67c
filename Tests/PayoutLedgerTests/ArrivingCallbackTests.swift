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
            content.serviceCode = "18"
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

    /// Every row and the evidence of a ledger that was given these callbacks.
    private static func traces(
        _ callbacks: [ProvenCallback], _ give: (LedgerTransaction) throws -> Void
    ) throws -> [String] {
        let fixture = try LedgerFixture()
        try fixture.ledger.write(give)
        return try fixture.raw { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM callback ORDER BY id").map(\.debugDescription)
            let sql = "SELECT kind || detail || hex(evidence) || hex(link) FROM event WHERE kind = 'callbacks_taken'"
            return try rows + String.fetchAll(database, sql: sql)
        }
    }

    private static let finding = "unknown transfer"

    @Test("Rows and evidence are the same", arguments: [callbacks, callbacks + [ended], [ended]])
    func same(callbacks: [ProvenCallback]) throws {
        let now = LedgerFixture.start + .seconds(1)
        let arriving = try Self.traces(callbacks) { transaction in
            var taken: [TakenCallback] = []
            for callback in callbacks {
                #expect(try transaction.isNews(callback))
                taken.append(try transaction.record(callback, taken: Self.finding, at: now))
            }
            try transaction.keepEvidence(of: taken, at: now)
            #expect(try transaction.reader.untakenCallbacks(limit: 9).isEmpty)
        }
        let waiting = try Self.traces(callbacks) { transaction in
            for callback in callbacks { try transaction.record(callback) }
            let untaken = try transaction.reader.untakenCallbacks(limit: 9)
            for callback in untaken { try transaction.take(callback, finding: Self.finding, at: now) }
            try transaction.keepEvidence(of: untaken, at: now)
        }
        #expect(arriving.count == callbacks.count + 1)
        #expect(arriving == waiting)
    }

    @Test("What was said before is no news: it is counted where it stands, and waits") func repeated() throws {
        let fixture = try LedgerFixture()
        let callback = Self.callbacks[0]
        try fixture.ledger.write { transaction in
            #expect(try transaction.isNews(callback))
            _ = try transaction.record(callback, taken: UntakenCallback.believed, at: LedgerFixture.start)
            let isNews = try transaction.isNews(callback)
            #expect(!isNews)
            #expect(try transaction.reader.untakenCallbacks(limit: 9).map(\.isRepeat) == [true])
            #expect(try transaction.reader.callbackCount(naming: ExternalID("whole")) == 1)
        }
        #expect(try fixture.rawCount("SELECT repeats FROM callback") == 1)
    }

    @Test("What nothing proves is never news, and only waits where it is about a transaction of ours") func unproven()
        throws
    {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            let isNews = try transaction.isNews(Self.callback("not ours", proof: .uncovered) { _ in })
            #expect(!isNews)
        }
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM callback") == 0)
    }
}
