/// Writes one minified JSON object of a fixed shape, member by member.
///
/// The bytes are signed as they are sent, so their order and spacing must be ours; and a writer of fixed shape is some
/// six times faster than a general encoder. `Name` lists the names of the product's members.
struct JSONObjectWriter<Name: CodingKey> {
    /// More than any request of ours has.
    private static var bytesUsual: Int { 512 }

    private var bytes: [UInt8] = []

    /// The whole object.
    static func object(_ fill: (inout JSONObjectWriter<Name>) -> Void) -> [UInt8] {
        var writer = JSONObjectWriter<Name>()
        writer.bytes.reserveCapacity(bytesUsual)
        writer.appendObject(fill)
        return writer.bytes
    }

    private mutating func appendObject(_ fill: (inout JSONObjectWriter<Name>) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        fill(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Adds a string member.
    mutating func add(_ name: Name, _ text: String) {
        begin(name)
        appendQuoted(text)
    }

    /// Adds an object member.
    mutating func add(_ name: Name, object fill: (inout JSONObjectWriter<Name>) -> Void) {
        begin(name)
        appendObject(fill)
    }

    private mutating func begin(_ name: Name) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        appendQuoted(name.stringValue)
        bytes.append(UInt8(ascii: ":"))
    }

    /// RFC 8259 section 7: quotation mark, reverse solidus and control characters are escaped, all else stands as
    /// UTF-8.
    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            bytes.append(contentsOf: text.utf8)
            bytes.append(UInt8(ascii: "\""))
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += Array("\\u00".utf8) + Self.hexDigits(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigits(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
