internal import PayoutCore

/// Why a text is no plain amount, and what its writer probably meant.
enum AmountFault {
    /// Judges `text`, which is no plain amount.
    static func cause(of text: String) -> RowFault.Cause {
        let number = withoutCurrency(text)
        let meant = MeantAmount(number)
        if isNegative(number) { return .negativeAmount }
        if UnitWords.namesForeignCurrency(text) { return .notRupiah }
        if let meant = ShortenedAmount.digits(number) { return .moreThanDigits(meant: meant) }
        if case .twofold(_, let thousands, let decimal) = AmountReading(text.utf8) {
            return .twofoldAmount(thousands: thousands, decimal: decimal)
        }
        if let meant, meant.hasFraction { return .fractionOfRupiah(whole: meant.digits) }
        // 0.500.000 is a slip of the keyboard: nobody can say which digit is meant.
        if let meant, meant.digits.utf8.first == UInt8(ascii: "0") { return .noAmount }
        if number != text { return .moreThanDigits(meant: meant?.digits) }
        guard let meant else { return ScientificNotation.isPresent(in: number) ? .shortenedAmount : .noAmount }
        return meant.isGrouped ? .amountNotPlain(meant: meant.digits) : .hugeAmount
    }

    /// The text without `Rp`, `IDR` and spaces around it and between thousands.
    private static func withoutCurrency(_ text: String) -> String {
        var parts = text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
        for sign in ["rp.", "rp", "idr"] {
            guard let first = parts.first else { break }
            if lowercaseASCII(first.utf8.prefix(sign.utf8.count)).elementsEqual(sign.utf8) {
                parts[0] = String(first.unicodeScalars.dropFirst(sign.utf8.count))
                break
            }
        }
        if let last = parts.last, lowercaseASCII(last.utf8.suffix(3)).elementsEqual("idr".utf8) {
            parts[parts.count - 1] = String(last.unicodeScalars.dropLast(3))
        }
        parts.removeAll(where: \.isEmpty)
        // Only thousands are put together: two amounts in one cell are not one amount.
        return parts.joined(separator: areThousands(parts) ? "" : " ")
    }

    /// Whether the parts are the groups of one number, such as `1 500 000,00`.
    private static func areThousands(_ parts: [String]) -> Bool {
        guard let first = parts.first, first.utf8.count <= 3 else { return parts.isEmpty }
        return parts.dropFirst().enumerated().allSatisfy { index, part in
            let digits = part.utf8.prefix { (0x30...0x39).contains($0) }.count
            return digits == 3 && (index + 2 == parts.count || part.utf8.count == 3)
        }
    }

    private static func lowercaseASCII(_ bytes: Substring.UTF8View) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Whether there is a minus before or after the number, as SAP writes it, or parentheses around it.
    private static func isNegative(_ number: String) -> Bool {
        let minus = UInt8(ascii: "-")
        let isTrailing = number.utf8.last == minus && ![",", ".", "-"].contains(number.dropLast().last)
        return number.utf8.first == minus || isTrailing && number.utf8.count > 1 || isInParentheses(number)
    }

    private static func isInParentheses(_ number: String) -> Bool {
        number.utf8.first == UInt8(ascii: "(") && number.utf8.last == UInt8(ascii: ")")
    }
}
