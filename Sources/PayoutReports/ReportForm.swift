internal import Glibc
internal import PayoutCore
package import PayoutFile
internal import PayoutLedger
internal import PayoutWorkbook

/// In which forms the reports of a batch are written. CSV is always one of them.
package struct ReportForm: Hashable, Sendable {
    /// Whether CSV files are written as ``CSVFormat/excel``.
    package var isForExcel: Bool
    /// Whether there are `results.xlsx` and `rejected.xlsx` as well.
    package var hasWorkbooks: Bool
    /// Whether there is a status report (`pain.002.xml`) as well.
    package var hasStatusReport: Bool

    package init(isForExcel: Bool = false, hasWorkbooks: Bool = false, hasStatusReport: Bool = false) {
        (self.isForExcel, self.hasWorkbooks, self.hasStatusReport) = (isForExcel, hasWorkbooks, hasStatusReport)
    }

    /// The form of the reports in `folder`: what was asked for once stays, and no file is left as it was before.
    package init(in folder: String) {
        isForExcel = Self.beginsWithMark(folder + "/" + ReportFile.results)
        hasWorkbooks = access(folder + "/" + ReportFile.resultsWorkbook, F_OK) == 0
        hasStatusReport = access(folder + "/" + ReportFile.statusReport, F_OK) == 0
    }

    /// This form and the `other` one together.
    func joined(with other: ReportForm) -> ReportForm {
        ReportForm(
            isForExcel: isForExcel || other.isForExcel, hasWorkbooks: hasWorkbooks || other.hasWorkbooks,
            hasStatusReport: hasStatusReport || other.hasStatusReport)
    }

    /// Who brought a workbook gets workbooks; who sent a payment message gets its status report. Mended rows of a
    /// message are no message.
    func suited(to batch: Batch) -> ReportForm {
        var form = self
        let name = batch.fileName.lowercased()
        if [".xlsx", ".xlsm", ".xlsx.gz"].contains(where: name.hasSuffix) { form.hasWorkbooks = true }
        if batch.header.contains(StatusReportColumn.message.rawValue),
            !batch.header.contains(Column.mends.rawValue)
        {
            form.hasStatusReport = true
        }
        return form
    }

    /// How tables of ours are written.
    package var tables: CSVFormat { isForExcel ? .excel : .own }

    private static func beginsWithMark(_ path: String) -> Bool {
        guard let source = try? FileSource(path: path) else { return false }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
        defer { room.deallocate() }
        guard let count = try? source.read(into: room) else { return false }
        return room[..<count].elementsEqual("\u{FEFF}".utf8)
    }
}

/// The names of the files in a report folder that come in several forms.
enum ReportFile {
    static let results = "results.csv"
    static let resultsWorkbook = "results.xlsx"
    static let rejected = "rejected.csv"
    static let rejectedWorkbook = "rejected.xlsx"
    static let statusReport = "pain.002.xml"
}
