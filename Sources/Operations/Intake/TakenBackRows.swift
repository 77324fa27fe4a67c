internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import Wording

/// Rows with a negative amount, as people write corrections: the payments to the same accounts are rejected too, since
/// each asks for more than is due. A correction without an account is about a name.
struct TakenBackRows {
    /// More such rows are no corrections: the file is one of debits.
    private static let keysMax = 20_000

    /// The line that takes back, by account and by name.
    private var lines: [String: Int] = [:]

    /// Takes in a row with a negative amount.
    mutating func add(_ row: borrowing SourceRow, _ verdict: RowVerdict) {
        // Others may have the same name.
        guard let key = Self.keys(row, verdict.located).first, lines[key] == nil, lines.count < Self.keysMax else {
            return
        }
        lines[key] = verdict.line
    }

    /// Reads the file once more for the payments to these accounts and names.
    ///
    /// - Parameters:
    ///   - reopen: opens the file once more; nil, or returning nil, where it can be read only once.
    ///   - reject: takes what is wrong with each payment.
    /// - Throws: ``CommandFailure`` where the file cannot be read again, and what `reject` throws.
    func forEachPayment<Source: RowSource>(
        of file: String, _ checker: RowChecker, _ reopen: (() throws -> Source?)?, _ reject: (Violation) throws -> Void
    ) throws {
        guard let first = lines.values.min() else { return }
        guard let again = try reopen?() else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(first): this row takes money back, and the payments to the same account cannot be \
                    found, since the file can be read only once. Nothing was sent. Name the file instead of sending it \
                    through a pipe, or write what is due in all into one row
                    """), code: .fileRefused)
        }
        while let row = try again.nextRow() {
            let located = row.withCells { checker.locate(content: $0, cells: $1) }
            let line = Self.keys(row, located).lazy.compactMap { lines[$0] }.first
            guard let line, !row.text(in: located.amount).contains("-"), !row.text(in: located.amount).contains("(")
            else { continue }
            let name = RowName(
                reference: row.text(in: located.reference), accountName: row.text(in: located.accountName))
            try reject(Violation(line: row.line, RowFault(.amount, "", .takenBack(line: line)), row: name))
        }
    }

    /// What the payee is known by: the digits of the account, then the words of the name.
    private static func keys(_ row: borrowing SourceRow, _ located: LocatedCells) -> [String] {
        let digits = row.text(in: located.accountNumber).filter { ("0"..."9").contains($0) }
        let name = row.text(in: located.accountName).lowercased().split { !$0.isLetter }.joined(separator: " ")
        return [digits, name].filter { $0.count > 2 }
    }
}
