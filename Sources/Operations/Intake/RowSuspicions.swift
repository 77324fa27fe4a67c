internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// Compares the rows of a file with each other, and finds what a person should look at although each row is right in
/// itself: one person twice, one account under two names, numbers that count on, rows of two months.
///
///     var suspicions = RowSuspicions(layout, .payout, besides: source.steps)
///     suspicions.take(row)                                                  // each row
///     try suspicions.finish(without: rejected, sum: sum, of: "gaji.csv")    // warnings, in the order of the lines
struct RowSuspicions {
    /// A payroll that a person wrote has fewer rows; larger files come out of programs.
    private static let rowsMax = 2_000
    private static let warningsMax = 1_000
    /// Nobody earns less in a month.
    private static let salaryMin = Rupiah(100_000)

    private let isPayout: Bool
    private let layout: ColumnLayout
    private let periods: [Int]
    private let leaves: [Int]
    /// Where the rows are numbered; nil where they are not.
    private let number: Int?
    private var dates: [Int]
    /// Lines that are no payments, such as titles, totals and the column names once more.
    private var marks: [Int] = []
    /// Kept as they come: of a larger file, nothing is made of them.
    private var rows: [(line: Int, shown: ShownCells, amount: Rupiah)] = []
    private var isGivenUp = false
    private var firstPeriods: [Int: (line: Int, text: String)] = [:]
    private var found: [Violation] = []
    /// How many rows have an amount that can be read, and the largest of them.
    private var amounts: (count: Int, largest: Rupiah, firstLine: Int) = (0, .zero, 0)
    private var totalInWords: (amount: Rupiah, line: Int)?

    /// - Parameter steps: what was left out above the rows: a title may say the total in words.
    init(_ layout: ColumnLayout, _ rail: Rail, besides steps: [SourceStep]) {
        isPayout = rail == .payout
        self.layout = layout
        periods = isPayout ? layout.periodIndices : []
        leaves = isPayout ? layout.leaveIndices : []
        dates = isPayout ? layout.dateIndices : []
        number = isPayout ? layout.numberIndex : nil
        for step in steps where step.kind == .titleRow { take(leftOut: step.cells, line: step.line) }
    }

    /// Takes in a row that is left out, or a title: it may say the total in words, or begin another list.
    mutating func take(leftOut cells: [String], line: Int) {
        mark(line)
        guard totalInWords == nil, let amount = TotalInWords.amount(in: cells) else { return }
        totalInWords = (amount, line)
    }

    /// Takes in the days on which a message wants its payments made; today is what Salur does anyway.
    mutating func take(_ days: [PaymentDay], today: String) {
        guard isPayout else { return }
        for day in days where day.rows > 0 && day.text != today {
            let text = ShownText.of(day.text)
            let suspicion = RowFault.Suspicion.paymentDate(
                columnName: "ReqdExctnDt", text: days.count > 1 ? "\(text) (× \(day.rows))" : text)
            found.append(Violation(line: day.line, RowFault(nil, "", .suspicion(of: suspicion))))
        }
    }

    private mutating func mark(_ line: Int) {
        if marks.count < Self.rowsMax { marks.append(line) }
    }

    mutating func take(_ row: borrowing ScannedRow) {
        guard isPayout else { return }
        // A payment with a wrong amount stands between no lists.
        if row.amount == nil, !row.isAccepted, row.shown.accountNumber.isEmpty { mark(row.line) }
        if let amount = row.amount {
            if amounts.count == 0 { amounts.firstLine = row.line }
            amounts.count += 1
            amounts.largest = max(amounts.largest, amount)
        }
        guard !isGivenUp, row.isAccepted, let amount = row.amount else { return }
        guard rows.count < Self.rowsMax else {
            isGivenUp = true
            rows = []
            found = []
            return
        }
        let shown = row.shown
        // Numbers that begin again begin another list.
        if let number, Self.isFirst(row.cells, number) { mark(row.line) }
        rows.append((row.line, shown, amount))
        if !periods.isEmpty || !leaves.isEmpty || !dates.isEmpty { lookBeside(row.cells, shown, line: row.line) }
    }

    private static func isFirst(_ cells: [String], _ number: Int) -> Bool {
        guard number < cells.count else { return false }
        return Int(cells[number].filter { !$0.isWhitespace && $0 != "." }) == 1
    }

