import PayoutCore
import PayoutRules
import Testing
import Wording

@Suite("Rows to payouts")
struct RowCheckerTests {
    private func checker(_ header: [String] = RowFixture.header) throws -> RowChecker {
        try RowChecker(headerNames: header, banks: .embedded)
    }

    @Test("a good row can be paid, and its texts are found trimmed")
    func accepted() throws {
        let cells = RowFixture.cells([
            "reference": " PAY-001\t", "amount": "1500000.00", "note": "\u{A0}Gaji ", "email": " ",
            "department": " Fin ",
        ])
        let row = LentRow(cells)
        let verdict = try checker().verdict(cells)
        let located = verdict.located
        #expect(verdict.isPayable)
        #expect(verdict.line == 7)
        #expect(row.text(located.reference) == "PAY-001")
        #expect(row.text(located.bankCode) == "014")
        #expect(row.text(located.accountNumber) == "1234567890")
        #expect(row.text(located.accountName) == "BUDI SANTOSO")
        #expect(row.text(located.amount) == "1500000.00")
        #expect(verdict.amount == Rupiah(1_500_000))
        #expect(row.text(located.note) == "Gaji")
    }

    @Test("a row that is too short has empty texts where it ends")
    func located() throws {
        let row = LentRow(["PAY-001", " 014 "])
        let located = try checker().locate(content: row.content.span, cells: row.ranges.span)
        #expect(row.text(located.reference) == "PAY-001")
        #expect(row.text(located.bankCode) == "014")
        #expect(row.text(located.accountNumber) == "")
        #expect(row.text(located.note) == "")
    }

    @Test("a rejected row keeps its amount where it can be read")
    func rejected() throws {
        let verdict = try checker().verdict(RowFixture.cells(["bank_code": "14", "amount": " 9999 "]))
        #expect(!verdict.isPayable)
        #expect(verdict.amount == Rupiah(9999))
        #expect(verdict.violations.map(\.code) == [.bankCodeUnknown, .amountOutsideLimits])
        let unreadable = try checker().verdict(RowFixture.cells(["amount": "1.500.000"]))
        #expect(!unreadable.isPayable)
        #expect(unreadable.amount == nil)
    }

    @Test("a row with too few or too many cells is told as such, and nothing else is guessed")
    func cellCount() throws {
        let cells = RowFixture.cells()
        let short = try checker().verdict(Array(cells.dropLast()))
        #expect(short.violations.map(\.code) == [.wrongCellCount])
        #expect(short.violations.first?.fault.message.english == "the row has 8 cells, but the header names 9 columns")
        #expect(!short.hasReference)
        #expect(short.amount == nil)
        let long = try checker().verdict(cells + ["x"])
        #expect(long.violations.map(\.code) == [.wrongCellCount])
        #expect(long.violations.first?.fault.whatToDo.english.contains("quotes") == true)
    }

    @Test("a row may end before cells that may be empty, and with a separator")
    func ends() throws {
        let header = ["reference", "bank_code", "account_number", "account_name", "amount", "currency", "note", ""]
        let cells = ["A", "014", "1234567890", "BUDI", "50000", "IDR", "salary", ""]
        for count in 5...8 {
            #expect(try checker(header).verdict(Array(cells.prefix(count))).isPayable)
        }
        #expect(try checker(header).verdict(cells + [" ", ""]).isPayable)
        #expect(try checker(header).verdict(Array(cells.prefix(4))).violations.map(\.code) == [.wrongCellCount])
        let moved = try checker(header).verdict(["A", "014", "1234567890", "SANTOSO", " BUDI", "50000", "IDR", "x"])
        #expect(moved.violations.map(\.code) == [.wrongCellCount])
    }

    @Test("a row of empty cells is told once", arguments: [1, 8, 9, 12])
    func emptyRow(count: Int) throws {
        let verdict = try checker().verdict([String](repeating: " ", count: count))
        #expect(verdict.violations.map(\.code) == [.emptyRow])
        #expect(verdict.isEmpty)
    }

    @Test("the reference is found without its blanks")
    func reference() throws {
        let row = LentRow(RowFixture.cells(["reference": " \u{A0}PAY é\r\n", "bank_code": "14"]))
        let located = try checker().locate(content: row.content.span, cells: row.ranges.span)
        #expect(row.text(located.reference) == "PAY é")
        #expect(try checker().verdict(RowFixture.cells(["reference": "A", "bank_code": "14"])).hasReference)
        #expect(try !checker().verdict(RowFixture.cells(["reference": ""])).hasReference)
    }

    @Test(
        "an unusual length of account number is a warning, not a fault",
        arguments: [
            ("014", "12345678901", "usually have 10"), ("200", "1234567890", "usually have 16"),
            ("OVO", "08123456789012", "usually have 10 to 13"),
        ])
    func warning(bank: String, number: String, words: String) throws {
        let verdict = try checker().verdict(RowFixture.cells(["bank_code": bank, "account_number": number]))
        #expect(verdict.violations.isEmpty)
        #expect(verdict.hasWarnings)
        let warning = try #require(verdict.warnings().first)
        #expect(warning.code == .unusualAccountLength)
        #expect(warning.fault.message.english.contains(words))
        #expect(warning.fault.value == "*** " + number.suffix(4))
    }

    @Test(
        "no warning where the length is usual or nobody knows",
        arguments: [
            ("014", "1234567890"), ("023", "12345678901234"), ("GPY", "081234567890"),
        ])
    func noWarning(bank: String, number: String) throws {
        let verdict = try checker().verdict(RowFixture.cells(["bank_code": bank, "account_number": number]))
        #expect(verdict.warnings().isEmpty)
    }

    @Test("optional columns may be missing")
    func optionalColumns() throws {
        let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
        #expect(try checker(header).verdict(["A", "014", "1234567890", "BUDI", "50000", ""]).isPayable)
    }

    @Test("amounts read from bytes are those that Rupiah reads from text", arguments: 1...40)
    func plainAmounts(seed: Int) throws {
        // A linear congruential generator: the same seed, the same texts.
        var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("00123456789..,-+ eé")
        for _ in 0..<100 {
            let text = String((0...next(22)).map { _ in alphabet[next(alphabet.count)] })
            let trimmed = text.filter { $0 != " " }
            guard !trimmed.isEmpty, !trimmed.contains("é") else { continue }
            let verdict = try checker().verdict(RowFixture.cells(["amount": trimmed]))
            #expect(verdict.amount == Rupiah(plain: trimmed), "\(trimmed)")
        }
    }
}
