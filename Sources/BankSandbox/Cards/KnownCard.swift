/// A card that the bank knows without a registration page, so that a file of cards can be imported.
///
/// Its customer id has 16 letters and digits: `MC`, the ``CardCase`` (2 digits, `00` for none) and 12 that name the
/// customer. Its card token is the customer id, followed by 24 zeros.
package struct KnownCard: Sendable {
    /// 16 letters and digits.
    package let customerID: String
    /// How charges of the card behave; nil for well.
    package let behaviour: CardCase?

    private static let end = String(repeating: "0", count: 24)

    /// 40 letters and digits.
    package var cardToken: String { customerID + Self.end }

    /// Reads a customer id; nil where it is not of a known card.
    package init?(customerID: String) {
        guard customerID.hasPrefix("MC"), FieldFormat.isAlphanumeric(customerID, count: 16),
            let code = Int(customerID.dropFirst(2).prefix(2))
        else { return nil }
        self.customerID = customerID
        behaviour = CardCase(rawValue: code)
    }

    /// Reads a card token; nil where it is not of a known card.
    package init?(cardToken: String) {
        guard cardToken.utf8.count == 40, cardToken.hasSuffix(Self.end) else { return nil }
        self.init(customerID: String(cardToken.prefix(16)))
    }
}
