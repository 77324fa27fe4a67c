package import PayoutCore

/// Holds the rows of one file against all rules.
///
/// A row comes as bytes, so that nothing is allocated for a row that is only counted: `content` is valid UTF-8 within
/// each of the `cells`, which are its ranges.
///
/// ```swift
/// let checker = try RowChecker(headerNames: source.header.names, banks: .embedded)
/// while let row = try source.nextRow() {
///     let verdict = row.withCells { content, cells in
///         let located = checker.locate(content: content, cells: cells)
///         return checker.check(line: row.line, content: content, cells: cells, located: located)
///     }
///     if verdict.isPayable { pay(row.text(in: verdict.located.accountNumber), verdict.amount) }
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
    package let rail: Rail
    private let parties: (any PartyDirectory)?
    private let columnCount: Int
    private let reference: Int?
    private let bankCode: Int?
    /// The account, the customer or the payment.
    private let party: Int
    private let accountName: Int?
    private let amount: Int
    private let note: Int?
    private let currency: Int?
    private let email: Int?

    /// A checker for files with this header.
    ///
    /// - Parameters:
    ///   - rail: what the file asks for.
    ///   - columns: names that the user has given columns.
    ///   - parties: the customers and payments that rows may name; nil where no ledger knows them.
    ///   - lacksReferences: whether the column of references is empty in all rows, so that they are made.
    /// - Throws: ``HeaderError`` with everything that is wrong with the header.
    package init(
        headerNames: [String], banks: BankDirectory, rail: Rail = .payout, columns: ColumnMapping = .none,
        parties: (any PartyDirectory)? = nil, lacksReferences: Bool = false
    ) throws(HeaderError) {
        let layout = ColumnLayout(headerNames, rail, columns)
        let faults = layout.faults
        let party: Column =
            switch rail {
            case .payout: .accountNumber
            case .collection, .charge: .customer
            case .refund: .paymentReference
            }
        guard faults.isEmpty, let party = layout.index(of: party), let amount = layout.index(of: .amount)
        else { throw HeaderError(faults: faults) }
        (self.layout, self.banks, self.rail, self.parties) = (layout, banks, rail, parties)
        (columnCount, self.reference, self.party) = (
            layout.namedCount, lacksReferences ? nil : layout.index(of: .reference), party
        )
        (self.amount, note) = (amount, layout.index(of: .note))
        let isPayout = rail == .payout
        (bankCode, accountName) = (
            isPayout ? layout.index(of: .bankCode) : nil, isPayout ? layout.index(of: .accountName) : nil
        )
        (currency, email) = (layout.index(of: .currency), isPayout ? layout.index(of: .email) : nil)
    }

    /// Whether the file has no references, so that they are made.
    package var makesReferences: Bool { reference == nil }

    /// Finds the texts of the payment in a row: once, for the rules, the import and the messages.
    package func locate(content: Span<UInt8>, cells: Span<Range<Int>>) -> LocatedCells {
        func trimmed(_ index: Int?) -> Range<Int> {
            guard let index, index < cells.count else { return 0..<0 }
            return content.trimmed(cells[index])
        }
        return LocatedCells(
            reference: trimmed(reference), bankCode: trimmed(bankCode), accountNumber: trimmed(party),
            accountName: trimmed(accountName), amount: trimmed(amount), note: trimmed(note))
    }

    /// A row that is not held against the rules yet: where its texts are, and nothing more.
    package func unasked(line: Int, located: LocatedCells) -> RowVerdict {
        RowVerdict(located, isWellFormed: false, amount: nil, Findings(line: line))
    }

    /// Checks a row without making a text of any of its cells, unless there is something to report.
    ///
    /// - Parameter located: the texts of the payment, by ``locate(content:cells:)`` of the same row.
    package func check(
        line: Int, content: Span<UInt8>, cells: Span<Range<Int>>, located: LocatedCells
    ) -> RowVerdict {
        var findings = Findings(line: line)
        guard RowShapeRule.holds(content, cells, layout, columnCount: columnCount, &findings) else {
            return RowVerdict(located, isWellFormed: false, amount: nil, findings)
        }
        if rail == .payout, located.bankCode.isEmpty, located.accountNumber.isEmpty, located.amount.isEmpty {
            findings.reject(nil, "", .wordsOnly)
            return RowVerdict(located, isWellFormed: true, amount: nil, findings)
        }
        // A row that names no account has got no reference either, which is not its fault.
        if !makesReferences || !located.accountNumber.isEmpty {
            ReferenceRule.check(content.extracting(located.reference), &findings)
        }
        _ = ExampleRowRule.holds(
            content.extracting(located.reference), name: content.extracting(located.accountName), &findings)
        checkStatus(content, cells, located, &findings)
        guard rail == .payout else { return checkParty(content, cells, located, &findings) }
        let bank = BankCodeRule.check(content.extracting(located.bankCode), banks, &findings)
        if let bank, !layout.otherBanks.isEmpty { checkBanks(banks.banks[bank.position], content, cells, &findings) }
        let (accountNumber, amountCell) = (
            content.extracting(located.accountNumber), content.extracting(located.amount)
        )
        let areInPlace = SwappedCellsRule.holds(account: accountNumber, amount: amountCell, &findings)
        if areInPlace {
            // A comparison after "&&" keeps the spans in a closure, at which the optimiser of the compiler fails.
            var isGrouped = false
            if party < cells.count { isGrouped = content.trimmed(cells[party]) != located.accountNumber }
            AccountNumberRule.check(accountNumber, bank, banks, isGrouped: isGrouped, &findings)
        }
        AccountNameRule.check(content.extracting(located.accountName), &findings)
        if layout.hasOtherPayees { checkPayee(bank, content, cells, located, &findings) }
        let amount = areInPlace ? AmountRule.check(amountCell, bank?.kind, &findings) : nil
        if let amount, !layout.spokenIndices.isEmpty { compare(amount, content, cells, &findings) }
        NoteRule.check(content.extracting(located.note), &findings)
        if let currency, currency < cells.count {
            CurrencyRule.check(content.extracting(content.trimmed(cells[currency])), &findings)
        }
        if let email, email < cells.count {
            EmailRule.check(content.extracting(content.trimmed(cells[email])), &findings)
        }
        return RowVerdict(located, isWellFormed: true, amount: amount, findings)
    }

    /// Finds where the row itself says that it was paid, or shall not be.
    private func checkStatus(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ located: LocatedCells, _ findings: inout Findings
    ) {
        for side in layout.sides where side.index < cells.count {
            let cell = content.extracting(content.trimmed(cells[side.index]))
            SideColumnRule.check(cell, side.kind, name: layout.names[side.index], on: rail, &findings)
        }
        for index in layout.orderIndices where index < cells.count {
            let cell = content.extracting(content.trimmed(cells[index]))
            if StopWords.isOrder(cell) || StopWords.beginsWithOrder(cell) { stop(cell, index, &findings) }
        }
        for index in layout.remarkIndices where index < cells.count {
            let cell = content.extracting(content.trimmed(cells[index]))
            if StopWords.remarks(in: cell).mayCorrect { compare(cell, index, content, located, &findings) }
        }
        // As the file has it: a space may have taken the place of marks that the bank refuses.
        guard let note, note < cells.count else { return }
        let noteCell = content.extracting(content.trimmed(cells[note]))
        if noteCell.isEmpty { return }
        if noteCell[0] == UInt8(ascii: "=") { findings.reject(.note, CellText.shown(noteCell.text), .formula) }
        let remarks = StopWords.remarks(in: noteCell)
        if StopWords.isOrder(noteCell) || StopWords.beginsWithOrder(noteCell) || remarks.stops {
            stop(noteCell, note, &findings)
        } else if rail == .payout, StopWords.beginsWithDeduction(noteCell) {
            stop(noteCell, note, &findings)
        } else if remarks.mayCorrect {
            compare(noteCell, note, content, located, &findings)
        }
    }

    /// Finds where a note says that the account or the amount of the row is another one.
    private func compare(
        _ cell: Cell, _ index: Int, _ content: Span<UInt8>, _ located: LocatedCells, _ findings: inout Findings
    ) {
        guard rail == .payout else { return }
        let words = CorrectionWords(cell.text)
        let account = content.extracting(located.accountNumber).text
        let amount = content.extracting(located.amount).text
        guard words.namesOther(account: account, amount: amount, banks) else { return }
        findings.reject(
            nil, "",
            .saysOther(text: CellText.withoutAccount(cell.text), columnName: CellText.shown(layout.names[index])))
    }

    /// Finds where the row says another amount in words.
    private func compare(
        _ amount: Rupiah, _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ findings: inout Findings
    ) {
        for index in layout.spokenIndices {
            let words = text(index, content, cells)
            guard let spoken = TotalInWords.amount(words), spoken != amount else { continue }
            findings.reject(
                .amount, String(amount.whole),
                .saysOther(text: CellText.shown(words), columnName: CellText.shown(layout.names[index])))
        }
    }

    private func stop(_ cell: Cell, _ index: Int, _ findings: inout Findings) {
        findings.reject(
            nil, "",
            .notToBePaid(word: CellText.shown(cell.text), columnName: CellText.shown(layout.names[index])))
    }

    /// Finds where another column names another holder of the account, or the number is none of an account.
    private func checkPayee(
        _ bank: BankDirectory.Traits?, _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ located: LocatedCells,
        _ findings: inout Findings
    ) {
        let name = content.extracting(located.accountName).text
        for index in layout.otherHolders {
            let other = text(index, content, cells)
            guard !name.isEmpty, !other.isEmpty, NameComparison(file: name, bank: other).verdict == .different else {
                continue
            }
            findings.reject(
                .accountName, "", .holdersDiffer(name: CellText.shown(name), other: CellText.shown(other)))
        }
        guard let bank, bank.kind != .ewallet, !located.accountNumber.isEmpty else { return }
        if layout.accountIsPhone {
            let column = layout.index(of: .accountNumber).map { layout.names[$0] } ?? ""
            findings.reject(nil, "", .noAccountNumber(kind: CellText.shown(column)))
        } else if let index = layout.accountKind {
            let kind = text(index, content, cells)
            if ColumnNames.isProxy(kind) { findings.reject(nil, "", .noAccountNumber(kind: CellText.shown(kind))) }
        }
    }

    /// The text of a cell; empty where the row is too short.
    private func text(_ index: Int, _ content: Span<UInt8>, _ cells: Span<Range<Int>>) -> String {
        index < cells.count ? content.extracting(content.trimmed(cells[index])).text : ""
    }

    /// Finds where another column of the row names another bank.
    private func checkBanks(
        _ bank: BankDirectory.Bank, _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ findings: inout Findings
    ) {
        for index in layout.otherBanks where index < cells.count {
            let cell = content.extracting(content.trimmed(cells[index]))
            guard let other = banks.bank(code: cell.text) ?? banks.bank(meant: cell.text) else {
                // The Sharia banks are others: Mandiri Syariah is BSI.
                if isSharia(cell.text), !isSharia(bank.name) {
                    let shown = CellText.shown(cell.text)
                    findings.reject(.bankCode, shown, .banksDiffer(bank: bank.shortName, other: shown))
                }
                continue
            }
            guard other.code != bank.code else { continue }
            findings.reject(
                .bankCode, CellText.shown(cell.text), .banksDiffer(bank: bank.shortName, other: other.shortName))
        }
    }

    private func isSharia(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.contains("syariah") || name.contains("sharia")
    }

    /// Checks a row that collects, refunds or charges.
    private func checkParty(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ located: LocatedCells, _ findings: inout Findings
    ) -> RowVerdict {
        let cell = content.extracting(located.accountNumber)
        let column: Column = rail == .refund ? .paymentReference : .customer
        let isNamed = CustomerRule.holds(cell, column, &findings)
        let amountCell = content.extracting(located.amount)
        var amount = rail == .refund && amountCell.isEmpty ? nil : AmountRule.checkUnlimited(amountCell, &findings)
        NoteRule.check(content.extracting(located.note), &findings)
        if let currency, currency < cells.count {
            CurrencyRule.check(content.extracting(content.trimmed(cells[currency])), &findings)
        }
        var payment: PayoutID?
        if isNamed, let parties {
            let name = cell.text
            if rail == .refund {
                (payment, amount) = refund(parties.payment(name), amount, name, amountCell, &findings)
            } else if let fault = parties.fault(ofCustomer: name, rail) {
                findings.reject(column, CellText.shown(name), fault)
            }
        }
        let isRest = rail == .refund && amountCell.isEmpty && parties == nil
        return RowVerdict(located, isWellFormed: true, amount: amount, refunds: payment, isRest: isRest, findings)
    }

    /// - Returns: the payment, and the amount to give back: without one in the file, all that is left.
    private func refund(
        _ payment: RefundablePayment, _ asked: Rupiah?, _ reference: String, _ amountCell: Cell,
        _ findings: inout Findings
    ) -> (PayoutID?, Rupiah?) {
        switch payment {
        case .refused(let fault):
            findings.reject(.paymentReference, CellText.shown(reference), fault)
            return (nil, asked)
        case .found(let id, let left):
            if left == .zero {
                findings.reject(.paymentReference, CellText.shown(reference), .nothingLeft)
            } else if let asked, asked > left {
                findings.reject(.amount, CellText.shown(amountCell), .refundTooLarge(left: left))
            }
            return (id, asked ?? (amountCell.isEmpty ? left : nil))
        }
    }
}

