internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import PayoutWorkbook
internal import SalurSettings
internal import Wording

/// Reads a payout file once from beginning to end and holds every row against the rules.
///
/// The same scan serves `check` and the import into the ledger, so that both say the same, whatever the format.
struct FileScan<Source: RowSource> {
    let source: Source
    private let path: String
    private let form: RowForm
    private let rules: FileRules
    private let reader: CellReader
    private let reopen: (() throws -> Source?)?
    private var checker: RowChecker { rules.checker }
    /// Which column stands where in the file.
    var layout: ColumnLayout { checker.layout }

    /// - Parameters:
    ///   - path: where the source is read from, to read it once more where that is possible.
    ///   - form: what the rows ask for.
    ///   - reopen: opens the same file once more, or returns nil where it can be read only once.
    /// - Throws: a ``CommandFailure`` for a header that does not fit.
    init(_ source: Source, path: String, _ form: RowForm, reopen: (() throws -> Source?)? = nil) throws {
        self.source = source
        self.path = path
        self.form = form
        self.reopen = reopen
        func checker(lacksReferences: Bool) throws(HeaderError) -> RowChecker {
            try RowChecker(
                headerNames: source.header.names, banks: form.banks, rail: form.rail, columns: form.columns,
                parties: form.parties, lacksReferences: lacksReferences)
        }
        do {
            let first = try checker(lacksReferences: false)
            let isFixFile = first.layout.index(of: .mends) != nil
            let isEmpty = !isFixFile && !first.makesReferences && Self.hasNoReference(try? reopen?(), first)
            rules = FileRules(
                isEmpty ? try checker(lacksReferences: true) : first,
                areOfMessage: (source as? InputFile)?.isMessage ?? false)
        } catch {
            if let format = BankFormat(source.header.names) {
                throw CommandFailure(.badFile, format.phrase(file: source.name), code: .headerRefused)
            }
            throw Self.refusal(error, of: source, form)
        }
        reader = CellReader(
            banks: form.banks, form.rail, replacesNoteCharacters: form.replacesNoteCharacters,
            references: rules.checker.makesReferences ? MadeReferences() : nil, layout: rules.checker.layout)
        try demandTitles()
    }

    /// Whether the column of references is empty in every row, as templates come in which it is optional.
    ///
    /// - Parameter source: the file once more; nil where it can be read only once.
    private static func hasNoReference(_ source: Source?, _ checker: RowChecker) -> Bool {
        guard let source else { return false }
        var hasRow = false
        while let row = try? source.nextRow() {
            let (isPayment, hasReference) = row.withCells { content, cells in
                let located = checker.locate(content: content, cells: cells)
                return (!located.accountNumber.isEmpty, !located.reference.isEmpty)
            }
            if hasReference { return false }
            hasRow = hasRow || isPayment
        }
        return hasRow
    }

    /// What is wrong with the header, and what its columns may be by their cells.
    private static func refusal(_ error: HeaderError, of source: Source, _ form: RowForm) -> CommandFailure {
        var rows: [(line: Int, cells: [String])] = []
        while rows.count < ColumnProposal.rowsMax, let row = try? source.nextRow() {
            rows.append((row.line, row.cells))
        }
        let names = source.header.names
        let line = headerLine(names, rows, form)
        let reported = line.map { HeaderError(.below(line: $0)) } ?? error
        let phrase = reported.phrase(file: source.name, line: source.header.line, form.rail)
        guard line == nil else { return CommandFailure(.badFile, phrase, code: .headerRefused) }
        let proposal = ColumnProposal(names, rows.map(\.cells), form.rail, form.columns, banks: form.banks)
        let proposed = proposal.settings.map { column, name in
            let key = Settings.key(naming: column) ?? column.rawValue
            return Phrase(
                """
                By its cells, "\(name)" may be \(column.rawValue): if it is, rename it so, or write \(key): '\(name)' \
                into salur.yaml.
                """)
        }
        return CommandFailure(.badFile, .joined([phrase] + proposed, by: " "), code: .headerRefused)
    }

