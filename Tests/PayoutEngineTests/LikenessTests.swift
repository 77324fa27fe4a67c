import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Rows that look like payments of another batch wait for a person (promise P11).
@Suite struct LikenessTests {
    /// The statuses and reason codes of a second file, before anything of it was sent.
    private func held(
        after pause: Duration = .zero, digest: String = "other", _ change: (inout TestRow) -> Void
    ) throws -> [Int: String] {
        let bench = try EngineBench(rows: 3)
        try bench.payFile()
        bench.pass(pause)
        let other = try bench.fileAgain(as: "BONUS", digest: digest, change)
        _ = try bench.duplicates(in: other)
        var codes: [Int: String] = [:]
        try bench.ledger.read { reader in
            try reader.forEachResult(of: other) { row in
                #expect((row.status == .held) == (row.reason != nil))
                if let reason = row.reason { codes[row.line - 1] = reason.code }
            }
        }
        return codes
    }

    @Test func `The same payment is held whatever its reference, and what differs is not`() throws {
        let codes = try held { row in
            row.reference = "BONUS-\(row.number)"
            if row.number == 2 { row.amount += 1 }
            if row.number == 3 { row.account = "7777777777" }
        }
        #expect(codes == [1: ReasonCode.possibleDuplicate])
    }

    @Test func `A reference that was used is held with what was paid under it`() throws {
        let codes = try held { row in
            if row.number == 1 { row.amount += 1 }
            if row.number == 2 { row.account = "7777777777" }
        }
        #expect(codes == [1: "reference_used", 2: "reference_used", 3: "possible_duplicate"])
    }

    @Test func `Weekly wages pass, and a reference that was used never does`() throws {
        let week = Duration.seconds(7 * 86_400)
        #expect(try held(after: week) { $0.reference = "WEEK-2-\($0.number)" }.isEmpty)
        #expect(
            try held(after: week * 60) { row in
                if row.number == 3 { row.amount += 1 }
            } == [1: "possible_duplicate", 2: "possible_duplicate", 3: "reference_used"])
    }

    @Test func `Content that a person pays again on purpose is not compared with itself`() throws {
        #expect(try held(digest: "SALARY") { _ in }.isEmpty)
    }

    @Test func `Two files submitted before either is paid: the second is held when its turn comes`() throws {
        let bench = try EngineBench(rows: 3)
        let other = try bench.fileAgain(as: "BONUS", digest: "other") { $0.reference = "BONUS-\($0.number)" }
        #expect(try bench.ledger.read { try $0.totals(other)[.queued]?.count } == 3)
        try bench.payFile()
        let totals = try bench.duplicates(in: other)
        #expect(totals[.held]?.count == 3 && totals[.queued] == nil)
    }

    @Test func `A row released against one payment is held against another that is still to be made`() throws {
        let bench = try EngineBench(rows: 1)
        try bench.payFile()
        let other = try bench.fileAgain(as: "BONUS", digest: "other") { $0.reference = "BONUS-1" }
        #expect(try bench.duplicates(in: other)[.held]?.count == 1)
        let third = try bench.fileAgain(as: "EXTRA", digest: "third") { $0.reference = "EXTRA-1" }
        try bench.ledger.write { _ = try $0.handle(.approved, of: third, at: bench.now) }
        let payout = try #require(try bench.ledger.read { try $0.payouts(other, .held, after: .none, limit: 1) }.first)
        func release() throws -> DecisionHandler.Outcome {
            bench.pass(.seconds(60))
            return try bench.decide(.release, payout, of: other, in: bench.ledger)
        }
        #expect(try release() == .refused(.looksLikeAnother))
        let stored = try #require(try bench.ledger.read { try $0.payout(payout) })
        guard stored.payout.status == .held, case .samePayment(let earlier)? = stored.payout.reason else {
            Issue.record("\(stored.payout)")
            return
        }
        #expect(earlier.reference == "EXTRA-1")
        #expect(try release() == .done, "this time both were shown")
    }

    @Test func `A released row is held again only for a payment that came later`() throws {
        let bench = try EngineBench(rows: 2)
        try bench.payFile()
        let other = try bench.fileAgain(as: "BONUS", digest: "other") { $0.reference = "BONUS-\($0.number)" }
        #expect(try bench.duplicates(in: other)[.held]?.count == 2)
        bench.pass(.seconds(60))
        for payout in try bench.ledger.read({ try $0.payouts(other, .held, after: .none, limit: 9) }) {
            #expect(try bench.decide(.release, payout, of: other, in: bench.ledger) == .done)
        }
        #expect(try bench.duplicates(in: other)[.held] == nil)
    }
}
