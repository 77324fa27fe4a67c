/// One row, still in the memory of its source: it can be used until the source goes on, and later use stops the program
/// rather than show the bytes of another row.
package struct SourceRow: ~Copyable {
    /// The line where the row begins, counted from 1.
    package let line: Int
    @usableFromInline let buffer: RowBuffer
    @usableFromInline let serial: Int

    fileprivate init(_ buffer: RowBuffer, serial: Int, line: Int) {
        self.buffer = buffer
        self.serial = serial
        self.line = line
    }

    /// How many cells the row has.
    package var count: Int { current.cells.count }

    /// The text of the cell at `index`, counted from 0.
    package subscript(index: Int) -> String { text(in: current.cells[index]) }

    /// The texts of all cells.
    package var cells: [String] { current.cells.map { text(in: $0) } }

    /// The text in a part of a cell, as rules have found it among the bytes of the row.
    package func text(in range: Range<Int>) -> String { String(decoding: current.bytes[range], as: UTF8.self) }

    /// Lends the bytes of the row: the content is valid UTF-8 within each of the ranges that follow, one a cell.
    /// Nothing is copied; bytes outside the ranges mean nothing.
    @inlinable package func withCells<Result, Failure: Error>(
        _ body: (_ content: Span<UInt8>, _ cells: Span<Range<Int>>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let current = current
        return try body(current.bytes.span, current.cells.span)
    }

    @inlinable var current: RowBuffer {
        precondition(buffer.serial == serial, "a row is used after its source has gone on to the next one")
        return buffer
    }
}

/// Where the present row of a source lies. A source has one, and lends each row through it.
package final class RowBuffer {
    // Left alone by Swift's watch over simultaneous access: a source belongs to one thread, and nothing here is handed
    // to a closure while it changes.
    /// The bytes of the row, and perhaps others around it.
    @exclusivity(unchecked) @usableFromInline private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The cells of the row as ranges of ``bytes``.
    @exclusivity(unchecked) @usableFromInline
    private(set) var cells = UnsafeBufferPointer<Range<Int>>(start: nil, count: 0)
    /// Counts rows, so that a row that is gone is not taken for the present one.
    @exclusivity(unchecked) @usableFromInline private(set) var serial = 0

    package init() {}

    /// Lends the next row; the one before can no longer be used.
    ///
    /// - Parameters:
    ///   - bytes: stay where they are and as they are until the next row is lent, or ``takeBack()`` is called.
    ///   - cells: ranges of `bytes` that hold valid UTF-8; they stay as long.
    package func lend(
        line: Int, bytes: UnsafeBufferPointer<UInt8>, cells: UnsafeBufferPointer<Range<Int>>
    ) -> SourceRow {
        self.bytes = bytes
        self.cells = cells
        serial += 1
        return SourceRow(self, serial: serial, line: line)
    }

    /// Ends the use of the present row: before its source looks for the next one, and when the source goes away.
    package func takeBack() { serial += 1 }
}
