import LedgerAPI
import PayoutCore
import PayoutLedger
import Testing

/// Callbacks as they are recorded, wait and are processed.
@Suite struct CallbackTests {
    private static let now = LedgerUnderTest.start

    private static func callback(
        _ id: ExternalID?, _ status: TransactionStatus = .succeeded, kind: CallbackKind = .transfer,
        proof: CallbackProof = .body, at second: Int = 0, body: String = "{}"
    ) -> ProvenCallback {
        var content = CallbackContent()
        content.originalExternalID = id
        content.status = status
        return ProvenCallback(
            kind: kind, proof: proof, receivedAt: now + .seconds(second), content: content, body: body)
    }

    private static func record(_ callbacks: ProvenCallback..., in test: LedgerUnderTest) throws {
        try test.ledger.write { transaction in
            for callback in callbacks { try transaction.record(callback) }
        }
    }

    private static func waiting(_ test: LedgerUnderTest, limit: Int = 1000) throws -> [PendingCallback] {
        try test.ledger.read { try $0.pendingCallbacks(after: 0, limit: limit) }
    }

    /// The callbacks that wait; afterwards they do not.
    private static func processAll(
        _ test: LedgerUnderTest, limit: Int = 1000, finding: String = "a hint"
    ) throws -> [PendingCallback] {
        let waiting = try waiting(test, limit: limit)
        try test.commit(waiting.map { .processed($0, finding: finding) })
        return waiting
    }

    private static func transfer(_ test: LedgerUnderTest) throws -> ExternalID {
        try test.becomesPending(try test.queued(try test.batch(of: 1))[0])
    }

    // MARK: Recording

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

    @Test(arguments: LedgerKind.allCases, [whole, malformed, CallbackContent()])
    func `A callback is recorded whole, processed once, and then no longer waits`(
        kind: LedgerKind, content: CallbackContent
    ) throws {
        let test = try LedgerUnderTest(kind)
        let callback = ProvenCallback(
            kind: .accountValidation, proof: .body, receivedAt: Self.now, content: content, body: "body")
        try Self.record(callback, in: test)
        let only = try #require(try Self.processAll(test).first)
        #expect((only.kind, only.proof, only.receivedAt) == (.accountValidation, .body, Self.now))
        #expect(only.content == content && !only.isRepeat)
        #expect(try Self.waiting(test).isEmpty)
        #expect(try test.ledger.read { try $0.callbackCount(naming: content.originalExternalID) } == 1)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Callbacks wait in the order of their arrival, and are handed out in pages`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        #expect(try test.facts { $0.readsCallbackSeen = true }.isCallbackSeen == false)
        for number in 1...5 { try Self.record(Self.callback(ExternalID("\(number)")), in: test) }
        func names(_ callbacks: [PendingCallback]) -> [String?] { callbacks.map(\.content.originalExternalID?.text) }
        let page = try Self.waiting(test, limit: 2)
        #expect(names(page) == ["1", "2"])
        let behind = try test.facts { $0.waitingCallbacks = (after: page[1].key, limit: 2) }.waitingCallbacks
        #expect(names(behind) == ["3", "4"])
        #expect(names(try Self.processAll(test, limit: 2)) == ["1", "2"])
        #expect(names(try Self.waiting(test)) == ["3", "4", "5"])
        #expect(try test.facts { $0.readsCallbackSeen = true }.isCallbackSeen == true)
    }

    // MARK: Repeats, and what nothing proves

    @Test(arguments: LedgerKind.allCases, [nil, ExternalID("x")])
    func `The same once more stays one callback, and is looked at again`(kind: LedgerKind, id: ExternalID?) throws {
        let test = try LedgerUnderTest(kind)
        try Self.record(Self.callback(id), in: test)
        #expect(try Self.processAll(test).map(\.isRepeat) == [false])
        for second in 1...20 { try Self.record(Self.callback(id, at: second), in: test) }
        #expect(try Self.processAll(test).map(\.isRepeat) == [true])
        #expect(try test.ledger.read { try $0.callbackCount(naming: id) } == 1)
    }

