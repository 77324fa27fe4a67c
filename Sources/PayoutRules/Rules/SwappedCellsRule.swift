internal import PayoutCore

/// Account number and amount stand in their own columns. Where one has the form of the other, advice about each of them
/// alone ("split it into several rows") would lead to payments that nobody meant.
enum SwappedCellsRule {
    /// Below this nobody is paid, and a short number in the account column is more likely a damaged account.
    private static let amountMin: Int64 = 1_000

    /// Whether the two cells are where they belong; otherwise the row is rejected, and neither is judged alone.
    static func holds(account: Cell, amount: Cell, _ findings: inout Findings) -> Bool {
        // Amounts that can be paid are shorter than accounts.
        guard amount.count >= AccountNumberRule.digits.lowerBound, hasFormOfAccount(amount) else { return true }
        guard !hasFormOfAccount(account), hasFormOfAmount(account) else { return true }
        findings.reject(.accountNumber, CellText.masked(account), .accountAndAmountSwapped)
        return false
    }

    /// 10 to 20 digits, perhaps with `.0` after them.
    static func hasFormOfAccount(_ cell: Cell) -> Bool {
        guard !cell.isDigits else { return AccountNumberRule.digits.contains(cell.count) }
        return DecimalNumber(cell).map { AccountNumberRule.digits.contains($0.wholeDigitCount) } ?? false
    }

    private static func hasFormOfAmount(_ cell: Cell) -> Bool {
        if let amount = AmountRule.plain(cell) { return amount.whole >= amountMin }
        return MeantAmount(cell.text).flatMap { Int64($0.digits) }.map { $0 >= amountMin } ?? false
    }
}

/// A whole number that a program has written with decimals: `1234567890.0`.
struct DecimalNumber {
    /// How many digits stand before the decimal separator.
    let wholeDigitCount: Int
    /// The decimal separator and the zeros after it, as they stand in the cell.
    let ending: String

    /// Nil where `cell` is not digits, a point or comma, and one or more zeros.
    init?(_ cell: Cell) {
        var index = 0
        while index < cell.count, cell.isDigit(index) { index += 1 }
        let isSeparated = index < cell.count && (cell[index] == UInt8(ascii: ".") || cell[index] == UInt8(ascii: ","))
        guard index > 0, isSeparated, index + 1 < cell.count else { return nil }
        for zero in (index + 1)..<cell.count where cell[zero] != UInt8(ascii: "0") { return nil }
        wholeDigitCount = index
        ending = cell.extracting(index..<cell.count).text
    }
}
