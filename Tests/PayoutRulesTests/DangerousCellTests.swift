import PayoutCore
import PayoutRules
import Testing
import Wording

/// Cells that a careless word of advice would turn into a payment to somebody else.
@Suite("Dangerous cells")
struct DangerousCellTests {
    private func found(_ changes: [String: String]) throws -> (violations: [Violation], warnings: [Violation]) {
        let checker = try RowChecker(headerNames: RowFixture.header, banks: .embedded)
        let verdict = checker.verdict(RowFixture.cells(changes))
        return (verdict.violations, verdict.warnings())
    }

    @Test(
        "Words for nothing are refused as what they are",
        arguments: [
            "-", "--", "–", ".", "?", "***", "NULL", "null", "(null)", "N/A", "n/a", "NaN", "None", "undefined",
        ])
    func looksEmpty(cell: String) throws {
        for column in ["reference", "account_number", "account_name", "bank_code", "amount"] {
            let violations = try found([column: cell]).violations
            #expect(violations.map(\.code) == [.looksEmpty], "\(column) \(cell)")
            #expect(violations.first?.text.english.contains("Fill in the \(column), or delete the row") == true)
        }
    }

    @Test("An error of the spreadsheet is told as one", arguments: ["#N/A", "#REF!", "#VALUE!", "#ref!", "########"])
    func spreadsheetError(cell: String) throws {
        for column in ["reference", "account_number", "account_name", "amount"] {
            #expect(try found([column: cell]).violations.map(\.code) == [.spreadsheetError], "\(column) \(cell)")
        }
    }

    @Test(
        "Names of people are none of them", arguments: ["Nil", "Nan", "Na", "Null Null", "Unang", "N. Aini", "#1 Toko"])
    func namesOfPeople(cell: String) throws {
        #expect(try found(["account_name": cell]).violations.isEmpty)
    }

    @Test(
        "Digits with a decimal ending are mended by taking the ending away, and only where no digit can be lost",
        arguments: [
            ("1234567890.0", "014", "Write only the 10 digits before \".0\""),
            ("1234567890,00", "014", "Write only the 10 digits before \",00\""),
            ("123456789012345.0", "002", "Write only the 15 digits before \".0\""),
            // Zeros at the start may be lost, or digits at the end.
            ("123456789.0", "014", "from its source"), ("12345678901.0", "008", "from its source"),
            ("1234567890123456.0", "041", "from its source"), ("81234567890.0", "OVO", "from its source"),
        ])
    func decimalAccount(cell: String, bank: String, words: String) throws {
        let violations = try found(["account_number": cell, "bank_code": bank]).violations
        let violation = try #require(violations.first)
        #expect(violations.count == 1)
        #expect(violation.fault.message.english.hasPrefix("the account number is written as a decimal number"))
        #expect(violation.fault.whatToDo.english.contains(words), "\(violation.text.english)")
    }

    @Test(
        "What is no number is never turned into one",
        arguments: [
            "12-345.0", "12345678901,50", "1.234.567.890", "1234567890/2", "1234567890 123", "+1234567890",
            "A1234567890",
            "1234567890-", "12--34567890",
        ])
    func noAdviceOfDigits(cell: String) throws {
        let violation = try #require(try found(["account_number": cell]).violations.first)
        #expect(violation.fault.whatToDo.english == "Enter the number again from its source, digits only", "\(cell)")
    }

    @Test("No advice about an account or an amount tells to remove or to guess digits")
    func noRemoval() throws {
        let cells = ["123456789", "123456789012345678901", "12-345.0", "1,23457E+12", "1.5.5", "99999999999999999999"]
        for cell in cells {
            for column in ["account_number", "amount"] {
                for violation in try found([column: cell]).violations {
                    let advice = violation.fault.whatToDo.english.lowercased()
                    for word in ["remove", "there twice", "split it"] { #expect(!advice.contains(word), "\(advice)") }
                }
            }
        }
    }

    @Test(
        "Account and amount in each other's column are told as swapped, and neither is judged alone",
        arguments: [
            ("1500000", "1234567890"), ("1.500.000", "1234567890"), ("1500000.00", "081234567890"),
            ("25000", "1234567890.0"), ("1500000", "12345678901234567890"), ("250000000", "1234567000"),
        ])
    func swapped(account: String, amount: String) throws {
        let violations = try found(["account_number": account, "amount": amount]).violations
        #expect(violations.map(\.code) == [.accountAndAmountSwapped])
        let text = try #require(violations.first).text.english
        #expect(text.contains("account and amount look swapped"))
        #expect(!text.contains(amount) && !text.contains("everal rows"))
    }

    @Test("An amount with the form of an account number is masked, and not to be split") func accountAsAmount() throws {
        let violation = try #require(try found(["amount": "2345678901"]).violations.first)
        #expect(violation.code == .amountOutsideLimits && violation.fault.value == "*** 8901")
        #expect(
            !violation.text.english.contains("several rows") && violation.text.english.contains("each other's column"))
        let large = try #require(try found(["amount": "2500000000"]).violations.first)
        #expect(large.fault.whatToDo.english.contains("several rows"))
    }