/// Where the texts of the payment stand in the content of a row, trimmed; empty where the row is too short.
package struct LocatedCells: Sendable {
    package let reference: Range<Int>
    package let bankCode: Range<Int>
    package let accountNumber: Range<Int>
    package let accountName: Range<Int>
    package let amount: Range<Int>
    package let note: Range<Int>

    /// Of no row.
    package static let none = LocatedCells(
        reference: 0..<0, bankCode: 0..<0, accountNumber: 0..<0, accountName: 0..<0, amount: 0..<0, note: 0..<0)

    /// The same with other places for some texts; those that are nil stay.
    package func replacing(
        reference: Range<Int>?, bankCode: Range<Int>?, accountNumber: Range<Int>?, accountName: Range<Int>?,
        amount: Range<Int>?, note: Range<Int>?
    ) -> LocatedCells {
        LocatedCells(
            reference: reference ?? self.reference, bankCode: bankCode ?? self.bankCode,
            accountNumber: accountNumber ?? self.accountNumber,
            accountName: accountName ?? self.accountName, amount: amount ?? self.amount, note: note ?? self.note)
    }
}

/// What the rules say about one row.
package struct RowVerdict: Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    /// Where the texts of the payment stand in the content of the row.
    package let located: LocatedCells
    /// Whether the cells can be distinguished.
    package let isWellFormed: Bool
    /// The amount where it could be read, whether or not it is allowed.
    package let amount: Rupiah?
    /// The payment that a refund gives back.
    package let refunds: PayoutID?
    /// Everything that is wrong; empty for a row that can be paid.
    package let violations: [Violation]
    /// A refund of all that is left, which only a ledger knows.
    private let isRest: Bool
    private let unusualAccountNumber: UnusualAccountNumber?
    private let otherWarnings: [Violation]

    init(
        _ located: LocatedCells, isWellFormed: Bool, amount: Rupiah?, refunds: PayoutID? = nil, isRest: Bool = false,
        _ findings: Findings
    ) {
        self.isRest = isRest
        line = findings.line
        self.located = located
        self.isWellFormed = isWellFormed
        self.amount = amount
        self.refunds = refunds
        violations = findings.violations
        unusualAccountNumber = findings.unusualAccountNumber
        otherWarnings = findings.warnings
    }

    /// Whether there is a reference, and the cells can be distinguished.
    package var hasReference: Bool { isWellFormed && !located.reference.isEmpty }

    /// Whether all cells are empty.
    package var isEmpty: Bool { !isWellFormed && violations.first?.code == .emptyRow }

    /// Whether the amount is negative, so that the row takes money back.
    package var takesBack: Bool { violations.contains { $0.fault.cause == .negativeAmount } }

    /// Whether nothing in the row itself stands against paying it.
    package var isPayable: Bool { violations.isEmpty && (amount != nil || isRest) }

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
            line: line,
            RowFault(
                .accountNumber, masked,
                .unusualDigitCount(
                    digits: digitCount, bank: bank.shortName,
                    usual: bank.kind == .ewallet ? nil : bank.usualAccountDigits)))
    }
}
