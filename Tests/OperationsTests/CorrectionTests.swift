import FoundationEssentials
import Operations
import PayoutCore
import PayoutEngine
import PayoutFile
import PayoutLedger
import PayoutReports
import PayoutRules
import TestSupport
import Testing

/// A file whose rejected rows a person corrects before it is submitted.
@Suite struct CorrectionTests {
    private static let header = IntakeFixture.header.split(separator: ",").map(String.init)
    private static let good = "A-1,014,1234567891,Siti Rahma,1500000,salary,Finance"
    private static let wrongBank = "A-2,999,1234567892,Budi Santoso,2000000,salary,Finance"
    private static let wrongAmount = "A-3,014,1234567893,Dewi Lestari,1.5,salary,Finance"

    private static func form(_ corrections: RowCorrections? = nil) -> RowForm {
        var form = RowForm(.payout, banks: .embedded)
        form.corrections = corrections
        return form
    }

    /// The correction of a row of a text file in one of its cells.
    private static func correction(_ row: String, _ position: Int, _ text: String) -> RowCorrection {
        let before = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var after = before
        after[position] = text
        return RowCorrection(before: before, after: after)
    }

    /// The bank of line 3 and the amount of line 4.
    private static func bothCorrected() -> RowCorrections {
        var corrections = RowCorrections()
        _ = corrections.correct(3, correction(wrongBank, 1, "014"))
        _ = corrections.correct(4, correction(wrongAmount, 4, "1500000"))
        return corrections
    }

    private func page(
        _ path: String, _ corrections: RowCorrections? = nil, after line: Int = 0, limit: Int = 10
    ) throws -> RowsToMend {
        try RowsToMend(path: path, Self.form(corrections), after: line, limit: limit)
    }

    /// Submits a file with what was corrected in it.
    private func submit(_ path: String, _ fixture: IntakeFixture, _ corrections: RowCorrections) throws -> Batch {
        let handler = DuplicateHandler(policy: PayoutPolicy(), window: EngineLimits.duplicateWindowUsual)
        let intake = Intake(
            ledger: fixture.ledger, Self.form(corrections), clock: FixedClock(), handler: handler, person: "siti")
        var order = Intake.Order()
        order.corrections = corrections
        return try intake.file(path, order).batch
    }

    @Test func `A corrected row is paid as it was typed, and every other row as the file has it`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write([Self.good, Self.wrongBank, Self.wrongAmount])
        let before = try page(path)
        #expect(before.rows.map(\.line) == [3, 4] && before.check.accepted == 1)
        #expect(before.rows.map { $0.faults.map(\.fault.column) } == [[.bankCode], [.amount]])
        #expect(before.rows.first?.cells[1] == "999")

