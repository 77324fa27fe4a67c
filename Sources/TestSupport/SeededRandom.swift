internal import FoundationEssentials
internal import PayoutCore
internal import Synchronization

/// A small seeded generator (SplitMix64): one seed gives one history, so that every failure can be replayed.
///
///     var random = SeededRandom(seed: printedSeed(of: #function))
///     let amounts = (0..<100).map { _ in Int64.random(in: 1...1_000_000, using: &random) }
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A generator of its own for one part of the world: what one part draws changes nothing for another.
    package mutating func fork() -> SeededRandom { SeededRandom(seed: next()) }

    /// One of `choices`, which must not be empty.
    package mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    /// True once in `oneIn` times; never where that is 0.
    package mutating func chance(_ oneIn: Int) -> Bool {
        oneIn > 0 && Int.random(in: 0..<oneIn, using: &self) == 0
    }

    /// A length of time within `range`, in milliseconds.
    package mutating func pause(_ range: ClosedRange<Int>) -> Duration {
        .milliseconds(Int.random(in: range, using: &self))
    }
}

/// The seed of a property test: that of `SALUR_TEST_SEED`, else a fresh one. Printed, so that a failure is replayed by
/// setting the variable.
package func printedSeed(of test: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["SALUR_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 1...999_999_999)
    print("\(test): SALUR_TEST_SEED=\(seed)")
    return seed
}

/// Seeded random bits for the identifiers of validations. They outlive every crash, as the system's randomness does.
package final class SeededBits: RandomSource {
    private let random: Mutex<SeededRandom>

    package init(_ random: SeededRandom) { self.random = Mutex(random) }

    /// The next 64 bits.
    package func bits() -> UInt64 { random.withLock { $0.next() } }
}

/// The same bits every time, so that a test can name the identifiers made of them.
package struct FixedBits: RandomSource {
    private let word: UInt64

    package init(word: UInt64) { self.word = word }

    /// Always the same 64 bits.
    package func bits() -> UInt64 { word }
}
