import PayoutCore
import PayoutRules
import Testing
import Wording

@Suite("The header")
struct ColumnLayoutTests {
    static let required = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]

    private func faults(_ names: [String]) -> [HeaderError.Fault] {
        ColumnLayout(names).faults
    }

    @Test("names count in any order and letter case, without surrounding spaces")
    func anyOrder() {
        let layout = ColumnLayout([
            " NOTE ", "Amount", "account_Name", "Dept", "ACCOUNT_NUMBER", "bank_code", "Reference\u{A0}", "E-Mail",
            "email",
        ])
        #expect(layout.index(of: .note) == 0)
        #expect(layout.index(of: .reference) == 6)
        #expect(layout.index(of: .email) == 8)
        #expect(layout.index(of: .currency) == nil)
        #expect(layout.carriedIndices == [3, 7])
        #expect(layout.otherIndices == [3, 7, 8])
        #expect(layout.names[0] == " NOTE ")
        #expect(layout.faults.isEmpty)
    }

    @Test("the reason column of a mended file is not carried through")
    func reasonColumn() {
        let layout = ColumnLayout(Self.required + ["team", "Reason"])
        #expect(layout.carriedIndices == [6])
        #expect(layout.otherIndices == [6, 7])
        #expect(layout.index(of: .reason) == 7)
    }

    @Test(
        "every column must be there, but for the note and the reference",
        arguments: Rail.payout.requiredColumns.filter { $0 != .reference })
    func missing(_ column: Column) {
        let names = Self.required.filter { $0 != column.rawValue }
        #expect(faults(names) == [.missing(column, nearest: nil)])
    }

    @Test(
        "the name that was probably meant is told",
        arguments: [
            ("acount_number", Column.accountNumber), ("ammount", .amount), ("refference", .reference),
            ("bnk_code", .bankCode),
        ])
    func nearest(written: String, meant: Column) {
        let names = Self.required.map { $0 == meant.rawValue ? written : $0 }
        #expect(faults(names) == [.missing(meant, nearest: written)])
    }

    @Test("names that stand there twice, and columns without a name")
    func duplicates() {
        #expect(faults(Self.required + ["Amount"]) == [.duplicate("Amount")])
        #expect(faults(Self.required + ["dept", "DEPT"]) == [.duplicate("DEPT")])
        #expect(faults(Self.required + [" ", "dept"]).isEmpty)
        #expect(ColumnLayout(Self.required + [" ", "dept"]).unnamed == [6])
        #expect(faults(Self.required + [" ", ""]).isEmpty)
    }

    @Test("a header that is not separated at all")
    func notSeparated() {
        #expect(faults(["reference/bank_code/account_number"]) == [.notSeparated])
    }

    @Test(
        "a first row where the header should be is told as such",
        arguments: [
            ["PAY-1", "014", "1234567890", "BUDI", "1500000", "gaji"],
            ["PAY-1", "GPY", "081234567890", "BUDI", "1.500.000", ""], ["1", "2"],
        ])
    func isRow(cells: [String]) {
        #expect(faults(cells) == [.isRow])
    }

    @Test(
        "a header with wrong names, or a title, is no row",
        arguments: [
            ["ref", "bank", "norek", "1", "2"], ["Gaji", "2026", "", "", "", ""], ["reference", "014", "1234567890"],
        ])
    func isNoRow(cells: [String]) {
        #expect(!faults(cells).contains(.isRow))
        #expect(!faults(cells).isEmpty)
    }

    @Test("the message tells everything at once, with the file, the line and what to do")
    func message() {
        let names = ["reference", "bank_code", "acount_number", "account_name", "note", "note", "", "team"]
        let error = #expect(throws: HeaderError.self) { try RowChecker(headerNames: names, banks: .embedded) }
        #expect(
            error?.phrase(file: "payroll.csv", line: 1, .payout).english
                == "payroll.csv, line 1: the header does not fit: the column \"account_number\" is missing; "
                + "rename \"acount_number\" if that is it; the column \"amount\" is missing; "
                + "the column \"note\" is there twice. It must name these columns, by these or "
                + "other usual names, in any order: bank_code (Kode Bank), account_number (No Rekening), "
                + "account_name (Nama Penerima), amount (Jumlah). "
                + "\"salur columns\" shows what each column of the file is read as.")
    }
}
