internal import FoundationEssentials
internal import PayoutCore

/// How the bytes of a signature are written into a header.
///
/// Ayoconnect writes lowercase hexadecimal, most other SNAP deployments Base64, so it is a setting.
package enum SignatureEncoding: String, CaseIterable, Sendable {
    /// Two lowercase hexadecimal digits a byte.
    case hex
    /// RFC 4648 Base64 with padding.
    case base64

    /// The header text of `bytes`.
    package func encode(_ bytes: [UInt8]) -> String {
        switch self {
        case .hex: Hexadecimal.encode(bytes)
        case .base64: Data(bytes).base64EncodedString()
        }
    }

    /// The bytes that `text` spells, or nil where it is not of this encoding. Hexadecimal is read in either case.
    package func decode(_ text: String) -> [UInt8]? {
        switch self {
        case .hex: Hexadecimal.decode(text)
        case .base64: Data(base64Encoded: text).map(Array.init)
        }
    }
}
