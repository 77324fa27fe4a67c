/// Seeded chance that does not depend on the order of arrival: each decision is a function of the seed, of what is
/// decided, and of the identifier that it is decided about.
struct Chance: Sendable {
    let seed: UInt64

    /// What is decided, apart from the faults themselves.
    enum Subject: UInt64 {
        case answerDelay = 100
        case validationDelay
        case transferDelay
        case nextDelay
        case variety
        case processed
        case notFoundForm
        case customerReference
        case unknownStatus
        case cutOffForm
        case longReference
        case publicUser
        case cardCustomer
        case acceptance
    }

    /// Whether a fault of `kind` with this `probability` strikes.
    func strikes(_ kind: FaultKind, _ probability: Double, _ identity: String, _ number: Int = 0) -> Bool {
        guard probability > 0 else { return false }
        var ordinal: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in kind.rawValue.utf8 { ordinal = (ordinal ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return fraction(bits(ordinal, identity, number)) < probability
    }

    /// A number from 0 up to but not including `count`.
    func number(below count: UInt64, _ subject: Subject, _ identity: String, _ number: Int = 0) -> UInt64 {
        bits(subject.rawValue, identity, number) % count
    }

    /// A duration within `range`.
    func duration(
        in range: ClosedRange<Duration>, _ subject: Subject, _ identity: String, _ number: Int = 0
    ) -> Duration {
        guard range.lowerBound < range.upperBound else { return range.lowerBound }
        let share = fraction(bits(subject.rawValue, identity, number))
        return range.lowerBound + (range.upperBound - range.lowerBound) * share
    }

    /// 64 bits that depend on every argument: FNV-1a over the identity, then the finalizer of splitmix64.
    func bits(_ subject: UInt64, _ identity: String, _ number: Int) -> UInt64 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15
        for byte in identity.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = Self.mixed(hash ^ subject &* 0xD6E8_FEB8_6659_FD93)
        return Self.mixed(hash &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15)
    }

    private func fraction(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
