/// The digits of an account number that is written with marks between them: `123-456-7890`, `0812 3456 7890`,
/// `'1234567890`, `="1234567890"`, `+62 812-3456-7890`.
///
/// Digits are never made up: only marks that cannot belong to a number are taken away, and a phone number that begins
/// with the country code begins with 0 instead.
enum AccountReading {
    /// A longer group is a number of its own.
    private static let groupDigitsMax = 8
    /// Of an Indonesian mobile number without its country code or its zero.
    private static let mobileDigits = 9...12

    /// The digits of `cell`; nil where it cannot be read so, or holds digits only.
    static func digits(_ cell: [UInt8]) -> [UInt8]? {
        let text = SpreadsheetText.content(of: String(decoding: cell, as: UTF8.self).unicodeScalars.map(plain)[...])
        guard let groups = groups(of: text) else { return nil }
        if groups.count > 1 {
            let areParts = groups.allSatisfy { $0.count <= groupDigitsMax }
            guard areParts, !looksDecimal(text, groups.count) else { return nil }
        }
        let digits = groups.joined().map { UInt8(truncatingIfNeeded: $0.value) }
        return digits.count < cell.count && AccountNumberRule.digits.contains(digits.count) ? digits : nil
    }

    /// The phone number of an e-wallet, beginning with `08`; nil where `cell` cannot be read so, or is one already.
    static func phone(_ cell: [UInt8]) -> [UInt8]? {
        var text = SpreadsheetText.content(of: String(decoding: cell, as: UTF8.self).unicodeScalars.map(plain)[...])
        let hasPlus = text.first == "+"
        if hasPlus { text.removeFirst() }
        guard let groups = groups(of: text), !looksDecimal(text, groups.count) else { return nil }
        let digits = groups.joined().map { UInt8(truncatingIfNeeded: $0.value) }
        if digits.starts(with: "628".utf8), mobileDigits.contains(digits.count - 2) {
            return Array("0".utf8) + digits.dropFirst(2)
        }
        guard !hasPlus, digits.starts(with: "08".utf8), digits.count < cell.count else { return nil }
        return mobileDigits.contains(digits.count - 1) ? digits : nil
    }

    /// Groups of digits with one mark between each; nil where there is anything else.
    private static func groups(of text: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>]? {
        let groups = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "-" || $0 == "." }
        let areDigits = groups.allSatisfy { group in !group.isEmpty && group.allSatisfy { ("0"..."9").contains($0) } }
        return areDigits ? groups : nil
    }

    /// Whether a single point with one or two digits after it makes a decimal number of the cell, as in
    /// `1234567890.0`.
    private static func looksDecimal(_ text: ArraySlice<Unicode.Scalar>, _ groupCount: Int) -> Bool {
        guard groupCount == 2, let point = text.lastIndex(of: ".") else { return false }
        return text.endIndex - point <= 3
    }

    /// Spaces, hyphens and apostrophes of all kinds are those of ASCII.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}": " "
        case "\u{2010}"..."\u{2013}": "-"
        case "\u{2018}", "\u{2019}": "'"
        case _: scalar
        }
    }
}
