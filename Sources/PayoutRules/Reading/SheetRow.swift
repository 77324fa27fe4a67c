package import PayoutCore

/// A row of a sheet that is no payment: the header once more, a total, or words below the table.
///
/// Such rows have no account: a row that names an account is a payment, or a mistake, and is never left out.
///
///     SheetRow(content: content, cells: cells, checker) { style }
///     // .total(Rupiah(13_000_000)) of a row "TOTAL;;;;Rp 13.000.000;"
package enum SheetRow: Hashable, Sendable {
    /// The names of the columns, as the header has them.
    case header
    /// The names of columns, and not those of the header.
    case otherHeader
    /// An amount, and a word such as TOTAL or nothing next to it.
    case total(Rupiah, isNamed: Bool)
    /// The sum of what goes to one bank; `isNamed` where a word such as TOTAL says so.
    case recap(isNamed: Bool)
    /// The name of a department, a date, or the unit of the amounts.
    case heading
    /// A place to sign.
    case signature
    /// Neither account, nor bank, nor amount.
    case words

    /// Whether the row counts the columns, as forms of offices do under their names: `(1)`, `(2)`, `(3)`.
    private static func numbersColumns(_ content: Span<UInt8>, _ cells: Span<Range<Int>>) -> Bool {
        let shortMax = 4
        var last = 0
        var count = 0
        for index in cells.indices where !cells[index].isEmpty {
            guard cells[index].count <= shortMax else { return false }
            let text = content.extracting(cells[index]).text.filter { !"() ".contains($0) }
            guard let number = Int(text), last == 0 || number == last + 1 else { return false }
            last = number
            count += 1
        }
        return count >= 3
    }

    /// Nil where the row may be a payment.
    ///
    /// - Parameter style: what the amounts of the column show about their separators.
    package init?(
        content: Span<UInt8>, cells: Span<Range<Int>>, _ checker: RowChecker, style: () throws -> AmountStyle?
    ) rethrows {
        if Self.isHeader(content, cells, checker.layout) {
            self = .header
            return
        }
        if Self.numbersColumns(content, cells) {
            self = .heading
            return
        }
        let located = checker.locate(content: content, cells: cells)
        // Where a payment has its amount, other column names have no digit.
        if !Self.hasDigits(content.extracting(located.amount)), Self.names(content, cells, columnsOf: checker.rail) {
            self = .otherHeader
            return
        }
        let words = SheetWords(content, cells)
        if located.accountNumber.isEmpty, words.isTotal ? located.bankCode.isEmpty : true, words.isOf(checker.banks) {
            self = .recap(isNamed: words.isTotal)
            return
        }
        // Words may stand in any column; with a digit in that of account or bank, or a bank, it is a payment.
        func isFree(_ range: Range<Int>) -> Bool { !Self.hasDigits(content.extracting(range)) }
        let bank = content.extracting(located.bankCode).text
        let namesBank = !bank.isEmpty && checker.banks.bank(meant: bank) != nil
        if words.isTotal, !namesBank, !Self.mayBeAccount(content.extracting(located.accountNumber)) {
            let amount = try Self.amount(content.extracting(located.amount), style: style)
            if let total = try amount ?? words.amount ?? Self.onlyAmount(content, cells, style: style) {
                self = .total(total, isNamed: true)
                return
            }
        }
        if words.isDated || words.isRupiah {
            self = .heading
            return
        }
        guard isFree(located.accountNumber), isFree(located.bankCode), !namesBank else { return nil }
        let amount = content.extracting(located.amount)
        // An office that signs may stand in the column of amounts.
        guard Self.hasDigits(amount) else {
            self =
                words.isSignature
                ? .signature : words.isHeading(inColumnOfNames: !located.accountName.isEmpty) ? .heading : .words
            return
        }
        guard let read = try Self.amount(amount, style: style), located.accountName.isEmpty,
            located.reference.isEmpty, located.accountNumber.isEmpty, bank.isEmpty
        else { return nil }
        self = .total(read, isNamed: false)
    }

    /// The only cell that holds an amount, where a total stands in another column than the amounts.
    private static func onlyAmount(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, style: () throws -> AmountStyle?
    ) rethrows -> Rupiah? {
        var found: Rupiah?
        for index in cells.indices {
            let cell = content.extracting(content.trimmed(cells[index]))
            guard let amount = try amount(cell, style: style), amount >= SheetWords.leastTotal else { continue }
            if found != nil { return nil }
            found = amount
        }
        return found
    }

    /// Whether a cell has as many digits as an account number.
    private static func mayBeAccount(_ cell: Span<UInt8>) -> Bool {
        cell.indices.count { (0x30...0x39).contains(cell[$0]) || cell[$0] >= 0x80 }
            >= AccountNumberRule.digits.lowerBound
    }

    private static func amount(_ cell: Span<UInt8>, style: () throws -> AmountStyle?) rethrows -> Rupiah? {
        if let plain = AmountRule.plain(cell) { return plain }
        switch AmountReading(cell.withUnsafeBufferPointer { Array($0) }) {
        case nil: return nil
        case .whole(let digits): return Int64(digits).map { Rupiah($0) }
        case .twofold(let separator, let digits, _):
            return try style()?.readsThousands(separator) == true ? Int64(digits).map { Rupiah($0) } : nil
        }
    }

    /// Whether there is a digit, or a character that may be one in another script.
    private static func hasDigits(_ cell: Span<UInt8>) -> Bool {
        for index in cell.indices where (0x30...0x39).contains(cell[index]) || cell[index] >= 0x80 { return true }
        return false
    }

    private static func names(_ content: Span<UInt8>, _ cells: Span<Range<Int>>, columnsOf rail: Rail) -> Bool {
        HeaderError.isHeader(cells.indices.map { content.extracting(cells[$0]).text }, rail)
    }

    private static func isHeader(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ layout: ColumnLayout
    ) -> Bool {
        guard cells.count >= layout.namedCount else { return false }
        return cells.indices.allSatisfy { index in
            let name = index < layout.names.count ? ColumnLayout.folded(layout.names[index]) : ""
            return ColumnLayout.folded(content.extracting(cells[index]).text) == name
        }
    }
}
