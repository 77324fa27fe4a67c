package import PayoutCore
package import Wording

/// What `reconcile` found.
package struct ReconciledStatement: Sendable {
    /// Something that a person must look at.
    package struct Finding: Sendable {
        /// A stable word: `open_row`, `open_booking`, `differs`, `contradicts`, `ambiguous`, `unreturned`,
        /// `other_text`, `other_day`.
        package let kind: String
        /// The line of the statement; nil of a row without a booking.
        package let statementLine: Int?
        package let batch: String?
        package let reference: String?
        package let amount: Rupiah
        package let what: Phrase
    }

    /// What proves a folder of reports that was compared.
    package struct Proof: Sendable {
        package let folder: String
        package let seal: String
        /// The fingerprint of the key that signed it; nil where nobody did.
        package let signer: String?
    }

    /// More findings than these are only counted; all of them are in `reconciled.csv`.
    private static let findingsMax = 100

    /// The statement as it is called in messages.
    package let file: String
    /// The path of `reconciled.csv`.
    package let path: String
    package let bookings: Int
    /// Rows of the statement that book nothing.
    package let skipped: Int
    /// The SHA-256 of what the seal over `reconciled.csv` states.
    package internal(set) var seal = ""
    /// The folders of reports that the rows come from; empty where they come from the ledger.
    package internal(set) var proofs: [Proof] = []
    /// The batches that were compared, by their names.
    package internal(set) var batches: [String] = []
    /// Rows with a booking, by how they were found.
    package private(set) var matched: [(basis: String, rows: Tally)]
    package private(set) var returned = Tally.zero
    package private(set) var fees = Tally.zero
    /// Rows that must have a booking and have none.
    package private(set) var openRows = Tally.zero
    /// Bookings of no row by which money went out, in whole rupiah.
    package private(set) var openOut = Tally.zero
    /// The same by which money came in: never in one sum with what went out.
    package private(set) var openIn = Tally.zero
    /// Bookings with the number of a row and another amount, against what the ledger says, or that fit several rows.
    package private(set) var unclear = Tally.zero
    package private(set) var findings: [Finding] = []
    /// How many things there are to look at.
    package private(set) var findingCount = 0

    init(_ statement: BankStatement, path: String) {
        (file, self.path) = (statement.file, path)
        (bookings, skipped) = (statement.lines.count, statement.skipped)
        matched = StatementMatching.Basis.allCases.map { ($0.rawValue, .zero) }
    }

    /// Whether every booking and every row has its other side; charges aside.
    package var isReconciled: Bool { openRows.count + openOut.count + openIn.count + unclear.count == 0 }

    /// - Parameter lines: the bookings that the verdict is about.
    mutating func add(
        _ row: StatementMatching.Row, _ shown: ShownRow, _ verdict: StatementMatching.Verdict, _ lines: [StatementLine]
    ) {
        let tally = Tally(count: 1, sum: row.amount)
        if case .matched(let basis) = verdict, let index = matched.firstIndex(where: { $0.basis == basis.rawValue }) {
            matched[index].rows += tally
        }
        if verdict == .open || verdict == .unreturned { openRows += tally }
        guard let finding = StatementFinding(row, shown, verdict, lines) else { return }
        add(finding.kind, lines.first, shown, row.amount, finding.what)
    }

    mutating func add(_ line: StatementLine, _ verdict: StatementMatching.Verdict) {
        let tally = Tally(count: 1, sum: line.amount.rupiah)
        switch verdict {
        case .matched, .unreturned: break
        case .returned: returned += tally
        case .fee: fees += tally
        case .differs, .contradicts, .ambiguous, .otherText, .otherDay: unclear += tally
        case .open:
            if line.isOut == true { openOut += tally } else { openIn += tally }
            add(
                "open_booking", line, nil, line.amount.rupiah,
                line.isOut == true
                    ? Phrase("money went out, and no row of the batches is it")
                    : Phrase("money came in, and no row of the batches is it"))
        }
    }

    private mutating func add(
        _ kind: String, _ line: StatementLine?, _ row: ShownRow?, _ amount: Rupiah, _ what: Phrase
    ) {
        findingCount += 1
        guard findings.count < Self.findingsMax else { return }
        findings.append(
            Finding(
                kind: kind, statementLine: line?.line, batch: row?.batch, reference: row?.reference, amount: amount,
                what: what))
    }
}
