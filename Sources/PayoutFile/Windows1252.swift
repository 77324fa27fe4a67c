/// Text in Windows-1252, as Excel in Windows saves it under "CSV": ASCII, and one byte for each other letter.
///
/// Only letters and marks of names count as such text, and not the letters that are left of UTF-8 when it is cut off
/// (`Ã`, `Â`, `â`): any other byte shows that the text is damaged, or in another encoding.
enum Windows1252 {
    /// Whether `row`, which is no UTF-8, can only be Windows-1252: no part of it is UTF-8 beyond ASCII.
    static func isText(_ row: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while position < row.count {
            if row[position] >= 0x80 {
                if UTF8Validation.sequenceLength(at: position, in: row) > 0 || !isLetterOrMark(row[position]) {
                    return false
                }
            }
            position += 1
        }
        return true
    }

    /// Writes the text of `bytes` in UTF-8 to the start of `target`, which has room for three bytes for each.
    ///
    /// - Returns: how many bytes were written.
    static func write(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>, to target: UnsafeMutableBufferPointer<UInt8>)
        -> Int
    {
        var end = 0
        for byte in bytes {
            if byte < 0x80 {
                target[end] = byte
                end += 1
                continue
            }
            for unit in UTF8.encode(scalar(of: byte)) ?? UTF8.encodedReplacementCharacter {
                target[end] = unit
                end += 1
            }
        }
        return end
    }

    private static func isLetterOrMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2, 0xC3, 0xE2, 0xD7, 0xF7: false
        case 0xC0...0xFF: true
        case _: scalars[byte] != nil || byte == 0xA0
        }
    }

    private static func scalar(of byte: UInt8) -> Unicode.Scalar { scalars[byte] ?? Unicode.Scalar(byte) }

    /// Letters, quotation marks and dashes that are not where Latin-1 has them.
    private static let scalars: [UInt8: Unicode.Scalar] = [
        0x8A: "\u{160}", 0x8C: "\u{152}", 0x8E: "\u{17D}", 0x91: "\u{2018}", 0x92: "\u{2019}", 0x93: "\u{201C}",
        0x94: "\u{201D}", 0x96: "\u{2013}", 0x97: "\u{2014}", 0x9A: "\u{161}", 0x9C: "\u{153}", 0x9E: "\u{17E}",
        0x9F: "\u{178}",
    ]
}
