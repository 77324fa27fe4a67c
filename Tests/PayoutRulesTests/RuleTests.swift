import PayoutCore
import PayoutRules
import Testing
import Wording

@Suite("The rules of a row")
struct RuleTests {
    /// One cell, and what is said about it: a code and words of the message or the advice.
    struct Fault: CustomTestStringConvertible, Sendable {
        let column: String
        let value: String
        let code: ViolationCode
        let words: String
        let bank: String
        var testDescription: String { "\(column) \(value.prefix(30).debugDescription): \(code.rawValue)" }

        init(_ column: String, _ value: String, _ code: ViolationCode, _ words: String, bank: String = "014") {
            (self.column, self.value, self.code, self.words, self.bank) = (column, value, code, words, bank)
        }
    }

    static let identity = [
        Fault("reference", "", .missingValue, "Fill in the reference"),
        Fault("reference", " \t\u{A0}", .missingValue, "empty"),
        Fault("reference", String(repeating: "é", count: 65), .referenceTooLong, "65 characters; 64 are allowed"),
        Fault("reference", "A\u{7}B", .controlCharacter, "invisible character U+0007"),
        Fault("reference", "A\nB", .controlCharacter, "line break"),
        Fault("account_name", "", .missingValue, "Fill in the account_name"),
        Fault(
            "account_name", String(repeating: "N", count: 101), .accountNameTooLong, "101 characters; 100 are allowed"),
        Fault("account_name", "BUDI\u{85}", .controlCharacter, "U+0085"),
        Fault("bank_code", "", .missingValue, "Fill in the bank_code"),
    ]

    static let currencies = [
        Fault("currency", "USD", .currencyNotRupiah, "Write IDR"),
        Fault("currency", "Rp1", .currencyNotRupiah, "only rupiah"),
        Fault("currency", "ID\u{200B}R", .invisibleCharacter, "(character 3)"),
    ]

    static let banks = [
        Fault("bank_code", "14", .bankCodeUnknown, "Excel turned 014 into 14; if BCA is meant, write 014", bank: "14"),
        Fault("bank_code", "8", .bankCodeUnknown, "if Mandiri is meant, write 008", bank: "8"),
        Fault("bank_code", "bca", .bankCodeUnknown, "Write its code, 014 (BCA)", bank: "bca"),
        Fault("bank_code", "Bank Central Asia", .bankCodeUnknown, "014", bank: "Bank Central Asia"),
        Fault("bank_code", "ovo", .bankCodeUnknown, "Write its code, OVO", bank: "ovo"),
        Fault("bank_code", "Mandirri", .bankCodeUnknown, "if Mandiri is meant, it is 008", bank: "Mandirri"),
        Fault("bank_code", "015", .bankCodeUnknown, "Look the bank up with", bank: "015"),
        Fault("bank_code", "wxyz!", .bankCodeUnknown, "Look the bank up with", bank: "wxyz!"),
    ]

    static let accounts = [
        Fault("account_number", "", .missingValue, "Fill in the account_number"),
        Fault("account_number", "123456789", .accountNumberMalformed, "has 9 digits; it needs 10 to 20"),
        Fault("account_number", "123456789", .accountNumberMalformed, "BCA usually have 10 digits"),
        Fault("account_number", "0000000000", .looksEmpty, "delete the row if nobody is to be paid"),
        Fault("account_number", "123456789012345678901", .accountNumberMalformed, "has 21 digits"),
        Fault("account_number", "123-456-7890", .accountNumberMalformed, "there is: \"-\""),
        Fault("account_number", "1234 567890", .accountNumberMalformed, "without spaces and hyphens"),
        Fault("account_number", "12345678９0", .accountNumberMalformed, "there is: \"９\""),
        Fault("account_number", "1234567890\u{200B}", .invisibleCharacter, "U+200B ZERO WIDTH SPACE (character 11)"),
        Fault("account_number", "1,23457E+12", .accountNumberDamaged, "Excel has shortened the number"),
        Fault("account_number", "1.23E+15", .accountNumberDamaged, "Format the column as text"),
        Fault("account_number", "1234567890", .ewalletNumberMalformed, "begins with 08", bank: "GPY"),
        Fault("account_number", "+6281234567890", .ewalletNumberMalformed, "instead of +628", bank: "OVO"),
        Fault("account_number", "6281234567890", .ewalletNumberMalformed, "instead of 628", bank: "OVO"),
        Fault("account_number", "81234567890", .ewalletNumberMalformed, "Excel dropped the 0", bank: "DNA"),
        Fault("account_number", "081234567", .ewalletNumberMalformed, "Ask the beneficiary", bank: "SPY"),
    ]

