import PayoutSimulator
import Testing

/// A checker that cannot fail proves nothing: each of these broken variants must be found, and for what it does.
@Suite struct MutantTests {
    /// Histories within which a mutant must be caught.
    private static let seeds: ClosedRange<UInt64> = 1...60

    @Test(arguments: Mutant.all) func `A planted bug is found`(mutant: Mutant) throws {
        let simulator = try Simulator()
        simulator.adjust = { scenario in
            // A few rows show a bug as well as many, and sooner.
            scenario.files = scenario.files.map { $0.keeping(rows: 4) }
            mutant.adjust(&scenario)
        }
        simulator.seams = mutant.seams
        let catching = try Self.seeds.first { seed in
            try simulator.play(seed).complaints.contains { $0.contains(mutant.complaint) }
        }
        #expect(catching != nil, "\(mutant.name) went unseen")
    }
}
