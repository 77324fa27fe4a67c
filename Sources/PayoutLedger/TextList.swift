/// A list of texts in one column: each after its length in UTF-8 bytes and a colon (a netstring without its comma), so
/// that no text needs escaping and a million rows need no JSON.
enum TextList {
    static func encode(_ texts: [String]) -> String {
        texts.map { "\($0.utf8.count):\($0)" }.joined()
    }

    /// Writes what stands before a text of this length in UTF-8 bytes.
    static func append(length: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        while length / divisor > 9 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(length / divisor % 10))
            divisor /= 10
        }
        bytes.append(UInt8(ascii: ":"))
    }

    /// Where the texts stand in `encoded`.
    static func decode(_ encoded: UnsafeBufferPointer<UInt8>, into ranges: inout [Range<Int>]) {
        ranges.removeAll(keepingCapacity: true)
        var (position, length) = (0, 0)
        while position < encoded.count {
            let byte = encoded[position]
            position += 1
            if byte != UInt8(ascii: ":") {
                length = length * 10 + Int(byte &- 0x30)
                continue
            }
            guard length <= encoded.count - position else { return }
            ranges.append(position..<(position + length))
            (position, length) = (position + length, 0)
        }
    }

    static func decode(_ encoded: String) -> [String] {
        var texts: [String] = []
        var rest = Substring(encoded).utf8
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")), let length = Int(Substring(rest[..<colon])) {
            let start = rest.index(after: colon)
            guard let end = rest.index(start, offsetBy: length, limitedBy: rest.endIndex) else { break }
            texts.append(String(Substring(rest[start..<end])))
            rest = rest[end...]
        }
        return texts
    }
}
