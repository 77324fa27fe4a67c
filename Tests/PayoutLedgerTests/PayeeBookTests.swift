import PayoutCore
import PayoutLedger
import Testing

/// The payee book a page at a time.
@Suite("A page of the payee book") struct PayeeBookTests {
    private static func order(_ number: Int, account: Int, name: String = "Budi Santoso") -> PaymentOrder {
        PaymentOrder(
            reference: "P-\(number)", bankCode: "014", accountNumber: "12345678\(account)", accountName: name,
            amount: Rupiah(1000))
    }

    private func page(
        _ fixture: LedgerFixture, _ search: RowSearch = RowSearch(), before: PayoutID? = nil, limit: Int = 9
    ) throws -> PayeeBookPage {
        try fixture.ledger.read { try $0.payeeBook(search, before: before, limit: limit) }
    }

    @Test func `Each account stands there once, with all its payments, the last one first`() throws {
        let fixture = try LedgerFixture()
        let first = try fixture.batch([10, 11, 12].map { Self.order($0, account: $0) })
        for payout in try fixture.queued(first) { try fixture.ends(payout, as: .succeeded) }
        let second = try fixture.batch([Self.order(20, account: 11), Self.order(21, account: 13)])
        let paid = try #require(try fixture.queued(second).first)
        try fixture.ends(paid, as: .succeeded)
        let all = try page(fixture)
        #expect(all.next == nil)
        // Account 13 was not paid.
        #expect(all.payees.map { $0.payee.accountNumber.suffix(2) } == ["11", "12", "10"])
        #expect(all.payees.map(\.payee.payments.count) == [2, 1, 1])
        #expect(all.payees.first?.payee.payments.sum == Rupiah(2000))
        #expect(all.payees.first?.newest.id == paid)
        // The same a page at a time.
        var (found, cursor): ([String], PayoutID?) = ([], nil)
        repeat {
            let part = try page(fixture, before: cursor, limit: 1)
            found += part.payees.map(\.payee.accountNumber)
            cursor = part.next
        } while cursor != nil
        #expect(found == all.payees.map(\.payee.accountNumber))
    }

    @Test func `Other accounts under the same name are named, and payees are found by name and last digits`() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch([Self.order(1, account: 10), Self.order(2, account: 11, name: "BUDI SANTOSO")])
        for payout in try fixture.queued(batch) { try fixture.ends(payout, as: .succeeded) }
        let budi = try page(fixture, RowSearch(words: ["budi", "san"]))
        #expect(budi.payees.map { $0.payee.accountNumber.suffix(2) } == ["11", "10"])
        #expect(budi.payees.first?.otherAccounts.map { $0.accountNumber.suffix(2) } == ["10"])
        #expect(try page(fixture, RowSearch(accountEnding: "7810")).payees.map(\.newest.reference) == ["P-1"])
        #expect(try page(fixture, RowSearch(words: ["siti"])).payees.isEmpty)
    }
}
