import LedgerAPI
import PayoutCore
import TestSupport
import Testing

/// Which rows of a batch a person means.
@Suite struct SelectionTests {
    private static let names = ["Budi Santoso", "SITI BUDIARTI", "Dewi Lestari", "budi raharjo"]

    private static let cases: [(PayoutSelection, [Int])] = [
        (PayoutSelection(statuses: [.queued]), [2, 3, 4, 5, 6]),
        (PayoutSelection(statuses: [.rejected, .queued]), [2, 3, 4, 5, 6, 7]),
        (PayoutSelection(statuses: [.rejected]), [7]), (PayoutSelection(statuses: [.held, .succeeded]), []),
        (PayoutSelection(statuses: [.queued], nameWords: ["budi"]), [2, 3, 5, 6]),
        (PayoutSelection(nameWords: ["Budi", "r"]), [5]), (PayoutSelection(nameWords: ["antoso"]), []),
        (PayoutSelection(nameWords: ["%"]), []),
        (PayoutSelection(statuses: [.queued], amountAbove: Rupiah(2_000), amountUpTo: Rupiah(4_000)), [4, 5]),
        (PayoutSelection(amountUpTo: Rupiah(1_000), nameWords: ["budi"]), [2]),
        (PayoutSelection(statuses: [.queued], reasonCodes: ["none"]), []),
    ]

    @Test(arguments: LedgerKind.allCases)
    func `Rows are chosen by all that is said of them, in the order of the file`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let filing = try test.filing()
        for line in 2...6 {
            let order = PaymentOrder(
                reference: "PAY-\(line)", bankCode: "014", accountNumber: "123456780\(line)",
                accountName: Self.names[(line - 2) % Self.names.count], amount: Rupiah(Int64(line - 1) * 1_000))
            try filing.add(.accepted(line: line, order: order, note: "", others: []))
        }
        var shown = ShownCells()
        shown.reference = "PAY-7"
        try filing.add(.rejected(line: 7, shown: shown, amount: nil, raw: ["PAY-7"], reason: .badAmount))
        let batch = try filing.finish(as: LedgerUnderTest.naming("d1"), at: LedgerUnderTest.start)
        for (selection, lines) in Self.cases {
            let found = try test.ledger.read { reader in
                try reader.payouts(of: batch, selection, after: .none, limit: 9)
            }
            #expect(found.map { Int($0.key & 0xFFFF) + 1 } == lines, "\(selection)")
            // The next page begins after the last row of this one.
            let rest = try test.ledger.read { reader in
                try reader.payouts(of: batch, selection, after: found.first ?? .none, limit: 9)
            }
            #expect(rest == Array(found.dropFirst()), "\(selection)")
        }
    }
}
