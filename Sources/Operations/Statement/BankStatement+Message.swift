internal import PayoutFile
internal import PayoutWorkbook
internal import Wording

/// The bookings of a `camt.053`.
extension BankStatement {
    mutating func readMessage(_ path: String, of account: String?) throws {
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
}
