package import PayoutCore
package import Wording

extension PasswordFault {
    /// What is wrong with a password, in a sentence that does not show it.
    package var phrase: Phrase {
        switch self {
        case .tooShort: Phrase("A password has at least \(Self.lengthMin) characters.")
        case .tooLong: Phrase("A password has at most \(Self.bytesMax) bytes.")
        case .isName: Phrase("A password must not be the name of the person.")
        case .tooCommon: Phrase("The password is one of those that attackers try first. Choose another one.")
        }
    }
}
