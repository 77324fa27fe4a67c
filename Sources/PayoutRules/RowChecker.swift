package import PayoutCore
internal import Wording

/// Holds the rows of one file against all rules.
///
/// A row comes as bytes, so that nothing is allocated for a row that is only counted: `content` is valid UTF-8 within
/// each of the `cells`, which are its ranges.
///
/// ```swift
/// let checker = try RowChecker(headerNames: reader.header.names, banks: .embedded)
/// while let row = try reader.nextRow() {
///     let checked = row.withCells { checker.read(line: row.line, content: $0, cells: $1) }
/// }
/// ```
///
/// Only that references are unique is not seen here, since it takes the whole file: see
/// ``Violation/duplicateReference(line:reference:otherLine:)``.
package struct RowChecker: Sendable {
    /// Which cell belongs to which column.
    package let layout: ColumnLayout
    /// The banks that rows may name.
    package let banks: BankDirectory

    /// A checker for files with this header.
    package init(headerNames: [String], banks: BankDirectory) throws(HeaderError) {
        layout = try ColumnLayout(headerNames: headerNames)
        self.banks = banks
    }

    /// Checks a row without making a text of any of its cells, unless there is something to tell.
    package func check(line: Int, content: Span<UInt8>, cells: Span<Range<Int>>) -> RowVerdict {
        var findings = Findings(line: line)
        guard RowShapeRule.holds(content, cells, columnCount: layout.names.count, &findings) else {
            return RowVerdict(reference: nil, amount: nil, findings)
        }
        func trimmed(_ index: Int) -> Range<Int> { content.trimmed(cells[index]) }
        let reference = trimmed(layout.reference)
        ReferenceRule.check(content.extracting(reference), &findings)
        let bank = BankCodeRule.check(content.extracting(trimmed(layout.bankCode)), banks, &findings)
        let (accountNumber, amountCell) = (trimmed(layout.accountNumber), trimmed(layout.amount))
        let areInPlace = SwappedCellsRule.holds(
            account: content.extracting(accountNumber), amount: content.extracting(amountCell), &findings)
        if areInPlace { AccountNumberRule.check(content.extracting(accountNumber), bank, banks, &findings) }
        AccountNameRule.check(content.extracting(trimmed(layout.accountName)), &findings)
        let amount =
            areInPlace ? AmountRule.check(content.extracting(amountCell), bank?.kind, &findings) : nil
        NoteRule.check(content.extracting(trimmed(layout.note)), &findings)
        if let currency = layout.currency { CurrencyRule.check(content.extracting(trimmed(currency)), &findings) }
        if let email = layout.email { EmailRule.check(content.extracting(trimmed(email)), &findings) }
        return RowVerdict(reference: reference.isEmpty ? nil : reference, amount: amount, findings)
    }

    /// Makes texts of a row according to the `verdict` on it.
    package func row(_ verdict: RowVerdict, content: Span<UInt8>, cells: Span<Range<Int>>) -> CheckedRow {
        guard verdict.isPayable, let amount = verdict.amount else {
            let texts = cells.indices.map { content.extracting(cells[$0]).text }
            return .rejected(
                RejectedRow(line: verdict.line, cells: texts, amount: verdict.amount, violations: verdict.violations))
        }
        func text(_ index: Int) -> String { content.extracting(content.trimmed(cells[index])).text }
        let email = layout.email.flatMap { index in
            EmailRule.looksLikeAddress(content.extracting(content.trimmed(cells[index]))) ? text(index) : nil
        }
        return .accepted(
            PayoutRow(
                line: verdict.line, reference: text(layout.reference), bankCode: text(layout.bankCode),
                accountNumber: text(layout.accountNumber), accountName: text(layout.accountName), amount: amount,
                note: text(layout.note), email: email,
                carriedThrough: layout.carriedThroughIndices.map { content.extracting(cells[$0]).text }))
    }

    /// Where the trimmed text of one of the six known columns stands in the content; only for a row that is payable.
    package func range(of column: Column, content: Span<UInt8>, cells: Span<Range<Int>>) -> Range<Int> {
        guard let index = layout.index(of: column), index < cells.count else { return 0..<0 }
        return content.trimmed(cells[index])
    }

    /// Checks a row and makes texts of it: ``check(line:content:cells:)`` and ``row(_:content:cells:)`` in one.
    package func read(line: Int, content: Span<UInt8>, cells: Span<Range<Int>>) -> CheckedRow {
        row(check(line: line, content: content, cells: cells), content: content, cells: cells)
    }
}

/// What the rules say about one row.
package struct RowVerdict: Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    /// Where the trimmed reference stands in the content; nil where it is missing or the cells cannot be told apart.
    package let reference: Range<Int>?
    /// The amount where it could be read, whether or not it is allowed.
    package let amount: Rupiah?
    /// Everything that is wrong; empty for a row that can be paid.
    package let violations: [Violation]
    private let unusualAccountNumber: UnusualAccountNumber?
    private let otherWarnings: [Violation]

    init(reference: Range<Int>?, amount: Rupiah?, _ findings: Findings) {
        line = findings.line
        self.reference = reference
        self.amount = amount
        violations = findings.violations
        unusualAccountNumber = findings.unusualAccountNumber
        otherWarnings = findings.warnings
    }

    /// Whether nothing in the row itself stands against paying it.
    package var isPayable: Bool { violations.isEmpty && amount != nil }

    /// Whether there are ``warnings(where:)``: cheaper to ask where they are only counted.
    package var hasWarnings: Bool { unusualAccountNumber != nil || !otherWarnings.isEmpty }

    /// What a person should look at, although the row stands, of the kinds that `isWanted` picks. Only what is wanted
    /// is put into words.
    package func warnings(where isWanted: (ViolationCode) -> Bool = { _ in true }) -> [Violation] {
        let others = otherWarnings.filter { isWanted($0.code) }
        guard let unusual = unusualAccountNumber, isWanted(.unusualAccountLength) else { return others }
        return [unusual.warning(line: line)] + others
    }
}

extension UnusualAccountNumber {
    fileprivate func warning(line: Int) -> Violation {
        Violation(
            line: line, column: .accountNumber, value: masked, code: .unusualAccountLength,
            message: Phrase(
                """
                the number has \(digitCount) digits; those of \(bank.shortName) usually have \
                \(AccountNumberRule.usualDigits(of: bank))
                """),
            whatToDo: mayHaveLostZeros
                ? Phrase("Excel may have dropped zeros at its start: compare it with its source before you pay")
                : Phrase("Compare it with its source; the row is paid if the bank knows the account"))
    }

    private var mayHaveLostZeros: Bool { bank.usualAccountDigits.map { digitCount < $0 } ?? false }
}
