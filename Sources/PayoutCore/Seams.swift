/// The wall clock. A protocol because tests and the simulator have a second one.
package protocol WallClock: Sendable {
    /// The present moment.
    func now() -> Timestamp
}

/// A source of random bits for identifiers. A protocol because tests replay a seeded one.
package protocol RandomSource: Sendable {
    /// 64 fresh random bits.
    func bits() -> UInt64
}

/// The operating system's random numbers.
package struct SystemRandomSource: RandomSource {
    package init() {}

    package func bits() -> UInt64 { UInt64.random(in: .min ... .max) }
}
