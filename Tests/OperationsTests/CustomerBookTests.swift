import BankAPI
import FoundationEssentials
import Logging
import PayoutCore
import PayoutLedger
import Testing

@testable import Operations

/// What the gateway learns of a customer, and what becomes of tokens that the bank does not know any more.
@Suite struct CustomerBookTests {
    private typealias Fixture = CustomerFixture

    /// A clock that a test sets.
    private struct SetClock: WallClock {
        let moment: Timestamp
        func now() -> Timestamp { moment }
    }

    private func withBook<Result>(
        _ fixture: CustomerFixture, at moment: Timestamp = FixedClock().now(),
        _ body: (LedgerCustomerBook, Ledger) async throws -> Result
    ) async throws -> Result {
        try await fixture.ledger { ledger in
            let book = LedgerCustomerBook(
                ledger: ledger, vault: try CustomerVault(fixture.keyFile), clock: SetClock(moment: moment),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            return try await body(book, ledger)
        }
    }

    private func fixture() async throws -> CustomerFixture {
        let fixture = try await Fixture()
        try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "A"))
        try await fixture.importing(.cards, Fixture.card("C-1", secret: "B"))
        return fixture
    }

    @Test func `A mandate and a card come with their secrets, and never show them`() async throws {
        let fixture = try await fixture()
        try await withBook(fixture) { book, _ in
            let mandate = try #require(await book.mandate(of: "C-1"))
            #expect(mandate.bankCode == "002" && mandate.publicUserID == "USER-C-1")
            #expect(mandate.accountToken.reveal() == Fixture.token("tokA"))
            #expect(mandate.authCode.reveal() == Fixture.token("codeA"))
            let card = try #require(await book.card(of: "C-1"))
            #expect(card.customerID == "ID-C-1" && card.cardToken.reveal() == Fixture.token("cardB", 40))
            var dumped = ""
            dump((mandate, card, book), to: &dumped)
            #expect(!dumped.contains("xxxx"))
            #expect(await book.mandate(of: "C-2") == nil)
            #expect(await book.card(of: "C-2") == nil)
        }
    }

    @Test func `No secret lies in the ledger in plain text`() async throws {
        let fixture = try await fixture()
        for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder) where name.hasPrefix("salur.db")
        {
            let data = try #require(FileManager.default.contents(atPath: fixture.folder + "/" + name))
            #expect(!String(decoding: data, as: UTF8.self).contains("xxxxxxxx"), "\(name)")
        }
    }

    @Test(arguments: [LossCause.gone, .blocked, .expired])
    func `What is lost is not used again, and the journal says so`(cause: LossCause) async throws {
        let fixture = try await fixture()
        try await withBook(fixture) { book, ledger in
            let mandate = try #require(await book.mandate(of: "C-1"))
            await book.lost(.mandate, of: "C-1", token: mandate.accountToken, because: cause)
            #expect(await book.mandate(of: "C-1") == nil)
            #expect(await book.card(of: "C-1") != nil)
            await book.lost(.card, of: "C-1", token: Secret(Fixture.token("cardB", 40)), because: cause)
            #expect(await book.card(of: "C-1") == nil)
            var kinds: [String] = []
            try ledger.read { try $0.forEachEvent(of: nil) { kinds.append($0.entry.kind) } }
            #expect(kinds.suffix(2) == ["mandate_\(cause.rawValue)", "card_\(cause.rawValue)"])
        }
    }

    @Test func `What holds another token by now is not lost`() async throws {
        let fixture = try await fixture()
        try await withBook(fixture) { book, _ in
            await book.lost(.mandate, of: "C-1", token: Secret(Fixture.token("tokOLD")), because: .gone)
            await book.lost(.card, of: "C-1", token: Secret(""), because: .gone)
            await book.lost(.mandate, of: "C-2", token: Secret(Fixture.token("tokA")), because: .gone)
            #expect(await book.mandate(of: "C-1") != nil)
            #expect(await book.card(of: "C-1") != nil)
        }
    }

    @Test func `A mandate whose consent has ended is not used, and has expired`() async throws {
        let fixture = try await fixture()
        let now = FixedClock().now()
        try await fixture.ledger { ledger in
            let stored = try #require(try ledger.read { try $0.mandate(of: "C-1") })
            var record = stored.record
            record.endsAt = now + .seconds(60)
            try ledger.write { [record] in
                _ = try $0.save(record, over: stored, BindingChange(by: "bank", at: now))
            }
        }
        try await withBook(fixture, at: now + .seconds(59)) { book, _ in
            #expect(await book.mandate(of: "C-1") != nil)
        }
        try await withBook(fixture, at: now + .seconds(60)) { book, ledger in
            #expect(await book.mandate(of: "C-1") == nil)
            let stored = try ledger.read { try $0.mandate(of: "C-1") }
            #expect(stored?.record.status == .expired)
        }
    }

    @Test func `A text for a later command opens again`() async throws {
        let fixture = try await fixture()
        try await withBook(fixture) { book, _ in
            let sealed = try #require(await book.seal(Secret("otp-token")))
            #expect(!sealed.text.contains("otp-token"))
            #expect(await book.open(sealed)?.reveal() == "otp-token")
        }
    }

    @Test func `A secret that was moved to another customer is not used`() async throws {
        let fixture = try await fixture()
        try await fixture.importing(.cards, Fixture.card("C-2", secret: "C"))
        try await withBook(fixture) { book, ledger in
            let (first, second) = try ledger.read { reader in
                (try #require(try reader.card(of: "C-1")), try #require(try reader.card(of: "C-2")))
            }
            var moved = second.record
            moved.cardToken = first.record.cardToken
            try ledger.write { [moved] in
                _ = try $0.save(moved, over: second, BindingChange(by: "x", at: FixedClock().now()))
            }
            #expect(await book.card(of: "C-2") == nil)
            #expect(await book.card(of: "C-1") != nil)
        }
    }
}
