internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules

/// The rules for one file: shared by its rows, since a copy for each costs more than to check it.
final class FileRules {
    let checker: RowChecker
    /// Whether the rows are payments of a message.
    let areOfMessage: Bool

    init(_ checker: RowChecker, areOfMessage: Bool) { (self.checker, self.areOfMessage) = (checker, areOfMessage) }
}

/// A row and what the rules say about it. No text is made of any of its cells unless somebody asks.
struct ScannedRow: ~Copyable {
    /// A readable amount beyond this is a slip of the keyboard: it counts as unreadable. With it the sum of as many
    /// rows as a file can have lines fits into 64 bits.
    static let amountMax = Rupiah(4_000_000_000)

    private let row: SourceRow
    private let verdict: RowVerdict
    /// What is wrong that the cells of the row alone do not show: its reference stood in an earlier row, or a comment
    /// corrects it.
    private let further: Violation?
    private let rules: FileRules

    init(_ row: consuming SourceRow, _ verdict: consuming RowVerdict, further: Violation?, _ rules: FileRules) {
        self.row = row
        self.verdict = verdict
        self.further = further
        self.rules = rules
        if case nil = further { isAccepted = verdict.isPayable } else { isAccepted = false }
    }

    /// The line of the row in its file, counted from 1.
    var line: Int { verdict.line }
    /// Whether the row has a cell for each column.
    var isWellFormed: Bool { verdict.isWellFormed }
    /// The amount where it can be read, whether or not the row can be paid.
    var amount: Rupiah? { verdict.amount }
    /// Whether the row can be paid.
    let isAccepted: Bool
    /// What an accepted row gives back, and of which payment.
    var refund: (payment: PayoutID, amount: Rupiah)? {
        guard isAccepted, let payment = verdict.refunds, let amount else { return nil }
        return (payment, amount)
    }
    /// Everything that is wrong; empty for a row that can be paid.
    var violations: [Violation] {
        let found = further.map { verdict.violations + [$0] } ?? verdict.violations
        guard !found.isEmpty else { return [] }
        let name = name
        return found.map { $0.naming(name, isOfMessage: rules.areOfMessage) }
    }
    /// Whether there are ``warnings(where:)``: cheaper to ask.
    var hasWarnings: Bool { verdict.hasWarnings }
    /// What a person should look at, although the row stands, of the kinds that `isWanted` picks.
    func warnings(where isWanted: (ViolationCode) -> Bool = { _ in true }) -> [Violation] {
        let found = verdict.warnings(where: isWanted)
        guard !found.isEmpty else { return [] }
        let name = name
        return found.map { $0.naming(name, isOfMessage: rules.areOfMessage) }
    }
    /// What people know the row by; nil where its cells cannot be told apart.
    private var name: RowName? {
        guard verdict.isWellFormed else { return nil }
        let located = verdict.located
        return RowName(reference: row.text(in: located.reference), accountName: row.text(in: located.accountName))
    }
    /// What the row adds to the sums of the batch; nil where its amount cannot be read, or is none to count.
    var countedAmount: Rupiah? {
        guard let amount, amount > .zero, amount <= Self.amountMax else { return nil }
        // An amount of another currency is none in rupiah.
        return isAccepted || !verdict.violations.contains { $0.code == .currencyNotRupiah } ? amount : nil
    }
    /// Every cell as it came.
    var cells: [String] { row.cells }

    /// Lends the bytes of a row that can be paid, and says where the known columns are among them.
    func withOrder(
        _ body: (_ content: Span<UInt8>, _ order: OrderCells, _ cells: Span<Range<Int>>) throws -> Void
    ) throws {
        let located = verdict.located
        let order = OrderCells(
            reference: located.reference, bankCode: located.bankCode, accountNumber: located.accountNumber,
            accountName: located.accountName, note: located.note)
        try row.withCells { content, cells in try body(content, order, cells) }
    }

    /// The row as the ledger takes it where it is no payout and can be paid; nil of any other.
    func imported(others: [Int]) -> ImportedRow? {
        guard isAccepted, let amount, rules.checker.rail != .payout else { return nil }
        let located = verdict.located
        let order = PaymentOrder(
            rail: rules.checker.rail, reference: row.text(in: located.reference), bankCode: "",
            accountNumber: row.text(in: located.accountNumber), accountName: "", amount: amount,
            refunds: verdict.refunds)
        let cells = cells
        return .accepted(
            line: line, order: order, note: row.text(in: located.note),
            others: others.map { $0 < cells.count ? cells[$0] : "" })
    }

    /// The six known cells as text, trimmed.
    var shown: ShownCells {
        let located = verdict.located
        var shown = ShownCells()
        shown.reference = row.text(in: located.reference)
        shown.bankCode = row.text(in: located.bankCode)
        shown.accountNumber = row.text(in: located.accountNumber)
        shown.accountName = row.text(in: located.accountName)
        shown.amount = row.text(in: located.amount)
        // A number that is in no sum would make the reports say two sums: one by its cells, and one by its total.
        if countedAmount == nil, let number = Rupiah(plain: shown.amount), number > .zero { shown.amount = "" }
        shown.note = row.text(in: located.note)
        return shown
    }
}
