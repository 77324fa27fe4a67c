package import Wording

/// Why an input file cannot be used at all. Every one of them means exit 65: nothing was sent for the file.
///
/// The text is for people: what happened, where, what to do next. It never quotes the content of a row.
package struct FileError: PhrasedError, Hashable {
    /// The file as the user named it; `standard input` for `-`.
    package let file: String
    /// The line where it happened, counted from 1; nil where no line is to blame.
    package let line: Int?
    /// What is wrong.
    package let fault: FileFault

    /// An error of `file`, at `line` where there is one.
    package init(file: String, line: Int? = nil, fault: FileFault) {
        self.file = file
        self.line = line
        self.fault = fault
    }

    /// Ends the reading of a file by a program that is to stop.
    ///
    /// - Throws: `FileError` where the task was cancelled.
    package static func demandTime(file: String) throws(FileError) {
        guard !Task.isCancelled else {
            throw FileError(file: file, fault: .unreadable(reason: "the program is to stop"))
        }
    }

    /// A stable word for JSON output and tests.
    package var code: String { fault.code }

    /// What to do next, as a sentence.
    package var whatToDo: Phrase { Phrase("\(fault.whatToDo).") }

    /// One line for people: file, line, what happened, what to do.
    package var phrase: Phrase {
        let place = line.map { Phrase("\(file), line \($0)") } ?? .verbatim(file)
        return Phrase("\(place): \(fault.whatHappened). \(fault.whatToDo).")
    }
}

/// What can be wrong with an input file.
package enum FileFault: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case directory
    /// The operating system refuses to let us read it.
    case permissionDenied
    /// The operating system reports another error, in its own words.
    case unreadable(reason: String)
    /// Somebody wrote to it, or put another file in its place, while it was read.
    case changed
    /// There is nothing in it, or only blank lines.
    case empty
    /// There is a header and no row below it.
    case noRows
    /// It is something else than text, recognised by its first bytes.
    case foreignFormat(ForeignFormat)
    /// The first line is `sep=:` or the like: a note of Excel's own, with a separator that is not read.
    case separatorLine
    /// The names of columns stand in two lines, and those of one column can be read in two ways.
    case doubtfulHeader(upper: String, lower: String)
    /// A byte order mark stands where a line begins that is not the first, or in front of a second header.
    case joinedFiles
    /// Some bytes are not UTF-8.
    case notUTF8
    /// The text is UTF-16, and damaged.
    case notUTF16
    /// A zero byte, which no text file holds.
    case zeroByte
    /// A quote that was opened on this line is never closed.
    case unclosedQuote
    /// Text follows a closing quote.
    case textAfterClosingQuote
    /// A row is longer than ``PayoutFileReader/rowBytesMax``.
    case rowTooLong(bytesMax: Int)
    /// A row has more cells than ``PayoutFileReader/columnsMax``.
    case tooManyColumns(max: Int)
    /// The file has more lines than ``PayoutFileReader/linesMax``.
    case tooManyLines(max: Int)
    /// The compressed file ends too early.
    case gzipTruncated
    /// The compressed file is damaged.
    case gzipCorrupt
    /// Something that is not gzip follows the compressed data.
    case gzipTrailingGarbage
    /// The compressed data grows by an absurd factor when it is unpacked.
    case gzipExpansion(ratioMax: Int)
    /// The content is larger than ``ContentStream/contentBytesMax``.
    case tooLarge(bytesMax: Int)
    /// It is a workbook that cannot be read, or could be read in two ways.
    case workbook(WorkbookFault)
    /// It is a payment message that cannot be read, or does not hold what it says.
    case message(MessageFault)
}

extension FileFault {
    /// A stable word for JSON output and tests.
    package var code: String {
        switch self {
        case .missing: "file_missing"
        case .directory: "file_is_directory"
        case .permissionDenied: "file_permission_denied"
        case .unreadable: "file_unreadable"
        case .changed: "file_changed"
        case .empty: "file_empty"
        case .noRows: "file_without_rows"
        case .foreignFormat(let format): "file_is_\(format.rawValue)"
        case .separatorLine: "separator_line"
        case .doubtfulHeader: "header_refused"
        case .joinedFiles: "joined_files"
        case .notUTF8: "not_utf8"
        case .notUTF16: "not_utf16"
        case .zeroByte: "zero_byte"
        case .unclosedQuote: "unclosed_quote"
        case .textAfterClosingQuote: "text_after_closing_quote"
        case .rowTooLong: "row_too_long"
        case .tooManyColumns: "too_many_columns"
        case .tooManyLines: "too_many_lines"
        case .gzipTruncated: "gzip_truncated"
        case .gzipCorrupt: "gzip_corrupt"
        case .gzipTrailingGarbage: "gzip_trailing_garbage"
        case .gzipExpansion: "gzip_expansion"
        case .tooLarge: "file_too_large"
        case .workbook(let fault): fault.code
        case .message(let fault): fault.code
        }
    }

