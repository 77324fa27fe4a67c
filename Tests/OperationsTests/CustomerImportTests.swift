import Operations
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

/// Mandates and cards that are imported: strictly checked, all or nothing, and the same file again changes nothing.
@Suite struct CustomerImportTests {
    private typealias Fixture = CustomerFixture

    private func statuses(_ fixture: CustomerFixture) throws -> [String] {
        try CustomerControl(settings: fixture.settings, clock: FixedClock()).mandates()
            .map { "\($0.record.customer) \($0.record.bankCode ?? "-") \($0.record.status.rawValue)" }
    }

    private func block(_ customer: String, _ fixture: CustomerFixture) async throws {
        try await fixture.ledger { ledger in
            let stored = try #require(try ledger.read { try $0.mandate(of: customer) })
            var record = stored.record
            record.status = .blocked
            try ledger.write { [record] in
                _ = try $0.save(record, over: stored, BindingChange(by: "bank", at: FixedClock().now()))
            }
        }
    }

    @Test func `Every row is imported, and the same file again changes nothing`() async throws {
        let fixture = try await Fixture()
        let rows = [Fixture.mandate("C-1", secret: "A"), Fixture.mandate("C-2", bank: "008", secret: "B")]
        let first = try await fixture.importing(.mandates, rows[0], rows[1])
        #expect(first.counts == [.added: 2] && first.status == .success)
        let again = try await fixture.importing(.mandates, rows[1], rows[0])
        #expect(again.counts == [.unchanged: 2] && !again.changesSomething)
        #expect(try statuses(fixture) == ["C-1 002 bound", "C-2 008 bound"])
        let cards = try await fixture.importing(.cards, Fixture.card("C-1", secret: "A"))
        #expect(cards.counts == [.added: 1])
        #expect(try await fixture.importing(.cards, Fixture.card("C-1", secret: "A")).counts == [.unchanged: 1])
        #expect(try await fixture.importing(.cards, Fixture.card("C-1", secret: "B")).counts == [.replaced: 1])
    }

