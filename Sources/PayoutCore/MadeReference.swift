/// The form of a reference that Salur makes for a row of a file without references: the first word of the payee, then
/// the stem, which is the same for the same bank, account and note, then the amount.
///
///     MadeReference.text(word: "BUDI", stem: "3f9a1c07be", amount: "1500000", count: 1, isDated: true)
///     // "BUDI~3f9a1c07be_1500000"
///     MadeReference.stem(of: "BUDI~3f9a1c07be_1500000")?.isDated    // true
///     MadeReference.stem(of: "GAJI-2026-03")                        // nil: a reference of the file
///
/// A row whose amount was corrected has the same stem, so that it meets the payment that it corrects.
package enum MadeReference {
    /// What two rows for the same bank, account and note have in common.
    package struct Stem: Hashable, Sendable {
        package let text: String
        /// Whether the note names a month, a date or another number, so that no later file has it by chance.
        package let isDated: Bool
    }

    /// The hexadecimal digits of a stem.
    package static let stemDigits = 10
    private static let mark = UInt8(ascii: "~")
    private static let dated = UInt8(ascii: "_")
    private static let undated = UInt8(ascii: ".")

    /// - Parameters:
    ///   - word: makes the reference known to people.
    ///   - stem: has ``stemDigits`` digits.
    ///   - amount: in whole rupiah, or `x` where it cannot be read.
    ///   - count: which of the rows of the file that are the same in all of this, counted from 1.
    package static func text(word: String, stem: String, amount: String, count: Int, isDated: Bool) -> String {
        let reference = "\(word)~\(stem)\(isDated ? "_" : ".")\(amount)"
        return count == 1 ? reference : "\(reference)-\(count)"
    }

    /// The stem of `reference`, or nil if it is a reference of the file.
    package static func stem(of reference: String) -> Stem? {
        guard reference.utf8.contains(mark) else { return nil }
        let bytes = Array(reference.utf8)
        guard let range = stem(in: bytes.span), let end = range.last else { return nil }
        return Stem(text: String(decoding: bytes[range.dropLast()], as: UTF8.self), isDated: bytes[end] == dated)
    }

    /// Where the stem stands in a reference, with the character after it; nil in a reference of the file.
    package static func stem(in reference: Span<UInt8>) -> Range<Int>? {
        for index in reference.indices where reference[index] == mark {
            let end = index + 1 + stemDigits
            guard index > 0, end + 1 < reference.count, reference[end] == dated || reference[end] == undated else {
                return nil
            }
            for place in (index + 1)..<end where !isDigit(reference[place]) { return nil }
            return (index + 1)..<(end + 1)
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
}

extension PaymentOrder {
    /// Whether both have the same reference, composed (NFC) or not. References that were made are the same where their
    /// stems are, whatever the amounts.
    package func hasReference(of other: PaymentOrder) -> Bool {
        // Two texts are equal in Swift where they are canonically equivalent.
        if reference == other.reference { return true }
        guard let stem = MadeReference.stem(of: reference) else { return false }
        return stem == MadeReference.stem(of: other.reference)
    }
}
