internal import PayoutFile

/// A spooled file of which the blocks that were read last are kept in memory.
final class CachedFile {
    private static let blockBytes = 4096
    private static let blockCount = 256

    let file: SpooledFile
    private let memory: UnsafeMutableRawBufferPointer
    /// Which block of the file lies in each place; negative where none does.
    private var blocks = [Int](repeating: -1, count: blockCount)

    init(for name: String) throws(FileError) {
        file = try SpooledFile(for: name)
        memory = .allocate(byteCount: Self.blockBytes * Self.blockCount, alignment: 16)
    }

    deinit { memory.deallocate() }

    /// Calls `body` with the bytes of `range`, which lies in the file, piece by piece.
    func forEachPiece(
        of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(FileError) {
        var position = range.lowerBound
        while position < range.upperBound {
            let (number, offset) = position.quotientAndRemainder(dividingBy: Self.blockBytes)
            let block = try block(number)
            let count = min(Self.blockBytes - offset, range.upperBound - position)
            body(UnsafeRawBufferPointer(rebasing: block[offset..<(offset + count)]))
            position += count
        }
    }

    /// The 8-byte number at `offset`, a multiple of 8.
    func number(at offset: Int) throws(FileError) -> Int {
        let (number, place) = offset.quotientAndRemainder(dividingBy: Self.blockBytes)
        return try block(number).load(fromByteOffset: place, as: Int.self)
    }

    private func block(_ number: Int) throws(FileError) -> UnsafeRawBufferPointer {
        let place = number % Self.blockCount
        let start = place * Self.blockBytes
        let block = UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + Self.blockBytes)])
        if blocks[place] != number {
            blocks[place] = -1
            _ = try file.read(at: number * Self.blockBytes, into: block)
            blocks[place] = number
        }
        return UnsafeRawBufferPointer(block)
    }
}
