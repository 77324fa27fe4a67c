internal import Glibc
package import PayoutFile
internal import Wording

/// Compares the reports of a folder, cell by cell, with the same reports as the ledger gives them.
///
/// A digest says that a file was altered; this says which cell, and what stood there.
package struct LedgerComparison {
    /// How the rows of a table are told apart.
    fileprivate enum Key {
        /// By a number that grows from row to row.
        case growing(String)
        /// By these cells together; the rows have the same order in both tables.
        case cells([String])
    }

    private let folder: String
    /// The folder with the same reports from the ledger.
    private let expected: String
    /// Whether the ledger is as it was when the reports were written; if not, only what was submitted is the same.
    private let isCurrent: Bool
    /// Whether the folder has a page for people, and the ledger gave it in the same language.
    private let hasPage: Bool

    package init(folder: String, expected: String, isCurrent: Bool, hasPage: Bool) {
        (self.folder, self.expected) = (folder, expected)
        (self.isCurrent, self.hasPage) = (isCurrent, hasPage)
    }

    /// - Throws: `FileError` where a file is missing or cannot be read.
    package func findings() throws(FileError) -> Findings {
        var findings = Findings()
        try compare("results.csv", by: .growing("line"), &findings)
        guard isCurrent else { return findings }
        try compare("attempts.csv", by: .cells(["kind", "external_id"]), &findings)
        try compare("rejected.csv", by: .cells([]), &findings)
        try compare("reconciliation.csv", by: .cells(["group", "key"]), &findings)
        try LineComparison(folder: folder, expected: expected, file: ReconciliationCheck.file).run(&findings)
        if hasPage { try LineComparison(folder: folder, expected: expected, file: "report.html").run(&findings) }
        let workbooks = WorkbookComparison(folder: folder, tableFolder: expected, original: .ledger)
        for file in AuditFile.sealedNamesBesides {
            let before = findings.count
            try workbooks.run(file, &findings)
            // A workbook with the same cells may hold other sheets.
            if findings.count == before { try compareBytes(of: file, &findings) }
        }
        return findings
    }

    /// A file that is compared as a whole.
    private func compareBytes(of file: String, _ findings: inout Findings) throws(FileError) {
        guard access(folder + "/" + file, F_OK) == 0 else { return }
        let found = try ReportVerifier.digest(of: folder + "/" + file)
        if try ReportVerifier.digest(of: expected + "/" + file) != found {
            findings.add(file, Phrase("it is not the file that the ledger gives"))
        }
    }

    private func compare(_ file: String, by key: Key, _ findings: inout Findings) throws(FileError) {
        // What is wrong with the form of a table is found by the verification of the folder alone.
        var form = Findings()
        let columns = key.columns
        let ledger = try TableReader(folder: expected, file: file, needing: columns, &form)
        let report = try TableReader(folder: folder, file: file, needing: columns, &form)
        guard !report.names.isEmpty else { return }
        guard isSameHeader(of: report, as: ledger, &findings) else { return }
        var (ours, theirs) = (try ledger.next(&form), try report.next(&form))
        while ours != nil || theirs != nil {
            let isSame = differsInKeyAlone(ours, from: theirs, in: ledger, key)
            switch isSame ? .same : order(of: ours, in: ledger, and: theirs, in: report, by: key) {
            case .same:
                if let ours, let theirs { compareCells(of: theirs, with: ours, in: report, &findings) }
                (ours, theirs) = (try ledger.next(&form), try report.next(&form))
            case .missing(let name):
                let what = Phrase("the row \(name.shown) of the ledger was taken out before this")
                findings.add(file, theirs?.line, what)
                ours = try ledger.next(&form)
            case .surplus(let name):
                findings.add(file, theirs?.line, Phrase("the ledger has no such row, \(name.shown): it was put in"))
                theirs = try report.next(&form)
            case .astray(let name):
                let what = Phrase("the ledger has the row \(name.shown) here: rows were taken out, put in or moved")
                return findings.add(file, theirs?.line, what)
            }
        }
    }

    private func isSameHeader(of report: TableReader, as ledger: TableReader, _ findings: inout Findings) -> Bool {
        guard ledger.names != report.names else { return true }
        let count = max(ledger.names.count, report.names.count)
        func name(_ names: [String], _ index: Int) -> String { names.indices.contains(index) ? names[index] : "" }
        guard let index = (0..<count).first(where: { name(ledger.names, $0) != name(report.names, $0) }) else {
            return true
        }
        findings.add(
            report.file, report.headerLine,
            column: name(ledger.names, index), ledger: name(ledger.names, index), report: name(report.names, index))
        return false
    }

    private func compareCells(
        of theirs: TableReader.Row, with ours: TableReader.Row, in report: TableReader, _ findings: inout Findings
    ) {
        guard ours.cells != theirs.cells else { return }
        for (index, name) in report.names.enumerated() {
            // What came of a row is another thing by now; what was submitted never changes.
            if !isCurrent, name == "status" { break }
            guard ours.cells.indices.contains(index), theirs.cells.indices.contains(index) else { break }
            let (expected, found) = (ours.cells[index], theirs.cells[index])
            if expected != found {
                findings.add(report.file, theirs.line, column: name, ledger: expected, report: found)
            }
        }
    }

    /// Whether a row is the same but for a cell that tells rows apart.
    private func differsInKeyAlone(
        _ ours: TableReader.Row?, from theirs: TableReader.Row?, in ledger: TableReader, _ key: Key
    ) -> Bool {
        guard let ours, let theirs, ours.cells.count == theirs.cells.count else { return false }
        let different = ours.cells.indices.filter { ours.cells[$0] != theirs.cells[$0] }
        return different.count == 1
            && different.allSatisfy { $0 < ledger.names.count && key.columns.contains(ledger.names[$0]) }
    }

    private enum Order {
        case same
        /// Only the ledger has the row of this name.
        case missing(String)
        /// Only the report has it.
        case surplus(String)
        /// The ledger has the row of this name in this place.
        case astray(String)
    }

    private func order(
        of ours: TableReader.Row?, in ledger: TableReader, and theirs: TableReader.Row?, in report: TableReader,
        by key: Key
    ) -> Order {
        switch key {
        case .growing(let column):
            let expected = ours.flatMap { ledger.number(column, of: $0) } ?? .max
            let found = theirs.flatMap { report.number(column, of: $0) } ?? .max
            if expected == found { return .same }
            return expected < found ? .missing(String(expected)) : .surplus(String(found))
        case .cells(let columns):
            let expected = ours.map { row in columns.map { ledger.text($0, of: row) } }
            let found = theirs.map { row in columns.map { report.text($0, of: row) } }
            if expected == found { return .same }
            let name = (expected ?? found ?? []).joined(separator: " ")
            if ours == nil { return .surplus(name) }
            return theirs == nil ? .missing(name) : .astray(name)
        }
    }
}

extension LedgerComparison.Key {
    fileprivate var columns: [String] {
        switch self {
        case .growing(let column): [column]
        case .cells(let columns): columns
        }
    }
}

extension Findings {
    /// Adds a cell that is another one in the ledger.
    mutating func add(
        _ file: String, _ line: Int?, column: String?, ledger expected: String, report found: String
    ) {
        add(
            file, line,
            column.map {
                Phrase("the column \($0.shown) has \"\(found.shown)\", and the ledger has \"\(expected.shown)\"")
            } ?? Phrase("it has \"\(found.shown)\", and the ledger gives \"\(expected.shown)\""),
            cell: AlteredCell(column: column, expected: expected, found: found))
    }
}
