internal import Wording

/// Why a text is no plain amount, and what its writer probably meant.
struct AmountFault {
    let code: ViolationCode
    let message: Phrase
    let whatToDo: Phrase

    private static let plainly = Phrase("Write the amount of its source, digits only, such as 1500000")

    /// Judges `text`, which is no plain amount.
    init(of text: String) {
        let number = Self.withoutCurrency(text)
        let meant = MeantAmount(number)
        if number.utf8.first == UInt8(ascii: "-") || Self.isInParentheses(number) {
            self.init(
                code: .amountNotPositive, message: Phrase("the amount is negative; money can only be sent, not taken"),
                whatToDo: Phrase("Write the amount to be paid, or delete the row"))
        } else if let meant, meant.hasFraction {
            self.init(
                code: .amountNotWhole, message: Phrase("the amount has a fraction of a rupiah"),
                whatToDo: Phrase(
                    "Write the whole rupiah that are due, digits only; without its fraction it is \(meant.digits)"))
        } else if number != text {
            self.init(
                code: .amountMalformed, message: Phrase("the amount holds more than digits"),
                whatToDo: meant.map { Phrase("Write \($0.digits) if that is meant: digits only") } ?? Self.plainly)
        } else if let meant, meant.isGrouped {
            self.init(
                code: .amountMalformed, message: Phrase("the amount is not written plainly"),
                whatToDo: Phrase("Write \(meant.digits) if that is meant: no thousands separators, no decimal comma"))
        } else {
            self.init(unclear: number, isDigits: meant != nil)
        }
    }

    private init(code: ViolationCode, message: Phrase, whatToDo: Phrase) {
        self.code = code
        self.message = message
        self.whatToDo = whatToDo
    }

    private init(unclear number: String, isDigits: Bool) {
        if isDigits {
            self.init(
                code: .amountOutsideLimits, message: Phrase("the amount is larger than any transfer may be"),
                whatToDo: Phrase("Compare account and amount with their source"))
        } else if ScientificNotation.isPresent(in: number) {
            self.init(
                code: .amountMalformed, message: Phrase("Excel has shortened the amount (as in 1,5E+06)"),
                whatToDo: Phrase(
                    "In the spreadsheet it came from, format the column as a number without decimals and save it again")
            )
        } else {
            self.init(code: .amountMalformed, message: Phrase("this is not an amount"), whatToDo: Self.plainly)
        }
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

    private static func isInParentheses(_ number: String) -> Bool {
        number.utf8.first == UInt8(ascii: "(") && number.utf8.last == UInt8(ascii: ")")
    }
}