    /// The line below the first in which the column names stand, where somebody has put a title above them.
    private static func headerLine(
        _ names: [String], _ rows: [(line: Int, cells: [String])], _ form: RowForm
    ) -> Int? {
        // A payment above the column names is not to be deleted.
        guard !HeaderError.isHeader(names, form.rail, form.columns), !HeaderError.isPayment(names, form.rail) else {
            return nil
        }
        return rows.prefix(LineLikeness.titleRowsMax)
            .first { HeaderError.isHeader($0.cells, form.rail, form.columns) }?.line
    }

    /// - Parameters:
    ///   - onRow: called for each row in the order of the file; a row whose reference stood in an earlier row comes
    ///     rejected.
    ///   - onRepeated: called for an earlier row whose reference has now come again, and whether it had come as
    ///     accepted.
    ///   - onLookAlike: called at the end, in the order of the lines, for rows that stand although their references
    ///     look like those of others; at most ``LookAlikes/keptMax`` times.
    /// - Returns: how the file was read where it is not plain.
    /// - Throws: `FileError`, ``CommandFailure`` where the rows are not those that the file says it has, and what the
    ///   closures throw.
    @discardableResult
    func run(
        onRow: (borrowing ScannedRow) throws -> Void, onRepeated: (Violation, _ wasAccepted: Bool) throws -> Void,
        onLookAlike: (Violation) throws -> Void = { _ in }
    ) throws -> FileReading {
        var reading = FileReading(layout)
        let references = DuplicateReferences()
        var (lookAlikes, rejectedLines) = (LookAlikes(), LineSet())
        func reject(earlier violation: Violation) throws {
            try onRepeated(violation, !rejectedLines.contains(violation.line))
            rejectedLines.insert(violation.line)
        }
        // Closures that name what this value holds would copy all of it for every row.
        let (rules, checker, hasEmptyColumns) = (rules, checker, hasEmptyColumns)
        let parties = checker.rail == .refund ? form.parties : nil
        let rereader = RowRereader(checker, reader, reopen)
        var (sheet, rivals) = (SheetRows(file: source.name, headerLine: source.header.line), RivalColumns(checker))
        var (tally, checks) = (Tally.zero, WholeFileChecks(columns: layout.namedCount))
        let (corrections, comments) = (form.corrections, CellComments(source.steps, layout))
        var suspicions = RowSuspicions(layout, checker.rail, besides: source.steps)
        while let raw = try nextRow() {
            let line = raw.line
            if let corrections, corrections[line] != nil { reading.note(.corrected, line: line) }
            let cellCount = raw.count
            if hasEmptyColumns { try demandEmpty(raw) }
            let isAsked = rereader.expectsPlain
            let (asWritten, first) = raw.withCells { content, cells in
                let located = checker.locate(content: content, cells: cells)
                return (
                    content.extracting(located.reference).withUnsafeBytes { references.expect($0) },
                    isAsked
                        ? checker.check(line: line, content: content, cells: cells, located: located)
                        : checker.unasked(line: line, located: located)
                )
            }
            let row: SourceRow
            let verdict: RowVerdict
            if isAsked, first.isPayable || !first.isWellFormed {
                row = raw
                verdict = first
            } else {
                let reread = try rereader.read(raw, first.located, isAsked ? first : nil, &reading)
                row = reread.row
                verdict = reread.verdict
            }
            if !verdict.isWellFormed, cellCount > layout.namedCount { try demandNoMarks(row) }
            let fingerprint = checker.makesReferences ? expect(row, verdict, references) : asWritten
            if !verdict.isPayable, let kind = try leftOut(row, verdict, &sheet, rereader.amounts) {
                kind.note(row.cells, line: line, in: &reading, &suspicions)
                continue
            }
            if rivals.isWatching { try look(row, verdict, &rivals) }
            checks.add(row, verdict, cells: cellCount)
            let duplicate = try duplicate(row, verdict, fingerprint, references, &lookAlikes, reject)
            let scanned = ScannedRow(row, verdict, further: duplicate ?? comments.violation(line: line), rules)
            if !scanned.isAccepted { rejectedLines.insert(line) }
            if let parties, let refund = scanned.refund { parties.take(refund.amount, of: refund.payment) }
            try Self.count(scanned, &sheet, &tally)
            suspicions.take(scanned)
            try onRow(scanned)
        }
        try refusingRivals { () throws(RivalFault) in try rivals.finish() }
        try checks.demand(of: source, checker, reopen) { try reject(earlier: $0) }
        try conclude(tally, rereader.amounts, sheet)
        noteSteps(in: &reading, endLine: checks.endLine)
        try finish(references, &lookAlikes, reject)
        try lookAlikes.standing(without: rejectedLines, path: path, form, checker).forEach(onLookAlike)
        suspicions.take(source.paymentDays, today: form.today)
        try suspicions.finish(without: rejectedLines, sum: tally.sum, of: source.name).forEach(onLookAlike)
        return reading
    }

