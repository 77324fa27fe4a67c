/// What an amount that is not written plainly most probably means: `1.500.000`, `1,500,000.00`, `1.500.000,00`,
/// `1500000,-`. Only ever shown as a proposal, never paid.
struct MeantAmount {
    /// The whole rupiah, digits only.
    let digits: String
    /// Whether there are decimals other than zero.
    let hasFraction: Bool
    /// Whether there was anything but digits.
    let isGrouped: Bool

    /// Nil where `number` is not clearly one of these.
    init?(_ number: String) {
        var bytes = Array(number.utf8)[...]
        for ending in [",--", ",-", ".-"] where bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            bytes = bytes.dropLast(ending.utf8.count)
        }
        let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
        guard
            let found = Self.read(bytes, thousands: point, decimal: comma)
                ?? Self.read(bytes, thousands: comma, decimal: point)
        else { return nil }
        digits = String(decoding: found.digits, as: UTF8.self)
        hasFraction = found.decimals.contains { $0 != UInt8(ascii: "0") }
        isGrouped = found.digits.count != number.utf8.count
    }

    /// Reads digits in groups of three with decimals. Three of them may be a group of thousands as well.
    private static func read(
        _ bytes: ArraySlice<UInt8>, thousands: UInt8, decimal: UInt8
    ) -> (digits: [UInt8], decimals: ArraySlice<UInt8>)? {
        let parts = bytes.split(separator: decimal, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : []
        guard parts.count == 1 || decimals.count != 3 && !decimals.isEmpty, areDigits(decimals) else { return nil }
        let groups = parts[0].split(separator: thousands, omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && areDigits($0) }) else { return nil }
        let isRegular = groups.count == 1 || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
        return isRegular ? (Array(groups.joined()), decimals) : nil
    }

    private static func areDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { (0x30...0x39).contains($0) }
    }
}
