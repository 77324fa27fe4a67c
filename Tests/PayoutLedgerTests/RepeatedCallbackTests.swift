import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// Nobody without the key fills the disk by calling back, and nothing that could matter is lost.
@Suite struct RepeatedCallbackTests {
    private static func callback(
        _ id: ExternalID?, _ status: TransactionStatus = .succeeded, kind: CallbackKind = .transfer,
        proof: CallbackProof = .body, at second: Int = 0, body: String = "{}"
    ) -> ProvenCallback {
        var content = CallbackContent()
        content.originalExternalID = id
        content.status = status
        return ProvenCallback(
            kind: kind, proof: proof, receivedAt: LedgerFixture.start + .seconds(second), content: content, body: body)
    }

    private static func record(_ callbacks: ProvenCallback..., in fixture: LedgerFixture) throws {
        try fixture.ledger.write { transaction in
            for callback in callbacks { try transaction.record(callback) }
        }
    }

    /// The callbacks that wait; afterwards they do not.
    private static func takeAll(
        _ fixture: LedgerFixture, finding: String = "a hint"
    ) throws -> [PendingCallback] {
        try fixture.ledger.write { transaction in
            let waiting = try transaction.reader.pendingCallbacks(limit: 1000)
            for callback in waiting {
                try transaction.markProcessed(callback, finding: finding, at: LedgerFixture.start)
            }
            return waiting
        }
    }

    private static func transfer(_ fixture: LedgerFixture) throws -> ExternalID {
        let batch = try fixture.batch(of: 1)
        return try fixture.becomesPending(try #require(try fixture.queued(batch).first))
    }

    @Test("The same once more is counted where it stands, and looked at again", arguments: [nil, ExternalID("x")])
    func repeated(id: ExternalID?) throws {
        let fixture = try LedgerFixture()
        try Self.record(Self.callback(id), in: fixture)
        #expect(try Self.takeAll(fixture).map(\.isRepeat) == [false])
        for second in 1...100 { try Self.record(Self.callback(id, at: second), in: fixture) }
        #expect(try Self.takeAll(fixture).map(\.isRepeat) == [true])
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM callback") == 1)
        #expect(try fixture.rawCount("SELECT repeats FROM callback") == 100)
        let last = (LedgerFixture.start + .seconds(100)).milliseconds
        #expect(try fixture.rawCount("SELECT repeated_at FROM callback") == Int(last))
        #expect(try fixture.ledger.read { try $0.lastCallback() } == LedgerFixture.start)
    }

    @Test("What was believed is evidence: nothing takes its place, and nobody changes it") func evidence() throws {
        let fixture = try LedgerFixture()
        let id = try Self.transfer(fixture)
        try Self.record(Self.callback(id, proof: .bodyNotSigned, body: "believed"), in: fixture)
        _ = try Self.takeAll(fixture, finding: PendingCallback.believed)
        for number in 1...20 {
            try Self.record(Self.callback(id, proof: .bodyNotSigned, at: number, body: "\(number)"), in: fixture)
            _ = try Self.takeAll(fixture)
        }
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM callback WHERE body = 'believed'") == 1)
        try Self.record(Self.callback(id, body: "proven"), in: fixture)
        for body in ["believed", "proven"] {
            #expect(throws: DatabaseError.self) {
                try fixture.raw {
                    try $0.execute(sql: "UPDATE callback SET status = '06' WHERE body = ?", arguments: [body])
                }
            }
        }
    }
}
