import PayoutSimulator
import Testing

/// A checker that cannot fail proves nothing: each of these broken variants must be found, and for what it does.
@Suite struct MutantTests {
    /// Histories within which a mutant must be caught.
    private static let seeds: ClosedRange<UInt64> = 1...120

    @Test(arguments: Mutant.all) func `A planted bug is found`(mutant: Mutant) async throws {
        let simulator = try Simulator()
        simulator.adjust = { scenario in
            // A few rows show a bug as well as many, and sooner.
            scenario.files = scenario.files.map { $0.keeping(rows: 4) }
            mutant.adjust(&scenario)
        }
        simulator.seams = mutant.seams
        for seed in Self.seeds {
            // Tests that wait for real answers run at the same time as this one.
            await Task.yield()
            if try simulator.play(seed).complaints.contains(where: { $0.contains(mutant.complaint) }) { return }
        }
        Issue.record("\(mutant.name) went unseen")
    }
}
