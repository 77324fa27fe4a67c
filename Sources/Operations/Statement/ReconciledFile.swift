internal import AuditTrail
internal import PayoutCore
internal import PayoutFile
internal import PayoutReports

/// `reconciled.csv`: every row of the compared batches with its booking, then every booking that belongs to no row; and
/// `audit.jsonl`, which says what was compared, with a seal over the table.
struct ReconciledFile {
    static let name = AuditFile.reconciledName

    private static let header = [
        "verdict", "basis", "batch", "line", "reference", "provider_reference_no", "amount", "statement_line",
        "statement_date", "statement_amount", "statement_direction", "statement_text",
    ]

    private let writer: CSVWriter
    private let journal: AuditFile
    private let lock: FolderLock

    /// The folder of a statement: its name may hold an account, so the folder has the beginning of its digest.
    static func folder(in outputDirectory: String, _ statement: BankStatement) -> String {
        outputDirectory + "/statement-" + statement.digest.prefix(8)
    }

    /// - Parameter key: signs; nil where nobody does.
    init(folder: String, signedBy key: AuditPrivateKey?) throws {
        try ReportFolder.prepare(folder)
        lock = FolderLock(folder, isShared: false)
        journal = try AuditFile(path: folder + "/" + AuditFile.name, batch: AuditFile.statement, signedBy: key)
        writer = CSVWriter(file: try AtomicFile(path: folder + "/" + Self.name))
        try writer.write(row: Self.header)
    }

    func write(_ row: ShownRow, _ verdict: StatementMatching.Verdict, _ line: StatementLine?) throws {
        let cells = [verdict.word, verdict.basis, row.batch, String(row.line), row.reference, row.providerReferenceNo]
        for cell in cells { writer.append(cell) }
        writer.append(number: row.amount.whole)
        try writeBooking(line)
    }

    func write(_ line: StatementLine, _ verdict: StatementMatching.Verdict) throws {
        for cell in [verdict.word, "", "", "", "", "", ""] { writer.append(cell) }
        try writeBooking(line)
    }

    private func writeBooking(_ line: StatementLine?) throws {
        if let line { writer.append(number: line.line) } else { writer.append("") }
        let sen = line.map { $0.amount.sen } ?? 0
        let hundredths = sen == 0 ? "" : "." + (sen < 10 ? "0" : "") + String(sen)
        writer.append(line?.date ?? "")
        writer.append(line.map { String($0.amount.rupiah.whole) + hundredths } ?? "")
        writer.append(line.map { $0.isOut == true ? "out" : "in" } ?? "")
        writer.append(line?.text ?? "")
        try writer.endRow()
    }

    /// Ends the table and seals it. The same statement and the same batches give the same bytes.
    ///
    /// - Returns: the SHA-256 of what the seal states.
    func seal(
        _ statement: BankStatement, _ batches: [ComparedBatches.Entry], _ result: ReconciledStatement
    ) throws -> String {
        defer { withExtendedLifetime(lock) {} }
        let moment = batches.compactMap(\.lastAt).max() ?? Timestamp(milliseconds: 0)
        try journal.add(
            "statement_read",
            detail:
                "SHA-256 \(statement.digest), \(result.bookings) bookings, \(result.skipped) lines without a booking",
            at: moment)
        for batch in batches {
            try journal.add(
                "batch_compared", detail: "\(batch.name): \(batch.events) events, head \(batch.head)", at: moment)
        }
        let matched = result.matched.map { Self.words("matched by \($0.basis)", $0.rows) }
        let others = [
            ("returned", result.returned), ("charges", result.fees), ("open rows", result.openRows),
            ("open bookings out", result.openOut), ("open bookings in", result.openIn), ("unclear", result.unclear),
        ].map { Self.words($0.0, $0.1) }
        try journal.add("statement_compared", detail: (matched + others).joined(separator: ", "), at: moment)
        return try journal.sealStatement(try writer.commit())
    }

    private static func words(_ name: String, _ tally: Tally) -> String {
        "\(name) \(tally.count) of \(tally.sum.whole) rupiah"
    }
}

extension StatementMatching.Verdict {
    var isMatched: Bool { if case .matched = self { true } else { false } }

    /// A stable word.
    fileprivate var word: String {
        switch self {
        case .matched: "matched"
        case .returned: "returned"
        case .unreturned: "unreturned"
        case .fee: "fee"
        case .differs: "differs"
        case .contradicts: "contradicts"
        case .ambiguous: "ambiguous"
        case .otherText: "other_text"
        case .otherDay: "other_day"
        case .open: "open"
        }
    }

    /// How a row and its booking were found to belong together.
    fileprivate var basis: String { if case .matched(let basis) = self { basis.rawValue } else { "" } }
}
