internal import PayoutFile

/// A workbook (`.xlsx`) of one small sheet whose cells are all text, so that account numbers keep their zeros, also
/// where somebody fills in more rows below.
///
///     let bytes = try WorkbookTemplate(sheet: "Payments", rows: [["reference", "amount"], ["A-1", "1500000"]]).bytes
package struct WorkbookTemplate {
    private static let columnWidth = 24

    private let sheet: String
    private let rows: [[String]]

    /// - Parameters:
    ///   - sheet: the name of the sheet.
    ///   - rows: the names of the columns, then the cells of each row.
    package init(sheet: String, rows: [[String]]) {
        self.sheet = sheet
        self.rows = rows
    }

    /// The file.
    package var bytes: [UInt8] {
        get throws {
            var bytes: [UInt8] = []
            let columns = (rows.first ?? []).map { RowWorkbook.Column($0, width: Self.columnWidth) }
            let workbook = try RowWorkbook(path: sheet, sheet: sheet, columns: columns) { bytes += $0 }
            for row in rows.dropFirst() {
                for cell in row { workbook.append(cell) }
                try workbook.endRow()
            }
            try workbook.finish()
            return bytes
        }
    }
}
