internal import PayoutCore

/// Our name of a customer, in the form in which the ledger knows it.
enum CustomerName {
    /// The longest name, in characters.
    static let charactersMax = 64

    /// The name in NFC: `é` in one code point or in two is the same customer.
    static func folded(_ name: String) -> String { ReferenceFolding.folded(name) }

    /// Whether a customer can be called so: no characters that nobody sees, and no more than ``charactersMax``.
    static func isName(_ text: String) -> Bool {
        let isVisible = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
            case _: true
            }
        }
        return !text.isEmpty && text.count <= charactersMax && isVisible
    }
}
