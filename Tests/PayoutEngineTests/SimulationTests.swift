import FoundationEssentials
import Testing

/// The main test of the engine: random histories with faults and crashes, and an auditor who watches them.
@Suite struct SimulationTests {
    private static let histories: UInt64 = 300

    private static func given(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// `SIMULATION_SEED=n` replays one history, `SIMULATION_COUNT=n` plays so many.
    @Test func `Random histories break no promise`() throws {
        if let seed = Self.given("SIMULATION_SEED") { return try play(seed) }
        let first = UInt64.random(in: 0...UInt64(UInt32.max)) * 1_000_000
        let count = Self.given("SIMULATION_COUNT") ?? Self.histories
        print("simulation: the seeds are \(first) to \(first + count - 1); SIMULATION_SEED replays one")
        for seed in first..<first + count { try play(seed) }
    }

    private func play(_ seed: UInt64) throws {
        do {
            try History(seed: seed).play()
        } catch {
            Issue.record("replay with SIMULATION_SEED=\(seed): \(error)")
        }
    }
}
