internal import Crypto
internal import CryptoExtras
internal import PayoutCore

/// Our RSA private key, which signs as `SHA256withRSA` (PKCS#1 v1.5), the asymmetric signature of SNAP.
///
/// It never shows itself: descriptions, mirrors and dumps print `<redacted>`.
package struct SNAPPrivateKey: Sendable {
    private let key: _RSA.Signing.PrivateKey

    private init(key: _RSA.Signing.PrivateKey) { self.key = key }

    /// Reads a key in PEM form, PKCS#1 or PKCS#8, of at least 2048 bits.
    ///
    /// Throws ``SNAPKeyError/notAPrivateKey`` or ``SNAPKeyError/tooShort(bits:)``.
    package init(pem: String) throws(SNAPKeyError) {
        // The library's own lower limit would hide a short key behind "not a key", so the length is judged here.
        guard let key = try? _RSA.Signing.PrivateKey(unsafePEMRepresentation: unixLines(pem)) else {
            throw .notAPrivateKey
        }
        guard key.keySizeInBits >= SNAPKeyError.bitsMin else { throw .tooShort(bits: key.keySizeInBits) }
        self.init(key: key)
    }

    /// A fresh key of 2048 bits, for the sandbox and tests. Throws ``SNAPKeyError/libraryFailed``.
    package static func generate() throws(SNAPKeyError) -> SNAPPrivateKey {
        guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits2048) else { throw .libraryFailed }
        return SNAPPrivateKey(key: key)
    }

    /// The key itself as PKCS#8 PEM: a secret, to be written only into a private file.
    package var pem: String { key.pkcs8PEMRepresentation }

    /// The half that others verify with.
    package var publicKey: SNAPPublicKey { SNAPPublicKey(key: key.publicKey) }

    /// The signature of the UTF-8 bytes of `text`. Throws ``SNAPKeyError/libraryFailed``, never an empty signature.
    package func sign(_ text: String) throws(SNAPKeyError) -> [UInt8] {
        let digest = SHA256.hash(data: Array(text.utf8))
        guard let signature = try? key.signature(for: digest, padding: .insecurePKCS1v1_5) else {
            throw .libraryFailed
        }
        return Array(signature.rawRepresentation)
    }
}

extension SNAPPrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Secret.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Secret.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Somebody's RSA public key, which verifies `SHA256withRSA` (PKCS#1 v1.5) signatures.
package struct SNAPPublicKey: Sendable {
    private let key: _RSA.Signing.PublicKey

    fileprivate init(key: _RSA.Signing.PublicKey) { self.key = key }

    /// Reads a key in PEM form, of at least 2048 bits.
    ///
    /// Throws ``SNAPKeyError/notAPublicKey`` or ``SNAPKeyError/tooShort(bits:)``.
    package init(pem: String) throws(SNAPKeyError) {
        guard let key = try? _RSA.Signing.PublicKey(unsafePEMRepresentation: unixLines(pem)) else {
            throw .notAPublicKey
        }
        guard key.keySizeInBits >= SNAPKeyError.bitsMin else { throw .tooShort(bits: key.keySizeInBits) }
        self.init(key: key)
    }

    /// The key as `BEGIN PUBLIC KEY` PEM.
    package var pem: String { key.pemRepresentation }

    /// Whether `signature` was made over the UTF-8 bytes of `text` by the private half of this key.
    package func verifies(_ signature: [UInt8], of text: String) -> Bool {
        let digest = SHA256.hash(data: Array(text.utf8))
        let candidate = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return key.isValidSignature(candidate, for: digest, padding: .insecurePKCS1v1_5)
    }
}

/// Key files are passed around between systems, so carriage returns are no reason to refuse one.
private func unixLines(_ pem: String) -> String {
    String(decoding: pem.utf8.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
}
