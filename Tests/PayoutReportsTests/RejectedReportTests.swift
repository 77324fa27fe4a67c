import Foundation
import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutReports
import Testing
import Wording

@Suite struct RejectedReportTests {
    private static let header = [
        "amount", "reference", "bank_code", "account_number", "account_name", "note", "Cost centre",
    ]
    private static let reason = Reason.rejected(
        faults: [RowFault(.amount, "Rp 5; \"x\"", .amountNotPlain(meant: "5"))])

    private static let added = ["reason", "what_to_do", "mends"]

    /// What is added to a row that is rejected for ``reason``.
    private static func added(_ batch: Batch, line: Int) -> [String] {
        [reason.whatHappened(for: .payout).english, reason.whatToDo.english, "\(batch.folderName):\(line)"]
    }

    private static func rejected(_ line: Int, _ raw: [String]) -> ImportedRow {
        .rejected(line: line, shown: ShownCells(), amount: nil, raw: raw, reason: reason)
    }

    private static func order(_ reference: String) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: "1234567800", accountName: "Budi, S.E.",
            amount: Rupiah(10_000))
    }

    @Test("The rows come back as they were, with a reason, in the form of the file", arguments: Delimiter.allCases)
    func rowsComeBack(delimiter: Delimiter) throws {
        let fixture = try ReportFixture()
        let raw = [" Rp 5 ", "=1+1", "014", "'0812", "A \"B\"; C,\tD", "-x\r\ny", "日本"]
        let form = FileForm(delimiter: delimiter.rawValue, lineEnding: "\r\n", hasByteOrderMark: true)
        let batch = try fixture.batch([Self.rejected(2, raw)], header: Self.header, form: form)
        let table = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        #expect(table.header == Self.header + Self.added)
        #expect(table.rows == [raw + Self.added(batch, line: 2)])
        #expect(Self.added(batch, line: 2)[0] == "amount \"Rp 5; \"x\"\": the amount is not written plainly.")
        #expect(Self.added(batch, line: 2)[1].hasPrefix("Write 5 if that is meant"))
        let expected = CSVFormat(delimiter: delimiter, lineEnding: .carriageReturnLineFeed, hasByteOrderMark: true)
        #expect(table.format == expected)
    }

    @Test("The sentences are in the language of the run, the names of the columns are not") func language() throws {
        let fixture = try ReportFixture()
        let raw = ["Rp 5", "A", "014", "0812", "Budi", "", ""]
        let batch = try fixture.batch(
            [Self.rejected(2, raw), Self.rejected(3, raw + ["", "x"])], header: Self.header)
        let form = ReportForm(hasWorkbooks: true)
        let table = try ReadTable(try fixture.write(batch, as: form, in: .indonesian).path + "/rejected.csv")
        #expect(table.header == Self.header + Self.added)
        let found = try #require(table.rows.first)
        #expect(found[7] == Self.reason.whatHappened(for: .payout).text(in: .indonesian))
        #expect(found[8] == Self.reason.whatToDo.text(in: .indonesian))
        #expect(found[7] != Self.reason.whatHappened(for: .payout).english)
        #expect(found[8] != Self.reason.whatToDo.english && found[9] == "\(batch.folderName):2")
        let long = try #require(table.rows.last)
        #expect(long[8].contains("kosongkan sel") && long[9] == "\(batch.folderName):3")
    }

    @Test("Another language is no edit of the file; what somebody has written into it is kept") func edited() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(
            [Self.rejected(2, ["Rp 5", "A", "014", "0812", "Budi", "", ""])], header: Self.header)
        let form = ReportForm(hasWorkbooks: true)
        let path = try fixture.write(batch, as: form).path
        _ = try fixture.write(batch, as: form, in: .indonesian)
        func kept() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.contains("edited") }
        }
        #expect(try kept().isEmpty)
        let file = path + "/rejected.csv"
        try (String(contentsOfFile: file, encoding: .utf8) + "mine").write(
            toFile: file, atomically: true, encoding: .utf8)
        _ = try fixture.write(batch, as: form)
        #expect(try kept() == ["rejected.edited-1.csv"])
    }

    @Test("Rows with a wrong number of cells keep it, so that they are not taken for good ones before they are mended")
    func width() throws {
        let fixture = try ReportFixture()
        let long = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
        let short = Array(long[..<6])
        let batch = try fixture.batch([Self.rejected(2, short), Self.rejected(3, long)], header: Self.header)
        let table = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        let (first, second) = (Self.added(batch, line: 2), Self.added(batch, line: 3))
        let advice = " Then empty the cells to the right of the last column name."
        #expect(
            table.rows == [
                short + ["", first[0], first[1] + advice, first[2], "(6/7)"],
                Array(long[..<7]) + [second[0], second[1] + advice, second[2]] + long[7...],
            ])
        #expect(table.rows.allSatisfy { $0.count != table.header.count })
    }

    @Test("Rows rejected for a reference that came again are put together again; good rows are not there")
    func repeatedReference() throws {
        let fixture = try ReportFixture()
        let rows: [ImportedRow] = [
            .accepted(line: 2, order: Self.order("A"), note: "first", others: ["C1"]),
            .accepted(line: 3, order: Self.order("B"), note: "", others: ["C2"]),
        ]
        let batch = try fixture.batch(rows, header: Self.header, repeated: [2])
        let table = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        #expect(
            table.rows == [
                [
                    "10000", "A", "014", "1234567800", "Budi, S.E.", "first", "C1",
                    "reference: the reference stands in the file more than once.",
                    "Give every row a reference of its own.", "\(batch.folderName):2",
                ]
            ])
    }

    @Test("A file that has such columns keeps them in their places, with what is new") func reasonColumn() throws {
        let fixture = try ReportFixture()
        let header = ["Reason", "reference", "bank_code", "account_number", "account_name", "amount", "MENDS", "note"]
        let batch = try fixture.batch([Self.rejected(2, ["old", "A", "", "", "", "x", "old:7", ""])], header: header)
        let (_, path) = try fixture.write(batch)
        let table = try ReadTable(path + "/rejected.csv")
        let added = Self.added(batch, line: 2)
        #expect(table.header == header + ["what_to_do"])
        #expect(table.rows == [[added[0], "A", "", "", "", "x", added[2], "", added[1]]])
        let results = try ReadTable(path + "/results.csv").header.map { $0.lowercased() }
        #expect(results.filter { Self.added.contains($0) } == ["reason"])
    }

    @Test(
        "A row of mended rows with a cell too many keeps no old reason, wherever the cell is",
        arguments: [
            ["1", "2", "3", "4", "5", "6", "7", "r", "w", "b1:2", "(6/7)"],
            ["1", "2", "3", "4", "5", "6", "7", "r", "w", "b1:2", "", "r", "(6/7)"],
        ])
    func secondGeneration(raw: [String]) throws {
        let fixture = try ReportFixture()
        let header = Self.header + Self.added
        let batch = try fixture.batch([Self.rejected(2, raw), Self.rejected(3, ["0"] + raw)], header: header)
        let table = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        let rest = raw.contains("") ? ["", "r", "(6/7)"] : ["(6/7)"]
        #expect(table.header == header)
        for (row, line) in zip(table.rows, [2, 3]) {
            let added = Self.added(batch, line: line)
            #expect(row[7] == added[0] && row[8].hasPrefix(added[1]) && row[9] == added[2])
        }
        #expect(Array(table.rows[0][..<7]) == Array(raw[..<7]) && Array(table.rows[0][10...]) == rest)
        #expect(Array(table.rows[1][..<7]) == ["0"] + raw[..<6] && Array(table.rows[1][10...]) == ["7"] + rest)
    }

    @Test("Where nothing is wrong, the file has a header and no rows") func nothingWrong() throws {
        let fixture = try ReportFixture()
        let row = ImportedRow.accepted(line: 2, order: Self.order("A"), note: "", others: ["C"])
        let batch = try fixture.batch([row], header: Self.header)
        let table = try ReadTable(try fixture.write(batch).path + "/rejected.csv")
        #expect(table.header == Self.header + Self.added && table.rows.isEmpty)
    }
}
