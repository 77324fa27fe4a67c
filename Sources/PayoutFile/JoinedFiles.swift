/// Finds where one file was appended to another, as `cat a.csv b.csv` does: the byte order mark of the second one then
/// stands inside, and would become an invisible part of its first reference.
enum JoinedFiles {
    /// What can follow a column name.
    private static let nameEnds = Set("\",;|\t".utf8)

    /// Where the byte order mark stands in a `row` below the first line: at its beginning, or, where the first file did
    /// not end with a line break, in front of the header's first name. Nil where there is none.
    ///
    /// A mark anywhere else belongs to the text of a cell.
    static func seam(in row: UnsafeBufferPointer<UInt8>, header: [String]) -> Int? {
        let mark = CSVFormat.byteOrderMark
        if row.starts(with: mark) { return 0 }
        guard let name = header.first, !name.isEmpty else { return nil }
        var position = 0
        while let start = row[position...].firstIndex(of: mark[0]) {
            position = start + 1
            guard row[start...].starts(with: mark) else { continue }
            let following = row[(start + mark.count)...].drop { $0 == UInt8(ascii: "\"") }
            guard following.starts(with: name.utf8) else { continue }
            let end = following.dropFirst(name.utf8.count).first
            if let end, Self.nameEnds.contains(end) { return start }
        }
        return nil
    }
}
