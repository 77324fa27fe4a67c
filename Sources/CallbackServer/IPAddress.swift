internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An IPv4 or IPv6 address; an IPv4 address that arrives mapped into IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
package struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes, the most significant first.
    package let bytes: [UInt8]

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    /// The bits that mapping puts in front of an IPv4 address.
    static let mappedBits = mappedPrefix.count * 8

    /// Whether `bytes` is an IPv4 address in IPv6 clothes.
    static func isMapped(_ bytes: [UInt8]) -> Bool { bytes.count == 16 && bytes.starts(with: mappedPrefix) }

    /// Reads `10.0.0.1` or `2001:db8::1`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let bytes = Self.rawBytes(text) else { return nil }
        self.init(rawBytes: bytes)
    }

    init(rawBytes: [UInt8]) {
        bytes = Self.isMapped(rawBytes) ? Array(rawBytes.suffix(4)) : rawBytes
    }

    /// The peer of a connection; nil for a Unix socket.
    init?(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else { return nil }
        self.init(text)
    }

    /// The bytes as written, before a mapped address is unwrapped.
    static func rawBytes(_ text: some StringProtocol) -> [UInt8]? {
        // The operating system's own reading: it refuses octal, abbreviated and zoned forms. It ends at a zero byte,
        // after which anything could follow.
        guard !text.utf8.contains(0) else { return nil }
        for (family, length) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: length)
            if inet_pton(family, String(text), &bytes) == 1 { return bytes }
        }
        return nil
    }
}
