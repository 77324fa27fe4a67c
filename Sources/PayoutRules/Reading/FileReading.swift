internal import PayoutCore

/// How a file was read where it was not plain: names of columns that are not the plain ones, rows that were skipped,
/// cells that were written otherwise. A person is shown all of it before approval; the ledger and the reports keep it.
///
///     var reading = FileReading(checker.layout)
///     reading.note(.emptyRow, line: 7)
///     reading.steps.first?.rows    // 1
///     reading.journalText          // "empty_rows 1 (line 7)"
package struct FileReading: Hashable, Sendable {
    /// What was done with some rows, once for each kind.
    package struct Step: Hashable, Sendable {
        package let kind: ReadingKind
        /// How many rows there are of the kind.
        package fileprivate(set) var rows: Int
        /// The line of the first of them, counted from 1.
        package let firstLine: Int
        /// What the first such cell is and what it was read as; nil where nothing is to be shown.
        package fileprivate(set) var example: Example?
    }

    /// A cell, and what it was read as: both as they can be shown.
    package struct Example: Hashable, Sendable {
        /// As the file has it.
        package let written: String
        /// As the rules see it.
        package let readAs: String

        package init(written: String, readAs: String) {
            self.written = written
            self.readAs = readAs
        }
    }

    /// All columns of the payment, where any of them has another name than the plain one; else none.
    package let columns: [ColumnName]
    /// The names of columns of deductions, as they can be shown: they are copied to the results alone.
    package let deductions: [String]
    /// In the order in which each kind was met first.
    package private(set) var steps: [Step] = []

    package init(_ layout: ColumnLayout) {
        columns = layout.renamed.isEmpty ? [] : layout.read
        deductions = layout.deductionNames
    }

    /// Whether the file is plain from beginning to end.
    package var isPlain: Bool { columns.isEmpty && deductions.isEmpty && steps.isEmpty }

    /// Counts a row, or takes it as the first of its kind.
    ///
    /// - Parameter example: asked for the first row only.
    package mutating func note(_ kind: ReadingKind, line: Int, example: () -> Example? = { nil }) {
        if let index = steps.firstIndex(where: { $0.kind == kind }) {
            steps[index].rows += 1
        } else {
            steps.append(Step(kind: kind, rows: 1, firstLine: line, example: example()))
        }
    }

    /// Counts a row of words: all of them are shown, up to ``shownMax``.
    package mutating func note(_ kind: ReadingKind, line: Int, words: String) {
        note(kind, line: line) { Example(written: words, readAs: "") }
        guard let index = steps.firstIndex(where: { $0.kind == kind }), let earlier = steps[index].example,
            (2...Self.shownMax + 1).contains(steps[index].rows)
        else { return }
        let more = steps[index].rows > Self.shownMax ? " …" : "; " + words
        steps[index].example = Example(written: earlier.written + more, readAs: "")
    }

    private static let shownMax = 8
}

/// A way in which a row or a cell that is not plain is read. The raw values are written to the journal, to reports and
/// to JSON, and never change.
package enum ReadingKind: String, CaseIterable, Hashable, Sendable {
    /// A first line `sep=;` names the separator.
    case separatorLine = "separator_line"
    case utf16 = "utf_16"
    case windows1252 = "windows_1252"
    /// Column names that stand in two rows.
    case joinedHeader = "header_in_two_rows"
    /// A file for the upload page of Mandiri, whose cells are known by their places.
    case mandiriUpload = "mandiri_upload"
    /// A table as Markdown and databases draw it, with `|` at both ends of its lines.
    case drawnTable = "drawn_table"
    /// Columns that are hidden in a sheet.
    case hiddenColumns = "hidden_columns"
    /// Comments in cells.
    case comment = "comments"
    /// Text boxes over a sheet.
    case textBox = "text_boxes"
    /// Columns with fees of the bank.
    case fees = "fee_columns"
    /// No line break is at the end of the file, and its last cell is an account or an amount.
    case openEnd = "no_line_break_at_end"
    case emptyRow = "empty_rows"
    /// Cells that a person corrected on the pages of the console.
    case corrected = "rows_corrected"
    /// A reference, made where the file has none.
    case madeReference = "references_made"
    /// A line above the header.
    case titleRow = "title_rows"
    /// The header once more, below itself.
    case repeatedHeader = "repeated_headers"
    /// The sum of the rows above it.
    case total = "totals_rows"
    /// A total that cannot be compared, since the amount of some row cannot be read.
    case totalNotCompared = "totals_rows_not_compared"
    /// The sum of what goes to one bank, which is not compared.
    case recap = "sums_of_banks"
    /// A department, a date or the place for a signature.
    case heading = "headings"
    /// Words below a total, such as the place for a signature.
    case wordsBelow = "words_below_total"
    /// An amount with separators, decimals that are zero, or the sign of the currency.
    case amountMarks = "amounts_with_marks"
    /// An amount that can be read in two ways, decided by the other rows.
    case amountByColumn = "amounts_decided_by_column"
    /// An account number with spaces, hyphens, points or an apostrophe.
    case accountMarks = "accounts_with_marks"
    /// A phone number that begins with the code of the country.
    case countryCode = "phones_with_country_code"
    /// A bank that is named otherwise than by its code.
    case bankName = "banks_by_name"
    /// A name in which a space takes the place of a line break.
    case lineBreak = "line_breaks_in_names"
    /// A note in which a space takes the place of what the bank refuses.
    case noteCharacters = "note_characters_replaced"
}

extension FileReading {
    /// The steps as the journal keeps them, without any cell: `empty_rows 3 (line 7); …`.
    package var journalText: String {
        steps.map { "\($0.kind.rawValue) \($0.rows) (line \($0.firstLine))" }.joined(separator: "; ")
    }

    /// A file that was read before: its header, and what the journal says of its rows.
    package init(_ layout: ColumnLayout, journalText: String?) {
        self.init(layout)
        for part in journalText?.split(separator: ";") ?? [] {
            let words = part.split { " ()".contains($0) }
            guard words.count == 4, let kind = ReadingKind(rawValue: String(words[0])), let rows = Int(words[1]),
                let line = Int(words[3])
            else { continue }
            steps.append(Step(kind: kind, rows: rows, firstLine: line, example: nil))
        }
    }
}