    private func nextRow() throws -> SourceRow? {
        try FileError.demandTime(file: source.name)
        return try source.nextRow()
    }

    /// What is wrong with a row whose reference stood before.
    private func duplicate(
        _ row: borrowing SourceRow, _ verdict: RowVerdict, _ fingerprint: DuplicateReferences.Fingerprint,
        _ references: DuplicateReferences, _ lookAlikes: inout LookAlikes, _ reject: (Violation) throws -> Void
    ) throws -> Violation? {
        let repetition = try repetition(row, verdict, fingerprint, references, &lookAlikes)
        guard let repetition else { return nil }
        return try violation(repetition, row.text(in: verdict.located.reference), reject)
    }

    /// Where the reference of the row stood before; one that looks like it is kept for later.
    private func repetition(
        _ row: borrowing SourceRow, _ verdict: RowVerdict, _ fingerprint: DuplicateReferences.Fingerprint,
        _ references: DuplicateReferences, _ lookAlikes: inout LookAlikes
    ) throws -> Repetition? {
        let line = verdict.line
        if verdict.hasReference, let found = try references.insert(fingerprint, line: line) { return found }
        if fingerprint.mayHaveSkeleton, verdict.isPayable {
            let text = row.text(in: verdict.located.reference)
            if let found = try references.insertSkeleton(of: text, line: line) { lookAlikes.add(found) }
        }
        return nil
    }

    /// Adds the row to the sums of the sheet, and finds that of the account that pays.
    private static func count(
        _ row: borrowing ScannedRow, _ sheet: inout SheetRows, _ tally: inout Tally
    ) throws(CommandFailure) {
        if sheet.mayBePayer(row.amount) {
            try sheet.look(row.cells, row.amount, line: row.line, isAccepted: row.isAccepted)
        }
        try sheet.add(row.amount, line: row.line)
        tally.count += 1
        tally.sum = Rupiah(tally.sum.whole &+ (row.amount?.whole ?? 0))
    }

    /// Finds where another column than the one that is read may be meant.
    private func look(_ row: borrowing SourceRow, _ verdict: RowVerdict, _ rivals: inout RivalColumns) throws {
        let line = verdict.line
        try refusingRivals { () throws(RivalFault) in
            try row.withCells { (content, cells) throws(RivalFault) in
                try rivals.look(
                    line: line, content: content, cells: cells, verdict.located, amount: verdict.amount)
            }
        }
    }

    private func refusingRivals(_ body: () throws(RivalFault) -> Void) throws(CommandFailure) {
        do {
            try body()
        } catch {
            throw CommandFailure(.badFile, error.phrase(file: source.name), code: .headerRefused)
        }
    }

    /// Whether the file has columns in which no cell may be filled.
    private var hasEmptyColumns: Bool { !layout.unnamed.isEmpty || !layout.replacements.isEmpty }

    /// Refuses a file that has a cell in a column without a name, or in one that may replace what is read.
    private func demandEmpty(_ row: borrowing SourceRow) throws(CommandFailure) {
        for index in layout.unnamed where index < row.count && !row[index].allSatisfy(\.isWhitespace) {
            throw CommandFailure(
                .badFile,
                HeaderError(.unnamed(position: index + 1)).phrase(
                    file: source.name, line: source.header.line, form.rail),
                code: .headerRefused)
        }
        for (column, index) in layout.replacements where index < row.count {
            guard row[index].contains(where: { !$0.isWhitespace && $0 != "-" }), let read = layout.index(of: column)
            else { continue }
            let names = [layout.names[read], layout.names[index]]
            throw CommandFailure(
                .badFile,
                HeaderError(.ambiguous(column, names: names)).phrase(
                    file: source.name, line: source.header.line, form.rail),
                code: .headerRefused)
        }
    }

