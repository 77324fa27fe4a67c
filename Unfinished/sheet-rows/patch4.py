base='/work/wt/files/'
def sub(p,*prs):
    s=open(base+p).read()
    for a,b in prs:
        if a not in s: print("MISSING",p,a[:70])
        s=s.replace(a,b,1)
    open(base+p,'w').write(s)
sub('Sources/PayoutFile/PayoutFileReader.swift',('''        path: String, allowsNoRows: Bool = false, allowsByteOrderMarks: Bool = false
    ) throws(FileError) {
        let source = try FileSource(path: path)
        try self.init(
            source: source, name: source.name, allowsNoRows: allowsNoRows, allowsByteOrderMarks: allowsByteOrderMarks)
''','''        path: String, allowsNoRows: Bool = false, allowsByteOrderMarks: Bool = false, headerLine: Int = 1
    ) throws(FileError) {
        let source = try FileSource(path: path)
        try self.init(
            source: source, name: source.name, allowsNoRows: allowsNoRows, allowsByteOrderMarks: allowsByteOrderMarks,
            headerLine: headerLine)
'''),('''    ///     of a rejected row; else it throws ``FileFault/joinedFiles``.
''','''    ///     of a rejected row; else it throws ``FileFault/joinedFiles``.
    ///   - headerLine: where the header is, if there are titles above it.
'''),('''        bufferBytes: Int = bufferBytes
    ) throws(FileError) {''','''        headerLine: Int = 1, bufferBytes: Int = bufferBytes
    ) throws(FileError) {'''),('''        try readHeader()
    }
''','''        try readHeader(at: headerLine)
    }
'''),('''    private func readHeader() throws(FileError) {''','''    private func readHeader(at headerLine: Int) throws(FileError) {'''),('''        use(try detectDelimiter())
        guard var found''','''        use(try detectDelimiter())
        if line < headerLine {
            while line < headerLine, try scanNextRow() != nil {}
            try skipBlankLines()
            use(try detectDelimiter())
        }
        guard var found'''))
sub('Sources/PayoutRules/HeaderError.swift',('''    package static func isHeader(_ cells: [String], _ rail: Rail) -> Bool {
        let parts = cells.flatMap { $0.split { ",;|\\t".contains($0) } }.map { part in
            String(part.filter { $0 != "\\"" })
        }
        return ColumnLayout(parts, rail).knownCount >= namesMin
    }
''','''    package static func isHeader(_ cells: [String], _ rail: Rail) -> Bool {
        ColumnLayout(parts(of: cells), rail).knownCount >= namesMin
    }

    /// Whether the cells of a line, however they are separated, may be those of a payment.
    package static func isPayment(_ cells: [String], _ rail: Rail) -> Bool { isRow(parts(of: cells), rail) }

    private static func parts(of cells: [String]) -> [String] {
        cells.flatMap { $0.split { ",;|\\t".contains($0) } }.map { part in String(part.filter { $0 != "\\"" }) }
    }
'''))
F='Sources/Operations/Intake/FileScan.swift'
sub(F,('''    private let reopen: (() throws -> Source?)?
''','''    private let reopen: (() throws -> Source?)?
    private let titles: TitleRows?
'''),('''    ///   - reopen: opens the same file once more, or returns nil where it can be read only once.
''','''    ///   - titles: what is above the header.
    ///   - reopen: opens the same file once more, or returns nil where it can be read only once.
'''),('''    init(_ source: Source, path: String, _ form: RowForm, reopen: (() throws -> Source?)? = nil) throws {
        self.source = source
''','''    init(
        _ source: Source, path: String, _ form: RowForm, titles: TitleRows? = nil,
        reopen: (() throws -> Source?)? = nil
    ) throws {
        self.source = source
        self.titles = titles
'''))
s=open(base+F).read()
a=s.index("            let line = Self.headerLine(below: source, form.rail)"); b=s.index("            throw CommandFailure(\n                .badFile, reported")
s=s[:a]+'''            // Of standard input nothing can be read again: its titles must be deleted.
            let line = titles == nil ? TitleRows(above: source, form.rail)?.headerLine : nil
            let reported = line.map { HeaderError(.below(line: $0)) } ?? error
'''+s[b:]
a=s.index("    /// The line below the first in which the column names stand"); b=s.index("    /// - Parameters:\n    ///   - onRow")
s=s[:a]+s[b:]
s=s.replace('''        try self.init(PayoutFileReader(path: path), path: path, form) {
            InputPath.canBeReadAgain(path) ? try PayoutFileReader(path: path) : nil
        }
''','''        let source = try PayoutFileReader(path: path)
        guard InputPath.canBeReadAgain(path) else { return try self.init(source, path: path, form) }
        let titles = TitleRows(above: source, form.rail)
        let line = titles?.headerLine ?? 1
        try self.init(
            titles == nil ? source : PayoutFileReader(path: path, headerLine: line), path: path, form, titles: titles
        ) { try PayoutFileReader(path: path, headerLine: line) }
''')
old=s[s.index("            if verdict.isEmpty {"):s.index("            var duplicate: Violation?")]
s=s.replace(old,'')
s=s.replace('''            var repetition: Repetition?
            if verdict.hasReference''','''            if !verdict.isPayable, let kind = try leftOut(row, verdict, &sheet, rereader.amounts) {
                reading.note(kind, line: line)
                continue
            }
            var repetition: Repetition?
            if verdict.hasReference''')
