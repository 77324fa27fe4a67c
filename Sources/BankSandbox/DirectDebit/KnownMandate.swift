/// A mandate that the bank knows without a binding page, so that a file of mandates can be imported.
///
/// Its three names have 32 letters and digits each and differ in their first two only: the authCode begins with `MA`,
/// the account token with `MT`, the public user id with `MU`. Then follow the bank (3 digits), the ``DebitCase`` (2
/// digits, `00` for none) and 25 letters and digits that name the customer.
package struct KnownMandate: Sendable {
    /// Which of the three names is meant.
    package enum Name: String, Sendable {
        case authCode = "MA"
        case accountToken = "MT"
        case publicUserID = "MU"
    }

    /// The bank, by its code in the names.
    package let bank: DebitBank
    /// How payments of the mandate behave; nil for well.
    package let behaviour: DebitCase?
    private let end: String

    /// Reads one of the three names; nil where it is not of a known mandate.
    package init?(_ text: String, as name: Name) {
        guard text.hasPrefix(name.rawValue), FieldFormat.isAlphanumeric(text, count: 32) else { return nil }
        end = String(text.dropFirst(2))
        guard let bank = DebitBank.named(String(end.prefix(3))), let code = Int(end.dropFirst(3).prefix(2)) else {
            return nil
        }
        self.bank = bank
        behaviour = DebitCase(rawValue: code)
    }

    /// One of the three names.
    package func text(_ name: Name) -> String { name.rawValue + end }
}
