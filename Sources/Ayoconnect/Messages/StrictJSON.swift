/// Whether a body is one that every reader of JSON understands in the same way, as far as strings and names go.
///
/// Readers differ on which of two equal names counts (RFC 8259, section 4), and our decoder passes over a string that
/// is damaged as if it were not there: but a body that says `06` and `00` under one name says neither, and a reference
/// that cannot be read is not a missing one. The scan knows strings and brackets; the rest is for the decoder to judge.
struct StrictJSON {
    /// Deeper than any answer of the bank.
    private static let depthMax = 64

    private var rest: ArraySlice<UInt8>
    /// The names of each open object, nil for an open array; the innermost is the last.
    private var open: [Set<[UInt8]>?] = []
    /// The string that was read last, until something else than a colon follows it.
    private var candidate: [UInt8]?

    /// Whether `body` is UTF-8, nested within reason, and all its strings are whole and no object has a name twice.
    static func accepts(_ body: [UInt8]) -> Bool {
        // The decoder would also take UTF-16 and UTF-32, which hold zero bytes.
        guard !body.contains(0), String(validating: body, as: UTF8.self) != nil else { return false }
        var scan = StrictJSON(rest: body[...])
        return scan.accepts()
    }

    private init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func accepts() -> Bool {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                candidate = string()
                if candidate == nil { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < Self.depthMax else { return false }
                open.append(byte == UInt8(ascii: "{") ? [] : nil)
                candidate = nil
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                candidate = nil
            case UInt8(ascii: ":"):
                if repeats(candidate) { return false }
                candidate = nil
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case _: candidate = nil
            }
        }
        return true
    }

    private mutating func repeats(_ name: [UInt8]?) -> Bool {
        guard let name, !open.isEmpty else { return false }
        return open[open.count - 1]?.insert(name).inserted == false
    }

    /// The text up to the closing quote; nil where it is no JSON string.
    private mutating func string() -> [UInt8]? {
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let escaped = escaped() else { return nil }
                text += escaped
            case 0..<0x20: return nil
            case _: text.append(byte)
            }
        }
        return nil
    }

    /// The characters that the escape after a reverse solidus stands for, in UTF-8.
    private mutating func escaped() -> [UInt8]? {
        guard let letter = rest.popFirst() else { return nil }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            guard var units = codeUnit().map({ [$0] }) else { return nil }
            if rest.starts(with: Array("\\u".utf8)), UTF16.isLeadSurrogate(units[0]) {
                rest = rest.dropFirst(2)
                guard let second = codeUnit() else { return nil }
                units.append(second)
            }
            return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
        case _: return nil
        }
    }

    private mutating func codeUnit() -> UInt16? {
        let digits = rest.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ isHexadecimal($0) }) else { return nil }
        rest = rest.dropFirst(4)
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
