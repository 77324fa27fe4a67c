import GRDB
import PayoutCore
import PayoutLedger
import Synchronization
import Testing

@Suite struct CallbackTests {
    private static func callback(_ number: Int) -> ProvenCallback {
        var content = CallbackContent()
        content.originalExternalID = ExternalID("external-\(number)")
        content.amount = Rupiah(Int64(number))
        return ProvenCallback(
            kind: .transfer, proof: .body, receivedAt: LedgerFixture.start + .seconds(number), content: content,
            body: "{}")
    }

    // MARK: Group commit

    @Test("Callbacks that arrive together share a commit, and are durable when it returns") func groups() async throws {
        let fixture = try LedgerFixture()
        let commits = Mutex(0)
        let recorder = CallbackRecorder(ledger: fixture.ledger) { commits.withLock { $0 += 1 } }
        try await recorder.record((1...200).map(Self.callback))
        #expect(commits.withLock { $0 } == 1)
        let amounts = try fixture.ledger.read { try $0.pendingCallbacks(limit: 1000) }.map(\.content.amount?.whole)
        #expect(amounts == (1...200).map { $0 })
    }

    @Test("Where the ledger cannot take callbacks, whoever brings them is told") func failure() async throws {
        let fixture = try LedgerFixture()
        let commits = Mutex(0)
        let recorder = CallbackRecorder(ledger: fixture.ledger) { commits.withLock { $0 += 1 } }
        try fixture.ledger.close()
        await #expect(throws: LedgerError.self) { try await recorder.record([Self.callback(1), Self.callback(2)]) }
        #expect(commits.withLock { $0 } == 0)
    }
}
