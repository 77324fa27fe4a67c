import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import Testing

/// What is written is what `schemas/` says.
@Suite struct SchemaTests {
    static let tables = [
        ("results.csv", "results.schema.json"), ("attempts.csv", "attempts.schema.json"),
        ("rejected.csv", "rejected.schema.json"), ("reconciliation.csv", "reconciliation-csv.schema.json"),
    ]

    @Test("Every table is as its schema says, row by row", arguments: tables)
    func tablesHold(file: String, schema: String) throws {
        let fixture = try ReportFixture()
        let path = try fixture.write(EveryStatus(in: fixture).batch).path
        let table = try ReadTable(path + "/" + file)
        #expect(!table.rows.isEmpty)
        #expect(try TableSchema(schema).faults(of: table) == [])
    }

    @Test("Every table of a batch in which nothing was ever sent is as its schema says", arguments: tables)
    func untouched(file: String, schema: String) throws {
        let fixture = try ReportFixture()
        let order = PaymentOrder(
            reference: "R", bankCode: "014", accountNumber: "1234567800", accountName: "Budi", amount: Rupiah(10_000))
        let batch = try fixture.batch(
            [.accepted(line: 2, order: order, note: "", others: [])], header: Array(EveryStatus.header[..<6]))
        let table = try ReadTable(try fixture.write(batch).path + "/" + file)
        #expect(try TableSchema(schema).faults(of: table) == [])
    }

    @Test("reconciliation.json is as its schema says, settled, stopped, with and without a balance") func document()
        throws
    {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let schema = try DocumentSchema("reconciliation.schema.json")
        func faults() throws -> [String] {
            try schema.faults(of: JSONValue(path: fixture.write(batch).path + "/reconciliation.json"))
        }
        #expect(try faults() == [])
        try fixture.ledger.write { transaction in
            try transaction.setBalance(before: Rupiah(5_000_000), after: Rupiah(-1), of: batch.id)
            try transaction.handle(.stopped(.insufficientFunds), of: batch.id, at: ReportFixture.now)
        }
        #expect(try faults() == [])
    }

    @Test("Every line of audit.jsonl is as its schema says") func journal() throws {
        let fixture = try ReportFixture()
        let path = try fixture.write(EveryStatus(in: fixture).batch).path + "/audit.jsonl"
        let schema = try DocumentSchema("audit.schema.json")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 40)
        for line in lines { #expect(try schema.faults(of: JSONValue(text: String(line))) == []) }
    }

    @Test("A fault would be found") func faultsAreFound() throws {
        let schema = try DocumentSchema("reconciliation.schema.json")
        let fixture = try ReportFixture()
        let path = try fixture.write(EveryStatus(in: fixture).batch).path
        guard case .object(var members) = try JSONValue(path: path + "/reconciliation.json") else { return }
        members["digest"] = .string("abc")
        members["balanced"] = .integer(1)
        members["by_bank"] = .array([.object(["count": .integer(-1)])])
        members["extra"] = .null
        members["file"] = nil
        let faults = try schema.faults(of: .object(members))
        for part in [
            "$.digest", "$.balanced", "$.by_bank[0].count", "bank_code is missing", "extra", "file is missing",
        ] {
            #expect(faults.contains { $0.contains(part) }, "\(part) in \(faults)")
        }
        let results = try TableSchema("results.schema.json")
        let table = try ReadTable(path + "/attempts.csv")
        #expect(try !results.faults(of: table).isEmpty)
    }
}
