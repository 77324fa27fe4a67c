internal import Wording

/// An account number is 10 to 20 digits; that of an e-wallet is a phone number beginning with `08`
/// (Ayoconnect: beneficiaryAccountNo).
enum AccountNumberRule {
    /// How many digits an account number has.
    static let digits = 10...20
    /// How many digits an Indonesian mobile number has: a habit, good for a warning.
    static let phoneDigitsUsual = 10...13
    private static let phonePrefix = Array("08".utf8)
    private static let asText = Phrase(
        "Format the column as text in Excel and enter the number again from its source")
    private static let notPhone = Phrase("the number of an e-wallet is a phone number that begins with 08")

    static func check(
        _ cell: Cell, _ traits: BankDirectory.Traits?, _ banks: BankDirectory, _ findings: inout Findings
    ) {
        guard PresenceRule.holds(cell, .accountNumber, &findings) else { return }
        let isEwallet = traits?.kind == .ewallet
        guard cell.isDigits, digits.contains(cell.count) else {
            return rejectForm(cell, banks.bank(traits), &findings)
        }
        if isEwallet, cell[0] != phonePrefix[0] || cell[1] != phonePrefix[1] {
            return reject(
                cell, .ewalletNumberMalformed, notPhone,
                phoneAdvice(cell.text), &findings)
        }
        if isUnusualLength(cell, traits), let bank = banks.bank(traits) {
            findings.unusualAccountNumber = UnusualAccountNumber(
                bank: bank, masked: CellText.masked(cell), digitCount: cell.count)
        }
    }

    private static func rejectForm(_ cell: Cell, _ bank: BankDirectory.Bank?, _ findings: inout Findings) {
        let text = cell.text
        if ScientificNotation.isPresent(in: text) {
            return reject(
                cell, .accountNumberDamaged,
                Phrase("Excel has shortened the number (as in 1,23457E+12) and digits are lost"), asText, &findings)
        }
        if text.utf8.first == UInt8(ascii: "+"), bank?.kind == .ewallet {
            return reject(
                cell, .ewalletNumberMalformed, notPhone,
                phoneAdvice(text), &findings)
        }
        guard cell.isDigits else {
            let strange = CellText.list(of: text) { !("0"..."9").contains($0) }
            return reject(
                cell, .accountNumberMalformed, Phrase("an account number is digits only, but there is: \(strange)"),
                Phrase("Remove everything that is not a digit"), &findings)
        }
        let (advice, code) = lengthAdvice(cell, bank)
        reject(
            cell, code,
            Phrase("the number has \(cell.count) digits; it needs \(digits.lowerBound) to \(digits.upperBound)"),
            advice,
            &findings)
    }

    /// What to do about a number that is too short or too long.
    private static func lengthAdvice(_ cell: Cell, _ bank: BankDirectory.Bank?) -> (Phrase, ViolationCode) {
        if bank?.kind == .ewallet { return (phoneAdvice(cell.text), .ewalletNumberMalformed) }
        if cell.count < digits.lowerBound, let bank, let usual = bank.usualAccountDigits {
            return (
                joined(
                    Phrase(
                        """
                        Numbers of \(bank.shortName) usually have \(usual) digits: Excel may have dropped zeros at \
                        the start.
                        """)), .accountNumberMalformed
            )
        }
        if cell.count < digits.lowerBound {
            return (
                joined(Phrase("Look for missing digits; Excel drops zeros at the start.")), .accountNumberMalformed
            )
        }
        return (Phrase("Look for digits that are there twice"), .accountNumberMalformed)
    }

    private static func joined(_ hint: Phrase) -> Phrase { .joined([hint, asText], by: " ") }

    private static func phoneAdvice(_ text: String) -> Phrase {
        if text.utf8.starts(with: "+62".utf8) { return Phrase("Write 08… instead of +628…") }
        if text.utf8.starts(with: "62".utf8) { return Phrase("Write 08… instead of 628…") }
        if text.utf8.starts(with: "8".utf8) { return Phrase("Excel dropped the 0 at the start: write 08…") }
        return Phrase("Ask the beneficiary for the phone number of the e-wallet")
    }

    private static func isUnusualLength(_ cell: Cell, _ traits: BankDirectory.Traits?) -> Bool {
        guard let traits else { return false }
        return switch traits.kind {
        case .ewallet: !phoneDigitsUsual.contains(cell.count)
        case .bank: traits.usualAccountDigits.map { $0 != cell.count } ?? false
        }
    }

    /// The usual number of digits of an account of `bank`, in words.
    static func usualDigits(of bank: BankDirectory.Bank) -> Phrase {
        switch bank.kind {
        case .ewallet: Phrase("\(phoneDigitsUsual.lowerBound) to \(phoneDigitsUsual.upperBound)")
        case .bank: .verbatim(bank.usualAccountDigits.map { String($0) } ?? "")
        }
    }

    private static func reject(
        _ cell: Cell, _ code: ViolationCode, _ message: Phrase, _ whatToDo: Phrase, _ findings: inout Findings
    ) {
        findings.reject(.accountNumber, CellText.masked(cell), code, message, whatToDo: whatToDo)
    }
}
