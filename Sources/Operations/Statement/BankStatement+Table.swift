internal import FoundationEssentials
internal import PayoutCore
internal import PayoutFile
internal import PayoutWorkbook
internal import Wording

/// The bookings of a table, as banks export it.
extension BankStatement {
    mutating func readTable(_ path: String, sheet: String?, of account: String?) throws {
        let source = try InputFile(path: path, sheet: sheet) { StatementColumns($0) == nil ? .title : .header }
        guard let columns = StatementColumns(source.header.names) else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file): no line has the names of columns of a bank statement: a date, and debit and credit or an \
                    amount. Export the statement (mutasi rekening) as CSV with its column names.
                    """))
        }
        try require(account, columns, source)
        // The amounts that do not say which way they went, until the others show what the statement means by that.
        var unmarked: [Int] = []
        while let row = try source.nextRow() {
            let (line, cells) = (row.line, row.cells)
            guard let booking = try booking(line, cells, columns, account) else {
                skipped += 1
                continue
            }
            if booking.isOut == nil { unmarked.append(lines.count) }
            try add(booking)
        }
        digest = source.digest?.hexadecimal ?? ""
        try settle(unmarked)
    }

    private func booking(
        _ line: Int, _ cells: [String], _ columns: StatementColumns, _ account: String?
    ) throws -> StatementLine? {
        func cell(_ index: Int?) -> String {
            guard let index, cells.indices.contains(index) else { return "" }
            return cells[index].trimming { $0.isWhitespace || $0 == "\u{A0}" }
        }
        let currency = cell(columns.currency).uppercased()
        if !currency.isEmpty, !["IDR", "RP", "RUPIAH"].contains(currency) { throw foreign(currency, line: line) }
        let own = cell(columns.account).filter(\.isNumber)
        if let account, own.count >= 8, own != account { throw otherAccount(own, account, line: line) }
        guard let moved = try moved(line, cell, columns) else { return nil }
        // A total or a balance has an amount and no date.
        guard !cell(columns.date).isEmpty else { return nil }
        let text = cells.indices.filter { !columns.isMoney($0) && $0 != columns.date }.map { cell($0) }
        return StatementLine(
            line: line, date: cell(columns.date), text: text.filter { !$0.isEmpty }.joined(separator: " "),
            amount: moved.amount, isOut: moved.isOut)
    }

    /// What a row books, and which way; nil where it books nothing.
    private func moved(
        _ line: Int, _ cell: (Int?) -> String, _ columns: StatementColumns
    ) throws -> (amount: StatementAmount, isOut: Bool?)? {
        func amount(_ index: Int?) throws -> StatementAmount? {
            let text = cell(index)
            guard !text.isEmpty, text != "-" else { return nil }
            guard let amount = StatementAmount(text) else {
                let name = index.map { columns.names[$0] } ?? ""
                throw CommandFailure(
                    .badFile, Phrase("\(file), line \(line), column \(name): \"\(text)\" is no amount."))
            }
            return amount.isZero ? nil : amount
        }
        if columns.debit != nil || columns.credit != nil {
            switch (try amount(columns.debit), try amount(columns.credit)) {
            case (let debit?, nil): return (debit, true)
            case (nil, let credit?): return (credit, false)
            case (nil, nil): return nil
            case (_?, _?):
                throw CommandFailure(
                    .badFile, Phrase("\(file), line \(line): the row has both a debit and a credit."))
            }
        }
        guard let amount = try amount(columns.amount) else { return nil }
        switch cell(columns.kind).uppercased() {
        case "D", "DB", "DR", "DEBIT", "DEBET", "OUT", "KELUAR": return (amount, true)
        case "K", "C", "CR", "KREDIT", "CREDIT", "IN", "MASUK": return (amount, false)
        case _: break
        }
        return (amount, amount.direction.map { $0 == .out })
    }
}

extension String {
    /// The text without what `isOuter` picks at its ends.
    fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, isOuter(first) { rest = rest.dropFirst() }
        while let last = rest.last, isOuter(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