    @Test("Two amounts in one cell are not one amount", arguments: ["150000 200000", "1500000 2000000", "1 500 00"])
    func twoAmounts(cell: String) throws {
        let violation = try #require(try found(["amount": cell]).violations.first)
        let advice = violation.fault.whatToDo.english
        #expect(advice.hasPrefix("Write the amount of its source"), "\(violation.text.english)")
    }

    @Test(
        "A long number that ends in one zero, as every tenth does, is a warning",
        arguments: [
            ("1234567890123450", true), ("1234567890123456", false), ("1234567890123450001", false),
            ("123456789012340", false),
        ])
    func perhapsLostDigits(number: String, isWarning: Bool) throws {
        let found = try found(["account_number": number])
        #expect(found.violations.isEmpty)
        #expect(found.warnings.contains { $0.code == .digitsProbablyLost } == isWarning)
        #expect(found.warnings.allSatisfy { !$0.text.english.contains(number) })
    }

    @Test(
        "A longer number that ends as Excel leaves it is rejected",
        arguments: ["12345678901234500", "1234567890123450000", "12345678901234500000"])
    func lostDigits(number: String) throws {
        let violations = try found(["account_number": number]).violations
        #expect(violations.map(\.code) == [.accountNumberDamaged])
        #expect(violations.allSatisfy { !$0.text.english.contains(number) })
    }

    @Test(
        "A formula in the place of a name or a note is rejected", arguments: ["=HYPERLINK(\"x\",\"Siti\")", "=A1&B2"])
    func formula(cell: String) throws {
        #expect(try found(["account_name": cell]).violations.map(\.fault.cause) == [.formula])
        #expect(try found(["note": cell]).violations.contains { $0.fault.cause == .formula })
    }

    @Test("A number that is shorter than its bank's may have lost its zeros") func lostZeros() throws {
        let warning = try #require(try found(["account_number": "123456789012", "bank_code": "008"]).warnings.first)
        #expect(warning.code == .unusualAccountLength)
        #expect(warning.text.english.contains("those of Mandiri usually have 13. Excel may have dropped zeros"))
    }

    @Test(
        "A wrong e-mail address is a warning, and the row is paid without it",
        arguments: [
            "budi", "@company.co.id", "budi@company", "budi@@company.co", "budi@.co", "budi@company.",
            "a@b.co, c@d.co", "budi santoso@company.co", "budi\u{200B}@company.co",
            "budí@company.co", ".budi@company.co", "budi.@company.co", "bu..di@company.co", "-budi@company.co",
            "budi@-company.co", "budi@company-.co", "budi@company.co-", "budi@company..co", "budi@company_x.co",
            "budi@company.co\nBcc: x@y.id", "<budi@company.co>", "budi;x@company.co", "bu\"di@company.co",
        ])
    func email(cell: String) throws {
        let checker = try RowChecker(headerNames: RowFixture.header, banks: .embedded)
        let verdict = checker.verdict(RowFixture.cells(["email": cell]))
        #expect(verdict.isPayable && verdict.warnings().map(\.code) == [.emailMalformed])
        #expect(cell == "budi@company" || MailAddress(cell) == nil)
        #expect(verdict.warnings().first?.text.english.contains("name@company.co.id") == true)
    }

    @Test("A finding names the row by reference and name, but for the cell that it is about") func rowName() throws {
        let row = RowName(reference: "PAY-1", accountName: "BUDI")
        func text(_ changes: [String: String]) throws -> String {
            try #require(try found(changes).violations.first).naming(row).text.english
        }
        #expect(try text(["amount": "0"]).hasPrefix("line 7 (PAY-1, BUDI), amount \"0\": "))
        #expect(try text(["account_name": "-"]).hasPrefix("line 7 (PAY-1), account_name \"-\": "))
        #expect(try text(["reference": "-"]).hasPrefix("line 7 (BUDI), reference \"-\": "))
    }
}
