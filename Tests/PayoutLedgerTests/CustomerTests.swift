import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// Mandates and cards in the ledger: one that can be used for each customer, and no evidence erased.
@Suite struct CustomerTests {
    private static let mark = "AAAAAAAAAAAA"
    private static let now = LedgerFixture.start
    private static let change = BindingChange(by: "ani", at: now)

    private static func sealed(_ text: String, under mark: String = mark) -> SealedText { SealedText(mark + text) }

    private static func mandate(
        of customer: String = "C-1", _ status: BindingStatus = .bound, token: String = "token"
    ) -> MandateRecord {
        var record = MandateRecord(customer: customer, status: status)
        record.bankCode = "002"
        record.publicUserID = "USER"
        record.accountToken = sealed(token)
        record.authCode = sealed("code")
        return record
    }

    private static func card(of customer: String = "C-1", token: String = "token") -> CardRecord {
        var record = CardRecord(customer: customer, status: .bound)
        record.customerID = "CUST01"
        record.cardToken = sealed(token)
        return record
    }

    private static func session(_ number: Int) -> BindingSession {
        let digits = String(repeating: "0", count: 31) + String(number)
        return BindingSession(
            partnerReferenceNo: PartnerReferenceNo("a" + digits.dropFirst()), externalID: ExternalID(digits),
            startedAt: now, endsAt: now + .seconds(180))
    }

