internal import Crypto

/// What a browser proves by that its person has signed in: 32 random bytes. The ledger has a digest of it alone, from
/// which nobody learns the token.
package struct SessionToken: Sendable {
    /// How many bytes a token has.
    package static let bytesCount = 32

    private let bytes: [UInt8]

    package init(random: any RandomSource) { bytes = random.bytes(Self.bytesCount) }

    /// Reads ``text``.
    ///
    /// - Returns: nil where `text` is no token.
    package init?(_ text: String) {
        guard text.utf8.count == 2 * Self.bytesCount, let bytes = Hexadecimal.decode(text) else { return nil }
        self.bytes = bytes
    }

    /// The token in hexadecimal digits, for the cookie alone.
    package var text: String { Hexadecimal.encode(bytes) }

    /// What the ledger knows the token by.
    package var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// What every form of the session carries, so that another page cannot send one: a keyed hash, which does not
    /// reveal the token to the page that holds it.
    package var formToken: String {
        Hexadecimal.encode(
            HMAC<SHA256>.authenticationCode(
                for: Array("salur-form-1".utf8), using: SymmetricKey(data: bytes)))
    }
}

extension SessionToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Secret.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Secret.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension RandomSource {
    /// So many fresh random bytes.
    package func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: bits()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }
}
