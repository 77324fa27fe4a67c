extension Delimiter {
    /// The delimiter of a file, found in its header line at `start`: the one that is there most often outside quotes;
    /// the comma if there is none. Nil if the line goes on beyond the bytes at hand.
    static func reported(from bytes: UnsafeBufferPointer<UInt8>, at start: Int, isLast: Bool) -> Delimiter? {
        var counts = [Int](repeating: 0, count: allCases.count)
        var isQuoted = false
        // As the rows are read, so here: a quote opens a cell only where one begins, or doubles the one before it.
        var mayOpen = true
        var hasEnded = isLast
        for byte in bytes[start...] {
            if byte == UInt8(ascii: "\""), isQuoted || mayOpen {
                isQuoted.toggle()
                mayOpen = true
                continue
            }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                hasEnded = true
                break
            }
            mayOpen = false
            for (index, delimiter) in allCases.enumerated() where delimiter.rawValue == byte {
                counts[index] += 1
                mayOpen = true
            }
        }
        guard hasEnded else { return nil }
        var best = Delimiter.comma
        var most = 0
        for (delimiter, count) in zip(allCases, counts) where count > most { (best, most) = (delimiter, count) }
        return best
    }
}
