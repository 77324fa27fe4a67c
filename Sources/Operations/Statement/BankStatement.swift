internal import PayoutCore
internal import PayoutFile
internal import Wording

/// One booking of a bank statement.
struct StatementLine {
    let line: Int
    /// As the statement writes it.
    let date: String
    /// The days that the date may be, since 1970; empty where nobody can say.
    var days: [Int64] = []
    /// The texts of the booking, as the statement writes them.
    let text: String
    let amount: StatementAmount
    /// Whether the money went out; nil only while the statement is read.
    var isOut: Bool?
}

/// A bank statement as banks export it, in CSV, as a workbook or as a `camt.053`: one account, in rupiah.
struct BankStatement {
    /// More bookings than these are a statement to be divided: they are kept in memory.
    static let linesMax = 200_000

    let file: String
    /// SHA-256 of the file, in hexadecimal.
    var digest = ""
    private(set) var lines: [StatementLine] = []
    /// Rows that book nothing: opening and closing balances, totals, blank rows.
    var skipped = 0

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
        date()
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

    /// Finds the days of all bookings: the dates of a statement are written in one way.
    private mutating func date() {
        let style = StatementDates(lines.map(\.date))
        for index in lines.indices { lines[index].days = style.days(of: lines[index].date) }
    }

    mutating func add(_ booking: StatementLine) throws(CommandFailure) {
        lines.append(booking)
        guard lines.count > Self.linesMax else { return }
        throw CommandFailure(
            .badFile,
            Phrase("\(file): more than \(count: Self.linesMax) bookings. Export a shorter time, such as a day."))
    }

    /// Where money that went out has a mark, money without one came in; without any mark, nobody knows.
    mutating func settle(_ unmarked: [Int]) throws(CommandFailure) {
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
}
