import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import SalurSettings
import Testing
import Wording

@testable import Operations

/// `reconcile` with statements as banks export them, and those that are refused.
@Suite struct BankReconciliationTests {
    private let life: LifeFixture
    private let settings: SettingsFixture

    init() throws { (life, settings) = (try LifeFixture(), try SettingsFixture()) }

    /// A batch of two rows that were paid, and one that failed.
    private func paid() throws -> Batch {
        let batch = try life.batch(["GAJI-0001", "GAJI-0002", "GAJI-0003"], name: "2026-02")
        for (reference, status) in [
            ("GAJI-0001", TransactionStatus.succeeded), ("GAJI-0002", .succeeded), ("GAJI-0003", .failed),
        ] {
            try life.isSent(reference)
            try life.isReported(reference, status)
        }
        return batch
    }

    private func reconcile(
        _ text: String, account: String? = nil, name: String = "mutasi.csv"
    ) async throws -> ReconciledStatement {
        let loaded = try await settings.load(
            ledgerPath: life.folder + "/salur.db", outputDirectory: life.folder + "/out")
        let path = try settings.write(name, text)
        return try BankReconciliation(settings: loaded).run(.init(statement: path, account: account))
    }

    /// The same from the reports alone: there is no ledger.
    private func reconcile(
        reports: String, _ text: String, batches: [String] = [], output: String
    ) async throws -> ReconciledStatement {
        let loaded = try await settings.load(
            ledgerPath: life.folder + "/none.db", outputDirectory: life.folder + "/" + output)
        let path = try settings.write("mutasi.csv", text)
        return try BankReconciliation(settings: loaded).run(.init(statement: path, batches: batches, reports: reports))
    }

    private static let troubled = """
        Tanggal,Keterangan,Debet,Kredit
        14/02/2026,GAJI-0001,1500000,
        14/02/2026,GAJI-0003,1500000,
        14/02/2026,BELANJA KANTOR,750000,
        14/02/2026,BIAYA ADM,2500,
        """

    /// Writes the reports of a batch and returns their folder.
    private func report(_ batch: Batch) throws -> String {
        let folder = ReportFolder(outputDirectory: life.folder + "/out", batch: batch)
        _ = try folder.write(batch.id, from: life.ledger) { _ in nil }
        return folder.path
    }

