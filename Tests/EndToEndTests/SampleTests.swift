import Foundation
import TestSupport
import Testing

/// The first sample that a newcomer pays ends as its page says, row by row.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SampleTests {
    /// A row of the table in `Samples/README.md`: the lines of the file that it is about, and how they end.
    private struct Promise {
        let line: String
        let status: String
        let reason: String

        /// Nil where the line of the page is no row of such a table.
        init?(_ text: Substring) {
            let cells = text.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count >= 7, Int(cells[1]) != nil else { return nil }
            line = cells[1]
            status = Self.plain(cells[cells.count - 3])
            reason = Self.plain(cells[cells.count - 2])
        }

        static func plain(_ cell: String) -> String { cell.replacing("`", with: "") }
    }

    @Test func `Every row of the payroll ends as its page says`() async throws {
        let page = try Sample.text("README.md")
        let begin = try #require(page.firstRange(of: "## What is the result of payroll.csv?")).upperBound
        let end = page[begin...].firstRange(of: "\n## ")?.lowerBound ?? page.endIndex
        let section = page[begin..<end]
        let promises = section.split(separator: "\n").compactMap { Promise($0) }
        #expect(promises.count > 70)
        try await World.with { world in
            try world.write(try Sample.text("payroll.csv"), to: "payroll.csv")
            try world.write(try Sample.text("salur.yaml"), to: "salur.yaml")
            try await world.withBank { bank in
                let ended = try await world.salur(
                    ["run", "--yes", "payroll.csv"], bank: bank, settings: ["SALUR_CHECKS_NAME_MATCH": "hold"])
                #expect(ended.code == 1, "\(ended.errors)")
            }
            let reports = try Reports(world)
            let results = Dictionary(
                try reports.results.map { ($0["line"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
            for promise in promises {
                let row = try #require(results[promise.line], "line \(promise.line)")
                #expect(row["status"] == promise.status, "line \(promise.line)")
                #expect(row["reason_code"] == promise.reason, "line \(promise.line)")
            }
            let listed = Set(promises.map(\.line))
            #expect(results.values.allSatisfy { listed.contains($0["line"] ?? "") || $0["status"] == "succeeded" })
            let counts = try reports.reconciliation.byStatus.filter { $0.value.count > 0 }
            let sentence = section.split(separator: ":").first.map(String.init) ?? ""
            for (status, amounts) in counts {
                #expect(
                    sentence.contains("\(amounts.count) `\(status)`")
                        || sentence.contains("\(amounts.count) rows `\(status)`"), "\(status) \(amounts.count)")
            }
        }
    }
}