    /// Refuses a file with ticks to the right of its columns: only the rows without one could be paid.
    private func demandNoMarks(_ row: borrowing SourceRow) throws(CommandFailure) {
        guard row.count > layout.namedCount else { return }
        for index in layout.namedCount..<row.count {
            let mark = row[index].filter { !$0.isWhitespace }
            guard ticks.contains(mark.lowercased()) else { continue }
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(source.name), line \(row.line): cell \(index + 1) holds "\(ShownText.of(mark))", and its \
                    column has no name. Nothing was sent. If the rows with this mark are to be paid, name the column \
                    "Bayar?"; if they were paid already, name it "Sudah dibayar?"
                    """), code: .headerRefused)
        }
    }

    /// Counts what was done with the whole file; a summary that was compared is no title.
    private func noteSteps(in reading: inout FileReading, endLine: Int?) {
        if source.isOpenAtEnd, layout.endsWithPayment, let endLine { reading.note(.openEnd, line: endLine) }
        if !layout.fees.isEmpty {
            reading.note(.fees, line: source.header.line) {
                FileReading.Example(written: ShownText.of(layout.fees.joined(separator: ", ")), readAs: "")
            }
        }
        let steps = source.steps
        for step in steps where step.kind != .titleRow || SummaryLine(step.cells) == nil {
            reading.note(ReadingKind(step.kind), line: step.line) {
                switch step.kind {
                case .hiddenColumns, .joinedHeader:
                    FileReading.Example(written: ShownText.of(step.cells.joined(separator: ", ")), readAs: "")
                case .comment, .textBox:
                    FileReading.Example(written: Self.shown(steps.filter { $0.kind == step.kind }), readAs: "")
                case .separatorLine, .utf16, .windows1252, .drawnTable, .titleRow, .mandiriUpload: nil
                }
            }
        }
    }

    /// The first of some comments or text boxes, as a person reads them.
    private static func shown(_ remarks: [SourceStep]) -> String {
        let shownMax = 5
        let texts = remarks.prefix(shownMax).map { ShownText.of($0.cells.joined(separator: " ")) }
        return texts.joined(separator: "; ") + (remarks.count > shownMax ? " …" : "")
    }

    /// The fingerprint of a reference that was made.
    private func expect(
        _ row: borrowing SourceRow, _ verdict: RowVerdict, _ references: DuplicateReferences
    ) -> DuplicateReferences.Fingerprint {
        row.withCells { content, _ in
            content.extracting(verdict.located.reference).withUnsafeBytes { references.expect($0) }
        }
    }

    /// Why a row that cannot be paid is left out rather than rejected; nil where it is rejected.
    private func leftOut(
        _ row: borrowing SourceRow, _ verdict: RowVerdict, _ sheet: inout SheetRows, _ amounts: AmountColumn<Source>
    ) throws -> ReadingKind? {
        if verdict.isEmpty { return .emptyRow }
        if let trailer = TrailerLine(of: row) { return try sheet.kind(of: trailer, line: verdict.line) }
        let found = try row.withCells { content, cells in
            try SheetRow(content: content, cells: cells, checker) { try amounts.style() }
        }
        let words = WordsAround(file: source.name)
        guard let found else {
            // A row of units stands under the column names.
            let isPayment = !verdict.located.accountNumber.isEmpty || !verdict.located.bankCode.isEmpty
            if !isPayment { try words.demandRupiah(row.cells, line: verdict.line) }
            try words.demandNoChange(row.cells, line: verdict.line)
            return nil
        }
        switch found {
        case .heading, .signature, .words:
            try words.demandPayment(heading: row.cells, line: verdict.line)
            try words.demandNoChange(row.cells, line: verdict.line)
            try words.demandNoCorrection(row.cells, line: verdict.line, form.banks)
        case .header, .otherHeader, .total, .recap: break
        }
        return try sheet.kind(of: found, line: verdict.line)
    }

    /// Finds what is found only at the end of a very large file, when the rows themselves are out of reach.
    private func finish(
        _ references: DuplicateReferences, _ lookAlikes: inout LookAlikes, _ reject: (Violation) throws -> Void
    ) throws {
        try references.finish { repetition in
            let (first, again) = (repetition.firstLine, repetition.line)
            for (line, other) in repetition.isSecond ? [(again, first), (first, again)] : [(again, first)] {
                try reject(.duplicateReference(line: line, reference: "", otherLine: other))
            }
        } lookAlike: {
            lookAlikes.add($0)
        }
    }

    /// Refuses a file that had no rows, was changed while it was read, or has not the rows that it says it has.
    private func conclude(_ tally: Tally, _ amounts: AmountColumn<Source>, _ sheet: SheetRows) throws {
        try sheet.finish()
        if tally.count == 0 { throw FileError(file: source.name, fault: .noRows) }
        try amounts.requireSameContent(as: source)
        for totals in try demanded() { try totals.demand(tally, of: source.name) }
    }

    /// Refuses a file whose titles say that its amounts are not whole rupiah, or that it is not to be paid; so do its
    /// comments and text boxes.
    private func demandTitles() throws(CommandFailure) {
        let words = WordsAround(file: source.name)
        for step in source.steps {
            switch step.kind {
            case .titleRow: try words.demandPayment(title: step.cells, line: step.line, form.banks)
            case .comment: try words.demandPayment(comment: step.cells.dropFirst(), cell: step.cells.first ?? "")
            case .textBox: try words.demandPayment(textBox: step.cells, line: step.line)
            case .separatorLine, .utf16, .windows1252, .drawnTable, .hiddenColumns, .joinedHeader,
                .mandiriUpload:
                break
            }
        }
        if let sheet = (source as? InputFile)?.sheet, !OwnReport.isFixFile(source.header.names) {
            try words.demandPayment(sheet: ShownText.of(sheet.name))
        }
        guard OwnReport.isResults(source.header.names) else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(source.name) is a report of Salur: its rows were paid, or may be paid still. Nothing was sent. To \
                pay rows that were rejected, mend them in rejected.csv
                """), code: .fileRefused)
    }

    /// What the rows must be in all.
    private func demanded() throws(CommandFailure) -> [ControlTotals] {
        let lines = source.steps.filter { $0.kind == .titleRow }
            .compactMap { ControlTotals(line: $0.line, $0.cells) }
        return try [form.expected, ControlTotals(source.controlClaims), ControlTotals(nextToFileAt: path)]
            .compactMap { $0 } + lines
    }

    /// What is wrong with a row whose reference an earlier row has; also reports the earlier row if it is the first.
    private func violation(
        _ repetition: Repetition, _ reference: String, _ rejectEarlier: (Violation) throws -> Void
    ) throws -> Violation {
        if repetition.isSecond {
            try rejectEarlier(
                .duplicateReference(line: repetition.firstLine, reference: reference, otherLine: repetition.line))
        }
        return .duplicateReference(line: repetition.line, reference: reference, otherLine: repetition.firstLine)
    }
}

