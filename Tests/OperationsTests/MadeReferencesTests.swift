import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Files without references, as templates of other providers are: references are made of what the rows hold.
@Suite struct MadeReferencesTests {
    private static let header = "No,Bank,No Rekening,Nama Penerima,Nominal,Berita"
    private static let rows = [
        "1,BCA,1234567890,Budi Santoso,1.500.000,Gaji Maret", "2,BCA,1234567891,Siti,2.000.000,Gaji Maret",
        "3,BCA,1234567891,Siti,2.000.000,Gaji Maret",
    ]

    private func check(_ lines: [String], header: String = header) throws -> (FileCheck, [Violation]) {
        let fixture = try IntakeFixture()
        let path = try fixture.write(lines, header: header)
        var found: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { found.append($0) }, onWarning: { _ in })
        return (check, found)
    }

    @Test func `Every row gets a reference, and a person is shown the first of them`() throws {
        let (check, violations) = try check(Self.rows)
        #expect(violations.isEmpty && check.accepted == 3)
        let step = try #require(check.reading.steps.first { $0.kind == .madeReference })
        #expect(step.rows == 3 && step.example?.written == "Budi Santoso")
        #expect(step.example?.readAs.hasPrefix("BUDI~") == true)
    }

    @Test func `References stay the same where rows are sorted, and tell equal rows apart by counting them`() {
        func references(_ rows: [[String]]) -> [String] {
            let made = MadeReferences()
            return rows.map { row in
                made.next(
                    name: row[0], account: row[1..<3].map { Array($0.utf8) }, amount: Rupiah(plain: row[3]),
                    note: Array(row[4].utf8))
            }
        }
        let rows = [
            ["Budi", "014", "1", "5", ""], ["Siti", "014", "2", "5", ""], ["Siti", "014", "2", "5", ""],
            ["Ani", "014", "12", "5", ""], ["", "014", "3", "", ""],
        ]
        let made = references(rows)
        #expect(Set(made).count == 5 && made[2] == made[1] + "-2")
        #expect(Set(references(rows.reversed())) == Set(made))
        // What is in one part is not taken for a piece of the next.
        #expect(references([["A", "B", "CD", "5", ""]]) != references([["A", "BC", "D", "5", ""]]))
        // The amount and a word for a new version leave the stem as it is; another note does not.
        func stem(_ amount: String, _ note: String) -> MadeReference.Stem? {
            references([["Budi", "014", "1", amount, note]]).first.flatMap { MadeReference.stem(of: $0) }
        }
        #expect(stem("5", "Gaji Maret") == stem("6", "gaji maret (REVISI)") && stem("5", "Gaji Maret")?.isDated == true)
        #expect(stem("5", "Gaji Maret") != stem("5", "THR Maret") && stem("5", "Gaji")?.isDated == false)
        #expect(stem("5", "INV 20260312")?.isDated == true)
    }

    @Test func `A row without an account is rejected for the account alone`() throws {
        let (check, violations) = try check(Self.rows + ["4,BCA,,Eko,500.000,x"])
        #expect(check.accepted == 3 && check.rejected == 1)
        #expect(violations.map(\.code) == [.accountNumberMalformed] || violations.map(\.code) == [.missingValue])
    }

    @Test func `A misspelt name of the reference is corrected by a person`() throws {
        let header = "refernce,bank_code,account_number,account_name,amount,note"
        let error = #expect(throws: CommandFailure.self) {
            try check(["A,014,1234567890,Budi,1500000,x"], header: header)
        }
        #expect(error?.phrase.english.contains("rename \"refernce\" if that is it") == true)
    }
}
