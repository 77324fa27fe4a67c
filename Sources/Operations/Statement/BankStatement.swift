internal import FoundationEssentials
internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import PayoutWorkbook
internal import Wording

/// One booking of a bank statement.
struct StatementLine {
    let line: Int
    /// As the statement writes it.
    let date: String
    /// The texts of the booking, as the statement writes them.
    let text: String
    let amount: StatementAmount
    /// Whether the money went out; nil only while the statement is read.
    fileprivate(set) var isOut: Bool?
}

/// A bank statement as banks export it, in CSV, as a workbook or as a `camt.053`: one account, in rupiah.
struct BankStatement {
    /// More bookings than these are a statement to be divided: they are kept in memory.
    static let linesMax = 200_000

    let file: String
    /// SHA-256 of the file, in hexadecimal.
    private(set) var digest = ""
    private(set) var lines: [StatementLine] = []
    /// Rows that book nothing: opening and closing balances, totals, blank rows.
    private(set) var skipped = 0

    /// - Parameters:
    ///   - sheet: the sheet of a workbook.
    ///   - account: the account that the statement must be of; nil for any one.
    /// - Throws: `FileError`, ``CommandFailure`` where the file is no statement that can be compared.
    init(path: String, sheet: String?, account: String?) throws {
        let source = try FileSource(path: path)
        file = source.name
        if try Self.isMessage(source) {
            try readMessage(path, of: account)
        } else {
            try readTable(path, sheet: sheet, of: account)
        }
        guard !lines.isEmpty else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file): the statement has no bookings. Choose the day on which the batch was paid, and export \
                    the statement again once the bank has booked it.
                    """))
        }
    }

    private mutating func readTable(_ path: String, sheet: String?, of account: String?) throws {
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

    private mutating func readMessage(_ path: String, of account: String?) throws {
        let message = try StatementMessage(source: try FileSource(path: path), name: file)
        while let entry = try message.next() {
            if let account, let other = message.accounts.first(where: { $0.filter(\.isNumber) != account }) {
                throw otherAccount(other, account, line: entry.line)
            }
            if !entry.currency.isEmpty, entry.currency != "IDR" { throw foreign(entry.currency, line: entry.line) }
            guard let amount = StatementAmount(decimal: entry.amount), let isOut = entry.isOut else {
                throw CommandFailure(
                    .badFile,
                    Phrase(
                        """
                        \(file), line \(entry.line): the booking has no amount, or does not say whether the money \
                        came in or went out.
                        """))
            }
            // What is not booked may still change.
            guard entry.isBooked, !amount.isZero else {
                skipped += 1
                continue
            }
            try add(
                StatementLine(line: entry.line, date: entry.date, text: entry.text, amount: amount, isOut: isOut))
        }
        if message.accounts.count > 1 {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file): the message has statements of several accounts: \
                    \(message.accounts.joined(separator: ", ")). \
                    Export the statement of the account that pays, and name it with --account.
                    """))
        }
        digest = message.digest?.hexadecimal ?? ""
    }

    private mutating func add(_ booking: StatementLine) throws(CommandFailure) {
        lines.append(booking)
        guard lines.count > Self.linesMax else { return }
        throw CommandFailure(
            .badFile,
            Phrase("\(file): more than \(count: Self.linesMax) bookings. Export a shorter time, such as a day."))
    }

    /// Where money that went out has a mark, money without one came in; without any mark, nobody knows.
    private mutating func settle(_ unmarked: [Int]) throws(CommandFailure) {
        guard let first = unmarked.first else { return }
        guard lines.contains(where: { $0.isOut == true }), !lines.contains(where: { $0.isOut == false }) else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(lines[first].line): nothing says whether the amount came in or went out. Export \
                    the statement with debit and credit, or with a column D/K.
                    """))
        }
        for index in unmarked { lines[index].isOut = false }
    }

    // MARK: What is refused

    /// Whether it is a `camt.053`. Messages of ISO 20022 are told apart by their first tags.
    private static func isMessage(_ source: FileSource) throws -> Bool {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 16)
        defer { room.deallocate() }
        let head = String(decoding: room[..<(try source.read(into: room))], as: UTF8.self)
        guard head.drop(while: { $0 == "\u{FEFF}" || $0.isWhitespace }).first == "<" else { return false }
        if head.contains("camt.052") || head.contains("BkToCstmrAcctRpt") {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(source.name): this is a camt.052, a report during the day: its bookings may still change. Ask \
                    the bank for the statement of the end of the day (camt.053, or CSV).
                    """))
        }
        guard head.contains("camt.053") || head.contains("BkToCstmrStmt") else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(source.name): this is a message, and no camt.053. Ask the bank for the statement of the end of \
                    the day (camt.053, or CSV).
                    """))
        }
        return true
    }

    /// The lines above the column names often say whose statement it is, and in which currency.
    private func require(_ account: String?, _ columns: StatementColumns, _ source: InputFile) throws {
        for step in source.steps where step.kind == .titleRow {
            let text = step.cells.joined(separator: " ")
            if let currency = Self.foreignCurrency(in: text) { throw foreign(currency, line: step.line) }
            let isAboutAccount = ["rekening", "account"].contains { text.lowercased().contains($0) }
            let numbers = text.split { !$0.isNumber && $0 != "-" && $0 != "." }
                .map { $0.filter(\.isNumber) }.filter { $0.count >= 8 }
            guard let account, isAboutAccount, let other = numbers.first, !numbers.contains(account) else { continue }
            throw otherAccount(other, account, line: step.line)
        }
    }

    private func otherAccount(_ other: some StringProtocol, _ account: String, line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): the statement is of account \(String(other)), and not of \(account) \
                (--account). Export the statement of the account that pays.
                """))
    }

    private func foreign(_ currency: String, line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): the statement is in \(currency), and payments are in rupiah. Export the \
                statement of the rupiah account.
                """))
    }

    private static func foreignCurrency(in text: String) -> String? {
        let words = text.uppercased().split { !$0.isLetter }
        guard words.contains(where: { ["CURRENCY", "CCY", "VALUTA", "UANG"].contains($0) }) else { return nil }
        let foreign = ["USD", "SGD", "EUR", "JPY", "CNY", "AUD", "GBP", "HKD", "MYR", "SAR"]
        return words.first { foreign.contains(String($0)) }.map { String($0) }
    }

    // MARK: Bookings

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
