package import PayoutCore
package import PayoutFile
internal import Wording

/// Compares the rows of `results.csv` with those of the payout file that was submitted: every row of the file must be
/// there exactly once, with the same payment.
///
///     var comparison = try InputComparison(folder: folder, rail: .payout, file: "payroll.csv")
///     try comparison.take(row)        // each row of the payout file, in its order
///     let findings = try comparison.finish()
package struct InputComparison {
    /// A row of the payout file as the ledger takes it.
    package struct InputRow: Sendable {
        package let line: Int
        package let reference: String
        package let bankCode: String
        /// The account, the customer, or the payment that is given back.
        package let accountNumber: String
        package let accountName: String
        /// Nil where the file leaves the amount to the ledger, as for a refund of all that is left.
        package let amount: String?
        package let note: String
        /// The cells of the columns that the results carry through, in the order of the file.
        package let carried: [String]

        package init(
            line: Int, reference: String, bankCode: String, accountNumber: String, accountName: String, amount: String?,
            note: String, carried: [String] = []
        ) {
            self.line = line
            (self.reference, self.bankCode) = (reference, bankCode)
            (self.accountNumber, self.accountName) = (accountNumber, accountName)
            (self.amount, self.note, self.carried) = (amount, note, carried)
        }
    }

    private let file: String
    private let rail: Rail
    private let results: TableReader
    private var waiting: TableReader.Row?
    private var findings = Findings()
    /// What is wrong with the form of the table is found by the verification of the folder alone.
    private var form = Findings()
    /// Where the columns stand in the table that it carries through; empty where they are not those of the file.
    private let carriedIndices: [Int]
    /// The columns of the file or of the table that were not compared, since only one of them has them.
    package let uncompared: [String]
    /// The rows of the file that are in the table, with the same payment.
    package private(set) var matched = 0

    /// - Parameters:
    ///   - file: the name of the payout file, for messages.
    ///   - carried: the names of its columns that are no part of the payment, and that the results carry through.
    /// - Throws: `FileError` where `results.csv` is missing or cannot be read.
    package init(folder: String, rail: Rail, file: String, carried: [String] = []) throws(FileError) {
        (self.file, self.rail) = (file, rail)
        let columns = ["line", "reference"] + rail.partyColumns + ["amount", "note"]
        results = try TableReader(folder: folder, file: "results.csv", needing: columns, &form)
        // They stand between the payment and what came of it.
        let names = results.names
        let start = names.firstIndex(of: "note").map { $0 + 1 } ?? 0
        let indices = start..<max(start, names[start...].firstIndex(of: "status") ?? start)
        let isSame =
            indices.count == carried.count
            && zip(indices, carried).allSatisfy { [$1, "input_\($1)"].contains(names[$0]) }
        carriedIndices = isSame ? Array(indices) : []
        uncompared = isSame ? [] : Set(carried).symmetricDifference(names[indices]).sorted()
        waiting = try results.next(&form)
    }

    /// - Throws: `FileError` where `results.csv` cannot be read any further.
    package mutating func take(_ row: InputRow) throws(FileError) {
        if let next = waiting, results.number("line", of: next) != row.line, isSamePayment(next, row) {
            check("line", is: String(row.line), in: next, row.line)
            waiting = try results.next(&form)
            return
        }
        while let next = waiting, let line = results.number("line", of: next), line < row.line { try passSurplus(next) }
        guard let next = waiting, results.number("line", of: next) == row.line else {
            return findings.add(
                results.file, waiting?.line,
                Phrase("line \(row.line) of \(file), \(row.reference.shown), was taken out before this"))
        }
        let before = findings.count
        compare(next, row)
        if findings.count == before { matched += 1 }
        waiting = try results.next(&form)
    }

    /// - Throws: `FileError` where `results.csv` cannot be read any further.
    package mutating func finish() throws(FileError) -> Findings {
        while let next = waiting { try passSurplus(next) }
        return findings
    }

    private mutating func passSurplus(_ row: TableReader.Row) throws(FileError) {
        let (line, reference) = (results.text("line", of: row), results.text("reference", of: row))
        findings.add(
            results.file, row.line,
            Phrase("\(file) has no row at line \(line.shown), \(reference.shown): it was put in"))
        waiting = try results.next(&form)
    }

    /// Whether only the line of the row is another one.
    private func isSamePayment(_ found: TableReader.Row, _ row: InputRow) -> Bool {
        let account = rail == .payout ? "account_number" : rail.partyColumns.first ?? ""
        return !row.reference.isEmpty && results.text("reference", of: found) == row.reference
            && results.text(account, of: found) == row.accountNumber
            && (row.amount == nil || results.text("amount", of: found) == row.amount)
    }

    private mutating func compare(_ found: TableReader.Row, _ row: InputRow) {
        let party = rail == .payout ? [row.bankCode, row.accountNumber, row.accountName] : [row.accountNumber]
        let cells = zip(rail.partyColumns, party) + [("note", row.note)]
        check("reference", is: row.reference, in: found, row.line)
        for (column, expected) in cells { check(column, is: expected, in: found, row.line) }
        if let amount = row.amount { check("amount", is: amount, in: found, row.line) }
        for (index, expected) in zip(carriedIndices, row.carried) where found.cells.indices.contains(index) {
            check(results.names[index], has: found.cells[index], is: expected, in: found, row.line)
        }
    }

    private mutating func check(_ column: String, is expected: String, in row: TableReader.Row, _ line: Int) {
        check(column, has: results.text(column, of: row), is: expected, in: row, line)
    }

    private mutating func check(
        _ column: String, has found: String, is expected: String, in row: TableReader.Row, _ line: Int
    ) {
        guard found != expected else { return }
        findings.add(
            results.file, row.line,
            Phrase(
                """
                the column \(column) has "\(found.shown)", and line \(line) of \(file) has "\(expected.shown)"
                """),
            cell: AlteredCell(column: column, expected: expected, found: found))
    }
}
