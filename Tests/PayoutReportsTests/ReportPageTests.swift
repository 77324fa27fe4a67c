import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import TestSupport
import Testing
import Wording

/// `report.html`: one page for people who sign.
@Suite struct ReportPageTests {
    private static func page(_ fixture: ReportFixture, _ batch: Batch, in language: Language = .english) throws
        -> String
    {
        let folder = ReportFolder(outputDirectory: fixture.output, batch: batch)
        _ = try folder.write(batch.id, from: fixture.ledger, in: language) { $0 == "014" ? "BCA" : nil }
        return try String(contentsOfFile: folder.path + "/report.html", encoding: .utf8)
    }

    @Test("The page needs nothing from outside: no address, no script, no image") func selfContained() throws {
        let fixture = try ReportFixture()
        let text = try Self.page(fixture, EveryStatus(in: fixture).batch)
        for outside in ["http://", "https://", "<script", "<link", "<img", "@import", "url(", "src="] {
            // What stands in cells is text.
            let ours = text.replacing("http://bad.example", with: "")
            #expect(!ours.contains(outside), "\(outside)")
        }
    }

    @Test("Whatever stands in a cell is text on the page") func escaped() throws {
        let fixture = try ReportFixture()
        let order = PaymentOrder(
            reference: "<b>\"R&D\"'</b>\u{202E}", bankCode: "014", accountNumber: "1234567800",
            accountName: "<script>alert(1)</script>", amount: Rupiah(10_000))
        let batch = try fixture.batch(
            [.accepted(line: 2, order: order, note: "", others: [])], header: Array(EveryStatus.header[..<6]),
            fileName: "</title><img src=x>.csv")
        let text = try Self.page(fixture, batch)
        #expect(!text.contains("<script>") && !text.contains("<img") && !text.contains("\u{202E}"))
        #expect(text.contains("&lt;b&gt;&quot;R&amp;D&quot;&#39;&lt;/b&gt;\u{FFFD}"))
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test("Every element that is opened is closed", arguments: Language.allCases) func wellFormed(language: Language)
        throws
    {
        let fixture = try ReportFixture()
        let text = try Self.page(fixture, EveryStatus(in: fixture).batch, in: language)
        #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
        var open: [Substring] = []
        for match in text.matches(of: /<(\/?)([a-zA-Z0-9]+)[^>]*>/) where !["meta"].contains(match.2) {
            if match.1.isEmpty { open.append(match.2) } else { #expect(open.popLast() == match.2) }
        }
        #expect(open.isEmpty)
    }

    @Test("Sums, the equation, decisions and commands stand on it") func content() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let text = try Self.page(fixture, batch)
        #expect(text.contains("Rp 1.670.000</span> = "))
        #expect(text.contains("<svg "))
        #expect(text.contains("salur release --status held"))
        #expect(text.contains("Nobody has approved this batch."))
        for status in PayoutStatus.allCases { #expect(text.contains("mark \(status.rawValue)"), "\(status)") }
        let indonesian = try Self.page(fixture, batch, in: .indonesian)
        #expect(indonesian.contains("Apa yang perlu diputuskan?") && !indonesian.contains("What needs a person?"))
    }

    @Test("The page has a limit: the first rows without success, and how many more there are") func bounded() throws {
        let fixture = try ReportFixture()
        let rows = (2...502).map { line in
            let order = PaymentOrder(
                reference: "PAY-\(line)", bankCode: "014", accountNumber: "1234\(line)00", accountName: "Budi",
                amount: Rupiah(10_000))
            return ImportedRow.accepted(line: line, order: order, note: "", others: [])
        }
        let text = try Self.page(fixture, fixture.batch(rows, header: Array(EveryStatus.header[..<6])))
        #expect(text.contains(">PAY-301<") && !text.contains(">PAY-302<"))
        #expect(text.contains("… and 201 more; all of them are in results.csv."))
    }

    @Test("The same ledger gives the same page") func deterministic() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        #expect(try Self.page(fixture, batch) == Self.page(fixture, batch))
    }

    @Test func `The sheet to sign says what was approved, of which file, and up to which event`() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let shares = ApprovedShares([
            .queued: Tally(count: 5, sum: Rupiah(300_000)), .rejected: Tally(count: 1, sum: Rupiah(15_000)),
            .held: Tally(count: 2, sum: Rupiah(40_000)),
        ])
        try fixture.approve(batch, "8 rows, 355000 rupiah, digest 9f, \(shares.record): checked", by: "Budi")
        let text = try Self.page(fixture, batch)
        let sheet = try #require(text.firstRange(of: "Approval sheet").map { text[$0.upperBound...] })
        for fact in [
            "Approved to be paid", "Rp 300.000, 5 rows", "Rp 15.000, 1 row", "Rp 40.000, 2 rows", batch.digest,
            "Budi", "2026-02-14</span> 13:37:10 WIB", "events, head ",
        ] {
            #expect(sheet.contains(fact), "\(fact)")
        }
    }

