package import PayoutCore

/// Watches the columns that are no part of the payment: the cells of one may show that it holds what is to be paid, or
/// the account or bank that is meant, and that nobody can say which.
///
///     var rivals = RivalColumns(checker)           // Nama;Bank;No Rekening;Nominal;Final
///     try rivals.look(line: 2, …)                  // Budi;BCA;1234567890;2.000.000;1.500.000
///     try rivals.finish()                          // throws: "Nominal" or "Final"
///
/// A column that the settings name, or that has its plain name (`amount`), is what somebody means.
package struct RivalColumns {
    private let layout: ColumnLayout
    private let banks: BankDirectory
    private var money: RivalMoney?
    private var targets: [RivalTarget]
    private var dates: RivalDates?

    /// For the rows of a file that pays; other rails have no columns of accounts and nets.
    package init(_ checker: RowChecker) {
        layout = checker.layout
        banks = checker.banks
        guard checker.rail == .payout else {
            (money, targets, dates) = (nil, [], nil)
            return
        }
        dates = RivalDates(checker.layout)
        money = RivalMoney(checker.layout)
        targets = RivalTarget.all(in: checker.layout)
    }

    /// Whether there is anything left to look at: cheaper to ask than to look.
    package var isWatching: Bool { money != nil || !targets.isEmpty || dates != nil }

    /// Looks at a payment.
    ///
    /// - Parameter amount: what is read; nil where it cannot be read.
    /// - Throws: ``RivalFault`` where another column may be meant.
    package mutating func look(
        line: Int, content: Span<UInt8>, cells: Span<Range<Int>>, _ located: LocatedCells, amount: Rupiah?
    ) throws(RivalFault) {
        guard !located.accountNumber.isEmpty else { return }
        dates?.look(line: line, content, cells)
        for target in targets where target.index < cells.count {
            let cell = content.extracting(content.trimmed(cells[target.index]))
            if !cell.isEmpty, target.differs(cell, content, located, banks) {
                throw RivalFault(
                    line: line, .target(target.kind), layout.names[target.read], other: layout.names[target.index])
            }
        }
        guard let amount, money != nil else { return }
        try money?.look(line: line, content, cells, amount: amount)
        if money?.isDone == true { money = nil }
    }

    /// Looks at what the rows have shown that came last.
    ///
    /// - Throws: ``RivalFault`` where another column may be meant.
    package mutating func finish() throws(RivalFault) {
        try money?.decide()
        money = nil
        try dates?.decide()
    }
}

/// A column with the day of a payment, which most rows leave empty.
struct RivalDates {
    private let index: Int
    private let name: String
    private var rows = 0
    private var filled = 0
    private var firstLine = 0

    /// Nil where the file has no such column.
    init?(_ layout: ColumnLayout) {
        let found = layout.orderIndices.first { RivalNames.isPaymentDate(ColumnNames.folded(layout.names[$0])) }
        guard let found else { return nil }
        (index, name) = (found, layout.names[found])
    }

    mutating func look(line: Int, _ content: Span<UInt8>, _ cells: Span<Range<Int>>) {
        rows += 1
        guard index < cells.count, !content.trimmed(cells[index]).isEmpty else { return }
        filled += 1
        if filled == 1 { firstLine = line }
    }

    func decide() throws(RivalFault) {
        guard filled > 0, filled * 2 < rows else { return }
        throw RivalFault(line: firstLine, .dated(rows: filled, all: rows), name, other: "")
    }
}

/// Another column with accounts or banks.
struct RivalTarget {
    enum Kind: Hashable {
        case account
        case bank
    }

    let kind: Kind
    /// Where the column stands that is read.
    let read: Int
    let index: Int

    static func all(in layout: ColumnLayout) -> [RivalTarget] {
        let known = Set(Column.allCases.compactMap(layout.index)).union(layout.otherBanks)
        return [(Column.accountNumber, Kind.account), (.bankCode, .bank)].flatMap { column, kind -> [RivalTarget] in
            guard !layout.isSettled(column), let read = layout.index(of: column) else { return [] }
            return (0..<layout.namedCount).filter { index in
                !known.contains(index) && RivalNames.isTarget(kind, ColumnNames.folded(layout.names[index]))
            }.map { RivalTarget(kind: kind, read: read, index: $0) }
        }
    }

    /// Whether `cell` names another account, or another bank, than the row does.
    func differs(_ cell: Cell, _ content: Span<UInt8>, _ located: LocatedCells, _ banks: BankDirectory) -> Bool {
        switch kind {
        case .account:
            guard let digits = Self.account(cell) else { return false }
            return digits != Self.account(content.extracting(located.accountNumber))
        case .bank:
            func bank(_ text: String) -> String? { (banks.bank(code: text) ?? banks.bank(meant: text))?.code }
            guard let other = bank(cell.text) else { return false }
            return other != bank(content.extracting(located.bankCode).text)
        }
    }

    /// The digits of an account, which is at least as long as the shortest that a bank has; nil of anything else.
    private static func account(_ cell: Cell) -> [UInt8]? {
        var digits: [UInt8] = []
        for index in cell.indices {
            if cell.isDigit(index) {
                digits.append(cell[index])
            } else if ![0x20, 0x27, 0x2D, 0x2E].contains(cell[index]) {
                return nil
            }
        }
        return digits.count >= AccountNumberRule.digits.lowerBound ? digits : nil
    }
}
