internal import PayoutFile

/// The memory of one row of a sheet: the texts of its cells one after another, and where each of them is.
final class CellRow {
    private static let bytesAtFirst = 4096

    /// The row of the sheet, counted from 1.
    private(set) var line = 0
    /// The first and the last column that holds something; nil of a row without any text.
    private(set) var columns: ClosedRange<Int>?
    /// Whether some text is more than spaces.
    private(set) var hasInk = false
    /// What is wrong with cells of the row, and in which column.
    private(set) var problems: [(kind: CellProblem.Kind, column: Int)] = []
    private var bytes: UnsafeMutableBufferPointer<UInt8>
    private let cells: UnsafeMutableBufferPointer<Range<Int>>
    private var end = 0
    private let present = RowBuffer()

    init() {
        bytes = .allocate(capacity: Self.bytesAtFirst)
        bytes.initialize(repeating: 0)
        cells = .allocate(capacity: PayoutFileReader.columnsMax)
        cells.initialize(repeating: 0..<0)
    }

    deinit {
        present.takeBack()
        bytes.deallocate()
        cells.deallocate()
    }

    /// Empties the row for the next one.
    func begin(line: Int) {
        present.takeBack()
        self.line = line
        (end, columns, hasInk) = (0, nil, false)
        problems.removeAll(keepingCapacity: true)
        cells.update(repeating: 0..<0)
    }

    /// Notes that a cell holds no value that could be paid.
    func note(_ kind: CellProblem.Kind, column: Int) { problems.append((kind, column)) }

    /// Adds a piece to the text of the cell in `column`, which no cell to its right has been added to; false where
    /// the row has grown too long.
    func append(_ piece: UnsafeRawBufferPointer, column: Int) -> Bool {
        guard !piece.isEmpty else { return true }
        guard end + piece.count <= PayoutFileReader.rowBytesMax else { return false }
        if end + piece.count > bytes.count { grow(to: end + piece.count) }
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[end...])).copyMemory(from: piece)
        let start = cells[column].isEmpty ? end : cells[column].lowerBound
        end += piece.count
        cells[column] = start..<end
        columns = (columns?.lowerBound ?? column)...column
        if !hasInk { hasInk = piece.contains { $0 > UInt8(ascii: " ") } }
        return true
    }

    /// Takes from the cell in `column` the mark that was put before a text that a spreadsheet would run.
    func removeNeutralisation(column: Int) {
        let cell = cells[column]
        guard !cell.isEmpty, Neutralisation.isPresent(UnsafeBufferPointer(rebasing: bytes[cell])) else { return }
        cells[column] = (cell.lowerBound + 1)..<cell.upperBound
    }

    /// The texts of the cells from `first` to the last that holds something.
    func texts(from first: Int) -> [String] {
        guard let columns, first <= columns.upperBound else { return [] }
        return (first...columns.upperBound).map { String(decoding: bytes[cells[$0]], as: UTF8.self) }
    }

    /// Lends the row as one of `width` cells from the column `first` on; more only where they hold something.
    func lend(from first: Int, width: Int) -> SourceRow {
        let last = max(first + width - 1, columns?.upperBound ?? 0)
        return present.lend(
            line: line, bytes: UnsafeBufferPointer(bytes), cells: UnsafeBufferPointer(rebasing: cells[first...last]))
    }

    private func grow(to count: Int) {
        let capacity = min(max(bytes.count * 2, count), PayoutFileReader.rowBytesMax)
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
        larger.initialize(repeating: 0)
        _ = larger.update(fromContentsOf: UnsafeBufferPointer(rebasing: bytes[..<end]))
        bytes.deallocate()
        bytes = larger
    }
}