    /// Who submitted, approved and paid, with runs of which one was cut off.
    private func story(in fixture: ReportFixture) throws -> Batch {
        let batch = try fixture.batch([EveryStatus.accepted(2)], header: EveryStatus.header, name: "2026-02")
        let shares = "to pay 1 rows 20000 rupiah, rejected 0 rows 0 rupiah, held 0 rows 0 rupiah"
        try fixture.approve(
            batch,
            "1 rows, 20000 rupiah, digest 9f86d081884c7d65aa, \(shares), 3 first payments acknowledged: "
                + RecordedReason.ofRun, by: "Budi (budi)")
        try fixture.ledger.write { transaction in
            let cut = "the run of 2026-02-14T13:37:10+07:00 was cut off, without a word of its end"
            for (kind, detail, person) in [
                ("run_started", "salur 1.2; on pay-1", "budi"),
                ("run_started", "salur 1.2; on pay-2; \(cut); found 1 pending", "siti"),
                ("run_ended", "timed out; adopted 2 transfers that the bank knew", "salur"),
                ("run_started", "salur 1.2; on pay-2", "siti"),
            ] {
                try transaction.record(
                    JournalEvent(
                        at: ReportFixture.now, batch: batch.id, payout: nil, kind: kind, detail: detail, actor: person))
            }
        }
        return batch
    }

    @Test(arguments: [
        (
            Language.english,
            [
                "1 row, Rp 20.000, digest 9f86d081884c7d65…, to be paid: 1 row, Rp 20.000",
                "seen: 3 first payments", "salur run submits and approves in one command",
                "payment began", "salur 1.2; on the machine pay-1",
                "the run before it, begun 2026-02-14 13:37:10 WIB, was cut off and recorded no end",
                "found: 1 row pending", "taken over from the bank: 2 rows",
                "The last run has not recorded its end",
            ]
        ),
        (
            .indonesian,
            [
                "digest 9f86d081884c7d65…, untuk dibayar: 1 baris, Rp 20.000", "dilihat: 3 pembayaran pertama",
                "salur run mengajukan dan menyetujui dalam satu perintah", "pembayaran dimulai",
                "di mesin pay-1",
                "proses sebelumnya, yang dimulai 2026-02-14 13:37:10 WIB, terputus dan tidak mencatat akhirnya",
                "diambil alih dari bank: 2 baris", "Proses terakhir belum mencatat akhirnya",
            ]
        ),
    ])
    func `Who submitted, approved and paid stands on the page in its language`(language: Language, words: [String])
        throws
    {
        let fixture = try ReportFixture()
        let text = try Self.page(fixture, try story(in: fixture), in: language)
        for word in words { #expect(text.contains(word), "\(word)") }
        let sheet = try #require(
            text.firstRange(of: language == .english ? "Paid by" : "Dibayarkan oleh").map { text[$0.upperBound...] })
        #expect(sheet.contains("budi, siti"))
    }

    @Test func `What is on its way stands apart from what did not succeed, and the sums add up by name`() throws {
        let fixture = try ReportFixture()
        let text = try Self.page(fixture, EveryStatus(in: fixture).batch)
        let form = /<div class="name">([^<]+)<\/div>\s*<div class="sum">Rp ([0-9.]+)<\/div>/
        let cards = text.matches(of: form).map { (String($0.1), Int($0.2.filter { $0 != "." }) ?? -1) }
        let sums = Dictionary(uniqueKeysWithValues: cards)
        // Line 9 is pending; lines 2, 5, 6 and 18 are not sent yet.
        #expect(sums["On the way, result not known yet"] == 90_000)
        #expect(sums["Not sent yet"] == 20_000 + 50_000 + 60_000 + 180_000)
        let parts = cards.filter { !["In the file", "Needs a person"].contains($0.0) }.map(\.1)
        #expect(parts.reduce(0, +) == sums["In the file"])
        let moving = try #require(text.firstRange(of: "Rows on their way, or not sent yet"))
        let ended = try #require(text.firstRange(of: "Rows without success"))
        #expect(text[moving.upperBound..<ended.lowerBound].contains(">PAY-9<"))
        #expect(
            text[moving.upperBound..<ended.lowerBound].contains(
                "The bank received the transfer and has not told its result yet"))
        #expect(!text[ended.upperBound...].contains(">PAY-9<") && text[ended.upperBound...].contains(">PAY-12<"))
    }

    @Test func `Who paused and resumed a batch stands on the page, with the reason`() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch([EveryStatus.accepted(2)], header: EveryStatus.header, name: "2026-02")
        func decision(_ reason: String) -> PersonalDecision { PersonalDecision(person: "Ani (ani)", reason: reason) }
        try fixture.ledger.write { transaction in
            try transaction.handle(.paused(decision("wait for HR")), of: batch.id, at: ReportFixture.now)
            try transaction.handle(.resumed(decision("HR agrees")), of: batch.id, at: ReportFixture.now)
        }
        let text = try Self.page(fixture, batch)
        for word in ["paused", "resumed", "wait for HR", "HR agrees", "Ani (ani)"] {
            #expect(text.contains(word), "\(word)")
        }
    }
}
