/// Makes UTF-8 of UTF-16 that arrives in pieces of any size.
struct UTF16Decoder {
    /// Which byte of a unit comes first.
    enum Order {
        case littleEndian
        case bigEndian
    }

    /// How many bytes must show the order where no byte order mark does.
    static let certainBytes = 6

    let order: Order
    /// The first byte of a unit whose second one has not arrived.
    private var half: UInt8?
    /// The first unit of a pair whose second one has not arrived.
    private var highSurrogate: UInt16?

    init(_ order: Order) { self.order = order }

    /// The order that `start`, the first bytes of a text, shows: by its byte order mark, or, where it has none, by a
    /// zero in every second byte and nowhere else, as ASCII in UTF-16 has it. Nil for any other text.
    static func order(of start: [UInt8]) -> Order? {
        if start.starts(with: [0xFF, 0xFE]) { return .littleEndian }
        if start.starts(with: [0xFE, 0xFF]) { return .bigEndian }
        let pairs = start.count / 2
        guard start.count >= certainBytes else { return nil }
        let (even, odd) = ((0..<pairs).map { start[2 * $0] }, (0..<pairs).map { start[2 * $0 + 1] })
        if odd.allSatisfy({ $0 == 0 }), !even.contains(0) { return .littleEndian }
        if even.allSatisfy({ $0 == 0 }), !odd.contains(0) { return .bigEndian }
        return nil
    }

    /// Appends `bytes` to `text` in UTF-8.
    ///
    /// - Returns: false where they are not UTF-16.
    mutating func decode(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) -> Bool {
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            let (low, high) = order == .littleEndian ? (first, byte) : (byte, first)
            guard append(UInt16(high) << 8 | UInt16(low), to: &text) else { return false }
        }
        return true
    }

    /// Whether the text may end here.
    var isComplete: Bool { half == nil && highSurrogate == nil }

    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) -> Bool {
        let scalar: Unicode.Scalar?
        if let high = highSurrogate {
            guard (0xDC00...0xDFFF).contains(unit) else { return false }
            highSurrogate = nil
            scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00)
        } else if (0xD800...0xDBFF).contains(unit) {
            highSurrogate = unit
            return true
        } else {
            scalar = Unicode.Scalar(unit)
        }
        guard let scalar else { return false }
        if scalar.isASCII {
            text.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if let encoded = UTF8.encode(scalar) {
            text.append(contentsOf: encoded)
        }
        return true
    }
}
