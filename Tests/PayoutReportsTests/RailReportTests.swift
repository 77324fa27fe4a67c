import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import Testing

/// Batches of every rail have reports of their own columns, which the schemas describe.
@Suite struct RailReportTests {
    private static func order(_ rail: Rail) -> PaymentOrder {
        guard rail == .payout else {
            return PaymentOrder(rail: rail, reference: "R-1", customer: "C-1", amount: Rupiah(100_000))
        }
        return PaymentOrder(
            reference: "R-1", bankCode: "014", accountNumber: "1234567800", accountName: "Budi",
            amount: Rupiah(100_000))
    }

    private static func header(_ rail: Rail) -> [String] {
        switch rail {
        case .payout: ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
        case .collection, .charge: ["reference", "customer", "amount", "note"]
        case .refund: ["reference", "payment_reference", "amount", "note"]
        }
    }

    private static func schema(_ rail: Rail) -> String {
        switch rail {
        case .payout: "results.schema.json"
        case .collection, .charge: "results-customer.schema.json"
        case .refund: "results-refund.schema.json"
        }
    }

    @Test(arguments: [Rail.payout, .collection, .charge])
    func `Results and reconciliation are as their schemas say`(rail: Rail) throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(
            [.accepted(line: 2, order: Self.order(rail), note: "Iuran", others: [])], header: Self.header(rail),
            rail: rail)
        let path = try fixture.write(batch).path
        let results = try ReadTable(path + "/results.csv")
        #expect(try TableSchema(Self.schema(rail)).faults(of: results) == [])
        let table = try ReadTable(path + "/reconciliation.csv")
        #expect(try TableSchema("reconciliation-csv.schema.json").faults(of: table) == [])
        let document = try JSONValue(path: path + "/reconciliation.json")
        #expect(try DocumentSchema("reconciliation.schema.json").faults(of: document) == [])
        #expect(document["kind"] == .string(rail.rawValue))
        #expect(document["direction"] == .string(rail == .payout ? "outgoing" : "incoming"))
    }

    @Test func `A row that was read badly is given back in the columns of its rail`() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(
            [.accepted(line: 2, order: Self.order(.collection), note: "Iuran", others: ["Bandung"])],
            header: Self.header(.collection) + ["branch"], rail: .collection, repeated: [2])
        let rejected = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        #expect(rejected.rows.first.map { Array($0.prefix(5)) } == ["R-1", "C-1", "100000", "Iuran", "Bandung"])
    }
}
