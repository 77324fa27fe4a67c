import PayoutCore
import PayoutLedger
import SalurSettings
import Synchronization
import Testing

@testable import Operations

/// What callbacks about customers' accounts and cards change, and what they never change.
@Suite struct CustomerCallbackTests {
    /// A visit to the bank's page in a ledger of its own.
    private struct Visit {
        let fixture: CustomerFixture
        let ledger: Ledger
        let session: BindingSession
        let callbacks: CustomerCallbacks

        func record(_ callback: ProvenCallback...) throws {
            let others = try callbacks.record(callback)
            #expect(others.isEmpty)
        }

        /// Callbacks of the visit that the ledger holds.
        var recorded: Int {
            get throws { try ledger.read { try $0.callbackCount(naming: session.externalID) } }
        }

        var status: BindingStatus? {
            get throws { try ledger.read { try $0.mandate(ofVisit: session.partnerReferenceNo)?.record.status } }
        }

        /// The secret that payments use now.
        func token() async throws -> String? {
            let vault = try CustomerVault(fixture.keyFile)
            let record = try ledger.read { try $0.mandate(of: "C-1")?.record }
            return try record?.accountToken.map { try vault.open($0, at: .accountToken(customer: "C-1")).reveal() }
        }

        /// What the journal says of customers, oldest first.
        var events: [String] {
            get throws {
                var kinds: [String] = []
                try ledger.read { reader in
                    try reader.forEachEvent(of: nil) { event in
                        if event.entry.kind.hasPrefix("mandate_") { kinds.append(event.entry.kind) }
                    }
                }
                return kinds
            }
        }
    }

    private static let session = BindingSession(
        partnerReferenceNo: PartnerReferenceNo(String(repeating: "a", count: 32)),
        externalID: ExternalID(String(repeating: "b", count: 32)), startedAt: FixedClock().now(),
        endsAt: FixedClock().now() + .seconds(180))

    private func withVisit(_ body: (Visit) async throws -> Void) async throws {
        let fixture = try await CustomerFixture()
        let ledger = try Ledger(path: fixture.settings.ledgerPath)
        defer { try? ledger.close() }
        var record = MandateRecord(customer: "C-1", status: .binding)
        record.session = Self.session
        _ = try ledger.write { [record] in
            try $0.add(record, BindingChange("begun", by: "ani", at: FixedClock().now()))
        }
        let vault = try CustomerVault(fixture.keyFile)
        try await body(
            Visit(
                fixture: fixture, ledger: ledger, session: Self.session,
                callbacks: CustomerCallbacks(ledger: ledger, vault: vault, clock: FixedClock())))
    }

    private func callback(
        _ state: CustomerReport.State, token: String? = "A", proof: CallbackProof = .body,
        number: PartnerReferenceNo = session.partnerReferenceNo, code: String = "2000700"
    ) -> ProvenCallback {
        var report = CustomerReport()
        report.state = state
        report.userID = "USER-1"
        report.bankCode = "008"
        if let token, state == .bound {
            report.token = Secret(CustomerFixture.token("tok" + token))
            report.authCode = Secret(CustomerFixture.token("code" + token))
        }
        var content = CallbackContent()
        content.responseCode = code
        content.originalPartnerReferenceNo = number
        content.originalExternalID = Self.session.externalID
        content.customer = report
        return ProvenCallback(
            kind: .binding, proof: proof, receivedAt: FixedClock().now(), content: content, body: "{}")
    }

    @Test func `A proven callback binds the account, and its secrets lie sealed in the ledger`() async throws {
        try await withVisit { visit in
            try visit.record(callback(.bound))
            #expect(try visit.status == .bound)
            #expect(try await visit.token() == CustomerFixture.token("tokA"))
            let sealed = try visit.ledger.read { try $0.mandate(of: "C-1")?.record.accountToken?.text }
            #expect(sealed?.contains("tokA") == false)
        }
    }

    @Test func `The same callback again changes nothing, and is counted`() async throws {
        try await withVisit { visit in
            try visit.record(callback(.bound), callback(.bound))
            try visit.record(callback(.bound))
            #expect(try visit.events == ["mandate_begun", "mandate_bound"])
            #expect(try visit.recorded == 1)
            let waiting = try visit.ledger.read { try $0.pendingCallbacks(limit: 10) }
            #expect(waiting.isEmpty)
        }
    }

