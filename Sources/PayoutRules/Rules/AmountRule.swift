internal import PayoutCore

/// An amount is a whole number of rupiah above zero, written plainly (`1500000` or `1500000.00`), within the limits of
/// its kind of account.
enum AmountRule {
    /// The amount where it can be read, even if it is not allowed.
    static func check(_ cell: Cell, _ kind: BankDirectory.Kind?, _ findings: inout Findings) -> Rupiah? {
        guard let amount = checkUnlimited(cell, &findings) else { return nil }
        if amount != .zero, let limits = violatedLimits(amount, kind) {
            reject(amount, in: cell, limits, kind, &findings)
        }
        return amount
    }

    /// The same where the bank names no limits.
    static func checkUnlimited(_ cell: Cell, _ findings: inout Findings) -> Rupiah? {
        guard PresenceRule.holds(cell, .amount, &findings) else { return nil }
        guard let amount = plain(cell) else {
            guard InvisibleCharacterRule.holds(cell, .amount, &findings),
                EmptyWordRule.holds(cell, .amount, &findings)
            else { return nil }
            findings.reject(.amount, shown(cell), AmountFault.cause(of: cell.text))
            return nil
        }
        if amount == .zero { findings.reject(.amount, CellText.shown(cell.text), .zeroAmount) }
        return amount
    }

    /// Rejects an amount that no single transfer may carry.
    private static func reject(
        _ amount: Rupiah, in cell: Cell, _ limits: ClosedRange<Rupiah>, _ kind: BankDirectory.Kind?,
        _ findings: inout Findings
    ) {
        if amount > limits.upperBound, mayBeAccount(cell) {
            return findings.reject(.amount, shown(cell), .amountLikeAccount(most: limits.upperBound))
        }
        findings.reject(
            .amount, CellText.shown(cell.text),
            .amountOutside(
                amount: amount, least: limits.lowerBound, most: limits.upperBound,
                isEWallet: kind.map { $0 == .ewallet }))
    }

    /// The cell as it can be shown; masked where it may be an account number.
    private static func shown(_ cell: Cell) -> String {
        mayBeAccount(cell) ? CellText.masked(cell) : CellText.shown(cell.text)
    }

    /// Whether the cell has the form of an account number. Large amounts are round, account numbers are not.
    private static func mayBeAccount(_ cell: Cell) -> Bool {
        SwappedCellsRule.hasFormOfAccount(cell) && !(cell.count >= 3 && cell.text.hasSuffix("000"))
    }

    /// The limits that `amount` breaks. Where the bank is unknown, only those that hold for every kind.
    private static func violatedLimits(_ amount: Rupiah, _ kind: BankDirectory.Kind?) -> ClosedRange<Rupiah>? {
        if let kind { return kind.transferLimitsWhole.contains(amount.whole) ? nil : kind.transferLimits }
        let kinds = BankDirectory.Kind.allCases
        return kinds.contains { $0.transferLimitsWhole.contains(amount.whole) } ? nil : kinds.first?.transferLimits
    }

    /// Reads what `Rupiah(plain:)` reads, from bytes: digits, and at most two decimals that are zero.
    static func plain(_ cell: Cell) -> Rupiah? {
        var value: Int64 = 0
        var index = 0
        while index < cell.count, cell.isDigit(index) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(cell[index] - 0x30))
            guard !overflow, !carry else { return nil }
            value = sum
            index += 1
        }
        guard index > 0 else { return nil }
        if index == cell.count { return Rupiah(value) }
        guard cell[index] == UInt8(ascii: "."), (1...2).contains(cell.count - index - 1) else { return nil }
        for decimal in (index + 1)..<cell.count where cell[decimal] != UInt8(ascii: "0") { return nil }
        return Rupiah(value)
    }
}
