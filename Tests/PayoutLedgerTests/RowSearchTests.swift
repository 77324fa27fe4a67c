import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// Rows of all batches, found by parts of what they say.
@Suite struct RowSearchTests {
    private static func order(
        _ reference: String, name: String, account: String, amount: Int64
    ) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: account, accountName: name,
            amount: Rupiah(amount))
    }

    /// Two batches; the second one is the newer.
    private static func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        try fixture.batch([
            order("A-1", name: "Budi Santoso", account: "1234567890", amount: 1_500_000),
            order("A-2", name: "100% Jaya", account: "1234567891", amount: 7_000_000),
        ])
        try fixture.batch([
            order("B-1", name: "SITI BUDIARTI", account: "9900007890", amount: 1_500_000),
            order("B-2", name: "Dewi_Lestari", account: "1234561111", amount: 1_500_000),
        ])
        return fixture
    }

    private func found(
        _ search: RowSearch, in fixture: LedgerFixture, before: PayoutID? = nil, limit: Int = 50
    ) throws -> FoundRows {
        try fixture.ledger.read { try $0.search(search, before: before, limit: limit) }
    }

    @Test(
        "A row meets all that is looked for, and the newest comes first",
        arguments: [
            (RowSearch(words: ["budi"]), ["B-1", "A-1"]), (RowSearch(words: ["BUDI", "san"]), ["A-1"]),
            (RowSearch(words: ["antoso"]), []), (RowSearch(words: ["%"]), []), (RowSearch(words: ["100%"]), ["A-2"]),
            (RowSearch(words: ["dewi_"]), ["B-2"]), (RowSearch(words: ["siti_"]), []),
            (RowSearch(accountEnding: "7890"), ["B-1", "A-1"]), (RowSearch(accountEnding: "234567890"), ["A-1"]),
            (RowSearch(amount: Rupiah(1_500_000)), ["B-2", "B-1", "A-1"]),
            (RowSearch(words: ["budi"], accountEnding: "7890", amount: Rupiah(7)), []),
        ])
    func meets(search: RowSearch, references: [String]) throws {
        let page = try found(search, in: Self.fixture())
        #expect(page.rows.map(\.reference) == references && page.next == nil)
    }

    @Test("Pages follow one another without a gap") func pages() throws {
        let fixture = try Self.fixture()
        var (references, next): ([String], PayoutID?) = ([], nil)
        for _ in 0..<4 {
            let page = try found(RowSearch(amount: Rupiah(1_500_000)), in: fixture, before: next, limit: 1)
            references += page.rows.map(\.reference)
            next = page.next
            if next == nil { break }
        }
        #expect(references == ["B-2", "B-1", "A-1"])
    }

    @Test("A row is found by every number that the bank knows it under") func numbers() throws {
        let fixture = try Self.fixture()
        let batch = try fixture.ledger.read { try #require(try $0.batches().last) }
        let payout = try #require(try fixture.queued(batch.id).first)
        let transfer = try fixture.becomesPending(payout)
        let numbers = try fixture.raw { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT external_id FROM validation UNION SELECT partner_reference_no FROM validation
                    UNION SELECT partner_reference_no FROM transfer
                    """)
        }
        #expect(numbers.count == 3)
        for number in numbers + [transfer.text] {
            let rows = try fixture.ledger.read { try $0.rows(bankNumber: number) }
            #expect(rows.map(\.id) == [payout], "\(number)")
        }
        #expect(try fixture.ledger.read { try $0.rows(bankNumber: "nothing") }.isEmpty)
    }
}
