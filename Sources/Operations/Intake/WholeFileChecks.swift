internal import PayoutFile
internal import PayoutRules

/// What is wrong with a file, or with a payment, by its other rows: known only at the end of the file.
struct WholeFileChecks {
    private var shortRows: ShortRows
    private var lostDigits = LostDigits()
    private var takenBack = TakenBackRows()

    init(columns: Int) { shortRows = ShortRows(columns: columns) }

    /// The line of the last row; nil where there is none.
    var endLine: Int? { shortRows.endLine }

    /// Looks at a payment, or a rejected row.
    ///
    /// - Parameter cells: how many cells the file has for it.
    mutating func add(_ row: borrowing SourceRow, _ verdict: RowVerdict, cells: Int) {
        shortRows.count(cells: cells, line: verdict.line)
        if verdict.located.accountNumber.count > LostDigits.digitsKept { lostDigits.add(row, verdict) }
        if verdict.takesBack { takenBack.add(row, verdict) }
    }

    /// - Parameter reject: takes what is wrong with an earlier payment.
    /// - Throws: ``CommandFailure`` where the whole file is refused, and what `reject` throws.
    func demand<Source: RowSource>(
        of source: Source, _ checker: RowChecker, _ reopen: (() throws -> Source?)?,
        _ reject: (Violation) throws -> Void
    ) throws {
        if source.isOpenAtEnd { try shortRows.demandWhole(file: source.name) }
        try lostDigits.demandDigits(file: source.name)
        try takenBack.forEachPayment(of: source.name, checker, reopen, reject)
    }
}
