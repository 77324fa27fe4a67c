/// Tables as Markdown and databases draw them, and as people paste them into messages:
///
///     | Nama | No Rekening |
///     |------|-------------|
///     | Budi | 1234567890  |
enum DrawnTable {
    /// Whether these are the names of columns between two ends of a frame.
    static func isHeader(_ names: [String], _ delimiter: Delimiter) -> Bool {
        delimiter == .pipe && names.count > 3
            && [names.first, names.last].allSatisfy { name in
                name?.allSatisfy(\.isWhitespace) ?? false
            }
    }

    /// Whether the cells are those of a line between rows.
    static func isRule(_ cells: [String]) -> Bool {
        let bytes = cells.joined().utf8.filter { $0 != UInt8(ascii: " ") }
        return !bytes.isEmpty && bytes.allSatisfy(isStroke)
    }

    /// Whether a line between rows may have `byte`.
    static func isStroke(_ byte: UInt8) -> Bool {
        [UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "=")].contains(byte)
    }
}
