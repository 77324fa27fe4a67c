import PayoutCore
import TestSupport
import Testing

@Suite("Ten thousand histories")
struct RandomHistoryTests {
    private static let historiesMax = 10_000
    private static let eventsMax = 40

    @Test("Whatever happens in whatever order, no promise is broken", arguments: Rail.allCases)
    func promises(rail: Rail) {
        let seed = printedSeed(of: "\(rail.rawValue) histories")
        var seen: Set<PayoutStatus> = []
        var (contradictions, secondAttempts, broken) = (0, 0, 0)
        for number in 0..<Self.historiesMax {
            var history = RandomHistory(seed: seed &+ UInt64(number), rail: rail)
            for _ in 0..<Self.eventsMax {
                let findings = history.advance()
                seen.insert(history.story.payout.status)
                guard findings.isEmpty else {
                    broken += 1
                    Issue.record(
                        "TEST_SEED=\(seed), history \(number): \(findings)\n\(history.log.joined(separator: "\n"))")
                    break
                }
            }
            if history.story.payout.isContradicted { contradictions += 1 }
            if history.story.payout.transfers.count > 1 { secondAttempts += 1 }
            if broken == 5 { return }
        }
        // The histories went everywhere: only a file makes a row rejected, and only accounts are validated.
        let unreached: Set<PayoutStatus> = rail == .payout ? [] : [.validating, .validated, .unverified, .invalid]
        #expect(seen == Set(PayoutStatus.allCases).subtracting([.rejected]).subtracting(unreached))
        #expect(contradictions > 100 && secondAttempts > 300)
    }
}
