/// Looks for the first of four bytes, sixteen at a time.
struct ByteSearch {
    private typealias Block = SIMD16<UInt8>

    private static let blockBytes = 16

    private let sought: (UInt8, UInt8, UInt8, UInt8)
    private let blocks: (Block, Block, Block, Block)

    init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        sought = (first, second, third, fourth)
        blocks = (
            Block(repeating: first), Block(repeating: second), Block(repeating: third), Block(repeating: fourth)
        )
    }

    /// The position of the first of the bytes at or after `start`; `bytes.count` if there is none.
    @inline(__always)
    func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var position = start
        while position + Self.blockBytes <= bytes.count {
            let block = raw.loadUnaligned(fromByteOffset: position, as: Block.self)
            let isSought =
                (block .== blocks.0) .| (block .== blocks.1) .| (block .== blocks.2) .| (block .== blocks.3)
            // Each lane is a byte of zeros or of ones, the first of them lowest.
            let lanes = unsafeBitCast(isSought, to: SIMD2<UInt64>.self)
            if lanes[0] | lanes[1] != 0 {
                // Cells differ in length, and a wrong guess costs more than to look: no branch here.
                let isInFirst = lanes[0] != 0
                let hit = isInFirst ? lanes[0] : lanes[1]
                return position + (isInFirst ? 0 : 8) + UInt64(littleEndian: hit).trailingZeroBitCount / 8
            }
            position += Self.blockBytes
        }
        while position < bytes.count, !isSought(bytes[position]) { position += 1 }
        return position
    }

    private func isSought(_ byte: UInt8) -> Bool {
        byte == sought.0 || byte == sought.1 || byte == sought.2 || byte == sought.3
    }
}

extension ByteSearch {
    /// The line breaks in `bytes`: each line feed, and each carriage return that has none after it.
    static func lineBreaks(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && previous != UInt8(ascii: "\r")) {
                count += 1
            }
            previous = byte
        }
        return count
    }
}
