import FoundationEssentials
import PayoutCore
import PayoutSimulator
import Testing

/// The main test of the whole: seeded histories with faults, crashes and persons, and an auditor who watches them.
/// `make simulate` plays many more of them, faster. They yield between histories, or tests that wait for real answers
/// at the same time would wait too long.
@Suite struct SimulationTests {
    /// Fixed, so that the same commit gives the same result.
    private static let seeds: ClosedRange<UInt64> = 1...40

    /// Histories that once showed something wrong, in the product or in the auditor.
    private static let regressions: [UInt64] = [107, 160, 20_000_426, 30_000_511]

    private static let enumerated: [UInt64] = [3, 4]

    @Test(arguments: [Rail.payout, .collection, .charge]) func `No history of a fixed set of seeds breaks a promise`(
        rail: Rail
    ) async throws {
        let simulator = try Simulator()
        simulator.adjust = { $0.rail = rail }
        var deaths = 0
        var bookings = 0
        for seed in Self.seeds {
            await Task.yield()
            let verdict = try simulator.play(seed)
            #expect(verdict.complaints.isEmpty, "replay: RAIL=\(rail.rawValue) SEED=\(seed) make simulate")
            deaths += verdict.deaths
            bookings += verdict.bookings
        }
        // Histories in which nothing happens would prove nothing.
        #expect(deaths > 50)
        #expect(bookings > 50)
    }

    @Test func `Every ledger is proven by its journal, whatever happened to it`() async throws {
        let simulator = try Simulator()
        simulator.provesLedgers = true
        for seed in 1...12 as ClosedRange<UInt64> {
            await Task.yield()
            let complaints = try simulator.play(seed).complaints
            #expect(complaints.isEmpty, "seed \(seed)")
        }
    }

    @Test func `What a history once showed stays mended`() async throws {
        let simulator = try Simulator()
        for seed in Self.regressions {
            await Task.yield()
            #expect(try simulator.play(seed).complaints.isEmpty)
        }
    }

    @Test(arguments: [1, 7, 42] as [UInt64]) func `One seed gives one history`(seed: UInt64) async throws {
        let simulator = try Simulator()
        simulator.trace = .fingerprint
        let first = try simulator.play(seed)
        let second = try simulator.play(seed)
        #expect(first.fingerprint != 0)
        #expect(first.fingerprint == second.fingerprint)
        #expect(try simulator.play(seed + 1).fingerprint != first.fingerprint)
    }

    @Test func `One seed gives one history on a ledger in memory and on one of SQLite`() async throws {
        let simulator = try Simulator()
        simulator.trace = .fingerprint
        var fingerprints: Set<UInt64> = []
        for seed in 1...30 as ClosedRange<UInt64> {
            await Task.yield()
            func play(onFile: Bool) throws -> UInt64 {
                simulator.adjust = { scenario in
                    scenario.hasFile = onFile
                    // A disk that fills is that of a file alone.
                    scenario.diskFaultsOneIn = 0
                }
                return try simulator.play(seed).fingerprint
            }
            let inMemory = try play(onFile: false)
            #expect(try play(onFile: true) == inMemory, "seed \(seed)")
            fingerprints.insert(inMemory)
        }
        #expect(fingerprints.count == 30)
    }

    @Test func `A process may die at every durable step and before and after every request`() async throws {
        let simulator = try Simulator()
        simulator.adjust = { scenario in
            scenario.files = [scenario.files[0].keeping(rows: 2)]
            scenario.diskFaultsOneIn = 0
        }
        var places = 0
        for seed in Self.enumerated {
            let (found, count) = try simulator.enumerateCrashes(seed)
            for verdict in found { #expect(verdict.complaints.isEmpty) }
            places += count
        }
        #expect(places > 50)
    }

    @Test func `The shell of the product sends nothing before a commit has returned`() async throws {
        #expect(try await ShellCheck.complaints().isEmpty)
    }

    @Test func `A ledger in a file gives the same promises, also on a disk that fills`() async throws {
        let simulator = try Simulator()
        simulator.adjust = { scenario in
            scenario.hasFile = true
            scenario.diskFaultsOneIn = 10
        }
        for seed in Self.seeds.prefix(4) {
            await Task.yield()
            let verdict = try simulator.play(seed)
            #expect(verdict.complaints.isEmpty, "\(seed)")
        }
    }

    @Test func `A process that dies is begun again, and the disk may fail beside it`() async throws {
        let simulator = try Simulator()
        simulator.adjust = { scenario in
            scenario.files = [scenario.files[0].keeping(rows: 1)]
            scenario.diskFaultsOneIn = 10
        }
        #expect(try simulator.enumerateCrashes(5).found.map(\.complaints) == [])
    }

    @Test func `Without faults every row is settled in one run`() async throws {
        let simulator = try Simulator()
        simulator.adjust = { $0.calmDown() }
        for seed in Self.seeds.prefix(5) {
            await Task.yield()
            let verdict = try simulator.play(seed)
            #expect(verdict.complaints.isEmpty)
            #expect(verdict.deaths == 0)
        }
    }
}
