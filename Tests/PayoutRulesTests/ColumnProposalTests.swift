import PayoutCore
import Testing

@testable import PayoutRules

@Suite("Names that the user gives columns, and proposals for others")
struct ColumnProposalTests {
    private static let rows = [
        ["Budi Santoso", "BCA", "1234567890", "1.500.000", "3"],
        ["Siti Rahma", "Mandiri", "1370001234567", "2.750.000", "5"],
        ["Agus Wijaya", "BRI", "123401000567890", "3000000", "4"],
    ]

    private func proposal(
        _ names: [String], _ rows: [[String]] = rows, _ mapping: ColumnMapping = .none
    ) -> ColumnProposal { ColumnProposal(names, rows, .payout, mapping, banks: .embedded) }

    @Test("usual names are found, and the others are copied") func usual() {
        let found = proposal(["Nama", "bank_code", "No. Rekening", "Jumlah", "Anak"])
        #expect(found.columns.map(\.column) == [.accountName, .bankCode, .accountNumber, .amount, nil])
        #expect(found.columns.map(\.reason) == [.usualName, .plainName, .usualName, .usualName, .other])
        #expect(found.missing == [] && found.settings.isEmpty && found.doubtful.isEmpty)
    }

    @Test("columns without a usual name are proposed by their cells") func content() {
        let found = proposal(["Siapa", "Dimana", "Nomornya", "Bersih Akhir", "Anak"])
        #expect(found.columns.map(\.column) == [.accountName, .bankCode, .accountNumber, .amount, nil])
        #expect(found.settings.map(\.column) == [.accountName, .bankCode, .accountNumber, .amount])
        #expect(found.settings.map(\.name) == ["Siapa", "Dimana", "Nomornya", "Bersih Akhir"])
        #expect(found.missing == [])
    }

    @Test("two columns that look alike are not decided") func doubtful() {
        let rows = Self.rows.map { $0 + ["9.000.000"] }
        let found = proposal(["Nama", "Bank", "Rekening", "Uang", "Anak", "Akhir"], rows)
        #expect(found.missing == [.amount])
        #expect(found.doubtful.map(\.names) == [["Uang", "Akhir"]])
        #expect(found.settings.isEmpty)
    }

    @Test(
        "a column whose name speaks of another unit, an old value or deductions is never proposed",
        arguments: ["Jumlah (x1000)", "Uang (SGD)", "Uang (jt)", "Uang Bruto", "Uang sebelum pajak"])
    func dangerous(name: String) {
        let found = proposal(["Nama", "Bank", "Rekening", name, "Anak"])
        #expect(found.settings.isEmpty && found.missing == [.amount])
    }

    @Test("a column of which nothing looks like it is missing") func missing() {
        let found = proposal(["Nama", "Bank", "Kode", "Jumlah"], Self.rows.map { [$0[0], $0[1], "x", $0[3]] })
        #expect(found.missing == [.accountNumber] && found.settings.isEmpty)
    }

    @Test("a name of the settings wins over usual and plain names, and ends a doubt") func mapping() throws {
        let names = ["Nama", "Bank", "Rekening", "Jumlah", "Gaji", "amount"]
        #expect(!ColumnLayout(["Nama", "Bank", "Rekening", "Jumlah", "Gaji"]).faults.isEmpty)
        let layout = ColumnLayout(names, .payout, ColumnMapping([.amount: ["THP", "gaji"]]))
        #expect(layout.faults.isEmpty)
        #expect(layout.index(of: .amount) == 4)
        #expect(layout.renamed.contains { $0.column == .amount && $0.name == "Gaji" })
        #expect(layout.carriedIndices == [3, 5])
        let found = proposal(names, Self.rows, ColumnMapping([.amount: ["Gaji"]]))
        #expect(found.columns[4].column == .amount && found.columns[4].reason == .settings)
    }

    @Test("without such a name in the file, the file is read as ever") func unused() {
        let layout = ColumnLayout(["Nama", "Bank", "Rekening", "Jumlah"], .payout, ColumnMapping([.amount: ["THP"]]))
        #expect(layout.index(of: .amount) == 3 && layout.faults.isEmpty)
    }

    @Test("a name that stands twice in the file is asked about") func twice() {
        let layout = ColumnLayout(
            ["Nama", "Bank", "Rekening", "THP", "Take Home"], .payout, ColumnMapping([.amount: ["THP", "Take Home"]]))
        #expect(layout.faults == [.ambiguous(.amount, names: ["THP", "Take Home"])])
    }

    @Test("a name of another column's is not taken twice") func taken() {
        let layout = ColumnLayout(
            ["Nama", "Penerima", "Bank", "Rekening", "Jumlah"], .payout, ColumnMapping([.note: ["Penerima"]]))
        #expect(layout.index(of: .note) == 1 && layout.index(of: .accountName) == 0)
    }

    @Test("the ledger keeps a mapping") func stored() {
        let mapping = ColumnMapping([.amount: ["THP", "a=b"], .note: ["Berita"]])
        #expect(ColumnMapping(stored: mapping.stored) == mapping)
        #expect(ColumnMapping(stored: "") == .none)
    }
}
