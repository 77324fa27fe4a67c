/// An amount of money in whole Indonesian rupiah.
///
/// Money is its own type so that it is never mixed with a count, a line number or a floating-point value.
/// Sums of a file are checked: see ``adding(_:)``.
package struct Rupiah: Codable, Hashable, Comparable, Sendable {
    /// The amount in whole rupiah; may be negative only as the result of a subtraction.
    package let whole: Int64

    package static let zero = Rupiah(0)

    /// Makes an amount of `whole` rupiah.
    package init(_ whole: Int64) { self.whole = whole }

    package static func < (left: Rupiah, right: Rupiah) -> Bool { left.whole < right.whole }

    /// The sum, or nil where it does not fit into 64 bits.
    package func adding(_ other: Rupiah) -> Rupiah? {
        let (sum, overflow) = whole.addingReportingOverflow(other.whole)
        return overflow ? nil : Rupiah(sum)
    }

    /// The difference, or nil where it does not fit into 64 bits.
    package func subtracting(_ other: Rupiah) -> Rupiah? {
        let (difference, overflow) = whole.subtractingReportingOverflow(other.whole)
        return overflow ? nil : Rupiah(difference)
    }

    /// The amount as people in Indonesia read it, such as `Rp 1.500.000`.
    package var display: String {
        let digits = String(whole.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(".") }
            grouped.append(digit)
        }
        return (whole < 0 ? "-Rp " : "Rp ") + grouped
    }

    /// Reads an amount written plainly: digits, and at most two decimals that must be zero (`1500000`, `1500000.00`).
    ///
    /// Signs, grouping, exponents, spaces and fractions of a rupiah are refused: the answer is then nil.
    package init?(plain text: some StringProtocol) {
        var value: Int64 = 0
        var wholeDigits = 0
        var decimals: Int?
        for byte in text.utf8 {
            switch (byte, decimals) {
            case (UInt8(ascii: "0")...UInt8(ascii: "9"), nil):
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                guard !overflow, !carry else { return nil }
                value = sum
                wholeDigits += 1
            case (UInt8(ascii: "."), nil): decimals = 0
            case (UInt8(ascii: "0"), .some(let count)) where count < 2: decimals = count + 1
            default: return nil
            }
        }
        guard wholeDigits > 0, decimals == nil || decimals == 1 || decimals == 2 else { return nil }
        self.init(value)
    }
}