    /// What happened, without a final full stop.
    var whatHappened: Phrase {
        switch self {
        case .missing: Phrase("there is no such file")
        case .directory: Phrase("this is a folder, not a file")
        case .permissionDenied: Phrase("you are not allowed to read this file")
        case .unreadable(let reason): Phrase("the file could not be read (\(reason))")
        case .changed: Phrase("the file changed while it was read")
        case .empty: Phrase("the file is empty")
        case .noRows: Phrase("the file has a header but no rows below it")
        case .foreignFormat(let format): format.whatItIs
        case .separatorLine:
            Phrase("the line \"sep=…\" above the header names no separator that is read: comma, semicolon, tab or |")
        case .doubtfulHeader(let upper, let lower):
            Phrase(
                """
                the names of the columns stand in this line and in the next one, and the column \
                "\(ShownText.of(upper))" has the name "\(ShownText.of(lower))" below it: nobody can say what it holds
                """)
        case .joinedFiles:
            Phrase("the line holds a byte order mark (U+FEFF): it looks as if two files were joined there")
        case .notUTF8: Phrase("the text is not UTF-8")
        case .notUTF16: Phrase("the text is UTF-16, and damaged")
        case .zeroByte: Phrase("there is a zero byte, so this is not a plain text file")
        case .unclosedQuote: Phrase("a quote (\") that opens on this line is never closed")
        case .textAfterClosingQuote: Phrase("there is text after the closing quote (\") of a cell")
        case .rowTooLong(let limit): Phrase("the row is longer than \(limit) bytes")
        case .tooManyColumns(let limit): Phrase("the row has more than \(limit) cells")
        case .tooManyLines(let limit): Phrase("the file has more than \(limit) lines")
        case .gzipTruncated: Phrase("the compressed file ends too early; it was probably not copied completely")
        case .gzipCorrupt: Phrase("the compressed file is damaged")
        case .gzipTrailingGarbage:
            Phrase("something that is not compressed data follows the end of the compressed data")
        case .gzipExpansion(let ratio):
            Phrase("unpacked, the file is more than \(ratio) times as large, which no payroll is")
        case .tooLarge(let limit): Phrase("the file holds more than \(limit / 1_073_741_824) GiB of text")
        case .workbook(let fault): fault.whatHappened
        case .message(let fault): fault.whatHappened
        }
    }

    /// What to do next, without a final full stop.
    var whatToDo: Phrase {
        switch self {
        case .missing: Phrase("Check the name and the folder")
        case .directory: Phrase("Name the CSV file inside it")
        case .permissionDenied: Phrase("Ask for the right to read it, or copy it to a folder of your own")
        case .unreadable: Phrase("Copy the file again and try once more")
        case .changed: Phrase("Wait until nobody writes to it any more, then run the same command again")
        case .empty: Phrase("Save the file again; its first line must name the columns")
        case .noRows: Phrase("Add at least one row")
        case .foreignFormat(let format): format.whatToDo
        case .separatorLine: Phrase("Delete that line; the separator is recognised without it")
        case .doubtfulHeader: Phrase("Write the whole name of each column into one line, and delete the other line")
        case .joinedFiles: Phrase("Pay the files one by one, or join them in a spreadsheet")
        case .notUTF8, .notUTF16: Phrase("Save it again as \"CSV UTF-8\"")
        case .zeroByte: Phrase("Save it again as \"CSV UTF-8\"")
        case .unclosedQuote: Phrase("Close the quote or remove it; a quote inside a quoted cell is written twice")
        case .textAfterClosingQuote: Phrase("Put the whole cell into quotes; a quote inside it is written twice")
        case .rowTooLong: Phrase("Look for a missing line break or a stray quote (\")")
        case .tooManyColumns: Phrase("Delete the columns that are not needed")
        case .tooManyLines, .tooLarge: Phrase("Split it into several files")
        case .gzipTruncated, .gzipCorrupt, .gzipTrailingGarbage: Phrase("Compress or copy the file again")
        case .gzipExpansion: Phrase("Unpack it yourself and look at what is inside")
        case .workbook(let fault): fault.whatToDo
        case .message(let fault): fault.whatToDo
        }
    }
}
