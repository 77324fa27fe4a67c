internal import PayoutCore
internal import Wording

/// An amount is a whole number of rupiah above zero, written plainly (`1500000` or `1500000.00`), within the limits of
/// its kind of account.
enum AmountRule {
    /// The amount where it can be read, even if it is not allowed.
    static func check(_ cell: Cell, _ kind: BankDirectory.Kind?, _ findings: inout Findings) -> Rupiah? {
        guard PresenceRule.holds(cell, .amount, &findings) else { return nil }
        guard let amount = plain(cell) else {
            guard InvisibleCharacterRule.holds(cell, .amount, &findings),
                EmptyWordRule.holds(cell, .amount, &findings)
            else { return nil }
            let fault = AmountFault(of: cell.text)
            findings.reject(.amount, shown(cell), fault.code, fault.message, whatToDo: fault.whatToDo)
            return nil
        }
        if amount == .zero {
            findings.reject(
                .amount, CellText.shown(cell.text), .amountNotPositive, Phrase("the amount is zero"),
                whatToDo: Phrase("Write the amount to be paid, or delete the row"))
        } else if let limits = violatedLimits(amount, kind) {
            reject(amount, in: cell, limits, kind, &findings)
        }
        return amount
    }

    /// Rejects an amount that no single transfer may carry.
    private static func reject(
        _ amount: Rupiah, in cell: Cell, _ limits: ClosedRange<Rupiah>, _ kind: BankDirectory.Kind?,
        _ findings: inout Findings
    ) {
        if amount > limits.upperBound, mayBeAccount(cell) {
            return findings.reject(
                .amount, shown(cell), .amountOutsideLimits,
                Phrase("the amount has the form of an account number, and is far above \(limits.upperBound.display)"),
                whatToDo: Phrase("Compare account and amount with their source; they may be in each other's column"))
        }
        findings.reject(
            .amount, CellText.shown(cell.text), .amountOutsideLimits, outside(amount, limits, kind),
            whatToDo: amount < limits.lowerBound
                ? Phrase("Pay it together with another amount that is due to the same account")
                : Phrase("If the amount is right, pay it in several rows, each with a reference of its own"))
    }

    /// The cell as it can be shown; masked where it may be an account number.
    private static func shown(_ cell: Cell) -> String {
        mayBeAccount(cell) ? CellText.masked(cell) : CellText.shown(cell.text)
    }

    /// Whether the cell has the form of an account number. Large amounts are round, account numbers are not.
    private static func mayBeAccount(_ cell: Cell) -> Bool {
        SwappedCellsRule.hasFormOfAccount(cell) && !(cell.count >= 3 && cell.text.hasSuffix("000"))
    }

    private static func outside(
        _ amount: Rupiah, _ limits: ClosedRange<Rupiah>, _ kind: BankDirectory.Kind?
    ) -> Phrase {
        let (shown, least, most) = (amount.display, limits.lowerBound.display, limits.upperBound.display)
        return switch kind {
        case .bank: Phrase("one transfer to a bank account may carry \(least) to \(most), not \(shown)")
        case .ewallet: Phrase("one transfer to an e-wallet may carry \(least) to \(most), not \(shown)")
        case nil: Phrase("one transfer to any account may carry \(least) to \(most), not \(shown)")
        }
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