    static let amounts = [
        Fault("amount", "", .missingValue, "Fill in the amount"),
        Fault("amount", "0", .amountNotPositive, "zero"),
        Fault("amount", "0.00", .amountNotPositive, "zero"),
        Fault("amount", "-50000", .amountNotPositive, "negative"),
        Fault("amount", "(50000)", .amountNotPositive, "negative"),
        Fault("amount", "1.500.000", .amountMalformed, "Write 1500000 if that is meant"),
        Fault("amount", "1,500,000", .amountMalformed, "Write 1500000 if that is meant"),
        Fault("amount", "1,500,000.00", .amountMalformed, "Write 1500000"),
        Fault("amount", "1.500.000,00", .amountMalformed, "Write 1500000"),
        Fault("amount", "1500000,00", .amountMalformed, "Write 1500000"),
        Fault("amount", "1.500", .amountMalformed, "1500 (1 thousand 500 rupiah)"),
        Fault("amount", "1500000,-", .amountMalformed, "Write 1500000"),
        Fault("amount", "Rp1500000", .amountMalformed, "Write 1500000"),
        Fault("amount", "Rp. 1.500.000,00", .amountMalformed, "Write 1500000"),
        Fault("amount", "IDR 1,500,000", .amountMalformed, "Write 1500000"),
        Fault("amount", "1500000 IDR", .amountMalformed, "more than digits"),
        Fault("amount", "1 500 000", .amountMalformed, "Write 1500000"),
        Fault("amount", "1500000.50", .amountNotWhole, "fraction of a rupiah"),
        Fault("amount", "1500000,5", .amountNotWhole, "fraction of a rupiah"),
        Fault("amount", "1.500.000,75", .amountNotWhole, "fraction of a rupiah"),
        Fault("amount", "1,5E+06", .amountMalformed, "Excel has shortened the amount"),
        Fault("amount", "+1500000", .amountMalformed, "not an amount"),
        Fault("amount", "one million", .amountMalformed, "digits only"),
        Fault("amount", "1500000.000", .amountMalformed, "not an amount"),
        Fault("amount", "99999999999999999999", .amountOutsideLimits, "larger than any transfer"),
        Fault("amount", "9999", .amountOutsideLimits, "Rp 10.000 to Rp 250.000.000"),
        Fault("amount", "250000001", .amountOutsideLimits, "pay it in several rows, each with a reference"),
    ]

    static let notes = [
        Fault("note", String(repeating: "n", count: 101), .noteTooLong, "101 characters; 100 are allowed"),
        Fault(
            "note", "Gaji #1 & bonus (A/B)", .noteCharactersRefused,
            "refuses these characters: \"#\", \"&\", \"(\", \"/\", \")\""),
        Fault("note", "#N/A", .spreadsheetError, "Mend the cell in the spreadsheet"),
        Fault("note", "café", .noteCharactersRefused, "refuses these characters: \"é\""),
        Fault("note", "a\tb\nc", .controlCharacter, "U+0009 TAB (character 2), U+000A LINE FEED (character 4)"),
        Fault("note", "a,b;c,d", .noteCharactersRefused, "refuses these characters: \",\", \";\""),
    ]

    @Test(
        "a cell that breaks a rule is told with its column, a reason and what to do",
        arguments: identity + currencies + banks + accounts + amounts + notes)
    func faults(_ fault: Fault) throws {
        var changes = ["bank_code": fault.bank]
        changes[fault.column] = fault.value
        let violations = try RowChecker.violations(changes)
        let found = try #require(violations.first { $0.fault.column?.rawValue == fault.column })
        #expect(found.code == fault.code)
        #expect(found.line == 7)
        #expect(found.text.english.contains(fault.words), "\(found.text.english)")
        #expect(found.text.english.hasPrefix("line 7, \(fault.column)"))
        #expect(found.text.english.hasSuffix("."))
        #expect(violations.count == 1, "\(violations.map(\.text.english))")
    }

