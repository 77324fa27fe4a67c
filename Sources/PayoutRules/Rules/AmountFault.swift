internal import Wording

/// Why a text is no plain amount, and what its writer probably meant.
struct AmountFault {
    let code: ViolationCode
    let message: Phrase
    let whatToDo: Phrase

    private static let plainly = Phrase("Write digits only, such as 1500000")

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
                whatToDo: Phrase("Round it to whole rupiah: digits only, such as \(meant.digits)"))
        } else if number != text {
            self.init(
                code: .amountMalformed, message: Phrase("the amount holds more than digits"),
                whatToDo: meant.map { Phrase("Write \($0.digits)") } ?? Self.plainly)
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
                whatToDo: Phrase("Look for digits that are there twice"))
        } else if ScientificNotation.isPresent(in: number) {
            self.init(
                code: .amountMalformed, message: Phrase("Excel has shortened the amount (as in 1,5E+06)"),
                whatToDo: Phrase("Format the column as a number without decimals and save the file again"))
        } else {
            self.init(code: .amountMalformed, message: Phrase("this is not an amount"), whatToDo: Self.plainly)
        }
    }

    /// The text without `Rp`, `IDR` and spaces.
    private static func withoutCurrency(_ text: String) -> String {
        let dense = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        let number = String(String.UnicodeScalarView(dense))
        for sign in ["rp.", "rp", "idr"]
        where lowercaseASCII(number.utf8.prefix(sign.utf8.count)).elementsEqual(sign.utf8) {
            return String(number.unicodeScalars.dropFirst(sign.utf8.count))
        }
        if lowercaseASCII(number.utf8.suffix(3)).elementsEqual("idr".utf8) {
            return String(number.unicodeScalars.dropLast(3))
        }
        return number
    }

    private static func lowercaseASCII(_ bytes: Substring.UTF8View) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func isInParentheses(_ number: String) -> Bool {
        number.utf8.first == UInt8(ascii: "(") && number.utf8.last == UInt8(ascii: ")")
    }
}
