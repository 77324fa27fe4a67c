/// A set of line numbers, one bit a line.
package struct LineSet: Sendable {
    private var words: [UInt64] = []

    package init() {}

    /// Whether no line is in it.
    package var isEmpty: Bool { words.isEmpty }

    /// Adds a line.
    package mutating func insert(_ line: Int) {
        let word = line / 64
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word - words.count + 1)) }
        words[word] |= 1 << UInt64(line % 64)
    }

    /// Whether a line is in it.
    package func contains(_ line: Int) -> Bool {
        let word = line / 64
        return word < words.count && words[word] & (1 << UInt64(line % 64)) != 0
    }
}
