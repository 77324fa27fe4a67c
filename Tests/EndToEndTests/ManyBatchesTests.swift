import Foundation
import Testing

/// One batch never blocks another (promise P13), with the real programs.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ManyBatchesTests {
    private struct Outcome: Decodable {
        let file: String
        let exitCode: Int
    }

    private static let largeRows = 150
    private static let smallRows = 3

    /// Ten files: a large one, one whose callbacks never come, one that the bank stops, and seven small ones.
    private static func payrolls() -> [Payroll] {
        var silent = Payroll(rows: 0)
        var poor = Payroll(rows: 0)
        for number in 1...4 {
            silent.add(.validationSilent, number: number)
            poor.add(.insufficientFunds, number: number)
        }
        return [Payroll(rows: largeRows), silent, poor] + (3...9).map { Payroll(rows: smallRows, series: $0) }
    }

    @Test func `Ten batches are paid at once: what is stuck or large delays no small one`() async throws {
        let payrolls = Self.payrolls()
        let files = payrolls.indices.map { "file\($0).csv" }
        try await World.with { world in
            for (payroll, file) in zip(payrolls, files) { try world.write(payroll.text, to: file) }
            try await world.withBank { bank in
                #expect(try await world.salur(["submit"] + files, bank: bank).code == 0)
                let approve = ["approve", "--yes", "--by", "Budi", "--reason", "checked"]
                #expect(try await world.salur(approve + files, bank: bank).code == 0)
                let processed = try await world.salur(["process", "--json"], bank: bank)
                #expect(processed.code == 77, "\(processed)")
                let outcomes = try processed.json([Outcome].self)
                #expect(outcomes.map(\.file) == files)
                #expect(outcomes.map(\.exitCode) == [0, 77, 77] + Array(repeating: 0, count: 7))

                let booked = try bank.ledger().booked.map(\.accountNumber)
                #expect(booked.count == Self.largeRows + 7 * Self.smallRows)
                let large = Set(payrolls[0].rows.map(\.accountNumber))
                let lastSmall = try #require(booked.lastIndex { !large.contains($0) })
                let before = booked[...lastSmall].count { large.contains($0) }
                #expect(before < Self.largeRows / 2, "\(before) rows of the large batch came before the last small one")
                for payroll in payrolls[3...] {
                    for row in payroll.rows { #expect(booked.count { $0 == row.accountNumber } == 1) }
                }
            }
        }
    }
}
