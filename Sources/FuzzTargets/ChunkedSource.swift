internal import PayoutFile
internal import TestSupport

/// Bytes from memory in pieces of at most `chunkBytesMax`; with a generator, each piece is of another length.
final class ChunkedSource: ByteSource {
    private let bytes: [UInt8]
    private let chunkBytesMax: Int
    private var position = 0
    private var random: SeededRandom?

    init(_ bytes: [UInt8], chunkBytesMax: Int = .max, random: SeededRandom? = nil) {
        self.bytes = bytes
        self.chunkBytesMax = chunkBytesMax
        self.random = random
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        var count = min(chunkBytesMax, buffer.count, bytes.count - position)
        if count > 1, var dice = random {
            count = Int.random(in: 1...count, using: &dice)
            random = dice
        }
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
