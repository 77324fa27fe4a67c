/// A number that counts from 1. Two kinds of them stand side by side in identifiers, so each is a type of its own.
package protocol Ordinal: Codable, Hashable, Strideable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible
where Stride == Int {
    var number: Int { get }
    init(_ number: Int)
}

extension Ordinal {
    package init(integerLiteral number: Int) { self.init(number) }
    package var description: String { String(number) }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int.self))
    }

    /// A plain number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    /// How many steps `other` lies after this one.
    package func distance(to other: Self) -> Int { other.number - number }
    /// The one `count` steps after this one.
    package func advanced(by count: Int) -> Self { Self(number + count) }

    package static func + (ordinal: Self, count: Int) -> Self { ordinal.advanced(by: count) }
    package static func - (ordinal: Self, count: Int) -> Self { ordinal.advanced(by: -count) }
}

/// Which transfer intent of a payout; enters the ``ExternalID``.
///
///     let attempt: Attempt = 2
///     identifiers.externalID(reference: "GAJI-1", attempt: attempt + 1)
package struct Attempt: Ordinal {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}

/// Which transfer of a payout that the bank may record; enters the ``PartnerReferenceNo``. It grows only where the bank
/// certainly recorded the one before and ended it, so several attempts may carry the same.
package struct Generation: Ordinal {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}
