package import PayoutCore
package import PayoutLedger

/// What the bank says about the payees of a batch: under which names it knows their accounts.
///
///     let names = try ledger.read { try AskedNames(of: batch.id, $0) }
///     names.verdicts[.different]    // 2 rows, Rp 9.000.000
///     names.rows.first?.bankName    // SITI WIJAYA
package struct AskedNames: Sendable {
    /// A row that a person should look at.
    package struct Row: Sendable {
        package let line: Int
        package let reference: String
        package let amount: Rupiah
        /// As the file has it.
        package let fileName: String
        /// Nil where the bank reported none.
        package let bankName: String?
        /// Nil where the bank reported no name.
        package let comparison: NameComparison?
        package let status: PayoutStatus
        /// Why the row waits or is not paid; nil where it goes on.
        package let reason: Reason?
    }

    /// How many rows are kept.
    package static let rowsMax = 1000

    /// Rows that may be paid or wait for a person, by what the comparison of the names found.
    package private(set) var verdicts: [NameVerdict: Tally] = [:]
    /// Rows whose account cannot receive, as the bank says.
    package private(set) var invalid = Tally.zero
    /// Rows that the bank has said nothing about.
    package private(set) var unknown = Tally.zero
    /// Rows of ``verdicts`` that wait for a person.
    package private(set) var held = Tally.zero
    /// Rows whose names are not the same or that are not paid, the first ``rowsMax`` in the order of the file.
    package private(set) var rows: [Row] = []
    /// Rows whose names are taken for the same although they differ in more than capital letters and signs: the first
    /// ``rowsMax``. A person may think otherwise.
    package private(set) var rewritten: [Row] = []

    /// - Throws: `LedgerError`.
    package init(of batch: BatchID, _ reader: LedgerReader) throws {
        try reader.forEachResult(of: batch) { add($0) }
    }

    /// The event of the journal that says that a person had the names asked for.
    static let eventKind = "names_asked"

    /// The names of a batch that a person had asked for; nil where nobody had.
    ///
    /// - Throws: `LedgerError`.
    static func ifAsked(of batch: BatchID, _ reader: LedgerReader) throws -> AskedNames? {
        guard try reader.lastEvent(eventKind, of: batch) != nil else { return nil }
        return try AskedNames(of: batch, reader)
    }

    /// How many rows have which verdict, as the journal says it.
    var journalWords: String {
        let counts = NameVerdict.allCases.map { "\(count($0)) \($0.rawValue)" }
        return (counts + ["\(invalid.count) invalid", "\(unknown.count) without an answer"]).joined(separator: ", ")
    }

    /// The number of rows with a verdict.
    package func count(_ verdict: NameVerdict) -> Int { verdicts[verdict, default: .zero].count }

    private mutating func add(_ row: ResultRow) {
        guard row.status != .rejected, row.status != .cancelled else { return }
        let amount = Rupiah(plain: row.amount) ?? .zero
        let tally = Tally(count: 1, sum: amount)
        var comparison: NameComparison?
        if let name = row.validatedName {
            let found = NameComparison(file: row.accountName, bank: name)
            comparison = found
            verdicts[found.verdict, default: .zero] += tally
        } else if row.status == .invalid {
            invalid += tally
        } else {
            unknown += tally
        }
        if row.status == .held { held += tally }
        let isPlain = comparison.map { $0.verdict == .same } ?? (row.status == .queued)
        let needsLook = !isPlain || row.status == .held || row.status == .invalid
        let isRewritten = comparison?.isWrittenInAnotherWay == true
        guard needsLook && rows.count < Self.rowsMax || !needsLook && isRewritten && rewritten.count < Self.rowsMax
        else { return }
        let found = Row(
            line: row.line, reference: row.reference, amount: amount, fileName: row.accountName,
            bankName: row.validatedName, comparison: comparison, status: row.status, reason: row.reason)
        if needsLook { rows.append(found) } else { rewritten.append(found) }
    }
}