    @Test func `The reports alone give the same result as the ledger, to the byte`() async throws {
        let folder = try report(paid())
        let byLedger = try await reconcile(Self.troubled)
        for reports in [life.folder + "/out", folder, folder + "/"] {
            let byReports = try await reconcile(reports: reports, Self.troubled, output: "elsewhere")
            #expect(byReports.findings.map(\.kind) == byLedger.findings.map(\.kind))
            #expect(Set(byLedger.findings.map(\.kind)) == ["open_row", "open_booking", "contradicts"])
            #expect(byReports.batches == ["2026-02"] && byReports.seal == byLedger.seal && !byLedger.seal.isEmpty)
            #expect(byReports.proofs.count == 1 && byReports.proofs[0].seal.utf8.count == 64)
            #expect(
                try Data(contentsOf: URL(filePath: byReports.path)) == Data(contentsOf: URL(filePath: byLedger.path)))
        }
    }

    /// A bank books under its own number, and not under the reference of the file.
    @Test func `A payment that came back and was sent again is proven by the numbers of both attempts`() async throws {
        let batch = try life.batch(["GAJI-0001"], name: "2026-02")
        try life.isSent("GAJI-0001")
        try life.isReported("GAJI-0001", .refunded)
        let ani = PersonalDecision(person: "Ani", reason: "account mended")
        try life.happens("GAJI-0001", .retried(ani, reported: [1: .refunded], newReference: false))
        try life.isSent("GAJI-0001")
        try life.isReported("GAJI-0001", .succeeded, attempt: 2)
        let folder = try report(batch)
        let id = try life.id("GAJI-0001")
        let transfers = try #require(try life.ledger.read { try $0.payout(id) }).payout.transfers
        #expect(transfers.count == 2)
        let (first, second) = (transfers[0].externalID.text, transfers[1].externalID.text)
        let text = """
            Tanggal,Keterangan,Debet,Kredit
            14/02/2026,TRF \(first),1500000,
            14/02/2026,RETUR \(first),,1500000
            14/02/2026,TRF \(second),1500000,
            """
        let byLedger = try await reconcile(text)
        let byReports = try await reconcile(reports: folder, text, output: "elsewhere")
        #expect(byLedger.isReconciled && byReports.isReconciled, "\(byLedger.findings) \(byReports.findings)")
        #expect(byLedger.seal == byReports.seal && byLedger.returned.count == 1)
    }

    @Test(arguments: [
        ("results.csv", "GAJI-0003", "GAJI-0009"), ("results.csv", ",failed,", ",succeeded,"),
        ("report.html", "GAJI-0003", "GAJI-0009"), ("audit.jsonl", "\n", "\n{}\n"),
    ])
    func `Reports that were altered are compared with no statement`(file: String, from: String, to: String)
        async throws
    {
        let folder = try report(paid())
        let path = folder + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(from))
        try text.replacing(from, with: to).write(toFile: path, atomically: true, encoding: .utf8)
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await reconcile(reports: folder, Self.troubled, output: "elsewhere")
        }
        #expect(failure?.status == .badFile)
        #expect(failure?.description.contains("the reports are not proven") == true, "\(failure?.description ?? "")")
    }

    @Test func `A folder without reports, and a batch that has none, are named`() async throws {
        _ = try report(paid())
        for (reports, batches) in [(settings.folder, []), (life.folder + "/out", ["april"])] {
            let failure = await #expect(throws: CommandFailure.self) {
                _ = try await reconcile(reports: reports, Self.troubled, batches: batches, output: "elsewhere")
            }
            #expect(failure?.status == .badFile)
            #expect(failure?.description.contains("there are no sealed reports") == true)
        }
    }

    @Test(arguments: ["matched,reference", "750000", "GAJI-0002", "BELANJA KANTOR"])
    func `What reconcile wrote is sealed, and an altered cell is found`(cell: String) async throws {
        _ = try paid()
        let found = try await reconcile(Self.troubled)
        let folder = String(found.path.dropLast("/reconciled.csv".count))
        let proven = try ReportVerifier(folder: folder, expectation: .init(seal: found.seal)).verify()
        #expect(proven.isProven && proven.seal == found.seal && proven.otherFiles == [], "\(proven.findings)")
        let text = try String(contentsOfFile: found.path, encoding: .utf8)
        #expect(text.contains(cell))
        try text.replacing(cell, with: "1").write(toFile: found.path, atomically: true, encoding: .utf8)
        #expect(try !ReportVerifier(folder: folder).verify().isProven)
    }

    private func refusal(_ text: String, account: String? = nil, name: String = "mutasi.csv") async throws -> String {
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await reconcile(text, account: account, name: name)
        }
        #expect(failure?.status == .badFile)
        return failure?.description ?? ""
    }

    @Test(
        "Statements of several banks: titles, separators, number styles, one column or two",
        arguments: [
            """
            Tanggal;Keterangan;Debet;Kredit;Saldo
            14/02/2026;TRSF GAJI-0001 BUDI;1.500.000,00;;8.500.000,00
            14/02/2026;TRSF GAJI-0002 BUDI;1.500.000,00;;7.000.000,00
            14/02/2026;BIAYA ADM;2.500,00;;6.997.500,00
            """,
            """
            Account Number,1234567890,,
            Currency,IDR,,
            Date,Description,Amount,Balance
            14/02/2026,"BI-FAST GAJI0001","1,500,000.00 DB","8,500,000.00"
            14/02/2026,"BI-FAST GAJI0002","1,500,000.00 DB","7,000,000.00"
            14/02/2026,"FEE","2,500.00 DB","6,997,500.00"
            ,"Saldo Akhir",,"6,997,500.00"
            """,
            """
            Posting Date\tRemark\tD/K\tNominal
            2026-02-14\tGAJI-0001\tD\t1500000
            2026-02-14\tGAJI-0002\tD\t1500000
            2026-02-14\tBIAYA\tD\t2500
            """,
        ])
    func banks(text: String) async throws {
        _ = try paid()
        let found = try await reconcile(text)
        #expect(found.isReconciled, "\(found.findings)")
        #expect(found.batches == ["2026-02"] && found.bookings == 3)
        #expect(found.matched.first { $0.basis == "reference" }?.rows == Tally(count: 2, sum: Rupiah(3_000_000)))
        #expect(found.fees == Tally(count: 1, sum: Rupiah(2500)))
        let written = try String(contentsOfFile: found.path, encoding: .utf8).split(separator: "\n")
        #expect(written.count == 4)
        #expect(written[1].hasPrefix("matched,reference,2026-02,2,GAJI-0001,"))
    }

    private static func entry(
        _ amount: String, _ references: String..., currency: String = "IDR", status: String = "BOOK",
        way: String = "DBIT"
    ) -> String {
        let details = references.map { "<TxDtls><Refs><EndToEndId>\($0)</EndToEndId></Refs></TxDtls>" }.joined()
        return """
            <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(way)</CdtDbtInd><Sts><Cd>\(status)</Cd></Sts>
            <BookgDt><Dt>2026-02-14</Dt></BookgDt><NtryDtls>\(details)</NtryDtls></Ntry>
            """
    }

    private static func message(_ entries: String...) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><c:BkToCstmrStmt><c:Stmt>
        <Acct><Id><Othr><Id>1234567890</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
        \(entries.joined(separator: "\n"))
        </c:Stmt></c:BkToCstmrStmt></c:Document>
        """
    }

    @Test("A camt.053: one booking of several rows, charges, and what is not booked yet") func message() async throws {
        _ = try paid()
        let text = Self.message(
            Self.entry("3000000.00", "GAJI-0001", "GAJI-0002"), Self.entry("2500", "BIAYA ADM"),
            Self.entry("777000.0", "GAJI-0009", status: "PDNG"))
        let found = try await reconcile(text, account: "1234567890", name: "a.xml")
        #expect(found.isReconciled, "\(found.findings)")
        #expect(found.bookings == 2 && found.skipped == 1)
        #expect(found.matched.first { $0.basis == "reference" }?.rows == Tally(count: 2, sum: Rupiah(3_000_000)))
        #expect(found.fees == Tally(count: 1, sum: Rupiah(2500)))
    }

    @Test("What has no other side is listed, and the statement is not reconciled") func open() async throws {
        _ = try paid()
        let found = try await reconcile(
            """
            Tanggal,Keterangan,Debet,Kredit
            14/02/2026,GAJI-0001,1500000,
            14/02/2026,GAJI-0003,1500000,
            14/02/2026,SEWA KANTOR,777000,
            """)
        #expect(!found.isReconciled)
        #expect(Set(found.findings.map(\.kind)) == ["open_row", "contradicts", "open_booking"])
        #expect(found.findings.first { $0.kind == "open_row" }?.reference == "GAJI-0002")
        #expect(found.findings.first { $0.kind == "contradicts" }?.statementLine == 3)
        #expect(found.openOut == Tally(count: 1, sum: Rupiah(777_000)) && found.openIn == .zero)
        let advice = found.findings.first { $0.kind == "contradicts" }?.what.english ?? ""
        #expect(advice.contains("Do not pay it again"))
        #expect(advice.contains("salur resolve GAJI-0003 --batch 2026-02 --as succeeded --evidence"))
    }

    @Test("Two bookings of one row, a booking of another day and another name are named with what to do")
    func doubts() async throws {
        _ = try paid()
        let found = try await reconcile(
            """
            Tanggal,Keterangan,Debet,Kredit
            14/02/2026,GAJI-0001,1500000,
            14/02/2026,GAJI-0001,1500000,
            13/02/2026,GAJI-0002,1500000,
            """)
        #expect(Set(found.findings.map(\.kind)) == ["ambiguous", "other_day"])
        #expect(found.findings.first { $0.kind == "ambiguous" }?.what.english.contains("lines 2, 3") == true)
        #expect(found.findings.first { $0.kind == "other_day" }?.what.english.contains("13/02/2026") == true)
    }

    @Test("A statement that says nothing of a batch leaves its rows to another statement") func otherDay() async throws
    {
        _ = try paid()
        let found = try await reconcile("Tanggal,Keterangan,Debet,Kredit\n15/02/2026,SEWA,777000,\n")
        #expect(found.batches == [] && found.openRows.count == 0 && found.openOut.count == 1)
    }

    @Test("What cannot be compared is named and refused, with what to do") func refused() async throws {
        _ = try paid()
        let header = "Tanggal,Keterangan,Debet,Kredit\n"
        let row = "14/02/2026,GAJI-0001,1500000,\n"
        #expect(try await refusal(header + ",Saldo Awal,,\n").contains("no bookings"))
        let other = try await refusal("No. Rekening : 9876543210,,,\n" + header + row, account: "1234567890")
        #expect(other.contains("9876543210") && other.contains("1234567890"))
        #expect(try await refusal("Mata Uang : USD,,,\n" + header + row).contains("USD"))
        let column = "Tanggal,Keterangan,Debet,Kredit,Currency\n14/02/2026,GAJI-0001,1500000,,SGD\n"
        #expect(try await refusal(column).contains("SGD"))
        let intraday =
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.052.001.08\"><BkToCstmrAcctRpt/></Document>"
        #expect(try await refusal(intraday, name: "a.xml").contains("camt.052"))
        #expect(try await refusal("<Document><CstmrCdtTrfInitn/></Document>", name: "b.xml").contains("no camt.053"))
        #expect(try await refusal(Self.message(""), name: "c.xml").contains("no bookings"))
        #expect(
            try await refusal(Self.message(Self.entry("1500000.00", "GAJI-0001")), account: "99", name: "d.xml")
                .contains("1234567890"))
        #expect(
            try await refusal(Self.message(Self.entry("15.00", "X", currency: "USD")), name: "e.xml").contains("USD"))
        #expect(try await refusal(Self.message(Self.entry("1.500.000", "X")), name: "f.xml").contains("no amount"))
        #expect(try await refusal("nama,umur,kota\nBudi,1,Jakarta\n").contains("columns of a bank statement"))
        #expect(try await refusal(header + "14/02/2026,GAJI-0001,1.50.0,\n").contains("line 2, column Debet"))
        #expect(try await refusal(header + "14/02/2026,GAJI-0001,1,2\n").contains("both a debit and a credit"))
        let unsigned = "Tanggal,Keterangan,Jumlah\n14/02/2026,GAJI-0001,1500000\n"
        #expect(try await refusal(unsigned).contains("came in or went out"))
    }
}
