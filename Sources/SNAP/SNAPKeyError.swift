/// Why an RSA key could not be used. The texts never repeat any part of the key.
package enum SNAPKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is not an RSA key of the wanted kind in PEM form.
    case notAPrivateKey
    /// The text is not an RSA public key in PEM form.
    case notAPublicKey
    /// The modulus has fewer bits than ``bitsMin``.
    case tooShort(bits: Int)
    /// The cryptographic library made no key or no signature.
    case libraryFailed

    /// The least number of bits that SNAP and our library accept.
    package static let bitsMin = 2048

    /// What is wrong and what to do, for people.
    package var description: String {
        switch self {
        case .notAPrivateKey:
            "This is not an RSA private key in PEM form. It must begin with \"-----BEGIN PRIVATE KEY-----\" or "
                + "\"-----BEGIN RSA PRIVATE KEY-----\" and must not be protected by a passphrase. "
                + "Make one with: openssl genrsa -out private-key.pem 3072"
        case .notAPublicKey:
            "This is not an RSA public key in PEM form. It must begin with \"-----BEGIN PUBLIC KEY-----\"; "
                + "ask the bank for its public key in that form."
        case .tooShort(let bits):
            "This RSA key has only \(bits) bits, at least \(Self.bitsMin) are needed. "
                + "Make one with: openssl genrsa -out private-key.pem 3072"
        case .libraryFailed:
            "The cryptographic library could not make an RSA key or signature. "
                + "The key may be damaged: check it with: openssl rsa -check -noout -in private-key.pem"
        }
    }
}