    @Test func `What nothing proves changes nothing, and only asks for an inquiry`() async throws {
        try await withVisit { visit in
            let hints = Recorder()
            let callbacks = CustomerCallbacks(
                ledger: visit.ledger, vault: try CustomerVault(visit.fixture.keyFile), clock: FixedClock()
            ) { hints.add($0) }
            #expect(try callbacks.record([callback(.bound, proof: .bodyNotSigned)]).isEmpty)
            #expect(try visit.status == .binding)
            #expect(hints.all == [Self.session.partnerReferenceNo])
        }
    }

    @Test func `A refusal ends the visit, and a late success binds the account all the same`() async throws {
        try await withVisit { visit in
            try visit.record(callback(.notBound, code: "4030705"))
            #expect(try visit.status == .notBound)
            try visit.record(callback(.bound))
            #expect(try visit.status == .notBound)
            let current = try visit.ledger.read { try $0.mandate(of: "C-1")?.record.status }
            #expect(current == .bound)
            #expect(try visit.events == ["mandate_begun", "mandate_not_bound", "mandate_bound_late"])
        }
    }

    @Test(arguments: [true, false])
    func `A contradiction is noted, and leaves the account as it is`(isRefusal: Bool) async throws {
        try await withVisit { visit in
            try visit.record(callback(.bound))
            try visit.record(isRefusal ? callback(.notBound) : callback(.bound, token: "B"))
            #expect(try visit.status == .bound)
            #expect(try await visit.token() == CustomerFixture.token("tokA"))
            #expect(try visit.events.last == "mandate_contradicted")
        }
    }

    @Test func `What is unbound stays unbound, whatever comes late`() async throws {
        try await withVisit { visit in
            try visit.record(callback(.bound), callback(.unbound), callback(.bound, token: "B"))
            #expect(try visit.status == .unbound)
        }
    }

    @Test func `A callback about nobody is recorded, and changes nothing`() async throws {
        try await withVisit { visit in
            try visit.record(callback(.bound, number: PartnerReferenceNo(String(repeating: "c", count: 32))))
            #expect(try visit.status == .binding)
            #expect(try visit.recorded == 1)
        }
    }

    @Test func `A success without a token is no binding yet, and its authCode is kept`() async throws {
        try await withVisit { visit in
            var incomplete = callback(.bound).content
            incomplete.customer?.token = nil
            try visit.record(
                ProvenCallback(
                    kind: .binding, proof: .body, receivedAt: FixedClock().now(), content: incomplete, body: "{}"))
            #expect(try visit.status == .binding)
            let record = try visit.ledger.read { try $0.mandate(ofVisit: Self.session.partnerReferenceNo)?.record }
            #expect(record?.authCode != nil && record?.accountToken == nil)
        }
    }

    @Test func `A block outlives a new binding at the same bank`() async throws {
        try await withVisit { visit in
            var blocked = MandateRecord(customer: "C-1", status: .blocked)
            let vault = try CustomerVault(visit.fixture.keyFile)
            try vault.write(in: visit.ledger, by: "ani", at: FixedClock().now()) { transaction, keys in
                blocked.bankCode = "008"
                blocked.publicUserID = "USER-1"
                blocked.accountToken = try keys.seal(Secret("old"), at: .accountToken(customer: "C-1"))
                blocked.authCode = try keys.seal(Secret("old"), at: .authCode(customer: "C-1"))
                try transaction.add(blocked, BindingChange(by: "bank", at: FixedClock().now()))
            }
            try visit.record(callback(.bound))
            #expect(try visit.status == .blocked)
        }
    }

    @Test func `Without a vault the callback is refused, so that the bank sends it again`() async throws {
        try await withVisit { visit async throws in
            let callbacks = CustomerCallbacks(ledger: visit.ledger, vault: nil, clock: FixedClock())
            #expect(throws: CommandFailure.self) { _ = try callbacks.record([callback(.bound)]) }
            #expect(try visit.recorded == 0)
        }
    }

    @Test func `Callbacks about other things are handed on`() async throws {
        try await withVisit { visit async throws in
            let transfer = ProvenCallback(
                kind: .transfer, proof: .body, receivedAt: FixedClock().now(), content: CallbackContent(), body: "{}")
            let others = try visit.callbacks.record([transfer, callback(.bound)])
            #expect(others == [transfer])
        }
    }
}

/// Collects the visits that were hinted at.
private final class Recorder: Sendable {
    private let numbers = Mutex<[PartnerReferenceNo]>([])

    func add(_ number: PartnerReferenceNo) { numbers.withLock { $0.append(number) } }

    var all: [PartnerReferenceNo] { numbers.withLock { $0 } }
}
