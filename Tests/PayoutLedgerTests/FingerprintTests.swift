import GRDB
import PayoutCore
import TestSupport
import Testing

@testable import PayoutLedger

@Suite("Fingerprints of rows") struct FingerprintTests {
    @Test("are sorted by their hash, and like beside like in the order of the file") func sorting() {
        var random = SeededRandom(seed: 11)
        for count in [0, 1, 4095, 4096, 20_000] {
            let entries = (0..<count).map { place in
                Int64(random.next() >> 1) & ~0x3_FFFF & (place.isMultiple(of: 3) ? ~0 : 0x7FFF_0000_0000_0000)
                    | Int64(place)
            }
            #expect(EntrySorting.sorted(entries) == entries.sorted())
        }
    }

    @Test("know the key of a row, also beyond the first part") func places() {
        let batch = BatchID(key: 7)
        var rows = RowFingerprints()
        rows.add(LedgerFixture.order("A"))
        rows.skip()
        rows.add(LedgerFixture.order("B"))
        let part = rows.takePart()
        #expect(
            part.payments.map { RowFingerprints.payout(of: $0, part: part.number, of: batch) }
                == [PayoutID(batch, place: 1), PayoutID(batch, place: 3)])
        #expect(Set(part.payments.map(RowFingerprints.hash)).count == 1)
        #expect(Set(part.references.map(RowFingerprints.hash)).count == 2)
        rows.add(LedgerFixture.order("A"))
        let next = rows.takePart()
        #expect(next.number == 1)
        let place = RowFingerprints.partRowsMax + 1
        #expect(
            next.payments.map { RowFingerprints.payout(of: $0, part: next.number, of: batch) }
                == [PayoutID(batch, place: place)])
        #expect(
            next.references.map(RowFingerprints.hash) == [
                RowFingerprints.hash(
                    of: part.references.first { RowFingerprints.rowsBefore($0) == 0 } ?? 0)
            ])
    }

    @Test("do not share their bytes between cells") func cells() {
        func hash(_ bank: String, _ account: String, _ amount: Int64) -> Int64 {
            var rows = RowFingerprints()
            rows.add(
                PaymentOrder(
                    reference: "R", bankCode: bank, accountNumber: account, accountName: "", amount: Rupiah(amount)))
            return RowFingerprints.hash(of: rows.takePart().payments[0])
        }
        let hashes = [
            hash("014", "1234567890", 5), hash("0141", "234567890", 5), hash("01", "41234567890", 5),
            hash("014", "12345678905", 0), hash("014", "1234567890", 50), hash("", "0141234567890", 5),
        ]
        #expect(Set(hashes).count == hashes.count)
    }

    @Test("a search for the next entry finds it from anywhere") func search() {
        let entries: [Int64] = [2, 4, 4, 8, 16, 32, 64, 128]
        for start in entries.indices {
            for bound in Int64(0)...130 {
                let expected = entries[start...].firstIndex { $0 >= bound } ?? entries.endIndex
                #expect(FingerprintCursor.firstIndex(in: entries, notBelow: bound, from: start) == expected)
            }
        }
    }

    @Test("go with an import that never ended, and stay with a batch") func lifetime() throws {
        let fixture = try LedgerFixture()
        let filing = try LedgerImport(
            into: fixture.ledger, fileName: "payroll.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
        try filing.add(.accepted(line: 2, order: LedgerFixture.order("A"), note: "", others: []))
        try filing.discard()
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM fingerprint") == 0)
        try fixture.batch(of: 2)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM fingerprint") == 4)
        for sql in [
            "DELETE FROM fingerprint", "UPDATE fingerprint SET first = 1",
            "INSERT INTO fingerprint SELECT batch_id, kind, 7, first, entries FROM fingerprint",
        ] {
            #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: sql) } }
        }
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test("that somebody took away are missed by the check of the ledger") func tampered() throws {
        let fixture = try LedgerFixture()
        try fixture.batch(of: 2)
        try fixture.raw { database in
            let trigger = try String.fetchOne(
                database, sql: "SELECT sql FROM sqlite_schema WHERE name = 'fingerprint_stays'")
            try database.execute(sql: "DROP TRIGGER fingerprint_stays; DELETE FROM fingerprint WHERE kind = 0")
            try database.execute(sql: try #require(trigger))
        }
        let check = try LedgerCheck(fixture.ledger)
        #expect(check.findingCount == 1)
    }
}
