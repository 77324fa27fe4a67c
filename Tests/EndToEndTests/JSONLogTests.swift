import Foundation
import Testing

/// With `log.format: json`, everything on standard error is one object a line, whatever goes wrong.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct JSONLogTests {
    private static let settings: [String: String?] = ["SALUR_LOG_FORMAT": "json"]

    private struct Line: Decodable {
        let time: String
        let level: String
        let event: String
        let message: String
        let batch: String?
        let line: Int?
        let reference: String?
        let reasonCode: String?
    }

    /// The lines of the log; each must be an object with the keys that every line has.
    private func lines(_ ended: Ended) throws -> [Line] {
        try ended.errors.split(separator: "\n").map { try json(Line.self, from: String($0)) }
    }

    @Test func `Every line of a run with faults is an object with batch, line and reference, and without names`()
        async throws
    {
        var payroll = Payroll(rows: 3)
        payroll.add(.transferFails)
        payroll.add(.otherName)
        payroll.rows[0].amount = "1.500.0000"
        payroll.rows[1].bankCode = "999"
        var repeated = payroll.rows[2]
        repeated.reference = "GAJI-0-3B"
        payroll.rows.append(repeated)
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: Self.settings)
                let lines = try lines(ended)
                #expect(ended.code == 1, "\(ended)")
                func found(_ event: String) -> [Line] { lines.filter { $0.event == event } }
                #expect(found("row_rejected").map(\.line) == [2, 3], "\(ended.errors)")
                #expect(found("row_rejected").map(\.reference) == ["GAJI-0-1", "GAJI-0-2"])
                #expect(found("row_rejected").map(\.reasonCode) == ["amount_malformed", "bank_code_unknown"])
                #expect(found("row_held").contains { $0.line == 7 && $0.reasonCode == "repeated_in_file" })
                #expect(found("plan").count == 1)
                let end = try #require(found("run_ended").first)
                #expect(
                    end.level == "warning" && end.batch?.hasPrefix("gaji-") == true && end.message.contains("not paid"))
                #expect(lines.filter { $0.line != nil || $0.event == "plan" }.allSatisfy { $0.batch == end.batch })
                for row in payroll.rows {
                    #expect(!ended.errors.contains(row.accountNumber) && !ended.errors.contains(row.accountName))
                }
            }
        }
    }

    @Test func `What ends a command early is a line too`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 1).text, to: "gaji.csv")
            try await world.withBank { bank in
                let wrong: [(arguments: [String], settings: [String: String?], code: Int32)] = [
                    (["run", "--yes", "missing.csv"], [:], 65), (["run", "--nonsense", "gaji.csv"], [:], 64),
                    (["rum", "gaji.csv"], [:], 64),
                    (["run", "--yes", "gaji.csv"], ["SALUR_DISPATCH_WINDOW": "x"], 78),
                ]
                for (arguments, settings, code) in wrong {
                    let ended = try await world.salur(
                        arguments, bank: bank, settings: Self.settings.merging(settings) { _, new in new })
                    #expect(ended.code == code, "\(ended)")
                    #expect(try lines(ended).map(\.level) == ["error"], "\(ended)")
                }
            }
        }
    }
}
