internal import PayoutFile
internal import PayoutRules

/// Puts what cells were read as in the place of these cells, so that rules, ledger and reports see plain rows; the
/// cells as they came are kept with it, for `rejected.csv`.
///
/// It owns the memory of its present row, as a source does.
final class RestatedRow {
    private let present = RowBuffer()
    private var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
    private var cells = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 32)

    init() {
        bytes.initialize(repeating: 0)
        cells.initialize(repeating: 0..<0)
    }

    deinit {
        present.takeBack()
        bytes.deallocate()
        cells.deallocate()
    }

    /// A row with the cells of `row`, as they came.
    ///
    /// - Returns: the row, which can be used until the next call; ``located`` says where the payment is in it.
    func lend(_ row: borrowing SourceRow, _ read: ReadCells, _ checker: RowChecker) -> SourceRow {
        present.takeBack()
        var end = 0
        let line = row.line
        let count = row.withCells { content, ranges in
            reserve(content, ranges, read)
            for index in ranges.indices {
                let start = end
                append(content.extracting(ranges[index]), at: &end)
                cells[index] = start..<end
            }
            return ranges.count
        }
        let raw = UnsafeBufferPointer(rebasing: bytes[..<end])
        let ranges = UnsafeBufferPointer(rebasing: cells[..<count])
        let found = checker.locate(content: raw.span, cells: ranges.span)
        func place(_ text: [UInt8]?) -> Range<Int>? {
            guard let text else { return nil }
            let start = end
            append(text.span, at: &end)
            return start..<end
        }
        located = found.replacing(
            reference: place(read.reference), bankCode: place(read.bankCode), accountNumber: place(read.accountNumber),
            accountName: place(read.accountName), amount: place(read.amount), note: place(read.note))
        return present.lend(line: line, bytes: UnsafeBufferPointer(rebasing: bytes[..<end]), cells: ranges)
    }

    /// Where the texts of the payment are in the present row.
    private(set) var located = LocatedCells.none

    private func append(_ text: Span<UInt8>, at end: inout Int) {
        for index in text.indices {
            bytes[end] = text[index]
            end += 1
        }
    }

    /// Makes room for a row. What was lent before is gone by now.
    private func reserve(_ content: Span<UInt8>, _ ranges: Span<Range<Int>>, _ read: ReadCells) {
        let texts = [read.reference, read.bankCode, read.accountNumber, read.accountName, read.amount, read.note]
        var needed = texts.reduce(0) { $0 + ($1?.count ?? 0) }
        for index in ranges.indices { needed += ranges[index].count }
        if needed > bytes.count {
            bytes.deallocate()
            bytes = .allocate(capacity: needed * 2)
            bytes.initialize(repeating: 0)
        }
        if ranges.count > cells.count {
            cells.deallocate()
            cells = .allocate(capacity: ranges.count * 2)
            cells.initialize(repeating: 0..<0)
        }
    }
}
