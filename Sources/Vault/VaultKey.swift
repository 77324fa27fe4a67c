internal import Crypto
internal import PayoutCore

/// A 256-bit key of the vault. It never shows itself.
struct VaultKey: Sendable {
    /// The length of a key.
    static let bytesCount = 32
    /// The length of ``name``.
    static let nameBytes = 8

    let symmetric: SymmetricKey
    /// What sealed texts name the key by. It is a digest, from which nobody learns the key.
    let name: [UInt8]

    private init(_ symmetric: SymmetricKey) {
        self.symmetric = symmetric
        var digest = SHA256()
        digest.update(data: Array("salur-vault-key-1".utf8))
        symmetric.withUnsafeBytes { digest.update(bufferPointer: $0) }
        name = Array(digest.finalize().prefix(Self.nameBytes))
    }

    /// A new key from the random numbers of the system.
    static func random() -> VaultKey { VaultKey(SymmetricKey(size: .bits256)) }

    /// Reads 64 hexadecimal digits; nil for anything else.
    init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == Self.bytesCount else { return nil }
        self.init(SymmetricKey(data: bytes))
    }

    /// The key as 64 hexadecimal digits, for the key file alone.
    func reveal() -> String { symmetric.withUnsafeBytes { Hexadecimal.encode($0) } }
}

extension VaultKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { Secret.redacted }
    var debugDescription: String { Secret.redacted }
    var customMirror: Mirror { Mirror(self, children: []) }
}
