/// A sum of decimal amounts, exact to five decimals (ISO 20022, ActiveCurrencyAndAmount).
struct DecimalSum: Equatable {
    private static let decimals = 5
    private static let digitsMax = 18

    private var units: Int128 = 0

    init() {}

    /// Reads digits with at most five decimals; nil for anything else.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].count <= Self.digitsMax else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || (1...Self.decimals).contains(fraction.count) else { return nil }
        let padded = fraction + Array(repeating: UInt8(ascii: "0"), count: Self.decimals - fraction.count)
        for digit in Array(parts[0]) + padded {
            guard (0x30...0x39).contains(digit) else { return nil }
            units = units * 10 + Int128(digit - 0x30)
        }
    }

    static func += (sum: inout DecimalSum, amount: DecimalSum) { sum.units += amount.units }

    /// The sum without needless decimals.
    var text: String {
        let scale: Int128 = 100_000
        let (whole, rest) = units.quotientAndRemainder(dividingBy: scale)
        guard rest != 0 else { return "\(whole)" }
        var fraction = String("\(scale + rest)".dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)"
    }
}
