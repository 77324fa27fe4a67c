extension Delimiter {
    /// The delimiter of a file, found in its header line at `start`: the one that is there most often outside quotes;
    /// the comma if there is none. Nil if the line goes on beyond the bytes at hand.
    static func reported(from bytes: UnsafeBufferPointer<UInt8>, at start: Int, isLast: Bool) -> Delimiter? {
        var counts = [Int](repeating: 0, count: allCases.count)
        var isQuoted = false
        var hasEnded = isLast
        for position in start..<bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                hasEnded = true
                break
            }
            for (index, delimiter) in allCases.enumerated() where delimiter.rawValue == byte { counts[index] += 1 }
        }
        guard hasEnded else { return nil }
        var best = Delimiter.comma
        var most = 0
        for (delimiter, count) in zip(allCases, counts) where count > most { (best, most) = (delimiter, count) }
        return best
    }
}
