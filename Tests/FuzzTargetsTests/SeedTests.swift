import FuzzTargets
import Testing

/// The same demands that `make fuzz` searches to break, over the seeds and two hundred seeded changes of them.
@Suite(.serialized) struct SeedTests {
    /// Changed seeds a target.
    static let mutationCount = 200

    @Test(arguments: FuzzTarget.allCases) func `Seeds keep what must hold`(target: FuzzTarget) async throws {
        let corpus = try Corpus(of: target)
        #expect(corpus.seeds.count >= 4)
        for seed in corpus.seeds {
            await Task.yield()
            hold(target, seed.bytes, "seed \(seed.name)")
        }
    }

    @Test(arguments: FuzzTarget.allCases) func `Changed seeds keep what must hold`(target: FuzzTarget) async throws {
        let corpus = try Corpus(of: target)
        var mutator = Mutator(corpus: corpus, seed: 20_260_214)
        for number in 1...Self.mutationCount {
            // Tests that wait for real answers run at the same time as this one.
            await Task.yield()
            hold(target, mutator.next(), "mutation \(number)")
        }
    }

    @Test(arguments: FuzzTarget.allCases) func `The empty input is an input`(target: FuzzTarget) {
        hold(target, [], "nothing")
    }

    private func hold(_ target: FuzzTarget, _ input: [UInt8], _ name: String) {
        do throws(BrokenProperty) {
            try target.check(input)
        } catch {
            Issue.record(
                "\(target), \(name): \(error). Input: \(String(decoding: input, as: UTF8.self).debugDescription)")
        }
    }
}
