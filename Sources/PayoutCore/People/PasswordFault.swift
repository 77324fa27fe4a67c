/// Why a password is not taken.
package enum PasswordFault: Hashable, Sendable {
    case tooShort
    case tooLong
    /// It is the name of the person, perhaps repeated or with digits.
    case isName
    /// Attackers try it first.
    case tooCommon

    /// The least number of characters.
    package static let lengthMin = 12
    /// The greatest number of bytes, so that nobody sends a book.
    package static let bytesMax = 1024
    /// How many different characters a password has at least.
    private static let differentMin = 5

    /// - Returns: nil where `name` may have the password.
    package init?(in password: String, of name: PersonName) {
        let folded = password.lowercased()
        let plain = folded.filter { $0.isLetter || $0.isNumber }
        if password.count < Self.lengthMin {
            self = .tooShort
        } else if password.utf8.count > Self.bytesMax {
            self = .tooLong
        } else if Self.isMade(of: name.folded, folded) || folded == name.folded {
            self = .isName
        } else if Set(folded).count < Self.differentMin || GuessedPasswords.contain(folded)
            || GuessedPasswords.contain(plain)
        {
            self = .tooCommon
        } else {
            return nil
        }
    }

    /// Whether nothing but digits and marks is left once the name is taken out of the password.
    private static func isMade(of name: String, _ password: String) -> Bool {
        let rest = password.split(separator: name, omittingEmptySubsequences: true).joined()
        return rest.count < password.count && !rest.contains(where: \.isLetter)
    }
}
