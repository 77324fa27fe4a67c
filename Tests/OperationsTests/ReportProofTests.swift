import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing
import Wording

@testable import Operations

/// `verify DIR --file` and `verify DIR --ledger`, with files as people write them.
@Suite struct ReportProofTests {
    private static let rows = """
        No Rekening;Bank;Nama Penerima;Jumlah;Referensi;Keterangan
        1234567890;BCA;Budi Santoso;Rp 1.500.000;A-0001;gaji
        2234567890;Mandiri;Siti Hidayat;2.250.000,00;A-0002;gaji & THR
        3234567890;BCA;Agus Wijaya;nol;A-0003;gaji
        4234567890;BCA;Dewi Lestari;1.000.000;A-0004;gaji
        4234567890;BCA;Dewi Lestari;1.000.000;A-0004;gaji

        """

    private let fixture: SettingsFixture
    private let settings: Settings
    private let file: String
    private let folder: String

    init() async throws {
        fixture = try SettingsFixture()
        settings = try await fixture.load(
            ledgerPath: fixture.folder + "/salur.db", outputDirectory: fixture.folder + "/out")
        file = try fixture.write("gaji.csv", Self.rows)
        _ = try await Submission(settings: settings, clock: FixedClock()).submit(file, Intake.Order(), by: "Siti")
        folder = try #require(try BatchReports(settings: settings).write([]).first).folder
    }

    private func input(_ file: String) throws -> InputProof.Outcome {
        let verdict = try ReportVerifier(folder: folder).verify()
        return try #require(
            try InputProof(folder: folder, file: file, sheet: nil, settings).compare(verdict))
    }

    private func ledger() throws -> ReportProof.Outcome {
        let verdict = try ReportVerifier(folder: folder).verify()
        return try #require(
            try ReportProof(folder: folder, ledgerPath: settings.ledgerPath, settings).compare(verdict))
    }

    private func edit(_ old: String, _ new: String) throws {
        let path = folder + "/results.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
    }

    @Test("Every row of the file that was submitted is found, wrong and repeated ones too") func proven() throws {
        let outcome = try input(file)
        #expect(outcome.findings.shown.map(\.phrase.english) == [])
        #expect(outcome.matched == 5 && outcome.isSameFile)
        let cells = try ledger()
        #expect(cells.findings.shown.map(\.phrase.english) == [] && cells.eventsSince == 0)
    }

    @Test("The same rows in another form are the same; another account is named") func otherFile() throws {
        let saved = try input(
            fixture.write("again.csv", Self.rows.replacing(";", with: ",").replacing("2.250.000,00", with: "2250000")))
        #expect(saved.findings.count == 0 && !saved.isSameFile)
        let other = try input(fixture.write("other.csv", Self.rows.replacing("2234567890", with: "9999999999")))
        #expect(other.findings.shown.map(\.cell?.column) == ["account_number"])
        #expect(other.findings.shown.first?.cell?.expected == "9999999999")
    }

    @Test("An altered cell is named by both") func altered() throws {
        try edit("2234567890", "9999999999")
        for findings in [try input(file).findings, try ledger().findings] {
            #expect(findings.count == 1 && findings.shown.first?.line == 3)
            #expect(findings.shown.first?.cell?.column == "account_number")
            #expect(findings.shown.first?.cell?.expected == "2234567890")
        }
    }

    @Test("A ledger that has gone on says so, and what was submitted is compared") func later() throws {
        let ledger = try Ledger(path: settings.ledgerPath)
        try ledger.write { transaction in
            let batch = try #require(try transaction.reader.batches().first)
            try transaction.record(
                JournalEvent(at: FixedClock().now(), batch: batch.id, payout: nil, kind: "note", detail: "later"))
        }
        let outcome = try self.ledger()
        #expect(outcome.findings.count == 0 && outcome.eventsSince == 1)
    }
}
