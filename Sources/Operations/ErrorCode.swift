internal import PayoutFile
package import Wording

/// What ended a command, or the work on one of its files, as a word for programs (`--json`). A word is never renamed
/// and never used for something else; new ones may be added.
package enum ErrorCode: String, CaseIterable, Sendable {
    case usage
    case fileMissing = "file_missing"
    case fileIsDirectory = "file_is_directory"
    case filePermissionDenied = "file_permission_denied"
    case fileUnreadable = "file_unreadable"
    case fileChanged = "file_changed"
    case fileEmpty = "file_empty"
    case fileWithoutRows = "file_without_rows"
    case fileIsZip = "file_is_zip"
    case fileIsOldExcel = "file_is_old_excel"
    case fileIsPDF = "file_is_pdf"
    case fileIsBzip2 = "file_is_bzip2"
    case fileIsXZ = "file_is_xz"
    case fileIsZstandard = "file_is_zstandard"
    case fileIsGzip = "file_is_gzip"
    case separatorLine = "separator_line"
    case joinedFiles = "joined_files"
    case notUTF8 = "not_utf8"
    case notUTF16 = "not_utf16"
    case zeroByte = "zero_byte"
    case unclosedQuote = "unclosed_quote"
    case textAfterClosingQuote = "text_after_closing_quote"
    case rowTooLong = "row_too_long"
    case tooManyColumns = "too_many_columns"
    case tooManyLines = "too_many_lines"
    case gzipTruncated = "gzip_truncated"
    case gzipCorrupt = "gzip_corrupt"
    case gzipTrailingGarbage = "gzip_trailing_garbage"
    case gzipExpansion = "gzip_expansion"
    case fileTooLarge = "file_too_large"
    case workbookProtected = "workbook_protected"
    case workbookDamaged = "workbook_damaged"
    case workbookTooLarge = "workbook_too_large"
    /// A workbook of another kind than `.xlsx`.
    case workbookKind = "workbook_kind"
    /// Which sheet is meant is not known, or the sheet is not there.
    case workbookSheet = "workbook_sheet"
    /// Cells that hold no value that could be paid.
    case workbookCells = "workbook_cells"
    /// An XML file that is no `pain.001` of transfers.
    case messageKind = "message_kind"
    case messageDamaged = "message_damaged"
    /// A payment message does not hold the number or the sum of payments that it says.
    case messageTotals = "message_totals"
    /// The header does not name the columns.
    case headerRefused = "header_refused"
    /// A file does not hold the number or the sum of rows that it was to hold.
    case totalsDiffer = "totals_differ"
    /// The `--batch` name belongs to other content.
    case batchContentDiffers = "batch_content_differs"
    /// The content is another batch already.
    case contentKnown = "content_known"
    /// A file is refused for another reason.
    case fileRefused = "file_refused"
    case bankUnreachable = "bank_unreachable"
    case internalError = "internal_error"
    case cannotWrite = "cannot_write"
    case ledgerFailed = "ledger_failed"
    /// Another salur sends from the ledger, has begun to, or keeps it busy.
    case ledgerLocked = "ledger_locked"
    case notSettled = "not_settled"
    /// A second signal ended the program at once.
    case interrupted
    /// A batch waits for approval.
    case notApproved = "not_approved"
    /// The rows of a batch are not those that were submitted or approved.
    case ledgerAltered = "ledger_altered"
    /// A person has paused the batch.
    case batchPaused = "batch_paused"
    /// A person has closed the batch for good.
    case batchClosed = "batch_closed"
    /// Rows of the batch are not at their end, so it cannot be closed.
    case batchOpen = "batch_open"
    /// The account that submitted a batch may not approve it.
    case fourEyes = "four_eyes"
    /// What would be paid is not the plan that was insisted on.
    case planDiffers = "plan_differs"
    /// A batch asks for more than one may (`limits.batch`).
    case batchLimit = "batch_limit"
    case stopped
    case badSettings = "bad_settings"
    case ledgerUnusable = "ledger_unusable"
    case ledgerOtherBank = "ledger_other_bank"
    /// Not all was paid; the document of the command itself says more.
    case notAllPaid = "not_all_paid"

    /// The word for `status` where nothing more is known.
    init(_ status: OutcomeKind) {
        self =
            switch status {
            case .success, .notAllPaid: .notAllPaid
            case .usage: .usage
            case .badFile: .fileRefused
            case .bankUnreachable: .bankUnreachable
            case .internalError: .internalError
            case .cannotWrite: .cannotWrite
            case .ledgerFailed: .ledgerFailed
            case .notSettled: .notSettled
            case .stopped: .stopped
            case .badSettings: .badSettings
            }
    }

    /// The word for what is wrong with a file: the words of ``FileFault`` are among these (a test).
    init(of fault: FileFault) { self = ErrorCode(rawValue: fault.code) ?? .fileRefused }

    /// What to do next where whoever failed has nothing better to say, in one sentence.
    package var whatToDo: Phrase {
        switch self {
        case .usage: Phrase("Correct the command line; \"salur help COMMAND\" shows how.")
        case .headerRefused: Phrase("Correct the first line of the file, then run the same command again.")
        case .batchContentDiffers:
            Phrase("Pay mended rows by rejected.csv of the batch; other payments need a --batch name of their own.")
        case .contentKnown:
            Phrase("Run it without --batch to go on with that batch, or add --pay-again \"REASON\" to pay it again.")
        case .fileMissing, .fileIsDirectory, .filePermissionDenied, .fileUnreadable, .fileChanged, .fileEmpty,
            .fileWithoutRows, .fileIsZip, .fileIsOldExcel, .fileIsPDF, .fileIsBzip2, .fileIsXZ,
            .fileIsZstandard, .fileIsGzip, .separatorLine, .joinedFiles, .notUTF8, .notUTF16, .zeroByte, .unclosedQuote,
            .textAfterClosingQuote, .rowTooLong, .tooManyColumns, .tooManyLines, .gzipTruncated, .gzipCorrupt,
            .gzipTrailingGarbage, .gzipExpansion, .fileTooLarge, .workbookProtected, .workbookDamaged,
            .workbookTooLarge, .workbookKind, .workbookSheet, .workbookCells, .messageKind, .messageDamaged,
            .messageTotals, .totalsDiffer, .fileRefused:
            Phrase("Correct the file, then run the same command again.")
        case .bankUnreachable:
            Phrase("Check ayoconnect.baseUrl and the network with \"salur doctor\", then run the same command again.")
        case .internalError: Phrase("Report this error; the same command again pays nothing twice.")
        case .cannotWrite:
            Phrase("Check the folder, your rights there and the free space, then run the same command again.")
        case .ledgerFailed: Phrase("Check the disk, then run the same command again; it pays nothing twice.")
        case .ledgerLocked: Phrase("Wait until the other salur has ended, then run the same command again.")
        case .notSettled: Phrase("Run the same command again to continue.")
        case .interrupted: Phrase("Run the same command again: it asks the bank first, and pays nothing twice.")
        case .notApproved: Phrase("Approve the batch with \"salur approve\", then run the same command again.")
        case .ledgerAltered:
            Phrase("See what \"salur verify --ledger\" finds, put back the backup, then run the same command again.")
        case .batchPaused: Phrase("Let the batch go on with \"salur resume\", then run the same command again.")
        case .batchClosed: Phrase("Pay what is still due in a new file.")
        case .batchOpen: Phrase("Bring its rows to their end first: \"salur status\" shows which.")
        case .fourEyes: Phrase("Have another account approve the batch with \"salur approve\".")
        case .planDiffers: Phrase("Look at the plan with \"salur run --plan\", then insist on the new hash.")
        case .batchLimit:
            Phrase(
                """
                If an amount is wrong, cancel its row and pay it in a new file; if all of it is due, raise \
                limits.batch, then run the same command again.
                """)
        case .stopped: Phrase("Do what the message says, then run the same command again.")
        case .badSettings, .ledgerUnusable:
            Phrase("Correct what the message names, check it with \"salur doctor\", and run the same command again.")
        case .ledgerOtherBank: Phrase("Use another ledger.path for this bank, or the settings of the ledger's bank.")
        case .notAllPaid: Phrase("Do what the message says about each row.")
        }
    }
}
