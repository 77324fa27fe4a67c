internal import PayoutCore

/// Why a cell is no account number.
///
/// Advice never makes up digits: a person who follows it either takes away characters that cannot belong to a number,
/// or goes back to the source. A number of our own making would be somebody else's account.
enum AccountNumberFault {
    /// Judges `cell`, which is not a number of the right length.
    static func cause(of cell: Cell, _ bank: BankDirectory.Bank?) -> RowFault.Cause {
        if cell.isDigits { return .wrongDigitCount(digits: cell.count, hint: hint(for: cell, bank)) }
        if ScientificNotation.isPresent(in: cell.text) { return .shortenedAccount }
        if let decimal = DecimalNumber(cell) { return cause(of: decimal, bank) }
        if cell[0] == UInt8(ascii: "+"), bank?.kind == .ewallet { return .noPhoneNumber(hint: phoneHint(for: cell)) }
        let strange = CellText.list(of: cell.text) { !("0"..."9").contains($0) }
        return .strangeDigits(characters: strange, areGroups: isGroupedDigits(cell))
    }

    /// A number that is too short or too long.
    private static func hint(for cell: Cell, _ bank: BankDirectory.Bank?) -> RowFault.DigitCountHint {
        if bank?.kind == .ewallet { return .phone(hint: phoneHint(for: cell)) }
        if cell.count > AccountNumberRule.digits.upperBound { return .tooMany }
        guard let bank, let usual = bank.usualAccountDigits else { return .tooFew }
        return .usual(bank: bank.shortName, digits: usual)
    }

    /// A number with `.0` after it. A program that takes accounts for decimal numbers drops zeros at the start and may
    /// lose digits after the 15th, so only a number that can have lost neither is mended by taking the ending away.
    private static func cause(of number: DecimalNumber, _ bank: BankDirectory.Bank?) -> RowFault.Cause {
        let count = number.wholeDigitCount
        let isWhole = AccountNumberRule.digits.contains(count) && count <= AccountNumberRule.excelDigitsMax
        let isUsual = bank?.kind != .ewallet && bank?.usualAccountDigits.map { $0 == count } ?? true
        return isWhole && isUsual ? .decimalAccount(digits: count, ending: number.ending) : .damagedDecimalAccount
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

    /// What the number of an e-wallet that does not begin with `08` may mean.
    static func phoneHint(for cell: Cell) -> RowFault.PhoneHint {
        let text = cell.text
        if text.utf8.starts(with: "+628".utf8) { return .plusCountryCode }
        if text.utf8.starts(with: "628".utf8) { return .countryCode }
        let usual = AccountNumberRule.phoneDigitsUsual
        let mobileDigits = (usual.lowerBound - 1)...(usual.upperBound - 1)
        let isMobile = text.utf8.starts(with: "8".utf8) && cell.isDigits && mobileDigits.contains(cell.count)
        return isMobile ? .zeroDropped : .unclear
    }
}
