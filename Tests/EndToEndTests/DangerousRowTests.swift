import Foundation
import Testing

/// Rows that look right and are not: refused or pointed out before anything is paid.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DangerousRowTests {
    private static let header = "reference,bank_code,account_number,account_name,amount,note,email"
    private static let rows = [
        "GAJI-1,014,1200000001,BUDI,50000,gaji,", "GAJI-1\u{200B},014,1200000002,SITI,50000,gaji,",
        "GAJI-3,014,1200000003.0,ANI,50000,gaji,", "GAJI-4,014,1200000004,NULL,50000,gaji,",
        "GAJI-5,014,50000,DEWI,1200000005,gaji,", "gaji-1,014,1200000006,RINA,50000,gaji,",
        "GAJI-7,041,1200000000000070,TONO,50000,gaji,", "GAJI-8,014,1200000008,MAYA,50000,gaji,maya(at)x",
        "Ren\u{E9},014,1200000009,RENE,50000,gaji,", "Rene\u{301},014,1200000010,RENE,50000,gaji,",
    ]

    private struct Finding: Decodable {
        let line: Int
        let reference: String?
        let accountName: String?
        let code: String
        let isWarning: Bool
    }

    private struct Document: Decodable {
        let findings: [Finding]
    }

    private static let expected: [[String]] = [
        ["2", "small_amounts", "true"], ["3", "invisible_character", "false"],
        ["4", "account_number_malformed", "false"],
        ["5", "looks_empty", "false"], ["6", "account_and_amount_swapped", "false"],
        ["7", "reference_look_alike", "true"], ["8", "digits_probably_lost", "true"], ["9", "email_malformed", "true"],
        ["10", "duplicate_reference", "false"], ["11", "duplicate_reference", "false"],
    ]

    @Test func `check, submit and run tell the same, name the rows, and only good rows are paid`() async throws {
        try await World.with { world in
            try world.write(([Self.header] + Self.rows).joined(separator: "\n") + "\n", to: "gaji.csv")
            func reported(_ findings: [Finding]) -> [[String]] {
                findings.map { ["\($0.line)", $0.code, "\($0.isWarning)"] }.sorted {
                    (Int($0[0]) ?? 0) < (Int($1[0]) ?? 0)
                }
            }
            let check = try await world.salur(["check", "gaji.csv"])
            #expect(check.code == 1)
            for words in [
                "line 3 (SITI), reference \"GAJI-1[invisible character U+200B]\"",
                "U+200B ZERO WIDTH SPACE (character 7)",
                "line 4 (GAJI-3, ANI), account_number", "Write only the 10 digits before \".0\"",
                "note: line 7 (RINA), reference \"gaji-1\": the reference looks like that of line 2 (GAJI-1, BUDI)",
                "account and amount look swapped",
            ] {
                #expect(check.output.contains(words), "\(words): \(check.output)")
            }
            let document = try #require(
                try await world.salur(["check", "--json", "gaji.csv"]).json([Document].self).first)
            #expect(reported(document.findings) == Self.expected)
            #expect(document.findings.first { $0.line == 4 }?.reference == "GAJI-3")
            #expect(document.findings.first { $0.line == 4 }?.accountName == "ANI")
            try await world.withBank { bank in
                let submit = try await world.salur(["submit", "--json", "gaji.csv"], bank: bank)
                #expect(reported(try submit.json(Document.self).findings) == Self.expected, "\(submit)")
                try world.deleteLedger()
                let run = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(run.errors.contains("gaji.csv: note: line 7 (RINA)"), "\(run)")
                let paid = Set(try bank.ledger().booked.map(\.accountNumber))
                #expect(paid == ["1200000001", "1200000006", "1200000000000070", "1200000008"])
            }
        }
    }
}
