internal import PayoutCore
package import Wording

extension FileReading {
    /// One line for all columns, one for those of deductions, then one for each step; none for a plain file.
    package var lines: [Phrase] {
        let names = columns.map { "\"\($0.shown)\" = \($0.column.rawValue)" }.joined(separator: ", ")
        let taken = deductions.map { "\"\($0)\"" }.joined(separator: ", ")
        return (columns.isEmpty ? [] : [Phrase("the columns are read as: \(names)")])
            + (deductions.isEmpty ? [] : [Phrase("nothing is taken off the amount for these columns: \(taken)")])
            + steps.map(\.phrase)
    }
}

extension FileReading.Step {
    /// One line for people: how many rows, what was done, where it was done first, and an example.
    package var phrase: Phrase {
        if let ofFile { return ofFile }
        let place = rows == 1 ? Phrase("line \(firstLine)") : Phrase("first in line \(firstLine)")
        guard let example else { return Phrase("\(counted): \(kind.words) (\(place))") }
        if example.readAs.isEmpty { return Phrase("\(counted): \(kind.words) (\(place): \"\(example.written)\")") }
        return Phrase(
            "\(counted): \(kind.words) (\(place): \"\(example.written)\" is read as \"\(example.readAs)\")")
    }

    /// What is said of a step that is about the file as a whole; nil for any other.
    private var ofFile: Phrase? {
        switch kind {
        case .separatorLine: Phrase("the line \"sep=…\" names the separator (line \(firstLine))")
        case .utf16: Phrase("the text is UTF-16 (\"Unicode Text\")")
        case .windows1252: Phrase("the text is Windows-1252, first in line \(firstLine)")
        case .drawnTable: Phrase("the table is drawn with | at both ends of its lines (line \(firstLine))")
        case .joinedHeader:
            if let names = example?.written {
                Phrase(
                    """
                    the column names stand in line \(firstLine) and in the line below it, and are read together: \
                    \(names)
                    """)
            } else {
                Phrase("the column names stand in line \(firstLine) and in the line below it, and are read together")
            }
        case .mandiriUpload:
            Phrase(
                """
                the file is one for the upload page of Mandiri, without column names: the cells of line \(firstLine) \
                and of all others are known by their places
                """)
        case .hiddenColumns:
            if let names = example?.written {
                Phrase("columns are hidden in the sheet, and are read all the same: \(names)")
            } else {
                Phrase("columns are hidden in the sheet, and are read all the same")
            }
        case .comment:
            if let texts = example?.written {
                Phrase("comments in cells are not read: \(texts)")
            } else {
                Phrase("comments in cells are not read, the first in line \(firstLine)")
            }
        case .textBox:
            if let texts = example?.written {
                Phrase("text boxes are not read: \(texts)")
            } else {
                Phrase("text boxes are not read, the first in line \(firstLine)")
            }
        case .fees:
            if let names = example?.written {
                Phrase(
                    """
                    columns with fees are not read: each amount is paid as it is, and nothing is added to it or taken \
                    off: \(names)
                    """)
            } else {
                Phrase(
                    "columns with fees are not read: each amount is paid as it is, and nothing is added or taken off")
            }
        case .openEnd:
            Phrase(
                """
                no line break is at the end of the file: compare the last cell of line \(firstLine) with its source, \
                since a file that was cut off lacks digits there
                """)
        case .emptyRow, .corrected, .madeReference, .titleRow, .repeatedHeader, .total, .totalNotCompared, .recap,
            .heading, .wordsBelow, .amountMarks, .amountByColumn, .accountMarks, .countryCode, .bankName, .lineBreak,
            .noteCharacters:
            nil
        }
    }

    private var counted: Phrase { rows == 1 ? Phrase("1 row") : Phrase("\(count: rows) rows") }
}

extension ReadingKind {
    /// What was done with such rows.
    package var words: Phrase {
        switch self {
        case .separatorLine, .utf16, .windows1252, .drawnTable, .hiddenColumns, .comment, .textBox, .fees, .openEnd,
            .mandiriUpload, .joinedHeader:
            .verbatim("")
        case .emptyRow: Phrase("empty, and skipped")
        case .corrected: Phrase("corrected by a person before the file was submitted")
        case .madeReference:
            Phrase("the file has no references: they are made of bank, account, amount and note")
        case .titleRow: Phrase("a title above the column names, left out")
        case .repeatedHeader: Phrase("the column names once more, left out")
        case .total: Phrase("a total that is the sum of the rows above it, left out")
        case .totalNotCompared: Phrase("a total that was not compared, since an amount cannot be read; left out")
        case .recap: Phrase("the sum of one bank, left out and not compared")
        case .heading: Phrase("a department, a date or a place to sign, left out")
        case .wordsBelow: Phrase("words below a total or a signature, left out")
        case .amountMarks: Phrase("the amount has separators or the sign of the currency")
        case .amountByColumn: Phrase("the amount can be read in two ways, and the other rows show which is meant")
        case .accountMarks: Phrase("the account number has marks between its digits")
        case .countryCode: Phrase("the phone number begins with the code of the country")
        case .bankName: Phrase("the bank is named otherwise than by its code")
        case .lineBreak: Phrase("a space takes the place of a line break in the name")
        case .noteCharacters: Phrase("a space takes the place of characters that the bank refuses in a note")
        }
    }
}
