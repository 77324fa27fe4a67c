internal import TestSupport

extension SeededRandom {
    /// Choices that depend on nothing but `input`, so that a finding is replayed from its bytes alone.
    init(from input: [UInt8]) {
        self.init(seed: input.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 })
    }
}
