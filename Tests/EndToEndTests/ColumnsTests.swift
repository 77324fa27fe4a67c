import Foundation
import Testing

/// A file whose columns have no usual names: what they are is proposed, and the proposal makes the file readable.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ColumnsTests {
    private struct Document: Decodable {
        let line: Int
        let missing: [String]
        let proposal: [String: String]
    }

    @Test func `A proposal that is put into the settings makes the file readable`() async throws {
        try await World.with { world in
            try world.write(
                "Siapa,Dimana,Nomornya,Bersih Akhir\nBudi Santoso,BCA,1234567890,1.500.000\n", to: "gaji.csv")
            #expect(try await world.salur(["check", "gaji.csv"]).code == 65)
            let found = try await world.salur(["columns", "--json", "gaji.csv"])
            #expect(found.code == 1, "\(found.errors)")
            let document = try found.json(Document.self)
            #expect(document.line == 1 && document.missing.isEmpty)
            #expect(document.proposal["columns.accountNumber"] == "Nomornya" && document.proposal.count == 4)
            let shown = try await world.salur(["columns", "gaji.csv"])
            let lines = shown.output.split(separator: "\n")
            let start = try #require(lines.firstIndex(of: "columns:"))
            try world.write(lines[start...].joined(separator: "\n") + "\n", to: "salur.yaml")
            let checked = try await world.salur(["check", "gaji.csv"])
            #expect(checked.code == 0, "\(checked)")
            #expect(checked.sentence.contains("1 row can be paid, Rp 1.500.000"))
            #expect(try await world.salur(["columns", "gaji.csv"]).code == 0)
        }
    }

    @Test func `Columns that check refuses for their cells are not called clear`() async throws {
        try await World.with { world in
            try world.write(
                "Nama,Bank,No Rekening,Nominal,Final\nBudi Santoso,BCA,1234567890,1.500.000,1.400.000\n",
                to: "gaji.csv")
            let shown = try await world.salur(["columns", "gaji.csv"])
            #expect(shown.code == 1 && shown.output.contains("\"Final\" hold different amounts"), "\(shown)")
        }
    }
}
