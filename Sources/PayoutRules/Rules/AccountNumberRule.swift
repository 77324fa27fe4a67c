internal import PayoutCore

/// An account number is 10 to 20 digits; that of an e-wallet is a phone number beginning with `08`
/// (Ayoconnect: beneficiaryAccountNo).
enum AccountNumberRule {
    /// How many digits an account number has.
    static let digits = 10...20
    /// How many digits an Indonesian mobile number has: a habit, good for a warning.
    static let phoneDigitsUsual = 10...13
    /// How many digits of a number Excel keeps; it writes zeros for the others.
    static let excelDigitsMax = 15
    private static let phonePrefix = Array("08".utf8)

    /// - Parameter isGrouped: whether the file has marks between the digits, so that no spreadsheet took them for a
    ///   number.
    static func check(
        _ cell: Cell, _ traits: BankDirectory.Traits?, _ banks: BankDirectory, isGrouped: Bool = false,
        _ findings: inout Findings
    ) {
        guard PresenceRule.holds(cell, .accountNumber, &findings) else { return }
        guard cell.isDigits, digits.contains(cell.count) else {
            guard InvisibleCharacterRule.holds(cell, .accountNumber, &findings),
                EmptyWordRule.holds(cell, .accountNumber, &findings)
            else { return }
            return reject(cell, AccountNumberFault.cause(of: cell, banks.bank(traits)), &findings)
        }
        if cell[0] == UInt8(ascii: "0"), cell.indices.allSatisfy({ cell[$0] == UInt8(ascii: "0") }) {
            return findings.reject(.accountNumber, cell.text, .looksEmpty)
        }
        if traits?.kind == .ewallet, cell[0] != phonePrefix[0] || cell[1] != phonePrefix[1] {
            return reject(cell, .noPhoneNumber(hint: AccountNumberFault.phoneHint(for: cell)), &findings)
        }
        if isUnusualLength(cell, traits), let bank = banks.bank(traits) {
            findings.unusualAccountNumber = UnusualAccountNumber(
                bank: bank, masked: CellText.masked(cell), digitCount: cell.count)
        }
        if !isGrouped, endsInLostDigits(cell) {
            // One zero at the end is that of every tenth number, two are not.
            if cell.count > excelDigitsMax + 1 {
                reject(cell, .digitsLost, &findings)
            } else {
                findings.warn(.accountNumber, CellText.masked(cell), .digitsProbablyLost)
            }
        }
    }

    /// Whether the cell has more digits than Excel keeps, and all of the others are zeros.
    static func endsInLostDigits(_ cell: Cell) -> Bool {
        cell.count > excelDigitsMax && (excelDigitsMax..<cell.count).allSatisfy { cell[$0] == UInt8(ascii: "0") }
    }

    private static func isUnusualLength(_ cell: Cell, _ traits: BankDirectory.Traits?) -> Bool {
        guard let traits else { return false }
        return switch traits.kind {
        case .ewallet: !phoneDigitsUsual.contains(cell.count)
        case .bank: traits.usualAccountDigits.map { $0 != cell.count } ?? false
        }
    }

    private static func reject(_ cell: Cell, _ cause: RowFault.Cause, _ findings: inout Findings) {
        findings.reject(.accountNumber, CellText.masked(cell), cause)
    }
}