    @Test(arguments: LedgerKind.allCases)
    func `What differs in anything is no repeat`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try Self.transfer(test)
        try Self.record(
            Self.callback(id), Self.callback(id, .failed), Self.callback(id, body: "{ }"),
            Self.callback(id, kind: .accountValidation), Self.callback(ExternalID("other")), Self.callback(nil),
            Self.callback(id, proof: .bodyNotSigned), in: test)
        let waiting = try Self.processAll(test)
        #expect(waiting.count == 7)
        #expect(waiting.allSatisfy { !$0.isRepeat })
    }

    @Test(arguments: LedgerKind.allCases, CallbackKind.allCases)
    func `What is not proven and not of ours is not stored`(ledger: LedgerKind, kind: CallbackKind) throws {
        let test = try LedgerUnderTest(ledger)
        let transfer = try Self.transfer(test)
        // The identifier of a transfer is none of a validation.
        let ids: [ExternalID?] = [nil, ExternalID("x"), kind == .accountValidation ? transfer : nil]
        for id in ids { try Self.record(Self.callback(id, kind: kind, proof: .bodyNotSigned), in: test) }
        #expect(try Self.waiting(test).isEmpty)
        // Proven ones are: they are what an auditor asks for when something is missing.
        for id in ids { try Self.record(Self.callback(id, kind: kind), in: test) }
        #expect(try Self.waiting(test).count == (kind == .accountValidation ? 3 : 2))
    }

    @Test(arguments: LedgerKind.allCases)
    func `Of what is not proven, a few stay, and the newest is always looked at`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try Self.transfer(test)
        for second in 1...20 {
            try Self.record(Self.callback(id, proof: .bodyNotSigned, at: second, body: "\(second)"), in: test)
            let waiting = try Self.processAll(test)
            #expect(waiting.map(\.receivedAt) == [Self.now + .seconds(second)])
            #expect(waiting.map(\.isRepeat) == [second > PendingCallback.unprovenMax])
        }
        #expect(try test.ledger.read { try $0.callbackCount(naming: id) } == PendingCallback.unprovenMax)
        // Those that wait to be looked at make no room for a fifth.
        for number in 1...9 {
            try Self.record(Self.callback(id, proof: .bodyNotSigned, body: "more \(number)"), in: test)
        }
        #expect(try Self.processAll(test).count == PendingCallback.unprovenMax)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Nothing takes the place of what was believed`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try Self.transfer(test)
        let believed = Self.callback(id, proof: .bodyNotSigned, body: "believed")
        try Self.record(believed, in: test)
        _ = try Self.processAll(test, finding: PendingCallback.believed)
        for number in 1...12 {
            try Self.record(Self.callback(id, proof: .bodyNotSigned, at: number, body: "\(number)"), in: test)
            _ = try Self.processAll(test)
        }
        let count = try test.ledger.read { try $0.callbackCount(naming: id) }
        // Where it is still held, it is known as a repeat, and stays one of the four.
        try Self.record(Self.callback(id, proof: .bodyNotSigned, at: 99, body: "believed"), in: test)
        #expect(try Self.waiting(test).map(\.isRepeat) == [true])
        #expect(try test.ledger.read { try $0.callbackCount(naming: id) } == count)
        #expect(try Self.waiting(test).map(\.receivedAt) == [believed.receivedAt])
    }

    // MARK: Callbacks that arrive with a step

    /// A step that processes what is news, and records the rest.
    ///
    /// - Returns: which of the callbacks were news.
    private static func step(_ callbacks: [ProvenCallback], _ test: LedgerUnderTest) throws -> [Bool] {
        var needs = Needs(at: now, longestWait: .seconds(60))
        needs.arriving = callbacks
        return try test.ledger.perform(needs) { facts in
            let arriving = facts.arriving
            var changes = ChangeSet(at: now)
            changes.changes = arriving.map { $0.isNews ? .arrived($0, finding: "a hint") : .recorded($0.callback) }
            return .commit(changes, arriving.map(\.isNews))
        }.result
    }

    @Test(arguments: LedgerKind.allCases)
    func `A callback that came before is no news: it stays one, and waits`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let callback = Self.callback(ExternalID("x"))
        #expect(try Self.step([callback], test) == [true])
        #expect(try Self.waiting(test).isEmpty)
        #expect(try Self.step([callback], test) == [false])
        #expect(try Self.waiting(test).map(\.isRepeat) == [true])
        #expect(try test.ledger.read { try $0.callbackCount(naming: ExternalID("x")) } == 1)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Of the same callback twice in one step, the second is a repeat`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let callback = Self.callback(ExternalID("x"))
        #expect(try Self.step([callback, callback], test) == [true, false])
        #expect(try Self.waiting(test).map(\.isRepeat) == [true])
        #expect(try test.ledger.read { try $0.callbackCount(naming: ExternalID("x")) } == 1)
    }

    @Test(arguments: LedgerKind.allCases)
    func `An unproven callback is never news`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let id = try Self.transfer(test)
        let ours = Self.callback(id, proof: .bodyNotSigned)
        #expect(try Self.step([ours, Self.callback(ExternalID("x"), proof: .bodyNotSigned)], test) == [false, false])
        #expect(try Self.waiting(test).map(\.content.originalExternalID) == [id])
    }
}