        let corrections = Self.bothCorrected()
        let after = try page(path, corrections)
        #expect(after.rows.isEmpty && after.check.sum == Rupiah(5_000_000))
        #expect(after.check.reading.journalText == "rows_corrected 2 (line 3)")
        let batch = try submit(path, fixture, corrections)
        #expect(try fixture.totals(batch)[.queued] == Tally(count: 3, sum: Rupiah(5_000_000)))
        #expect(batch.digest == after.check.digest)
    }

    @Test func `What was corrected is in the ledger, and the journal says by whom`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write([Self.good, Self.wrongBank, Self.wrongAmount])
        let batch = try submit(path, fixture, Self.bothCorrected())
        let (filed, events) = try fixture.ledger.read { reader in
            let rows = try [3, 4].compactMap { try reader.row(inLine: $0, of: batch.id) }
            return (try reader.corrections(of: batch.id, limit: 1), try rows.flatMap { try reader.events(of: $0) })
        }
        #expect(filed.count == 2)
        #expect(
            filed.rows == [.init(line: 3, cells: [CellCorrection(position: 1, before: "999", after: "014")])])
        let told = events.filter { $0.kind == "row_corrected" }
        #expect(
            told.map(\.detail) == ["line 3: bank_code", "line 4: amount"] && told.allSatisfy { $0.actor == "siti" })
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test func `A file is one batch, however its rows are corrected`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write([Self.good, Self.wrongBank, Self.wrongAmount])
        let batch = try submit(path, fixture, Self.bothCorrected())
        var other = RowCorrections()
        _ = other.correct(3, Self.correction(Self.wrongBank, 1, "008"))
        #expect(try submit(path, fixture, other).id == batch.id)
        #expect(try fixture.file(path).batch.id == batch.id)
        #expect(try fixture.batchCount == 1)
    }

    @Test func `A row that is still wrong keeps what was typed`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write([Self.good, Self.wrongBank])
        var corrections = RowCorrections()
        _ = corrections.correct(3, Self.correction(Self.wrongBank, 1, "998"))
        let row = try #require(try page(path, corrections).rows.first)
        #expect(row.cells[1] == "998" && row.faults.map(\.fault.column) == [.bankCode])
        let batch = try submit(path, fixture, corrections)
        #expect(try fixture.totals(batch)[.rejected]?.count == 1)
        corrections.takeBack(3)
        #expect(corrections.isEmpty && corrections.count == 0)
    }

    @Test func `Two rows with the same reference are both paid once one is corrected`() throws {
        let fixture = try IntakeFixture()
        let twin = "A-1,014,1234567894,Dewi Lestari,700000,salary,Finance"
        let path = try fixture.write([Self.good, twin])
        #expect(try page(path).rows.map(\.line) == [2, 3])
        var corrections = RowCorrections()
        _ = corrections.correct(3, Self.correction(twin, 0, "A-9"))
        #expect(try page(path, corrections).check.accepted == 2)
    }

    @Test func `Rows come page by page, each once`() throws {
        let fixture = try IntakeFixture()
        let rows = (1...25).map { "B-\($0),999,\(1_234_500_000 + $0),Budi Santoso,1500000,salary,Finance" }
        let path = try fixture.write(rows)
        var (lines, after): ([Int], Int) = ([], 0)
        while true {
            let found = try page(path, after: after)
            lines += found.rows.map(\.line)
            guard found.hasMore, let last = found.rows.last else { break }
            after = last.line
        }
        #expect(lines == Array(2...26))
    }

    @Test func `A row of a workbook is corrected as one of a text file is`() throws {
        let fixture = try IntakeFixture()
        let rows = [Self.header] + [Self.good, Self.wrongBank].map { $0.split(separator: ",").map(String.init) }
        let path = fixture.folder + "/gaji.xlsx"
        try Data(WorkbookWriter(rows: rows).bytes).write(to: URL(filePath: path))
        let row = try #require(try page(path).rows.first)
        var after = row.cells
        after[1] = "014"
        var corrections = RowCorrections()
        _ = corrections.correct(row.line, RowCorrection(before: row.cells, after: after))
        #expect(try page(path, corrections).check.accepted == 2)
    }

    @Test func `A row with a cell too many is whole once that cell is emptied`() throws {
        let fixture = try IntakeFixture()
        let broken = "A-2,014,1234567892,Budi, Santoso,2000000,salary,Finance"
        let path = try fixture.write([Self.good, broken])
        let row = try #require(try page(path).rows.first)
        #expect(row.faults.map(\.code) == [.wrongCellCount] && row.cells.count == 8)
        let after = ["A-2", "014", "1234567892", "Budi Santoso", "2000000", "salary", "Finance"]
        var corrections = RowCorrections()
        _ = corrections.correct(3, RowCorrection(before: row.cells, after: after))
        #expect(try page(path, corrections).check.accepted == 2)
        #expect(try submit(path, fixture, corrections).input == Tally(count: 2, sum: Rupiah(3_500_000)))
    }

    @Test func `No more rows are corrected one by one than a person can look at`() {
        var corrections = RowCorrections()
        func correct(_ line: Int, to text: String) -> Bool {
            corrections.correct(line, RowCorrection(before: ["a"], after: [text]))
        }
        let isTaken = (1...RowCorrections.rowsMax).map { correct($0, to: "b") }
        #expect(isTaken.allSatisfy { $0 })
        let (more, again, back) = (correct(0, to: "b"), correct(1, to: "c"), correct(1, to: "a"))
        #expect(!more && again && back)
        #expect(corrections[1] == nil && corrections.count == RowCorrections.rowsMax - 1)
    }
}

