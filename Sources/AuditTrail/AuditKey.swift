internal import Crypto
internal import FoundationEssentials
internal import PayoutCore
package import Wording

/// What can be wrong with the file of an Ed25519 key. The texts never hold key material.
package enum AuditKeyError: PhrasedError, Equatable {
    /// No Ed25519 private key in PEM form, as PKCS#8 without a passphrase.
    case notAPrivateKey
    /// No Ed25519 public key in PEM form.
    case notAPublicKey
    /// The library could not sign.
    case libraryFailed

    package var phrase: Phrase {
        switch self {
        case .notAPrivateKey:
            Phrase("the file holds no Ed25519 private key in PEM form (openssl genpkey -algorithm ed25519 makes one)")
        case .notAPublicKey:
            Phrase("the file holds no Ed25519 public key in PEM form (openssl pkey -in KEY -pubout writes it)")
        case .libraryFailed: Phrase("the key could not sign")
        }
    }
}

/// The Ed25519 key that signs journals. It never shows itself.
package struct AuditPrivateKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The bytes before the 32 bytes of the key in PKCS#8, without and with the public key after it (RFC 8410).
    private static let prefixes: [[UInt8]] = [
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
        [0x30, 0x51, 0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
    ]

    /// Reads a key in PEM form, PKCS#8 without a passphrase, as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// - Throws: ``AuditKeyError/notAPrivateKey``.
    package init(pem: String) throws(AuditKeyError) {
        guard let bytes = PEM.bytes(of: "PRIVATE KEY", in: pem),
            let prefix = Self.prefixes.first(where: { bytes.starts(with: $0) }), bytes.count >= prefix.count + 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes[prefix.count..<prefix.count + 32])
        else { throw .notAPrivateKey }
        self.key = key
    }

    /// The half that an auditor verifies with.
    package var publicKey: AuditPublicKey { AuditPublicKey(key: key.publicKey) }

    /// The signature of the UTF-8 bytes of `text`. Throws ``AuditKeyError/libraryFailed``, never an empty signature.
    package func sign(_ text: String) throws(AuditKeyError) -> [UInt8] {
        guard let signature = try? key.signature(for: Array(text.utf8)) else { throw .libraryFailed }
        return Array(signature)
    }
}

extension AuditPrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private static let redacted = "<redacted>"
    /// Always `<redacted>`.
    package var description: String { Self.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Self.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The Ed25519 key that journals are verified with.
package struct AuditPublicKey: Sendable, Equatable {
    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    private let key: Curve25519.Signing.PublicKey

    fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

    package static func == (left: AuditPublicKey, right: AuditPublicKey) -> Bool { left.der == right.der }

    /// Reads a key in PEM form, as `openssl pkey -in KEY -pubout` writes it.
    ///
    /// - Throws: ``AuditKeyError/notAPublicKey``.
    package init(pem: String) throws(AuditKeyError) {
        guard let bytes = PEM.bytes(of: "PUBLIC KEY", in: pem), let key = Self(der: bytes) else {
            throw .notAPublicKey
        }
        self = key
    }

    /// Reads the text of a key, as ``text`` writes it.
    init?(text: String) {
        guard let bytes = Data(base64Encoded: text) else { return nil }
        self.init(der: Array(bytes))
    }

    private init?(der: [UInt8]) {
        guard der.starts(with: Self.prefix), der.count == Self.prefix.count + 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der.dropFirst(Self.prefix.count))
        else { return nil }
        self.key = key
    }

    private var der: [UInt8] { Self.prefix + Array(key.rawRepresentation) }

    /// The key in base64, which is what stands between the two lines of its PEM form.
    package var text: String { Data(der).base64EncodedString() }

    /// SHA-256 of the key in DER form, lowercase hexadecimal: what is compared by telephone.
    package var fingerprint: String { Hexadecimal.encode(SHA256.hash(data: der)) }

    /// Whether `signature` was made over the UTF-8 bytes of `text` by the private half of this key.
    package func verifies(_ signature: [UInt8], of text: String) -> Bool {
        key.isValidSignature(signature, for: Array(text.utf8))
    }
}

private enum PEM {
    /// What stands between the two lines that name the `kind`. Key files are passed around between systems, so carriage
    /// returns are no reason to refuse one.
    static func bytes(of kind: String, in pem: String) -> [UInt8]? {
        let lines = pem.split(whereSeparator: \.isNewline).map(String.init)
        guard let begin = lines.firstIndex(of: "-----BEGIN \(kind)-----"),
            let end = lines[begin...].firstIndex(of: "-----END \(kind)-----")
        else { return nil }
        return Data(base64Encoded: lines[(begin + 1)..<end].joined()).map { Array($0) }
    }
}