extension FileScan where Source == InputFile {
    /// - Throws: `FileError`, and a ``CommandFailure`` for a header that does not fit.
    init(path: String, _ form: RowForm) throws {
        func open() throws(FileError) -> InputFile {
            try InputFile(
                path: path, shownAs: form.shownName, sheet: form.sheet, corrections: form.corrections
            ) {
                form.likeness(of: $0)
            } pair: {
                form.pair($0, above: $1)
            } mayMerge: {
                GroupColumns.mayMerge($0, text: $1)
            }
        }
        try self.init(open(), path: path, form) {
            InputPath.canBeReadAgain(path) ? try open() : nil
        }
    }
}

extension ReadingKind {
    /// Counts a row that is left out; of words, a person sees the first ones.
    fileprivate func note(
        _ cells: [String], line: Int, in reading: inout FileReading, _ suspicions: inout RowSuspicions
    ) {
        suspicions.take(leftOut: cells, line: line)
        guard self == .wordsBelow || self == .heading else {
            reading.note(self, line: line)
            return
        }
        reading.note(
            self, line: line,
            words: ShownText.of(
                cells.filter { !$0.allSatisfy(\.isWhitespace) }
                    .joined(separator: " ")))
    }
}

extension TrailerLine {
    /// Nil where the row is none: most are found by the number of their cells, without a text of any.
    fileprivate init?(of row: borrowing SourceRow) {
        let filled = row.withCells { _, cells in
            cells.indices.count { !cells[$0].isEmpty }
        }
        guard filled == 1 || filled == 2 else { return nil }
        self.init(row.cells)
    }
}

/// What people tick rows with.
private let ticks: Set<String> = ["✓", "✔", "☑", "✅", "√", "v", "x", "✗", "✘", "ok", "ya", "y", "yes"]
