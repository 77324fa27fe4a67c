/// Rows to bytes: quotes only where they are needed, formulas neutralised (see ``Neutralisation``), into a file that
/// appears whole or not at all.
///
/// What it writes, ``PayoutFileReader`` reads back as it was. Our own files end their lines with a line feed; a file
/// that mirrors an input takes over the input's ``CSVFormat``.
package final class CSVWriter {
    /// Bytes of rows collected before they are handed on.
    private static let batchBytes = 64 * 1024

    private let file: AtomicFile
    private let format: CSVFormat
    private let lineEnding: [UInt8]
    /// For what needs quotes in a row.
    private let quotedMark: ByteSearch
    // What changes with every cell is left alone by Swift's watch over simultaneous access, which costs as much as the
    // writing: a writer belongs to one thread, and no closure changes it.
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    @exclusivity(unchecked) private var rowStart = 0
    @exclusivity(unchecked) private var cellCount = 0
    /// The first row is the header, from which the reader recognises what the file is.
    @exclusivity(unchecked) private var isHeader = true

    /// Writes to `file` in `format`.
    package init(file: AtomicFile, format: CSVFormat = .own) {
        self.file = file
        self.format = format
        lineEnding = Array(format.lineEnding.rawValue.utf8)
        quotedMark = ByteSearch(
            UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"), format.delimiter.rawValue)
        bytes.reserveCapacity(Self.batchBytes * 2)
        if format.hasByteOrderMark { bytes += CSVFormat.byteOrderMark }
        rowStart = bytes.count
    }

    /// Adds a cell to the row.
    package func append(_ text: String) {
        var text = text
        text.withUTF8 { append(utf8: $0) }
    }

    /// Adds a cell of UTF-8 `bytes` to the row.
    package func append(utf8 cell: UnsafeBufferPointer<UInt8>) {
        beginCell()
        let isNeutralised = Neutralisation.isNeeded(cell)
        guard needsQuotes(cell) else {
            if isNeutralised { bytes.append(Neutralisation.mark) }
            bytes.append(contentsOf: cell)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isNeutralised { bytes.append(Neutralisation.mark) }
        for byte in cell {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds a cell that holds a number of ours. A negative one is left as it is: a number is no formula.
    package func append(number: Int64) {
        beginCell()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = number.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        for index in start..<digits.count { bytes.append(digits[index]) }
    }

    /// Adds a cell that holds a number of ours: see ``append(number:)``.
    package func append(number: Int) { append(number: Int64(number)) }

    /// Ends the row. A row of one empty cell is written as `""`, since a blank line is no row.
    package func endRow() throws(OutputError) {
        if cellCount <= 1, bytes.count == rowStart { bytes += Array("\"\"".utf8) }
        bytes += lineEnding
        cellCount = 0
        isHeader = false
        if bytes.count >= Self.batchBytes { try flush() }
        rowStart = bytes.count
    }

    /// Writes a whole row.
    package func write(row cells: some Sequence<String>) throws(OutputError) {
        for cell in cells { append(cell) }
        try endRow()
    }

    /// Hands all rows to the file, which whoever opened it commits.
    package func handOver() throws(OutputError) { try flush() }

    /// Makes the file appear: see ``AtomicFile/commit(keepingEditedAs:unless:)``.
    ///
    /// - Returns: the SHA-256 of the file, lowercase hexadecimal.
    @discardableResult
    package func commit(
        keepingEditedAs names: some Sequence<String>, unless digest: String? = nil
    ) throws(OutputError) -> String {
        try flush()
        return try file.commit(keepingEditedAs: names, unless: digest)
    }

    /// Makes the file appear: see ``AtomicFile/commit()``.
    ///
    /// - Returns: the SHA-256 of the file, lowercase hexadecimal.
    @discardableResult
    package func commit() throws(OutputError) -> String {
        try flush()
        return try file.commit()
    }

    private func flush() throws(OutputError) {
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private func beginCell() {
        if cellCount > 0 { bytes.append(format.delimiter.rawValue) }
        cellCount += 1
    }

    /// Quotes go around what would be read as something else: delimiters, quotes, line breaks, outer spaces, and a
    /// first byte that could be taken for a byte order mark. In the header, also around every other delimiter, since
    /// the reader takes the one that stands there most often, and around what begins like another file format.
    private func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = cell.first, let last = cell.last else { return false }
        let space = UInt8(ascii: " ")
        if first == space || last == space || first == CSVFormat.byteOrderMark[0] { return true }
        if isHeader, ForeignFormat.recognise(UnsafeRawBufferPointer(cell)) != nil { return true }
        if quotedMark.first(in: cell, from: 0) < cell.count { return true }
        return isHeader && cell.contains { Delimiter(rawValue: $0) != nil }
    }
}
