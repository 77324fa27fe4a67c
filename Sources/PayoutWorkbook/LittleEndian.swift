/// The numbers in a zip archive, least significant byte first.
extension [UInt8] {
    /// The number of `count` bytes at `offset`; nil where the bytes end before it does.
    func number(at offset: Int, bytes count: Int) -> Int? {
        guard offset >= 0, offset <= self.count - count else { return nil }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(self[offset + index]) << UInt64(8 * index) }
        return Int(exactly: value)
    }

    func word(at offset: Int) -> Int? { number(at: offset, bytes: 2) }

    func doubleWord(at offset: Int) -> Int? { number(at: offset, bytes: 4) }
}