    private mutating func lookBeside(_ cells: [String], _ shown: ShownCells, line: Int) {
        let name = RowName(reference: shown.reference, accountName: shown.accountName)
        func warn(_ suspicion: RowFault.Suspicion) {
            found.append(Violation(line: line, RowFault(nil, "", .suspicion(of: suspicion)), row: name))
        }
        for index in dates where index < cells.count {
            let text = ShownText.of(cells[index].trimmingPrefix(while: \.isWhitespace).description)
            guard text.contains(where: \.isNumber) else { continue }
            warn(.paymentDate(columnName: ShownText.of(layout.names[index]), text: text))
            // One warning for a column is enough.
            dates.removeAll { $0 == index }
        }
        for index in periods where index < cells.count {
            let text = ShownText.of(cells[index].trimmingPrefix(while: \.isWhitespace).description)
            guard !text.isEmpty else { continue }
            guard let first = firstPeriods[index] else {
                firstPeriods[index] = (line, text)
                continue
            }
            // One warning for a column is enough.
            guard first.line > 0, PayeeName.folded(first.text) != PayeeName.folded(text) else { continue }
            warn(
                .severalPeriods(
                    columnName: ShownText.of(layout.names[index]), line: first.line, earlier: first.text))
            firstPeriods[index] = (0, text)
        }
        for index in leaves where index < cells.count && cells[index].contains(where: \.isNumber) {
            warn(.personLeaves(columnName: ShownText.of(layout.names[index])))
        }
    }

    /// Refuses a payroll whose amounts are all so small that they are in thousands, unless somebody has said that the
    /// column is the amount, by its plain name or in the settings.
    ///
    /// - Throws: ``CommandFailure``.
    private func refuseThousands(file: String) throws(CommandFailure) {
        guard areSmall, let name = layout.salaryName else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file): all amounts of the column "\(ShownText.of(name))" are below \(Self.salaryMin.display): are \
                they in thousands? Nothing was sent. If they are, write them in full rupiah, such as 1500000; if they \
                are rupiah, rename the column to "amount"
                """), code: .fileRefused)
    }

    /// Refuses a file that lists most of its people again below another title: two versions of one list, mostly.
    ///
    /// - Throws: ``CommandFailure``.
    private func refuseSecondList(_ standing: [SuspectRow], file: String) throws(CommandFailure) {
        guard let (line, count) = SuspectRow.secondList(standing, after: marks) else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): from this line on, \(count) of the accounts above it are listed again. Nothing \
                was sent. If the lower list takes the place of the upper one, delete the upper one. If both are to be \
                paid, save each as a file of its own
                """), code: .fileRefused)
    }

    /// One row says nothing of a column.
    private var areSmall: Bool { isPayout && amounts.count > 1 && amounts.largest < Self.salaryMin }

    /// - Parameters:
    ///   - rejected: the lines that are not paid, and so are in nobody's way.
    ///   - sum: of all rows.
    ///   - file: as it is called in messages.
    /// - Returns: warnings, in the order of the lines.
    /// - Throws: ``CommandFailure`` for a payroll in thousands.
    func finish(without rejected: LineSet, sum: Rupiah, of file: String) throws(CommandFailure) -> [Violation] {
        try refuseThousands(file: file)
        let standing = rows.filter { !rejected.contains($0.line) }
            .map { SuspectRow(line: $0.line, $0.shown, amount: $0.amount) }
        try refuseSecondList(standing, file: file)
        var warnings = found.filter { !rejected.contains($0.line) }
        warnings += SuspectRow.personsTwice(standing) + SuspectRow.accountsOfTwo(standing)
        warnings += SuspectRow.filledDown(standing)
        if areSmall, amounts.count > 2 {
            warnings.append(
                Violation(
                    line: amounts.firstLine,
                    RowFault(.amount, "", .suspicion(of: .smallAmounts(limit: Self.salaryMin)))))
        }
        if let totalInWords, totalInWords.amount != sum {
            let suspicion = RowFault.Suspicion.totalInWords(words: totalInWords.amount, sum: sum)
            warnings.append(Violation(line: totalInWords.line, RowFault(nil, "", .suspicion(of: suspicion))))
        }
        return Array(warnings.sorted { $0.line < $1.line }.prefix(Self.warningsMax))
    }
}
