internal import Wording

/// Why a workbook cannot be read, or could be read in two ways.
package enum WorkbookFault: Hashable, Sendable {
    /// It is encrypted, as a whole or a part of it.
    case passwordProtected
    /// It is a binary workbook (`.xlsb`).
    case binary
    /// It is a workbook of OpenDocument (`.ods`).
    case openDocument
    /// It is a zip archive of something else.
    case noWorkbook
    /// A part of it is missing, broken, or contradicts another one.
    case damaged(part: String)
    /// A part has a document type declaration, which no spreadsheet writes.
    case documentType(part: String)
    /// A part is built in a way that no spreadsheet uses: too deep, too long, too many names.
    case tooComplex(part: String)
    /// Unpacked, a part grows by an absurd factor.
    case expansion(part: String, ratioMax: Int)
    /// The workbook or what is unpacked of it is larger than a limit.
    case tooLarge(mebibytesMax: Int)
    /// No sheet that can be seen holds anything.
    case noSheet
    /// There is no sheet of this name.
    case sheetMissing(name: String, sheets: [String])
    /// Several sheets look like payments.
    case severalSheets([String])
    /// A sheet that is not read says by its name that it corrects others.
    case correctionSheet(String)
    /// A sheet was asked for, and the file has none.
    case noSheets(name: String)
    /// Cells that hold no value that could be paid, by kind.
    case cells([CellProblem])

    /// A stable word for JSON output and tests.
    var code: String {
        switch self {
        case .passwordProtected: "workbook_protected"
        case .binary, .openDocument, .noWorkbook: "workbook_kind"
        case .damaged, .documentType: "workbook_damaged"
        case .tooComplex, .expansion, .tooLarge: "workbook_too_large"
        case .noSheet, .sheetMissing, .severalSheets, .correctionSheet, .noSheets: "workbook_sheet"
        case .cells: "workbook_cells"
        }
    }

    /// What happened, without a final full stop.
    var whatHappened: Phrase {
        switch self {
        case .passwordProtected: Phrase("the workbook is protected with a password")
        case .binary: Phrase("this is a binary workbook (.xlsb)")
        case .openDocument: Phrase("this is an OpenDocument file (.ods or the like)")
        case .noWorkbook: Phrase("this is a zip archive without a workbook in it")
        case .damaged(let part): Phrase("the workbook is damaged (\(ShownText.of(part)))")
        case .documentType(let part):
            Phrase(
                """
                \(ShownText.of(part)) in the workbook has a document type declaration, which no spreadsheet program \
                writes
                """
            )
        case .tooComplex(let part):
            Phrase("\(ShownText.of(part)) in the workbook is built in a way that no spreadsheet program uses")
        case .expansion(let part, let ratio):
            Phrase(
                """
                unpacked, \(ShownText.of(part)) in the workbook is more than \(ratio) times as large, which no payroll \
                is
                """
            )
        case .tooLarge(let limit): Phrase("the workbook holds more than \(limit) MiB")
        case .noSheet: Phrase("no visible sheet of the workbook holds anything")
        case .sheetMissing(let name, let sheets):
            Phrase("the workbook has no sheet \"\(ShownText.of(name))\"; its sheets are \(Self.list(sheets))")
        case .severalSheets(let sheets):
            Phrase("several sheets of the workbook have the columns of payments: \(Self.list(sheets))")
        case .correctionSheet(let name):
            Phrase("the sheet \"\(ShownText.of(name))\" corrects others by its name, and is not read")
        case .noSheets(let name): Phrase("this is no workbook, so it has no sheet \"\(ShownText.of(name))\"")
        case .cells(let problems): .joined(problems.map(\.whatHappened), by: "; ")
        }
    }

    /// What to do next, without a final full stop.
    var whatToDo: Phrase {
        switch self {
        case .passwordProtected:
            Phrase("Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again")
        case .binary, .openDocument: Phrase("Open it in Excel or LibreOffice and save it as .xlsx or \"CSV UTF-8\"")
        case .noWorkbook: Phrase("Unpack it, and name the .xlsx or .csv file that was inside it")
        case .damaged: Phrase("Get the file again from its sender, or open it in Excel and save it again as .xlsx")
        case .documentType, .tooComplex, .expansion:
            Phrase("Ask who made it, or copy the rows to a new workbook")
        case .tooLarge: Phrase("Split it into several files")
        case .noSheet: Phrase("Put the rows on the first sheet; its first line must name the columns")
        case .sheetMissing: Phrase("Use one of these names with --sheet")
        case .severalSheets: Phrase("Say which is meant with --sheet, one payment file each")
        case .correctionSheet:
            Phrase(
                """
                Correct the rows that it means and delete it; if it corrects nothing, say which sheet is meant with \
                --sheet
                """)
        case .noSheets: Phrase("Leave --sheet out")
        case .cells(let problems): .joined(problems.map(\.whatToDo), by: ". ")
        }
    }

    /// Names in quotes; the first ones of many.
    private static func list(_ names: [String]) -> Phrase {
        let shownMax = 10
        let shown = names.prefix(shownMax).map { "\"\(ShownText.of($0))\"" }.joined(separator: ", ")
        return names.count > shownMax ? Phrase("\(shown) and \(names.count - shownMax) more") : .verbatim(shown)
    }
}
