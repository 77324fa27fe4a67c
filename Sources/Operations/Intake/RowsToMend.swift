package import PayoutCore
internal import PayoutFile
package import PayoutRules
internal import PayoutWorkbook

/// A page of the rows of a file that cannot be paid as they are, with their cells, for a person who corrects them.
///
///     let rows = try RowsToMend(path: path, form, look: look, after: 0, limit: 20)
///     rows.rows.first?.line                 // 4
///     rows.rows.first?.cells                // ["A-3", "999", "1234567890", "BUDI SANTOSO", "150000"]
///     rows.rows.first?.faults.first?.code   // bankCodeUnknown
package struct RowsToMend: Sendable {
    /// A row, and what is wrong with it.
    package struct Row: Sendable {
        package let line: Int
        /// Every cell as it is read: as the file has it, or as it was corrected.
        package let cells: [String]
        package let faults: [Violation]
    }

    /// The columns of the file.
    package let columns: ColumnLayout
    /// The rows of the page, in the order of the file.
    package let rows: [Row]
    /// Whether rows follow that are on no page up to this one.
    package let hasMore: Bool
    /// What the check of the whole file found.
    package let check: FileCheck

    /// Checks the file at `path`, and takes the rejected rows after a line.
    ///
    /// - Parameters:
    ///   - line: rows up to this line are on earlier pages; 0 for the first page.
    ///   - limit: rows of a page.
    /// - Throws: ``CommandFailure`` where the file as a whole is refused.
    package init(
        path: String, _ form: RowForm, ceilings: Ceilings = Ceilings(), look: LedgerLook? = nil, after line: Int,
        limit: Int
    ) throws(CommandFailure) {
        var page = FirstLines(after: line, limit: limit + 1)
        check = try FileCheck(
            path: path, form, onViolation: { page.add($0) }, wantsWarning: { _, _ in false }, onWarning: { _ in },
            ceilings: ceilings, look: look)
        let faults = page.faults
        hasMore = faults.count > limit
        let lines = faults.keys.sorted().prefix(limit)
        do {
            let cells = try FileCells(path: path, form)
            columns = cells.columns
            let found = try cells.read(lines: Set(lines))
            rows = lines.map { Row(line: $0, cells: found[$0] ?? [], faults: faults[$0] ?? []) }
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// Reads rows of a file by their lines, cell by cell.
package struct FileCells {
    private let scan: FileScan<InputFile>

    /// - Throws: ``CommandFailure`` where the file is refused.
    package init(path: String, _ form: RowForm) throws(CommandFailure) {
        do { scan = try FileScan(path: path, form) } catch { throw CommandFailure(error) }
    }

    package var columns: ColumnLayout { scan.layout }

    /// The cells of these lines, as they are read. Lines that hold no row are missing. To be called once.
    ///
    /// - Throws: ``CommandFailure`` where the file cannot be read.
    package func read(lines: Set<Int>) throws(CommandFailure) -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        do {
            while found.count < lines.count, let row = try scan.source.nextRow() {
                if lines.contains(row.line) { found[row.line] = row.cells }
            }
        } catch {
            throw CommandFailure(error)
        }
        return found
    }
}

/// The faults of the first lines of a page. Faults come in any order, and those of later lines are let go again.
private struct FirstLines {
    private(set) var faults: [Int: [Violation]] = [:]
    private let after: Int
    private let limit: Int

    init(after line: Int, limit: Int) {
        after = line
        self.limit = limit
    }

    mutating func add(_ violation: Violation) {
        let line = violation.line
        guard line > after else { return }
        if faults[line] == nil, faults.count == limit {
            guard let last = faults.keys.max(), line < last else { return }
            faults[last] = nil
        }
        faults[line, default: []].append(violation)
    }
}