    @Test func `A plan changes nothing, and says what would be done`() async throws {
        let fixture = try await Fixture()
        try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "A"))
        let path = try fixture.write([Fixture.mandate("C-1", secret: "B"), Fixture.mandate("C-2", secret: "C")])
        let job = CustomerImport(settings: fixture.settings, clock: FixedClock())
        let summary = try await job.plan(.mandates, path).summary
        #expect(summary.counts == [.added: 1, .replaced: 1] && summary.changesSomething)
        #expect(
            summary.preview.map(\.english) == [
                "\(path): 2 mandates", "  new: 1", "  takes the place of another: 1",
                "    C-1: takes the place of another",
            ])
        #expect(try statuses(fixture) == ["C-1 002 bound"])
    }

    @Test func `A blocked customer stays blocked at that bank until a person lifts it`() async throws {
        let fixture = try await Fixture()
        try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "A"))
        try await block("C-1", fixture)
        let refused = try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "B"))
        #expect(refused.counts == [.blocked: 1] && refused.status == .notAllPaid)
        #expect(refused.sentence.english.contains("salur mandates unblock"))
        #expect(try statuses(fixture) == ["C-1 002 blocked"])

        let control = CustomerControl(settings: fixture.settings, clock: FixedClock())
        let lifted = try await control.unblock("C-1", PersonalDecision(person: "ani", reason: "by mail"))
        #expect(lifted.status == .bound)
        let failure = await #expect(throws: CommandFailure.self) {
            try await control.unblock("C-1", PersonalDecision(person: "ani", reason: "again"))
        }
        #expect(failure?.status == .usage)
        #expect(try await fixture.importing(.mandates, Fixture.mandate("C-1", secret: "B")).counts == [.replaced: 1])

        try await block("C-1", fixture)
        let elsewhere = try await fixture.importing(.mandates, Fixture.mandate("C-1", bank: "008", secret: "C"))
        #expect(elsewhere.counts == [.replaced: 1])
        #expect(try statuses(fixture) == ["C-1 008 bound"])
    }

    @Test func `A customer is the same however an accent is written`() async throws {
        let fixture = try await Fixture()
        let secrets = "002,\(Self.token("t")),\(Self.token("c")),USER"
        try await fixture.importing(.mandates, "Andr\u{E9},\(secrets)")
        #expect(try await fixture.importing(.mandates, "Andre\u{301},\(secrets)").counts == [.unchanged: 1])
        #expect(try statuses(fixture).count == 1)
    }

    @Test(arguments: [
        ("C-1,2,\(token("t")),\(token("c")),U", "column bank_code: expected 3 letters or digits"),
        ("C-1,0 2,\(token("t")),\(token("c")),U", "column bank_code: expected 3"),
        ("C-1,002,\(token("t", 31)),\(token("c")),U", "column account_token: expected exactly 32"),
        ("C-1,002,\(token("t", 33)),\(token("c")),U", "column account_token: expected exactly 32"),
        ("C-1,002,\(token("t t")),\(token("c")),U", "column account_token: expected exactly 32"),
        ("C-1,002,\(token("t")),\(token("c-")),U", "column auth_code: expected exactly 32 letters and digits"),
        ("C-1,002,\(token("t")),\(token("c", 31)),U", "column auth_code: expected exactly 32"),
        ("C-1,002,\(token("t")),\(token("c")),", "column public_user_id: expected 1 to 64"),
        (",002,\(token("t")),\(token("c")),U", "column customer: expected your name of the customer"),
        ("C\u{200B}1,002,\(token("t")),\(token("c")),U", "column customer: expected your name of the customer"),
        ("C-1,002,\(token("t")),\(token("c"))", "the row has 4 cells, the header 5"),
    ])
    func `A wrong row is named, not shown, and nothing is imported`(row: String, problem: String) async throws {
        let fixture = try await Fixture()
        let failure = try await fixture.refusal(.mandates, Fixture.mandate("C-0", secret: "A"), row)
        #expect(failure.status == .badFile && failure.code == .fileRefused)
        let text = failure.phrase.english
        #expect(text.contains("customers.csv: nothing was imported"))
        #expect(text.contains("line 3") && text.contains(problem), "\(text)")
        #expect(!text.contains("xxxx"))
        #expect(throws: CommandFailure.self) { try statuses(fixture) }
    }

    @Test(arguments: [
        ("C-1,ID-1,\(token("c", 40))", "column customer_id: expected 6 to 16"),
        ("C-1,\(token("I", 17)),\(token("c", 40))", "column customer_id: expected 6 to 16"),
        ("C-1,ID-123,\(token("c", 39))", "column card_token: expected exactly 40"),
        ("C-1,ID-123,\(token("c", 41))", "column card_token: expected exactly 40"),
    ])
    func `A wrong card is named, not shown`(row: String, problem: String) async throws {
        let failure = try await Fixture().refusal(.cards, header: Fixture.cardHeader, row)
        #expect(failure.phrase.english.contains(problem) && !failure.phrase.english.contains("xxxx"))
    }

    @Test func `A customer who stands there twice is named with both lines`() async throws {
        let fixture = try await Fixture()
        let failure = try await fixture.refusal(
            .mandates, Fixture.mandate("C-1", secret: "A"), Fixture.mandate("C-1", secret: "B"))
        #expect(failure.phrase.english.contains("line 3, column customer: the customer stands in line 2 as well"))
    }

    @Test func `Of many problems the first are shown and the rest is counted`() async throws {
        let fixture = try await Fixture()
        let path = try fixture.write((1...30).map { "C-\($0),2,\(Self.token("t")),\(Self.token("c")),U" })
        let job = CustomerImport(settings: fixture.settings, clock: FixedClock())
        let failure = await #expect(throws: CommandFailure.self) { try await job.plan(.mandates, path) }
        let lines = try #require(failure).phrase.english.split(separator: "\n")
        #expect(lines.count == 22 && lines.last == "  … and 10 more")
    }

    @Test(arguments: [
        ("customer,bank_code,account_token,auth_code", "the column \"public_user_id\" is missing"),
        ("customer,bankcode,account_token,auth_code,public_user_id", "did you mean \"bank_code\"?"),
        ("customer,bank_code,account_token,auth_code,public_user_id,note", "column 6 does not belong here"),
        ("customer,bank_code,account_token,auth_code,public_user_id,customer", "column 6 has the name of an"),
    ])
    func `A header that does not fit is refused`(header: String, problem: String) async throws {
        let failure = try await Fixture().refusal(.mandates, header: header, "x")
        #expect(failure.code == .headerRefused && failure.phrase.english.contains(problem))
    }

    @Test func `Columns come in any order and letter case, with any separator`() async throws {
        let fixture = try await Fixture()
        let path = try fixture.write(
            ["USER;\(Self.token("c")); 002 ;\(Self.token("t"));C-1"],
            header: "Public_User_ID;AUTH_CODE;bank_code;account_token;customer")
        let job = CustomerImport(settings: fixture.settings, clock: FixedClock())
        #expect(try await job.plan(.mandates, path).summary.counts == [.added: 1])
    }

    static func token(_ text: String, _ count: Int = 32) -> String { CustomerFixture.token(text, count) }
}
