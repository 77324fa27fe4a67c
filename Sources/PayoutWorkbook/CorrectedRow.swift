internal import PayoutFile

/// Lends a row whose cells a person corrected, in the place of the row that the file has.
///
/// It owns the memory of its present row, as a source does.
final class CorrectedRow {
    private let present = RowBuffer()
    private var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
    private var cells = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 0)

    deinit {
        present.takeBack()
        bytes.deallocate()
        cells.deallocate()
    }

    /// A row of these cells, which can be used until the next call.
    func lend(line: Int, _ texts: [String]) -> SourceRow {
        present.takeBack()
        bytes.deallocate()
        cells.deallocate()
        bytes = .allocate(capacity: texts.reduce(0) { $0 + $1.utf8.count })
        cells = .allocate(capacity: texts.count)
        _ = bytes.initialize(from: texts.lazy.flatMap(\.utf8))
        var end = 0
        let ranges = texts.map { text in
            let start = end
            end += text.utf8.count
            return start..<end
        }
        _ = cells.initialize(from: ranges)
        return present.lend(line: line, bytes: UnsafeBufferPointer(bytes), cells: UnsafeBufferPointer(cells))
    }
}
