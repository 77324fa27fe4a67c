package import PayoutCore
package import Wording

/// One thing that is wrong with one row, in words that a payroll worker can act on.
package struct Violation: Hashable, Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    /// What is wrong, as data.
    package let fault: RowFault
    /// What the row is known by to people; nil where its cells are out of reach.
    package var row: RowName?
    /// Whether the row is a payment of a message, which has elements in the place of cells.
    package var isOfMessage = false

    package init(line: Int, _ fault: RowFault, row: RowName? = nil) {
        self.line = line
        self.fault = fault
        self.row = row
    }

    package var code: ViolationCode { fault.code }

    /// One line for people: `line 12 (GAJI-12, BUDI SANTOSO), amount "1.500.000": …. ….`
    package var text: Phrase {
        let phrase = isOfMessage ? fault.messagePhrase : fault.phrase
        guard let name = row?.display(beside: fault.column) else { return Phrase("line \(line), \(phrase)") }
        return Phrase("line \(line) (\(name)), \(phrase)")
    }

    /// The same, of a row that is known by `row`.
    ///
    /// - Parameter isOfMessage: whether it is a payment of a message.
    package func naming(_ row: RowName?, isOfMessage: Bool = false) -> Violation {
        var named = self
        (named.row, named.isOfMessage) = (row, isOfMessage)
        return named
    }

    /// The row's reference stands in another line as well, so neither is paid.
    package static func duplicateReference(line: Int, reference: String, otherLine: Int) -> Violation {
        Violation(
            line: line,
            RowFault(.reference, CellText.shown(reference), .duplicateReference(line: otherLine)))
    }
}

/// What people know a row by, so that nobody has to count lines.
package struct RowName: Hashable, Sendable {
    /// As it can be shown; empty where the cell is.
    package let reference: String
    /// As it can be shown; empty where the cell is.
    package let accountName: String

    /// Of the trimmed cells of a row.
    package init(reference: String, accountName: String) {
        self.reference = CellText.shown(reference)
        self.accountName = CellText.shown(accountName)
    }

    /// Both in one; nil where there is neither.
    package var display: String? { display(beside: nil) }

    /// Both in one, except the cell of `column`, which is shown next to it anyway.
    func display(beside column: Column?) -> String? {
        let parts = [column == .reference ? "" : reference, column == .accountName ? "" : accountName]
        let shown = parts.filter { !$0.isEmpty }
        return shown.isEmpty ? nil : shown.joined(separator: ", ")
    }
}

extension Violation {
    /// The row's reference looks like that of another row, and is another one all the same.
    package static func referenceLookAlike(
        line: Int, _ row: RowName?, otherLine: Int, other: RowName?
    ) -> Violation {
        Violation(
            line: line,
            RowFault(
                .reference, row?.reference ?? "", .looksLikeReference(line: otherLine, name: other?.display)),
            row: row)
    }
}

/// An account number that is allowed but has not the length that its bank usually gives out.
struct UnusualAccountNumber: Sendable {
    let bank: BankDirectory.Bank
    let masked: String
    let digitCount: Int
}

/// Collects what the rules find in one row.
struct Findings {
    let line: Int
    private(set) var violations: [Violation] = []
    /// Kept as it is and only put into words when somebody asks, since every other row may have one.
    var unusualAccountNumber: UnusualAccountNumber?
    /// What else a person should look at, although the row stands.
    private(set) var warnings: [Violation] = []

    init(line: Int) { self.line = line }

    /// Records a reason to reject the row.
    mutating func reject(_ column: Column?, _ value: String, _ cause: RowFault.Cause) {
        violations.append(Violation(line: line, RowFault(column, value, cause)))
    }

    /// Records something that a person should look at.
    mutating func warn(_ column: Column?, _ value: String, _ cause: RowFault.Cause) {
        warnings.append(Violation(line: line, RowFault(column, value, cause)))
    }
}
