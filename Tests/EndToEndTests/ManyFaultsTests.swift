import Foundation
import Testing

/// What `check` shows of a file with much wrong in it, and what it says about a first line that is no header.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ManyFaultsTests {
    /// 1.228 rows: 1.226 amounts that are none, one unknown bank, one empty row.
    private static let many: String = {
        var rows = (1...1226).map { "G-\($0),014,12345678\(90 + $0 % 9),BUDI,1.500.0000,gaji" }
        rows.append("G-X,999,1234567890,BUDI,1500000,gaji")
        rows.append(",,,,,")
        return ([Payroll.header] + rows).joined(separator: "\n") + "\n"
    }()

    @Test func `The first 20 findings are shown, the others counted by kind`() async throws {
        try await World.with { world in
            try world.write(Self.many, to: "gaji.csv")
            let check = try await world.salur(["check", "gaji.csv"])
            #expect(check.code == 1)
            let lines = check.output.split(separator: "\n").map(String.init)
            let rest = [
                "… and 1,207 more (--all lists every one):",
                "  amount_malformed, an amount that is not plain digits: 1,206 rows (first in lines 22, 23, 24)",
                "  bank_code_unknown, an unknown bank code: 1 row (line 1228)",
                "gaji.csv: read: 1 row: empty, and skipped (line 1229)",
                "gaji.csv: 0 rows can be paid, Rp 0; 1,227 rejected.",
            ]
            #expect(Array(lines.dropFirst(20)) == rest, "\(check.output)")
        }
    }

    @Test func `In Indonesian the thousands are separated by points`() async throws {
        try await World.with { world in
            try world.write(Self.many, to: "gaji.csv")
            let check = try await world.salur(["check", "--language", "id", "gaji.csv"])
            #expect(check.output.contains("… dan 1.207 lagi (--all menampilkan semuanya):"))
            let counted = "  amount_malformed, nominal bukan angka polos: 1.206 baris (pertama di baris 22, 23, 24)\n"
            #expect(check.output.contains(counted))
            #expect(check.sentence == "gaji.csv: 0 baris dapat dibayar, Rp 0; 1.227 ditolak.")
        }
    }

    private struct Document: Decodable {
        struct Finding: Decodable {
            let line: Int
        }

        let findings: [Finding]
    }

    @Test func `--all shows every finding, and so does --json`() async throws {
        try await World.with { world in
            try world.write(Self.many, to: "gaji.csv")
            let all = try await world.salur(["check", "--all", "gaji.csv"])
            #expect(all.output.split(separator: "\n").count == 1227 + 2)
            #expect(!all.output.contains("…"))
            let documents = try await world.salur(["check", "--json", "gaji.csv"]).json([Document].self)
            #expect(documents.first?.findings.count == 1227)
        }
    }

    @Test func `Each file has its own 20`() async throws {
        try await World.with { world in
            try world.write(Self.many, to: "a.csv")
            try world.write(Self.many, to: "b.csv")
            let check = try await world.salur(["check", "a.csv", "b.csv"])
            #expect(check.output.split(separator: "\n").count == 2 * 25)
        }
    }

    /// A file that does not begin with its header.
    struct Headless: Sendable, CustomTestStringConvertible {
        let text: String
        let words: String

        var testDescription: String { words }

        init(_ text: String, says words: String) {
            self.text = text
            self.words = words
        }
    }

    private static let row = "G-1,014,1234567890,BUDI,1500000,gaji\n"
    private static let commas = Payroll.header + "\n" + row
    private static let semicolons = commas.replacing(",", with: ";")

    static let headless: [Headless] = [
        Headless(
            "sep=:\n" + semicolons, says: "gaji.csv, line 1: the line \"sep=…\" above the header names no separator"),
        Headless("sep=:\n" + semicolons, says: "Delete that line; the separator is recognised without it."),
        Headless(
            row + row,
            says: "gaji.csv, line 1: the header does not fit: this line is a row of data, so the header is missing; "),
        Headless(
            row, says: "insert a first line with the column names. It must name these columns, by these or"),
    ]

    @Test(arguments: headless)
    func `A first line that is no header is told as what it is, and nothing is guessed`(file: Headless) async throws {
        try await World.with { world in
            try world.write(file.text, to: "gaji.csv")
            let check = try await world.salur(["check", "gaji.csv"])
            #expect(check.code == 65, "\(check)")
            #expect(check.errors.contains(file.words), "\(check.errors)")
            #expect(check.output.isEmpty && !check.errors.contains("BUDI"))
        }
    }
}
