package import Wording

/// What can be wrong with the keys of the vault, or with a text that was sealed. The texts never hold key material or
/// secrets.
package enum VaultError: PhrasedError, Equatable {
    /// The key file holds no key.
    case noKey
    /// The line of the key file, counted from 1, is not 64 hexadecimal digits.
    case malformedKey(line: Int)
    /// The line of the key file, counted from 1, repeats an earlier key.
    case repeatedKey(line: Int)
    /// The key file has more keys than ``Vault/keysMax``.
    case tooManyKeys
    /// The text was sealed under a key that the key file does not hold.
    case unknownKey
    /// The text was altered, or belongs to another customer or purpose.
    case notGenuine
    /// The library could not seal.
    case libraryFailed

    package var phrase: Phrase {
        switch self {
        case .noKey: Phrase("the file holds no key: expected 64 hexadecimal digits (\"salur init\" makes a key)")
        case .malformedKey(let line):
            Phrase("line \(line) of the file is no key: expected 64 hexadecimal digits")
        case .repeatedKey(let line): Phrase("line \(line) of the file repeats a key")
        case .tooManyKeys: Phrase("the file holds more than \(Vault.keysMax) keys")
        case .unknownKey:
            Phrase("the ledger holds secrets under a key that is not in the file: put back the file with that key")
        case .notGenuine: Phrase("a secret in the ledger was altered, or moved to another customer")
        case .libraryFailed: Phrase("the key could not encrypt")
        }
    }
}
