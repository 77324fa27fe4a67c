/// What the one-time codes of a person are made of: 20 random bytes that the ledger shares with an app on a phone.
package struct CodeSecret: Hashable, Sendable {
    /// How many bytes a secret has: as many as the hash that makes codes of it (RFC 4226, section 4).
    package static let bytesCount = 20

    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package init(random: any RandomSource) { bytes = random.bytes(Self.bytesCount) }

    /// The secret as people type it into an app (RFC 4648, section 6, without padding).
    package var base32: String { Base32.encode(bytes) }

    /// What apps read from a QR code.
    package func address(for name: PersonName) -> String {
        let label = name.text.replacing("@", with: "%40")
        return "otpauth://totp/Salur:\(label)?secret=\(base32)&issuer=Salur&algorithm=SHA1&digits=\(OneTimeCode.digits)"
            + "&period=\(OneTimeCode.stepSeconds)"
    }
}

extension CodeSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Secret.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Secret.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bytes as letters and digits that nobody confuses.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let bitsPerLetter = 5

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (pending, bits) = (0, 0)
        for byte in bytes {
            pending = pending << 8 | Int(byte)
            bits += 8
            while bits >= bitsPerLetter {
                bits -= bitsPerLetter
                text.append(letters[pending >> bits & 31])
            }
            pending &= (1 << bits) - 1
        }
        if bits > 0 { text.append(letters[pending << (bitsPerLetter - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