s=s.replace('''        let rereader = RowRereader(''','''        var sheet = SheetRows(file: source.name)
        titles?.note(in: &reading)
        let rereader = RowRereader(''')
s=s.replace('''            tally.count += 1
''','''            sheet.add(scanned.amount)
            tally.count += 1
''')
s=s.replace('''    /// Refuses a file that had no rows, was''','''    /// Why a row that cannot be paid is left out rather than rejected; nil where it is rejected.
    private func leftOut(
        _ row: borrowing SourceRow, _ verdict: RowVerdict, _ sheet: inout SheetRows, _ amounts: AmountColumn<Source>
    ) throws -> ReadingKind? {
        if verdict.isEmpty { return .emptyRow }
        let found = try row.withCells { content, cells in
            try SheetRow(content: content, cells: cells, checker) { try amounts.style() }
        }
        return try found.flatMap { try sheet.kind(of: $0, line: verdict.line) }
    }

    /// Refuses a file that had no rows, was''')
s=s.replace("try lookAlikes.standing(without: rejectedLines, path: path, checker)","try lookAlikes.standing(without: rejectedLines, checker) { try reopen?() }")
open(base+F,'w').write(s)
sub('Sources/Operations/Intake/LookAlikes.swift',('''    ///   - path: the file, read once more for what the rows are known by, where that is possible.
    ///   - checker: finds the texts of the payment in these rows.
    func standing(without rejected: LineSet, path: String, _ checker: RowChecker) -> [Violation] {''','''    ///   - checker: finds the texts of the payment in these rows.
    ///   - reopen: opens the file once more for what the rows are known by; nil where that is not possible.
    func standing<Source: RowSource>(
        without rejected: LineSet, _ checker: RowChecker, reopen: () throws -> Source?
    ) -> [Violation] {'''),('''in: path, checker)
''','''in: try? reopen(), checker)
'''),('''    private static func names(of lines: Set<Int>, in path: String, _ checker: RowChecker) -> [Int: RowName] {
        guard InputPath.canBeReadAgain(path), let last = lines.max(),
            let reader = try? PayoutFileReader(path: path)
        else { return [:] }
''','''    private static func names(
        of lines: Set<Int>, in reader: (some RowSource)?, _ checker: RowChecker
    ) -> [Int: RowName] {
        guard let last = lines.max(), let reader else { return [:] }
'''))
open(base+'Sources/Operations/Intake/TitleRows.swift','w').write('''internal import PayoutCore
internal import PayoutFile
internal import PayoutRules

/// The lines above the header of a sheet: the name of the company, the month.
struct TitleRows {
    /// Somebody who writes more lines than these above the names has made a letter, not a table.
    private static let rowsMax = 20

    let headerLine: Int
    private let lines: [Int]

    /// Looks for the header below the first line of `source`, which cannot be used afterwards where that line is none.
    /// Nil where the first line is the header, none is found, or a payment may be above it.
    init?(above source: some RowSource, _ rail: Rail) {
        guard !HeaderError.isHeader(source.header.names, rail), !HeaderError.isPayment(source.header.names, rail)
        else { return nil }
        var lines = [source.header.line]
        for _ in 0..<Self.rowsMax {
            guard let row = try? source.nextRow() else { return nil }
            let cells = row.cells
            if HeaderError.isHeader(cells, rail) {
                headerLine = row.line
                self.lines = lines
                return
            }
            if HeaderError.isPayment(cells, rail) { return nil }
            lines.append(row.line)
        }
        return nil
    }

    /// Counts the lines as left out.
    func note(in reading: inout FileReading) {
        for line in lines { reading.note(.titleRow, line: line) }
    }
}
''')
sub('Sources/PayoutRules/Reading/FileReading.swift',('''    case emptyRow = "empty_rows"
''','''    case emptyRow = "empty_rows"
    /// A line above the header.
    case titleRow = "title_rows"
    /// The header once more, below itself.
    case repeatedHeader = "repeated_headers"
    /// The sum of the rows above it.
    case total = "totals_rows"
    /// A total that cannot be compared, since the amount of some row cannot be read.
    case totalNotCompared = "totals_rows_not_compared"
    /// Words below a total, such as the place for a signature.
    case wordsBelow = "words_below_total"
'''))
sub('Sources/PayoutRules/Reading/FileReading+Words.swift',('''        case .emptyRow, .amountMarks, .amountByColumn, .accountMarks, .countryCode, .bankName, .noteCharacters: nil
''','''        case .emptyRow, .titleRow, .repeatedHeader, .total, .totalNotCompared, .wordsBelow, .amountMarks,
            .amountByColumn, .accountMarks, .countryCode, .bankName, .noteCharacters:
            nil
'''),('''        case .emptyRow: Phrase("empty, and skipped")
''','''        case .emptyRow: Phrase("empty, and skipped")
        case .titleRow: Phrase("a title above the column names, left out")
        case .repeatedHeader: Phrase("the column names once more, left out")
        case .total: Phrase("a total that is the sum of the rows above it, left out")
        case .totalNotCompared: Phrase("a total that was not compared, since an amount cannot be read; left out")
        case .wordsBelow: Phrase("words below a total, left out")
'''))
sub('Sources/Wording/IndonesianFiles.swift',('''        "empty, and skipped": "kosong, dan dilewati",
''','''        "empty, and skipped": "kosong, dan dilewati",
        "a title above the column names, left out": "judul di atas nama kolom, tidak disertakan",
        "the column names once more, left out": "nama kolom yang berulang, tidak disertakan",
        "a total that is the sum of the rows above it, left out":
            "total yang sama dengan jumlah baris di atasnya, tidak disertakan",
        "a total that was not compared, since an amount cannot be read; left out":
            "total yang tidak dibandingkan karena ada nominal yang tidak dapat dibaca; tidak disertakan",
        "words below a total, left out": "tulisan di bawah total, tidak disertakan",
        """
        %1, line %2: the total is %3, and the rows above it are %4 in all. A row is missing, or an amount is wrong: \\
        compare the file with its source, then save it again
        """:
            """
        %1, baris %2: totalnya %3, padahal jumlah baris di atasnya %4. Ada baris yang hilang atau nominal yang salah: \\
        bandingkan berkas dengan sumbernya, lalu simpan lagi
        """,
'''))
sub('Tests/EndToEndTests/ManyFaultsTests.swift',('''        Headless(
            "Gaji Februari 2026\\n" + commas,
            says: "line 1: the header does not fit: the column names stand in line 2; delete everything above them. "),
        Headless(
            "Gaji,2026,,,,\\n\\n,,,,,\\n" + semicolons,
            says: "the column names stand in line 4; delete everything above them"),
''',''))
open(base+'Tests/OperationsTests/SheetRowsTests.swift','w').write('''import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// What people put around the table of a sheet: titles, totals, signatures, the header once more.
@Suite("Rows of a sheet that are no payments") struct SheetRowsTests {
    private static let header = "Referensi;Kode Bank;No Rekening;Nama;Jumlah;Keterangan"
    private static let rows = [
        "A;014;1234567890;Budi;1.500.000;x", "B;014;1234567891;Siti;2.000.000;x", "C;008;1234567890123;Ani;750.000;x",
    ]

    private func check(_ lines: [String]) throws -> (check: FileCheck, violations: [Violation]) {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        var found: [Violation] = []
        let form = RowForm(.payout, banks: .embedded)
        let check = try FileCheck(path: path, form, onViolation: { found.append($0) }, onWarning: { _ in })
        return (check, found)
    }

    private func steps(_ check: FileCheck) -> [String] {
        check.reading.steps.map { "\\($0.kind.rawValue) \\($0.rows) \\($0.firstLine)" }
            .filter { !$0.hasPrefix("amounts") }
    }

    @Test("titles above the header are left out and listed") func titles() throws {
        let titles = ["PT Maju Jaya, Jakarta", "", "Gaji Maret 2026;;;;;", ";;;;;"]
        let (check, violations) = try check(titles + [Self.header] + Self.rows)
        #expect(violations.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_250_000))
        #expect(steps(check) == ["title_rows 3 1"])
        #expect(check.reading.columns.map(\\.name).first == "Referensi")
    }

    @Test("a payment above the header is never taken for a title") func paymentAbove() throws {
        let error = #expect(throws: CommandFailure.self) {
            try check(["Gaji", "X;014;1234567899;Eko;500000;x", Self.header] + Self.rows)
        }
        #expect(error?.status == .badFile)
    }

    @Test(
        "a total that is the sum of the rows is left out",
        arguments: [
            "TOTAL;;;;4.250.000;", ";;;Jumlah;Rp 4.250.000,00;", "Grand Total;;;;4250000;", ";;;;4.250.000;",
            "Total Gaji;;;;4,250,000.00",
        ])
    func total(row: String) throws {
        let (check, violations) = try check([Self.header] + Self.rows + [row])
        #expect(violations.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_250_000))
        #expect(steps(check) == ["totals_rows 1 5"])
    }

    @Test("sections with subtotals, a repeated header and a signature are read") func sections() throws {
        let lines =
            [Self.header] + Self.rows.prefix(2) + ["Subtotal;;;;3.500.000;", Self.header, Self.rows[2]]
            + ["Sub Total;;;;750.000;", "TOTAL;;;;4.250.000;", "", "Jakarta, 31 Maret 2026", "Mengetahui,;;;Direktur;;"]
        let (check, violations) = try check(lines)
        #expect(violations.isEmpty && check.accepted == 3)
        #expect(steps(check) == ["totals_rows 3 4", "repeated_headers 1 5", "words_below_total 2 10"])
    }

    @Test("a total that is another sum refuses the file") func wrongTotal() throws {
        let error = #expect(throws: CommandFailure.self) {
            try check([Self.header] + Self.rows + ["TOTAL;;;;4.260.000;"])
        }
        let message = error?.phrase.english ?? ""
        #expect(error?.status == .badFile && error?.code == .totalDiffers)
        #expect(message.contains("line 5: the total is Rp 4.260.000, and the rows above it are Rp 4.250.000 in all"))
    }

    @Test("a row with an account is never a total, and one without is rejected where it is none") func noTotal() throws {
        let rows = ["TOTAL;014;1234567892;Total Jaya;4.250.000;x", "D;;;Dewi;900.000;x"]
        let (check, violations) = try check([Self.header] + Self.rows + rows)
        #expect(check.accepted == 4 && check.rejected == 1)
        #expect(Set(violations.map(\\.line)) == [6])
    }

    @Test("a total below amounts that cannot be read is not compared") func notCompared() throws {
        let (check, _) = try check([Self.header] + Self.rows + ["D;014;1234567893;Dewi;x;x", "TOTAL;;;;5.000.000;"])
        #expect(check.accepted == 3 && check.rejected == 1)
        #expect(steps(check) == ["totals_rows_not_compared 1 6"])
    }
}
''')
