internal import Wording

/// Why a cell is no account number, and what to do about it.
///
/// Advice never makes up digits: a person who follows it either takes away characters that cannot belong to a number,
/// or goes back to the source. A number of our own making would be somebody else's account.
struct AccountNumberFault {
    let code: ViolationCode
    let message: Phrase
    let whatToDo: Phrase

    private static let asText = Phrase(
        "Format the column as text in Excel and enter the number again from its source")
    private static let fromSource = Phrase("Enter the number again from its source, digits only")
    private static let notPhone = Phrase("the number of an e-wallet is a phone number that begins with 08")

    private init(_ code: ViolationCode, _ message: Phrase, whatToDo: Phrase) {
        self.code = code
        self.message = message
        self.whatToDo = whatToDo
    }

    /// Judges `cell`, which is not a number of the right length.
    init(of cell: Cell, _ bank: BankDirectory.Bank?) {
        if cell.isDigits {
            self.init(ofLength: cell, bank)
        } else if ScientificNotation.isPresent(in: cell.text) {
            self.init(
                .accountNumberDamaged,
                Phrase("Excel has shortened the number (as in 1,23457E+12) and digits are lost"), whatToDo: Self.asText)
        } else if let decimal = DecimalNumber(cell) {
            self.init(decimal, bank)
        } else if cell[0] == UInt8(ascii: "+"), bank?.kind == .ewallet {
            self = .noPhoneNumber(cell)
        } else {
            let strange = CellText.list(of: cell.text) { !("0"..."9").contains($0) }
            self.init(
                .accountNumberMalformed, Phrase("an account number is digits only, but there is: \(strange)"),
                whatToDo: Self.isGroupedDigits(cell)
                    ? Phrase("Write the digits one behind the other, without spaces and hyphens") : Self.fromSource)
        }
    }

    /// The number of an e-wallet that does not begin with `08`.
    static func noPhoneNumber(_ cell: Cell) -> AccountNumberFault {
        AccountNumberFault(.ewalletNumberMalformed, notPhone, whatToDo: phoneAdvice(cell))
    }

    /// A number that is too short or too long.
    private init(ofLength cell: Cell, _ bank: BankDirectory.Bank?) {
        let digits = AccountNumberRule.digits
        let message = Phrase(
            "the number has \(cell.count) digits; it needs \(digits.lowerBound) to \(digits.upperBound)")
        if bank?.kind == .ewallet {
            self.init(.ewalletNumberMalformed, message, whatToDo: Self.phoneAdvice(cell))
        } else if cell.count > digits.upperBound {
            self.init(.accountNumberMalformed, message, whatToDo: Self.fromSource)
        } else if let bank, let usual = bank.usualAccountDigits {
            let hint = Phrase(
                """
                Numbers of \(bank.shortName) usually have \(usual) digits: Excel may have dropped zeros at the start.
                """)
            self.init(.accountNumberMalformed, message, whatToDo: .joined([hint, Self.asText], by: " "))
        } else {
            let hint = Phrase("Look for missing digits; Excel drops zeros at the start.")
            self.init(.accountNumberMalformed, message, whatToDo: .joined([hint, Self.asText], by: " "))
        }
    }

    /// A number with `.0` behind it. A program that takes accounts for decimal numbers drops zeros at the start and may
    /// lose digits behind the 15th, so only a number that can have lost neither is mended by taking the ending away.
    private init(_ number: DecimalNumber, _ bank: BankDirectory.Bank?) {
        let count = number.wholeDigitCount
        let isWhole = AccountNumberRule.digits.contains(count) && count <= AccountNumberRule.excelDigitsMax
        let isUsual = bank?.kind != .ewallet && bank?.usualAccountDigits.map { $0 == count } ?? true
        guard isWhole, isUsual else {
            self.init(
                .accountNumberDamaged,
                Phrase("the account number is written as a decimal number, and digits are probably lost"),
                whatToDo: Self.asText)
            return
        }
        self.init(
            .accountNumberMalformed, Phrase("the account number is written as a decimal number"),
            whatToDo: Phrase("Write only the \(count) digits before \"\(number.ending)\""))
    }

    /// Whether the cell is digits in groups with single spaces or hyphens between, as cards and passbooks print them:
    /// no group is long enough to be a number of its own.
    private static func isGroupedDigits(_ cell: Cell) -> Bool {
        let groupDigitsMax = 6
        let groups = cell.text.utf8.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-")
        }
        let areGroups = groups.allSatisfy { group in
            (1...groupDigitsMax).contains(group.count) && group.allSatisfy { (0x30...0x39).contains($0) }
        }
        return areGroups && AccountNumberRule.digits.contains(groups.reduce(0) { $0 + $1.count })
    }

    private static func phoneAdvice(_ cell: Cell) -> Phrase {
        let text = cell.text
        if text.utf8.starts(with: "+628".utf8) { return Phrase("Write 08… instead of +628…") }
        if text.utf8.starts(with: "628".utf8) { return Phrase("Write 08… instead of 628…") }
        let usual = AccountNumberRule.phoneDigitsUsual
        let mobileDigits = (usual.lowerBound - 1)...(usual.upperBound - 1)
        if text.utf8.starts(with: "8".utf8), cell.isDigits, mobileDigits.contains(cell.count) {
            return Phrase("Excel dropped the 0 at the start: write 08…")
        }
        return Phrase("Ask the beneficiary for the phone number of the e-wallet")
    }
}