    /// A ledger whose secrets lie under ``mark``.
    private func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.setFirstKeyMark(Self.mark) }
        return fixture
    }

    private func read(_ customer: String, _ fixture: LedgerFixture) throws -> StoredBinding<MandateRecord>? {
        try fixture.ledger.read { try $0.mandate(of: customer) }
    }

    private func events(_ fixture: LedgerFixture) throws -> [String] {
        var found: [String] = []
        try fixture.ledger.read { reader in
            try reader.forEachEvent(of: nil) {
                found.append("\($0.entry.kind) by \($0.entry.actor): \($0.entry.detail)")
            }
        }
        return found
    }

    @Test func `A mandate and a card are read back as they were added`() throws {
        let fixture = try fixture()
        var mandate = Self.mandate()
        mandate.endsAt = Self.now + .seconds(86_400)
        mandate.maskedAccount = "****1234"
        mandate.maskedHolder = "BU**"
        mandate.session = Self.session(1)
        var card = Self.card()
        (card.maskedCard, card.brand, card.expiry) = ("512345******0008", "MASTERCARD", "05/29")
        card.session = Self.session(2)
        try fixture.ledger.write { [mandate, card] transaction in
            try transaction.add(mandate, Self.change)
            try transaction.add(card, Self.change)
        }
        #expect(try read("C-1", fixture)?.record == mandate)
        #expect(try fixture.ledger.read { try $0.card(of: "C-1") }?.record == card)
        #expect(try read("C-2", fixture) == nil)
        #expect(try read("c-1", fixture) == nil)
    }

    @Test func `A newer mandate supersedes the one that the customer had, and both stay`() throws {
        let fixture = try fixture()
        try fixture.ledger.write { transaction in
            try transaction.add(Self.mandate(token: "old"), Self.change)
            try transaction.add(Self.mandate(of: "C-2"), Self.change)
            try transaction.add(Self.mandate(token: "new"), Self.change)
        }
        #expect(try read("C-1", fixture)?.record.accountToken == Self.sealed("new"))
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM mandate WHERE customer = 'C-1'") == 2)
        var listed: [String] = []
        try fixture.ledger.read { try $0.forEachMandate { listed.append($0.record.customer) } }
        #expect(listed == ["C-1", "C-2"])
    }

    @Test func `A visit to the bank's page leaves the mandate in use until the new one is bound`() throws {
        let fixture = try fixture()
        var visit = MandateRecord(customer: "C-1", status: .binding)
        visit.session = Self.session(1)
        try fixture.ledger.write { [visit] transaction in
            try transaction.add(Self.mandate(token: "old"), Self.change)
            try transaction.add(visit, Self.change)
        }
        func open() throws -> StoredBinding<MandateRecord>? {
            var found: StoredBinding<MandateRecord>?
            try fixture.ledger.read { try $0.forEachMandate { if $0.record.status == .binding { found = $0 } } }
            return found
        }
        #expect(try read("C-1", fixture)?.record.accountToken == Self.sealed("old"))
        let stored = try #require(try open())
        var bound = Self.mandate(token: "new")
        bound.session = visit.session
        let isSaved = try fixture.ledger.write { [bound] in try $0.save(bound, over: stored, Self.change) }
        #expect(isSaved)
        // The same once more finds that it has moved on, and leaves all as it is.
        let isSavedAgain = try fixture.ledger.write { [bound] in try $0.save(bound, over: stored, Self.change) }
        #expect(!isSavedAgain)
        #expect(try read("C-1", fixture)?.record == bound)
        #expect(try open() == nil)
    }

    @Test func `A mandate that has moved on is not saved over`() throws {
        let fixture = try fixture()
        _ = try fixture.ledger.write { try $0.add(Self.mandate(), Self.change) }
        let stored = try #require(try read("C-1", fixture))
        var gone = stored.record
        gone.status = .gone
        _ = try fixture.ledger.write { try $0.add(Self.mandate(token: "new"), Self.change) }
        let isSaved = try fixture.ledger.write { [gone] in try $0.save(gone, over: stored, Self.change) }
        #expect(!isSaved)
        #expect(try read("C-1", fixture)?.record.status == .bound)
    }

    @Test func `The journal says what happened to whom, and no secret`() throws {
        let fixture = try fixture()
        _ = try fixture.ledger.write { try $0.add(Self.mandate(.blocked), BindingChange(by: "bank", at: Self.now)) }
        let stored = try #require(try read("C-1", fixture))
        var lifted = stored.record
        lifted.status = .bound
        let change = BindingChange("unblocked", by: "ani", because: "by mail", at: Self.now)
        try fixture.ledger.write { [lifted] transaction in
            try transaction.save(lifted, over: stored, change)
            try transaction.add(Self.card(), Self.change)
        }
        #expect(
            try events(fixture) == [
                "mandate_blocked by bank: customer C-1", "mandate_unblocked by ani: customer C-1: by mail",
                "card_bound by ani: customer C-1",
            ])
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    // MARK: What the tables refuse

    @Test(arguments: [
        "DELETE FROM mandate", "DELETE FROM card", "DELETE FROM vault",
        "UPDATE mandate SET customer = 'C-2'", "UPDATE card SET customer = 'C-2'",
        "UPDATE mandate SET account_token = NULL", "UPDATE mandate SET auth_code = NULL",
        "UPDATE card SET card_token = NULL", "UPDATE mandate SET account_token = 'plain'",
        "UPDATE mandate SET auth_code = 'plain'", "UPDATE card SET card_token = 'plain'",
        "UPDATE mandate SET status = 'binding'", "UPDATE mandate SET status = 'full_moon'",
        "UPDATE mandate SET bank_code = '14'", "INSERT INTO mandate SELECT * FROM mandate",
        """
        INSERT INTO mandate (customer, status, bank_code, public_user_id, account_token, auth_code, created_at,
            changed_at)
        SELECT customer, status, bank_code, public_user_id, account_token, auth_code, 1, 1 FROM mandate
        """,
        "INSERT INTO card (customer, status, customer_id, card_token, created_at, changed_at) "
            + "VALUES ('C-9', 'bound', 'CUST01', 'plain', 1, 1)",
        "INSERT INTO card (customer, status, created_at, changed_at) VALUES ('C-9', 'bound', 1, 1)",
        "INSERT INTO mandate (customer, status, created_at, changed_at) VALUES ('C-9', 'binding', 1, 1)",
    ])
    func `The tables refuse what would erase or forge`(sql: String) throws {
        let fixture = try fixture()
        try fixture.ledger.write { transaction in
            try transaction.add(Self.mandate(), Self.change)
            try transaction.add(Self.card(), Self.change)
        }
        #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: sql) } }
    }

    @Test(arguments: [BindingStatus.unbound, .gone, .expired])
    func `What has ended stays ended`(status: BindingStatus) throws {
        let fixture = try fixture()
        _ = try fixture.ledger.write { try $0.add(Self.mandate(status), Self.change) }
        #expect(throws: DatabaseError.self) {
            try fixture.raw { try $0.execute(sql: "UPDATE mandate SET status = 'bound'") }
        }
    }

    @Test func `A secret under another key than the ledger's is refused`() throws {
        let fixture = try fixture()
        #expect(throws: LedgerError.self) {
            try fixture.ledger.write { transaction in
                var other = Self.mandate()
                other.authCode = Self.sealed("code", under: "BBBBBBBBBBBB")
                try transaction.add(other, Self.change)
            }
        }
        let without = try LedgerFixture()
        #expect(throws: LedgerError.self) { try without.ledger.write { _ = try $0.add(Self.card(), Self.change) } }
    }

    // MARK: Renewal of the key

    @Test func `A renewal seals every secret anew, those of superseded mandates too`() throws {
        let fixture = try fixture()
        try fixture.ledger.write { transaction in
            try transaction.add(Self.mandate(token: "old"), Self.change)
            try transaction.add(Self.mandate(token: "new"), Self.change)
            try transaction.add(Self.card(of: "C-2"), Self.change)
        }
        let stored = try #require(try read("C-1", fixture))
        var places: [SecretPlace] = []
        let count = try fixture.ledger.write { transaction in
            try transaction.sealAnew(under: "BBBBBBBBBBBB", by: "ani", at: Self.now) { sealed, place in
                places.append(place)
                return SealedText("BBBBBBBBBBBB" + sealed.text.dropFirst(12))
            }
        }
        #expect(count == 5)
        #expect(places.count { $0 == .accountToken(customer: "C-1") } == 2)
        #expect(places.count { $0 == .authCode(customer: "C-1") } == 2)
        #expect(places.count { $0 == .cardToken(customer: "C-2") } == 1)
        #expect(try fixture.ledger.read { try $0.keyMark() } == "BBBBBBBBBBBB")
        #expect(try read("C-1", fixture)?.record.accountToken == Self.sealed("new", under: "BBBBBBBBBBBB"))
        // Whoever has read the mandate before can still end it: its secrets are not written again.
        var gone = stored.record
        gone.status = .gone
        let isSaved = try fixture.ledger.write { [gone] in try $0.save(gone, over: stored, Self.change) }
        #expect(isSaved)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM mandate WHERE account_token LIKE 'AAAA%'") == 0)
    }

    @Test func `A renewal seals what codes of customers are sent with anew`() throws {
        let fixture = try fixture()
        let batch = try fixture.batch(of: 2)
        for payout in try fixture.queued(batch) { try fixture.becomesPending(payout) }
        try fixture.raw { try $0.execute(sql: "UPDATE transfer SET confirmation = 'AAAAAAAAAAAAotp' WHERE id = 1") }
        var places: [SecretPlace] = []
        let count = try fixture.ledger.write { transaction in
            try transaction.sealAnew(under: "BBBBBBBBBBBB", by: "ani", at: Self.now) { sealed, place in
                places.append(place)
                return SealedText("BBBBBBBBBBBB" + sealed.text.dropFirst(12))
            }
        }
        #expect(count == 1 && places == [.confirmation])
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM transfer WHERE confirmation = 'BBBBBBBBBBBBotp'") == 1)
    }

    @Test func `A renewal that fails midway has changed nothing`() throws {
        struct Failure: Error {}
        let fixture = try fixture()
        _ = try fixture.ledger.write { try $0.add(Self.mandate(), Self.change) }
        var rest = 1
        #expect(throws: Failure.self) {
            try fixture.ledger.write { transaction in
                try transaction.sealAnew(under: "BBBBBBBBBBBB", by: "ani", at: Self.now) { sealed, _ in
                    guard rest > 0 else { throw Failure() }
                    rest -= 1
                    return SealedText("BBBBBBBBBBBB" + sealed.text.dropFirst(12))
                }
            }
        }
        #expect(try fixture.ledger.read { try $0.keyMark() } == Self.mark)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM mandate WHERE account_token LIKE 'AAAA%'") == 1)
    }
}
