/// Texts as the XML of a sheet holds them.
enum SheetText {
    /// The longest text of a cell, in units of UTF-16; a longer one makes Excel call the workbook damaged.
    private static let unitsMax = 32_767
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// Adds the text of a cell in UTF-8. What XML cannot hold is written as `_x000B_`, as Excel writes it and reads it
    /// (ECMA-376, part 1, section 22.9.2.19); so is the beginning of a text that looks like this form.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard text.count > unitsMax else { return escape(text, to: &bytes) }
        let units = String(decoding: text, as: UTF8.self).utf16
        guard units.count > unitsMax else { return escape(text, to: &bytes) }
        var cut = String(decoding: units.prefix(unitsMax - 1), as: UTF16.self) + "…"
        cut.withUTF8 { escape($0, to: &bytes) }
    }

    private static func escape(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard text.contains(where: isSpecial) else { return bytes.append(contentsOf: text) }
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "_") where index + 1 < text.count && text[index + 1] | 0x20 == UInt8(ascii: "x"):
                bytes.append(contentsOf: "_x005F_".utf8)
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
            // No cell that was read holds a zero byte, and nothing can stand for it.
            case 0: bytes.append(contentsOf: "\u{FFFD}".utf8)
            case 1..<0x20:
                bytes.append(contentsOf: "_x00".utf8)
                bytes.append(hexadecimal[Int(byte >> 4)])
                bytes.append(hexadecimal[Int(byte & 15)])
                bytes.append(UInt8(ascii: "_"))
            case 0xBE, 0xBF:
                bytes.append(byte)
                endNoncharacter(&bytes)
            case _: bytes.append(byte)
            }
        }
    }

    /// U+FFFE and U+FFFF are the only other characters that XML forbids; their last byte has just been added.
    private static func endNoncharacter(_ bytes: inout [UInt8]) {
        guard bytes.count >= 3, bytes[bytes.count - 3] == 0xEF, bytes[bytes.count - 2] == 0xBF else { return }
        let form = bytes[bytes.count - 1] == 0xBE ? "_xFFFE_" : "_xFFFF_"
        bytes.removeLast(3)
        bytes.append(contentsOf: form.utf8)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "_"), 0..<0x20, 0xBE, 0xBF: true
        case _: false
        }
    }

    /// A name as an attribute of XML.
    static func attribute(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
