import Foundation
import PayoutCore
import Testing

@testable import salur_benchmark

/// What is measured with, and what is said about it. Nothing here takes time.
@Suite struct BenchmarkTests {
    private let payroll = Payroll(seed: PayrollSeed.usual)

    @Test func `The same seed gives the same payroll, and another seed another one`() {
        let lines = (0..<50).map(payroll.line)
        #expect(lines == (0..<50).map(Payroll(seed: PayrollSeed.usual).line))
        #expect(lines != (0..<50).map(Payroll(seed: 1).line))
        #expect(Set(lines).count == 50)
        #expect(lines.contains { $0.contains(",\"") })
        #expect(lines.contains { $0.contains("\"\"") })
    }

    @Test func `A bank knows who an account belongs to`() throws {
        for index in [0, 7, 12_345, 999_999] {
            let line = payroll.line(index)
            let account = try #require(line.split(separator: ",").dropFirst(2).first)
            let name = payroll.name(ofAccount: String(account))
            #expect(line.replacing("\"\"", with: "\"").contains(name), "\(line)")
        }
    }

    @Test func `The median is the middle, and a ratio is that of the medians`() {
        #expect(Sample.median([3, 1, 2]) == 2)
        #expect(Sample.median([4, 1, 2, 3]) == 2.5)
        #expect(Sample.median([]) == 0)
        let line = self.line(ours: [4, 2, 3], reference: [2, 1, 9], budget: .atMost(1.5))
        #expect(line.figure == 1.5)
        #expect(line.isMet == true)
        #expect(self.line(ours: [4], reference: [2], budget: .atMost(1.5)).isMet == false)
        #expect(self.line(ours: [4], reference: [2], budget: nil).isMet == nil)
    }

    @Test func `A missed budget is named below the table`() {
        let text = ResultTable.text([line(ours: [4], reference: [2], budget: .atMost(1.5))])
        #expect(text.contains("2.00"))
        #expect(text.contains("≤ 1.50"))
        #expect(text.contains("missed: check, 1,000 rows"))
    }

    @Test func `A row that has become dearer is a complaint, one that costs a little more is none`() {
        let thresholds = Thresholds(roomPercent: 5, instructionsPerRow: ["check": 1000])
        #expect(thresholds.complaint("check", 1050) == nil)
        #expect(thresholds.complaint("check", 500) == nil)
        #expect(thresholds.complaint("check", 1051)?.contains("dearer") == true)
        #expect(thresholds.complaint("submit", 1)?.contains("nothing is recorded") == true)
    }

    @Test func `The sizes grow tenfold up to the largest`() {
        #expect(CompareCommand.sizes(upTo: 1_000_000) == [10_000, 100_000, 1_000_000])
        #expect(CompareCommand.sizes(upTo: 30_000) == [10_000, 30_000])
        #expect(CompareCommand.sizes(upTo: 500) == [500])
    }

    @Test func `The cost of a row grows by nothing where twice the rows take twice the time`() throws {
        var lines = [line(ours: [1], reference: [1], budget: nil)]
        lines.append(line(ours: [2], reference: [2], budget: nil, rows: 2000))
        let growth = try #require(Growth.lines(of: lines).first)
        #expect(growth.id == "growth.check")
        #expect(growth.figure == 1)
    }

    @Test func `Numbers are written for people`() {
        #expect(grouped(1_234_567) == "1,234,567")
        #expect(fixed(1234.5678, 2) == "1,234.57")
        #expect(fixed(0.996, 2) == "1.00")
        #expect(Unit.bytes.shown(1_572_864) == "1.5 MiB")
        #expect(Unit.seconds.shown(0.0123) == "12.3 ms")
    }

    private func line(ours: [Double], reference: [Double], budget: Bound?, rows: Int = 1000) -> Line {
        let sample = { (name: String, values: [Double]) in
            Sample(name, .seconds, values.map { Reading(value: $0, usage: nil) })
        }
        return Line(
            id: "check", work: "check", rows: rows, ours: sample("salur", ours), reference: sample("other", reference),
            budget: budget)
    }
}