/// The rejected rows of a batch, as a file that a person corrects on the pages.
@Suite struct RejectedRowsFileTests {
    private func shelf(_ fixture: IntakeFixture) throws -> UploadShelf {
        let shelf = UploadShelf(folder: fixture.folder + "/uploads", clock: FixedClock())
        try shelf.prepare()
        return shelf
    }

    private func rejected() throws -> (IntakeFixture, Batch) {
        let fixture = try IntakeFixture()
        let rows = ["A-2,999,1234567892,Budi Santoso,2000000,salary,Finance", ",014,1234567890,Dewi,1000,,Finance"]
        return (fixture, try fixture.file(try fixture.write(IntakeFixture.rows("A") + rows), as: "b1").batch)
    }

    private func check(_ upload: Upload, on shelf: UploadShelf, _ corrections: RowCorrections? = nil) throws
        -> RowsToMend
    {
        var form = RowForm(.payout, banks: .embedded)
        form.corrections = corrections
        return try RowsToMend(path: shelf.path(of: upload), form, after: 0, limit: 10)
    }

    @Test func `Each rejected row is in the file, says what it mends, and is paid once it is corrected`() throws {
        let (fixture, batch) = try rejected()
        let shelf = try shelf(fixture)
        let upload = try shelf.beginMending(batch, in: fixture.ledger, by: "console/siti")
        #expect(upload.fileName == "b1-mended.csv" && upload.person == "console/siti")
        let page = try check(upload, on: shelf)
        let mends = try #require(page.columns.index(of: .mends))
        #expect(page.rows.map { $0.cells[mends] } == ["b1:3", "b1:4"])

        let row = try #require(page.rows.first)
        var after = row.cells
        after[1] = "014"
        var corrections = RowCorrections()
        _ = corrections.correct(row.line, RowCorrection(before: row.cells, after: after))
        try shelf.keep(corrections, of: upload)
        #expect(shelf.corrections(of: upload) == corrections)
        let handler = DuplicateHandler(policy: PayoutPolicy(), window: EngineLimits.duplicateWindowUsual)
        var form = RowForm(.payout, banks: .embedded)
        form.corrections = corrections
        var order = Intake.Order()
        order.corrections = corrections
        let filed = try Intake(ledger: fixture.ledger, form, clock: FixedClock(), handler: handler, person: "siti")
            .file(shelf.path(of: upload), order)
        let totals = try fixture.totals(filed.batch)
        #expect(totals[.queued]?.sum == Rupiah(2_000_000) && totals[.rejected]?.count == 1)
        #expect(try LedgerCheck(fixture.ledger).isProven)
        // The payment is asked for by the new batch now: there is nothing left to mend in the first one.
        #expect(throws: CommandFailure.self) {
            try shelf.beginMending(batch, in: fixture.ledger, by: "console/siti")
        }
        let rest = try check(try shelf.beginMending(filed.batch, in: fixture.ledger, by: "console/siti"), on: shelf)
        #expect(rest.rows.count == 1)
    }

    @Test func `The rows can be mended again where their file was turned down`() throws {
        let (fixture, batch) = try rejected()
        let shelf = try shelf(fixture)
        let digests = try (1...2).map { _ in
            try check(try shelf.beginMending(batch, in: fixture.ledger, by: "console/siti"), on: shelf).check.digest
        }
        #expect(Set(digests).count == 2)
    }
}
