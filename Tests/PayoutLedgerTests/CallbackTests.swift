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

    private static var whole: CallbackContent {
        var content = CallbackContent()
        content.responseCode = "2001800"
        content.responseMessage = "Successful"
        content.originalExternalID = ExternalID("x")
        content.originalPartnerReferenceNo = PartnerReferenceNo("p")
        content.providerReferenceNo = "r"
        content.isOfOtherService = true
        content.bankCode = "014"
        content.accountNumber = "1234567800"
        content.accountName = "BUDI"
        content.customerReference = "BEN"
        content.amount = Rupiah(1_500_000)
        content.status = .unrecognised("99")
        return content
    }

    private static var malformed: CallbackContent {
        var content = CallbackContent()
        content.amountIsMalformed = true
        return content
    }

    @Test(
        "A callback is recorded whole, taken once, and then no longer waits",
        arguments: [whole, malformed, CallbackContent()])
    func recordedAndTaken(content: CallbackContent) throws {
        let fixture = try LedgerFixture()
        let callback = ProvenCallback(
            kind: .accountValidation, proof: .body, receivedAt: LedgerFixture.start, content: content, body: "body"
        )
        try fixture.ledger.write { try $0.record(callback) }
        let waiting = try fixture.ledger.read { try $0.untakenCallbacks(limit: 9) }
        let only = try #require(waiting.first)
        #expect(waiting.count == 1)
        #expect((only.kind, only.proof, only.receivedAt) == (.accountValidation, .body, LedgerFixture.start))
        #expect(only.content == content)
        for finding in ["adopted", "seen again"] {
            try fixture.ledger.write { try $0.take(only, finding: finding, at: LedgerFixture.start) }
        }
        #expect(try fixture.ledger.read { try $0.untakenCallbacks(limit: 9) }.isEmpty)
        #expect(
            try fixture.raw { try String.fetchOne($0, sql: "SELECT finding || body FROM callback") } == "adoptedbody")
        #expect(try fixture.ledger.read { try $0.lastCallback() } == LedgerFixture.start)
    }

    @Test("Callbacks wait in the order of their arrival, and are handed out in pages") func order() throws {
        let fixture = try LedgerFixture()
        #expect(try fixture.ledger.read { try $0.lastCallback() } == nil)
        try fixture.ledger.write { transaction in
            for number in 1...5 { try transaction.record(Self.callback(number)) }
        }
        let page = try fixture.ledger.read { try $0.untakenCallbacks(limit: 2) }
        #expect(page.map(\.content.amount) == [Rupiah(1), Rupiah(2)])
        try fixture.ledger.write { transaction in
            for callback in page { try transaction.take(callback, finding: "adopted", at: LedgerFixture.start) }
        }
        let rest = try fixture.ledger.read { try $0.untakenCallbacks(limit: 9) }
        #expect(rest.map(\.content.amount) == [Rupiah(3), Rupiah(4), Rupiah(5)])
    }

    // MARK: Group commit

    @Test("Callbacks that arrive together share a commit, and are durable when it returns") func groups() async throws {
        let fixture = try LedgerFixture()
        let commits = Mutex(0)
        let recorder = CallbackRecorder(ledger: fixture.ledger) { commits.withLock { $0 += 1 } }
        try await recorder.record((1...200).map(Self.callback))
        #expect(commits.withLock { $0 } == 1)
        let amounts = try fixture.ledger.read { try $0.untakenCallbacks(limit: 1000) }.map(\.content.amount?.whole)
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