    @Test(
        "a cell that is as it should be is not mentioned",
        arguments: [
            ("reference", String(repeating: "é", count: 64)), ("reference", " PAY 1 "), ("reference", "ref/№ 5"),
            ("account_number", "01234567890123456789"), ("account_number", " 1234567890\u{A0}"),
            ("account_name", "José Ramírez"), ("account_name", String(repeating: "N", count: 100)),
            ("amount", "10000"), ("amount", "250000000"), ("amount", "1500000.00"), ("amount", "1500000.0"),
            ("amount", " 0001500000 "), ("note", ""), ("note", "aZ09 @.-_+*!~"),
            ("note", String(repeating: "n", count: 100)),
            ("currency", ""), ("currency", "idr"), ("email", ""), ("email", "a.b+c@sub.company.co.id"),
            ("email", "a-!#$%&'*+/=?^_`{|}~9@x-1.co"),
            ("department", "any thing; at (all) é\n"),
        ])
    func good(column: String, value: String) throws {
        #expect(try RowChecker.violations([column: value]).map(\.text) == [])
    }

    @Test(
        "an e-wallet has limits of its own",
        arguments: [
            ("14999", false), ("15000", true), ("20000000", true), ("20000001", false),
        ])
    func ewalletLimits(amount: String, isGood: Bool) throws {
        let changes = ["bank_code": "OVO", "account_number": "081234567890", "amount": amount]
        #expect(try RowChecker.violations(changes).map(\.code) == (isGood ? [] : [.amountOutsideLimits]))
    }

    @Test(
        "with an unknown bank, only limits that hold everywhere are judged",
        arguments: [
            ("9999", true), ("10000", false), ("20000001", false), ("250000001", true),
        ])
    func limitsOfUnknownBank(amount: String, isOutside: Bool) throws {
        let codes = try RowChecker.violations(["bank_code": "000", "amount": amount]).map(\.code)
        #expect(codes == (isOutside ? [.bankCodeUnknown, .amountOutsideLimits] : [.bankCodeUnknown]))
    }

    @Test("all faults of a row are told, in the order of the columns")
    func allFaults() throws {
        let changes = [
            "reference": "", "bank_code": "14", "account_number": "12", "account_name": " ", "amount": "1.000",
            "note": "#", "currency": "USD",
        ]
        let violations = try RowChecker.violations(changes)
        #expect(violations.map(\.fault.column) == Rail.payout.columns + [.currency])
        #expect(Phrase.joined(violations.map(\.fault.phrase), by: " ").english.components(of: ". ") >= 7)
    }

    @Test(
        "no account number is shown in full",
        arguments: [
            "123456789", "123456789012345678901", "12345-67890", "7,65432E+11", "+6281234567890", "12", "1", "é1é",
        ])
    func masking(_ number: String) throws {
        for violation in try RowChecker.violations(["account_number": number]) {
            #expect(violation.fault.value.hasPrefix("***"))
            #expect(!violation.text.english.contains(number) || number.utf8.count <= 2)
        }
    }

    @Test("the last four digits of an account number are shown")
    func lastDigits() throws {
        #expect(try RowChecker.violations(["account_number": "123456789"]).map(\.fault.value) == ["*** 6789"])
    }

    @Test("long and invisible values are shown in a readable way")
    func shownValues() throws {
        let long = try RowChecker.violations(["note": String(repeating: "#", count: 90)])
        #expect(long.first?.fault.value == String(repeating: "#", count: 60) + "…")
        let broken = try RowChecker.violations(["reference": "A\u{1B}[2J\tB"])
        #expect(broken.first?.fault.value == "A[invisible character U+001B][2J[tab]B")
    }

    @Test("a duplicate reference names the other line")
    func duplicate() {
        let violation = Violation.duplicateReference(line: 9, reference: "PAY-1", otherLine: 4)
        #expect(violation.text.english.hasPrefix("line 9, reference \"PAY-1\": the same reference is also in line 4. "))
    }
}

extension String {
    /// Into how many parts `separator` cuts the text.
    fileprivate func components(of separator: String) -> Int { split(separator: separator).count }
}
