/// SipHash-1-3, the hash of Swift's own tables, over bytes that lie together: `Hasher` takes them piece by piece, which
/// costs four times as much for a text of twenty bytes.
///
/// Nobody who does not know the key can prepare two texts that collide.
struct KeyedHash {
    private let key: (UInt64, UInt64)

    /// Under a key that nobody knows.
    init() { key = (.random(in: .min ... .max), .random(in: .min ... .max)) }

    /// Under a given key.
    init(key: (UInt64, UInt64)) { self.key = key }

    /// The hash of `bytes`.
    func fingerprint(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var marks = ByteMarks()
        return fingerprint(of: bytes, &marks)
    }

    /// The hash of `bytes`, and on the way what kinds of bytes they are.
    func fingerprint(of bytes: UnsafeRawBufferPointer, _ marks: inout ByteMarks) -> UInt64 {
        var state = SipState(key)
        var offset = 0
        while bytes.count - offset >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            marks.note(word)
            state.absorb(word)
            offset += 8
        }
        let tail = Self.tail(of: bytes, from: offset)
        marks.note(tail)
        state.absorb(tail | UInt64(truncatingIfNeeded: bytes.count) << 56)
        return state.finish()
    }

    /// The bytes from `offset` on, at most seven.
    private static func tail(of bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
        let count = bytes.count - offset
        if offset > 0, count > 0 {
            // The last eight, without those that were taken in before.
            let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
            return UInt64(littleEndian: last) >> UInt64(8 * (8 - count))
        }
        var tail: UInt64 = 0
        for index in 0..<count { tail |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return tail
    }
}

/// What kinds of bytes stand in a text, gathered eight at a time.
struct ByteMarks {
    private var highest: UInt64 = 0
    private var small: UInt64 = 0
    private var spaces: UInt64 = 0

    /// Looks at eight bytes; those that are zero stand for nothing.
    mutating func note(_ word: UInt64) {
        highest |= word
        // Small letters, and four marks that no reference needs, have the two bits of 0x60.
        small |= word & (word >> 1)
        // A byte that is a space becomes zero; its borrow shows whether any is zero. Zero bytes become 0x20.
        let difference = word ^ 0x2020_2020_2020_2020
        spaces |= (difference &- 0x0101_0101_0101_0101) & ~difference
    }

    /// Whether any byte lies beyond ASCII.
    var hasNonASCII: Bool { highest & 0x8080_8080_8080_8080 != 0 }

    /// Whether a small letter, a space or a byte beyond ASCII may be there.
    var isIrregular: Bool {
        hasNonASCII || small & 0x2020_2020_2020_2020 != 0 || spaces & 0x8080_8080_8080_8080 != 0
    }
}

/// The four words of SipHash (Aumasson and Bernstein, 2012), one round a word and three at the end.
private struct SipState {
    private var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

    init(_ key: (UInt64, UInt64)) {
        v0 = key.0 ^ 0x736F_6D65_7073_6575
        v1 = key.1 ^ 0x646F_7261_6E64_6F6D
        v2 = key.0 ^ 0x6C79_6765_6E65_7261
        v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        v0 ^= word
    }

    mutating func finish() -> UInt64 {
        v2 ^= 0xFF
        for _ in 0..<3 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
        v0 = v0 &+ v1
        v1 = rotated(v1, by: 13) ^ v0
        v0 = rotated(v0, by: 32)
        v2 = v2 &+ v3
        v3 = rotated(v3, by: 16) ^ v2
        v0 = v0 &+ v3
        v3 = rotated(v3, by: 21) ^ v0
        v2 = v2 &+ v1
        v1 = rotated(v1, by: 17) ^ v2
        v2 = rotated(v2, by: 32)
    }

    private func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 { word &<< bits | word &>> (64 - bits) }
}
