/// One row, still in the reader's buffer: it can be used until the reader goes on, and later use stops the program
/// rather than show the bytes of another row.
package struct CSVRow: ~Copyable {
    /// The line where the row begins, counted from 1.
    package let line: Int
    @usableFromInline let reader: PayoutFileReader
    @usableFromInline let serial: Int

    init(reader: PayoutFileReader, serial: Int, line: Int) {
        self.reader = reader
        self.serial = serial
        self.line = line
    }

    /// How many cells the row has.
    package var count: Int { current.cells.count }

    /// The text of the cell at `index`, counted from 0.
    package subscript(index: Int) -> String {
        let (bytes, cells) = current
        return String(decoding: bytes[cells[index]], as: UTF8.self)
    }

    /// The texts of all cells.
    package var cells: [String] {
        let (bytes, cells) = current
        return cells.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// The text in a part of a cell, as rules have found it among the bytes of the row.
    package func text(in range: Range<Int>) -> String { String(decoding: current.bytes[range], as: UTF8.self) }

    /// Lends the bytes of the row: the content is valid UTF-8 within each of the ranges that follow, one a cell.
    /// Nothing is copied; bytes outside the ranges mean nothing.
    @inlinable package func withCells<Result, Failure: Error>(
        _ body: (_ content: Span<UInt8>, _ cells: Span<Range<Int>>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (bytes, cells) = current
        return try body(bytes.span, cells.span)
    }

    @inlinable var current: (bytes: UnsafeBufferPointer<UInt8>, cells: UnsafeBufferPointer<Range<Int>>) {
        precondition(reader.serial == serial, "a row is used after the reader has gone on to the next one")
        return reader.current
    }
}
