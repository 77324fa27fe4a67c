import PayoutCore
import Testing

@Suite("The waits of one payout")
struct PayoutPolicyTests {
    private let now = Timestamp(milliseconds: 1_771_051_030_000)

    @Test("Inquiries follow the printed table: 30s, 1m, 2m, 4m, 8m, then 15m")
    func printedTable() {
        let policy = PayoutPolicy()
        let pauses = (1...8).map { policy.pause(afterInquiry: $0) }
        #expect(pauses == [30, 60, 120, 240, 480, 900, 900, 900].map { .seconds($0) })
        #expect(policy.pause(afterInquiry: 0) == .seconds(30))
        #expect(policy.pause(afterInquiry: 1_000_000) == .seconds(900))
    }

    @Test("A shorter interval keeps the shape: doubling up to thirty times its length")
    func otherIntervals() {
        var policy = PayoutPolicy()
        policy.pollInterval = .seconds(1)
        #expect((1...7).map { policy.pause(afterInquiry: $0) } == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
        policy.pollInterval = .milliseconds(200)
        #expect(policy.pause(afterInquiry: 1_000_000) == .seconds(6))
    }

    @Test("A longer interval ends at 15 minutes, or stays as it is")
    func longIntervals() {
        var policy = PayoutPolicy()
        policy.pollInterval = .seconds(400)
        #expect((1...4).map { policy.pause(afterInquiry: $0) } == [400, 800, 900, 900].map { .seconds($0) })
        policy.pollInterval = .seconds(3600)
        #expect((1...3).map { policy.pause(afterInquiry: $0) } == [3600, 3600, 3600].map { .seconds($0) })
        #expect(policy.longestWait == .seconds(3600))
    }

    @Test("A deadline is due when it has come, or when it lies further away than any wait of ours")
    func clockJumps() {
        let policy = PayoutPolicy()
        #expect(policy.longestWait == .seconds(900))
        #expect(policy.isDue(now, at: now))
        #expect(policy.isDue(now - .seconds(1), at: now))
        #expect(!policy.isDue(now + .milliseconds(1), at: now))
        #expect(!policy.isDue(now + .seconds(900), at: now))
        #expect(policy.isDue(now + .milliseconds(900_001), at: now))
        #expect(policy.isDue(now + .seconds(86_400 * 365), at: now))
    }

    @Test("The longest wait is the longest of all")
    func longestWait() {
        var policy = PayoutPolicy()
        policy.validationWait = .seconds(5000)
        #expect(policy.longestWait == .seconds(5000))
        policy.notFoundAfter = .seconds(6000)
        #expect(policy.longestWait == .seconds(6000))
    }
}
