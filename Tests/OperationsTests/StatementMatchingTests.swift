import PayoutCore
import TestSupport
import Testing

@testable import Operations

/// Which booking pays which row: every rule, and that nothing is guessed.
@Suite struct StatementMatchingTests {
    private typealias Row = StatementMatching.Row
    private typealias Verdict = StatementMatching.Verdict

    private static func line(_ number: Int, _ text: String, _ amount: String, isOut: Bool = true) throws
        -> StatementLine
    {
        StatementLine(
            line: number, date: "02/03/2026", text: text, amount: try #require(StatementAmount(amount)), isOut: isOut)
    }

    private static func row(
        _ key: Int64, _ reference: String, _ amount: Int64, _ status: PayoutStatus = .succeeded,
        account: String = "1234567890", batch: Int = 0, day: Int64 = 1
    ) -> Row {
        Row(
            key: key, group: .init(batch: batch, day: day), amount: Rupiah(amount), status: status, account: account,
            numbers: [reference, "PROV\(key)0000"], isOut: true)
    }

    private static func matched(_ lines: [StatementLine], _ rows: [Row]) -> StatementMatching {
        var matching = StatementMatching(lines)
        for row in rows { matching.look(at: row) }
        matching.finishLook()
        for row in rows { matching.lookAgain(at: row) }
        matching.finish()
        for row in rows { matching.lookAtUnpaid(row) }
        return matching
    }

    private static func verdicts(_ matching: StatementMatching, _ rows: [Row]) -> [Verdict?] {
        rows.map { matching.outcome(of: $0)?.verdict }
    }

    @Test("A booking that has a number of the row and its amount pays the row, whatever signs the bank left out")
    func byReference() throws {
        let rows = [Self.row(1, "GAJI-2026-02-0001", 1000), Self.row(2, "GAJI-2026-02-0002", 1000)]
        let lines = [
            try Self.line(2, "TRSF E-BANKING DB GAJI2026020002 BUDI", "1.000,00"),
            try Self.line(3, "BI-FAST prov10000/ANI", "1,000.00 DB"),
        ]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.matched(.reference), .matched(.reference)])
        #expect(matching.outcome(of: rows[0])?.line == 1 && matching.outcome(of: rows[1])?.line == 0)
        #expect(matching.verdicts == [.matched(.reference), .matched(.reference)])
    }

    @Test("A payment that came back and was sent again has a booking for each, as many as attempts and no more")
    func repeated() throws {
        var row = Self.row(1, "GAJI-0001", 1000)
        row.attempts = 2
        let lines = [
            try Self.line(2, "TRSF GAJI-0001", "1000"), try Self.line(3, "RETUR GAJI-0001", "1000", isOut: false),
            try Self.line(4, "TRSF GAJI-0001", "1000"),
        ]
        let paid = Self.matched(lines, [row])
        #expect(Self.verdicts(paid, [row]) == [.matched(.reference)] && paid.outcome(of: row)?.line == 2)
        #expect(paid.verdicts == [.matched(.reference), .returned, .matched(.reference)])
        row.attempts = 1
        #expect(Self.matched(lines, [row]).verdicts == [.ambiguous, .contradicts, .ambiguous])
        // The payments name the account alone.
        row.attempts = 2
        let plain = try [2, 4].map { try Self.line($0, "BIFAST KE 1234567890 BUDI", "1000") }
        let byAccount = Self.matched([plain[0], lines[1], plain[1]], [row])
        #expect(byAccount.verdicts == [.matched(.account), .returned, .matched(.account)])
        #expect(byAccount.outcome(of: row)?.line == 2)
        let half = Self.matched([plain[0], lines[1], lines[2]], [row])
        #expect(half.verdicts == [.matched(.reference), .returned, .matched(.reference)])
        #expect(Self.matched([plain[0], lines[1]], [row]).verdicts == [.open, .contradicts])
        // Both came back, and the ledger says so.
        var refunded = Self.row(1, "GAJI-0001", 1000, .refunded)
        refunded.attempts = 2
        let twice = lines + [try Self.line(5, "RETUR GAJI-0001", "1000", isOut: false)]
        let returned = Self.matched(twice, [refunded])
        #expect(returned.verdicts == [.matched(.reference), .returned, .matched(.reference), .returned])
        // Paid twice and nothing came back: nobody has sent that.
        row.attempts = 2
        #expect(Self.matched([lines[0], lines[2]], [row]).verdicts == [.ambiguous, .ambiguous])
    }

    @Test("One booking pays several rows that it names if they add up to it, else it is open") func oneToMany() throws {
        let rows = [Self.row(1, "PAY-0001", 1000), Self.row(2, "PAY-0002", 2000)]
        let sum = Self.matched([try Self.line(2, "PAY-0001 PAY-0002", "3000")], rows)
        #expect(Self.verdicts(sum, rows) == [.matched(.reference), .matched(.reference)])
        let other = Self.matched([try Self.line(2, "PAY-0001 PAY-0002", "3500")], rows)
        #expect(Self.verdicts(other, rows) == [.ambiguous, .ambiguous] && other.verdicts == [.ambiguous])
    }

    @Test("Another amount than that of the row is said, and pays nothing") func differs() throws {
        let rows = [Self.row(1, "PAY-0001", 1000)]
        let matching = Self.matched([try Self.line(2, "PAY-0001", "1100")], rows)
        #expect(Self.verdicts(matching, rows) == [.differs] && matching.verdicts == [.differs])
    }

    @Test("Charges are set apart, also where they name a row") func fees() throws {
        let rows = [Self.row(1, "PAY-0001", 100_000)]
        let lines = [
            try Self.line(2, "PAY-0001 BUDI", "100.000"), try Self.line(3, "BIAYA TRX PAY-0001", "2.500"),
            try Self.line(4, "BIAYA ADM", "10.000,50"),
        ]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.matched(.reference)])
        #expect(matching.verdicts == [.matched(.reference), .fee, .fee])
    }

    @Test("Two bookings of one row are not one payment: they stay open") func twice() throws {
        let rows = [Self.row(1, "PAY-0001", 1000)]
        let lines = [try Self.line(2, "PAY-0001", "1000"), try Self.line(3, "PAY-0001", "1000")]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.ambiguous] && matching.verdicts == [.ambiguous, .ambiguous])
        #expect(matching.outcome(of: rows[0])?.lines == [0, 1])
    }

    @Test("What the bank has booked and the ledger calls failed is a contradiction; so is money that came back")
    func contradictions() throws {
        let rows = [
            Self.row(1, "PAY-0001", 1000, .failed), Self.row(2, "PAY-0002", 2000),
            Self.row(3, "PAY-0003", 3000, .refunded),
        ]
        let lines = [
            try Self.line(2, "PAY-0001", "1000"), try Self.line(3, "PAY-0002", "2000"),
            try Self.line(4, "RETUR PAY-0002", "2000", isOut: false), try Self.line(5, "PAY-0003", "3000"),
            try Self.line(6, "RETUR PAY-0003", "3000", isOut: false),
        ]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.contradicts, .contradicts, .matched(.reference)])
        #expect(
            matching.verdicts == [.contradicts, .matched(.reference), .contradicts, .matched(.reference), .returned])
    }

    @Test(
        "A payment that came back needs both of its bookings",
        arguments: ["RETUR", "RETUR BI-FAST", "RETUR PAY-0001"])
    func unreturned(text: String) throws {
        let rows = [Self.row(1, "PAY-0001", 3000, .refunded)]
        let payment = try Self.line(2, "PAY-0001", "3000")
        let without = Self.matched([payment], rows)
        #expect(Self.verdicts(without, rows) == [.unreturned] && without.verdicts == [.matched(.reference)])
        let with = Self.matched([payment, try Self.line(3, text, "3000", isOut: false)], rows)
        #expect(Self.verdicts(with, rows) == [.matched(.reference)])
        #expect(with.verdicts == [.matched(.reference), .returned])
    }

    @Test(
        "Another amount that came back under the number of a row is named",
        arguments: [PayoutStatus.refunded, .succeeded])
    func otherReturn(status: PayoutStatus) throws {
        let rows = [Self.row(1, "PAY-0001", 6_229_000, status)]
        let lines = [
            try Self.line(2, "PAY-0001", "6229000"), try Self.line(3, "RETUR PAY-0001", "6222500", isOut: false),
        ]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.differs])
        #expect(matching.verdicts == [.matched(.reference), .differs])
    }

    @Test(
        "A booking of an unpaid row contradicts the ledger, by its number, or by its account and amount",
        arguments: [PayoutStatus.failed, .held, .invalid, .rejected, .unverified, .cancelled, .queued])
    func unpaid(status: PayoutStatus) throws {
        for wasSent in [true, false] {
            var row = Self.row(1, "PAY-0001", 1000, status)
            row.attempts = wasSent ? 1 : 0
            for text in ["BIFAST PAY-0001", "TRSF 1234567890"] {
                let matching = Self.matched([try Self.line(2, text, "1000")], [row])
                #expect(Self.verdicts(matching, [row]) == [.contradicts] && matching.verdicts == [.contradicts])
            }
            let other = Self.matched([try Self.line(2, "BIFAST PAY-0001", "900")], [row])
            #expect(other.verdicts == [.differs])
            // The row that was paid in its place has the booking.
            let both = [row, Self.row(2, "PAY-0001", 1000)]
            guard !wasSent else { continue }
            let mended = Self.matched([try Self.line(2, "BIFAST PAY-0001", "1000")], both)
            #expect(Self.verdicts(mended, both) == [nil, .matched(.reference)])
        }
    }

    @Test(
        "A charge has only words of banks in its text",
        arguments: [
            ("BIAYA ADM BULANAN", true), ("FEE TRANSFER BI-FAST", true), ("BIAYA TRX 12345", true),
            ("PAJAK BUNGA", true), ("TRF FEE KONSULTAN BUDI", false), ("BIAYA KONSULTAN", false),
        ])
    func charge(text: String, isCharge: Bool) throws {
        #expect(Self.matched([try Self.line(2, text, "49.999")], []).verdicts == [isCharge ? .fee : .open])
    }

    @Test("Without a number, the account and the amount find the row; alike rows stay open") func byAccount() throws {
        let rows = [
            Self.row(1, "A-00001", 1000, account: "1111111111"), Self.row(2, "A-00002", 1000, account: "2222222222"),
        ]
        let lines = [try Self.line(2, "KE 2222222222", "1000"), try Self.line(3, "KE 1111111111", "1000")]
        let matching = Self.matched(lines, rows)
        #expect(Self.verdicts(matching, rows) == [.matched(.account), .matched(.account)])
        #expect(matching.outcome(of: rows[0])?.line == 1)
        let alike = [
            Self.row(1, "A-00001", 1000, account: "1111111111"), Self.row(2, "A-00002", 1000, account: "1111111111"),
        ]
        let open = Self.matched(lines, alike)
        #expect(Self.verdicts(open, alike) == [.ambiguous, .ambiguous])
        #expect(open.verdicts == [.ambiguous, .ambiguous])
    }

    @Test("An amount that stands there once on both sides belongs together; in the other direction it does not")
    func byAmount() throws {
        let rows = [Self.row(1, "A-00001", 1234)]
        #expect(Self.verdicts(Self.matched([try Self.line(2, "TRANSFER", "1234")], rows), rows) == [.matched(.amount)])
        let back = Self.matched([try Self.line(2, "SETORAN", "1234", isOut: false)], rows)
        #expect(back.verdicts == [.open])
    }

    @Test("A booking before the row was sent, or long after it ended, is none of it, and is named") func days() throws {
        let sent = StatementDates([]).days(of: "2026-03-02")[0]
        var row = Self.row(1, "PAY-0001", 1000)
        row.days = sent...(sent + Row.lateDaysMax)
        func verdict(_ date: String, _ text: String) throws -> Verdict? {
            var line = try Self.line(2, text, "1000")
            line.days = StatementDates(["14/02/2026"]).days(of: date)
            return Self.matched([line], [row]).outcome(of: row)?.verdict
        }
        #expect(try verdict("02/03/2026", "PAY-0001") == .matched(.reference))
        #expect(try verdict("12/03/2026", "PAY-0001") == .matched(.reference))
        #expect(try verdict("01/03/2026", "PAY-0001") == .otherDay)
        #expect(try verdict("13/03/2026", "PAY-0001") == .otherDay)
        #expect(try verdict("01/03/2026", "TRSF 1234567890") == .open)
        #expect(try verdict("01/03/2026", "TRANSFER") == .open)
        #expect(try verdict("03/03/2026", "TRANSFER") == .matched(.amount))
        // Nobody can say which year is meant.
        #expect(try verdict("01/03", "PAY-0001") == .matched(.reference))
    }

    @Test(
        "Dates are read as the statement writes them; where it does not show its way, both are possible",
        arguments: [
            ("02/03/2026", ["14/02/2026"], 1), ("02/03/2026", ["02/14/2026"], 1), ("02/03/2026", [], 2),
            ("2026-03-02", [], 1), ("20260302", [], 1), ("02 Maret 2026", [], 1), ("2-Mar-26", [], 1),
            ("02/03/26 10:15", ["31/01/26"], 1), ("02/03", [], 0), ("02/03 10:15", [], 0), ("PEND", [], 0),
            ("31/02/2026", [], 0), ("", [], 0),
        ] as [(String, [String], Int)])
    func dates(date: String, others: [String], count: Int) {
        let days = StatementDates(others + [date]).days(of: date)
        #expect(days.count == count)
        let march = StatementDates([]).days(of: "2026-03-02")[0]
        if count == 1, others != ["02/14/2026"] { #expect(days == [march]) }
    }

    @Test(
        "An amount alone is not enough where the text names somebody or something else",
        arguments: [
            ("TRSF E-BANKING DB SITI RAHMA", true), ("TRSF E-BANKING DB BUDI SANTOSO", false), ("BI-FAST BUDI", false),
            ("TRSF GAJI-0099", true), ("TRSF INV/2026/1", false), ("TRANSFER KE BANK MANDIRI", false),
            ("SEWA KANTOR", true), ("1402/FTSCY/WS95031 BONUS MARET", false), ("TRSF BUDI S", false), ("", false),
        ] as [(String, Bool)])
    func otherText(text: String, isOther: Bool) throws {
        var row = Self.row(1, "GAJI-0001", 1234)
        (row.name, row.note) = ("Budi Santoso", "Gaji Maret")
        let matching = Self.matched([try Self.line(2, text, "1234")], [row])
        #expect(matching.outcome(of: row)?.verdict == (isOther ? .otherText : .matched(.amount)))
        #expect(matching.verdicts == [isOther ? .otherText : .matched(.amount)])
    }

    @Test("A charge is at most what banks take for a transfer or an account") func largeCharge() throws {
        let lines = [try Self.line(2, "BIAYA ADM", "50.000"), try Self.line(3, "BIAYA KONSULTAN", "50.001")]
        #expect(Self.matched(lines, []).verdicts == [.fee, .open])
    }

    @Test("A booking of a sum pays a whole batch, or the rows of one of its days") func sums() throws {
        let rows = [
            Self.row(1, "A-00001", 1000, day: 1), Self.row(2, "A-00002", 2000, day: 1),
            Self.row(3, "A-00003", 4000, day: 2),
            Self.row(4, "A-00004", 8000, day: 2),
        ]
        let whole = Self.matched([try Self.line(2, "PAYROLL", "15000")], rows)
        #expect(Self.verdicts(whole, rows) == Array(repeating: .matched(.sum), count: 4))
        let days = Self.matched([try Self.line(2, "PAYROLL", "3000"), try Self.line(3, "PAYROLL", "12000")], rows)
        #expect(Self.verdicts(days, rows) == Array(repeating: .matched(.sum), count: 4))
        #expect(days.outcome(of: rows[0])?.line == 0 && days.outcome(of: rows[2])?.line == 1)
        // A row with a booking of its own is not in the sum.
        let rest = Self.matched([try Self.line(2, "A-00004", "8000"), try Self.line(3, "PAYROLL", "7000")], rows)
        #expect(Self.verdicts(rest, rows) == Array(repeating: .matched(.sum), count: 3) + [.matched(.reference)])
    }

    @Test("A sum that fits two batches, or two bookings of the sum, stay open") func ambiguousSums() throws {
        let rows = [
            Self.row(1, "A-00001", 1000), Self.row(2, "A-00002", 2000), Self.row(3, "B-00001", 1500, batch: 1),
            Self.row(4, "B-00002", 1500, batch: 1),
        ]
        let two = Self.matched([try Self.line(2, "PAYROLL", "3000")], rows)
        #expect(two.verdicts == [.ambiguous])
        let both = Self.matched([try Self.line(2, "X", "3000"), try Self.line(3, "Y", "3000")], Array(rows.prefix(2)))
        #expect(both.verdicts == [.ambiguous, .ambiguous])
    }

    @Test("Rows and bookings without another side are open") func open() throws {
        let rows = [Self.row(1, "A-00001", 1000), Self.row(2, "A-00002", 5000, .cancelled)]
        let matching = Self.matched([try Self.line(2, "SEWA KANTOR", "777")], rows)
        #expect(Self.verdicts(matching, rows) == [.open, nil])
        #expect(matching.verdicts == [.open])
    }

    @Test("No booking is given to two rows by account or amount, and none pays another sum: random statements")
    func property() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 1...200 {
            let rows = (1...Int.random(in: 1...12, using: &random)).map { key in
                Self.row(
                    Int64(key), "REF-\(1000 + key)", Int64.random(in: 1...5, using: &random) * 1000,
                    Bool.random(using: &random) ? .succeeded : .failed,
                    account: "99999990\(Int.random(in: 10...13, using: &random))")
            }
            let lines = try (1...Int.random(in: 1...12, using: &random)).map { number in
                let row = rows[Int.random(in: rows.indices, using: &random)]
                let text = [row.numbers[0], row.account, "PAYROLL"][Int.random(in: 0...2, using: &random)]
                return try Self.line(number, text, String(Int64.random(in: 1...6, using: &random) * 1000))
            }
            let matching = Self.matched(lines, rows)
            var paid: [Int: Int64] = [:]
            for row in rows {
                guard let found = matching.outcome(of: row), case .matched = found.verdict, let line = found.line else {
                    continue
                }
                #expect(row.isExpected, "seed \(seed)")
                paid[line, default: 0] += row.amount.whole
            }
            for (line, sum) in paid { #expect(lines[line].amount.rupiah.whole == sum, "seed \(seed)") }
        }
    }
}
