import Operations
import PayoutFile
import Testing
import Wording

/// The words of `--json` for what went wrong.
@Suite struct ErrorCodeTests {
    /// Every fault of a file.
    static let faults: [FileFault] =
        [
            .missing, .directory, .permissionDenied, .unreadable(reason: "x"), .changed, .empty, .noRows,
            .separatorLine,
            .joinedFiles, .notUTF8, .zeroByte, .unclosedQuote, .textAfterClosingQuote, .rowTooLong(bytesMax: 1),
            .tooManyColumns(max: 1), .tooManyLines(max: 1), .gzipTruncated, .gzipCorrupt, .gzipTrailingGarbage,
            .gzipExpansion(ratioMax: 1), .tooLarge(bytesMax: 1),
        ] + ForeignFormat.allCases.map { .foreignFormat($0) } + workbookFaults.map { .workbook($0) }
        + messageFaults.map { .message($0) }

    private static let messageFaults: [MessageFault] = [
        .otherMessage(root: "x"), .malformed, .documentType, .tooComplex, .repeated(element: "x"), .method("CHK"),
        .count(claimed: "1", found: 2), .sum(claimed: "1", found: "2"),
    ]

    private static let workbookFaults: [WorkbookFault] =
        [
            .passwordProtected, .binary, .openDocument, .noWorkbook, .damaged(part: "x"), .documentType(part: "x"),
            .tooComplex(part: "x"), .expansion(part: "x", ratioMax: 1), .tooLarge(mebibytesMax: 1), .noSheet,
            .sheetMissing(name: "x", sheets: ["y"]), .severalSheets(["x", "y"]), .noSheets(name: "x"),
        ] + CellProblem.Kind.allCases.map { .cells([CellProblem($0, cell: "B7")]) }

    @Test("Every fault of a file keeps its word", arguments: faults)
    func faultKeepsItsWord(_ fault: FileFault) {
        let failure = CommandFailure(FileError(file: "a.csv", fault: fault))
        #expect(failure.code.rawValue == fault.code)
        #expect(failure.status == .badFile)
        #expect(!failure.whatToDo.english.isEmpty && failure.whatToDo.english.hasSuffix("."))
    }

    @Test(
        "Words are snake case and never two the same, and each has one sentence of advice",
        arguments: ErrorCode.allCases)
    func wordIsPlain(_ code: ErrorCode) {
        #expect(
            code.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F || (0x30...0x39).contains($0) })
        let advice = code.whatToDo.english
        #expect(advice.hasSuffix(".") && !advice.dropLast().contains(". "))
    }

    @Test("The words that programs know stay") func list() {
        let words = [
            "usage", "file_missing", "file_is_directory", "file_permission_denied", "file_unreadable", "file_changed",
            "file_empty", "file_without_rows", "file_is_zip", "file_is_old_excel", "file_is_pdf",
            "file_is_bzip2", "file_is_xz", "file_is_zstandard", "file_is_gzip", "separator_line", "joined_files",
            "not_utf8", "not_utf16", "zero_byte", "unclosed_quote", "text_after_closing_quote", "row_too_long",
            "too_many_columns",
            "too_many_lines", "gzip_truncated", "gzip_corrupt", "gzip_trailing_garbage", "gzip_expansion",
            "file_too_large", "workbook_protected", "workbook_damaged", "workbook_too_large", "workbook_kind",
            "workbook_sheet", "workbook_cells", "message_kind", "message_damaged", "message_totals", "header_refused",
            "totals_differ",
            "batch_content_differs", "content_known",
            "file_refused",
            "bank_unreachable", "internal_error", "cannot_write", "ledger_failed", "ledger_locked", "not_settled",
            "interrupted", "not_approved", "stopped", "bad_settings", "ledger_unusable", "ledger_other_bank",
            "not_all_paid",
        ]
        #expect(Set(words).isSubset(of: ErrorCode.allCases.map(\.rawValue)))
    }
}
