internal import Wording

/// Cells of a workbook that have the same fault.
package struct CellProblem: Hashable, Sendable {
    /// What is wrong with the cells.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The result of a formula that failed, as `#N/A`.
        case errorValue
        /// A formula whose result is not in the file.
        case neverCalculated
        /// A number of more digits than a spreadsheet keeps.
        case digitsLost
        /// A number that is shown in thousands or millions.
        case scaled
        /// A number or date that no spreadsheet has.
        case notReadable
        /// A text that is longer than a spreadsheet allows.
        case tooLong
        /// A text or number that is struck out, in part or whole.
        case struckOut
        /// A text or number in the colour of its ground.
        case unseen
        /// A row that is hidden, perhaps by a filter.
        case hiddenRow
        /// Cells that are merged.
        case merged
        /// A value to the left of the table.
        case outsideTable
    }

    /// How many cells are named.
    package static let namedMax = 10

    /// What is wrong.
    package let kind: Kind
    /// The first cells by their address, as `B7`.
    package private(set) var cells: [String]
    /// How many cells there are.
    package private(set) var count: Int

    /// The first cell of its kind.
    package init(_ kind: Kind, cell: String) {
        self.kind = kind
        cells = [cell]
        count = 1
    }

    /// Counts another cell of the kind.
    package mutating func add(_ cell: @autoclosure () -> String) {
        count += 1
        if cells.count < Self.namedMax { cells.append(cell()) }
    }

    private var list: Phrase {
        let named = cells.joined(separator: ", ")
        return count > cells.count ? Phrase("\(named) and \(count - cells.count) more") : .verbatim(named)
    }

    var whatHappened: Phrase {
        switch kind {
        case .errorValue: Phrase("cells hold an error such as #N/A: \(list)")
        case .neverCalculated: Phrase("cells hold formulas whose results are not in the file: \(list)")
        case .digitsLost: Phrase("cells hold numbers of more than 15 digits, of which Excel loses the last: \(list)")
        case .scaled:
            Phrase("cells show another amount than they hold (thousands, a unit or another currency): \(list)")
        case .notReadable: Phrase("cells hold numbers or dates that no spreadsheet has: \(list)")
        case .tooLong: Phrase("cells hold more text than a spreadsheet allows: \(list)")
        case .struckOut: Phrase("cells are struck out, in part or whole: \(list)")
        case .unseen: Phrase("cells are written in the colour of their ground, and nobody sees them: \(list)")
        case .hiddenRow: Phrase("rows with values are hidden, perhaps by a filter: \(list)")
        case .merged: Phrase("cells are merged: \(list)")
        case .outsideTable: Phrase("cells stand to the left of the columns: \(list)")
        }
    }

    var whatToDo: Phrase {
        switch kind {
        case .errorValue: Phrase("Correct the formulas, or type the values")
        case .neverCalculated: Phrase("Open the workbook in Excel, so that it calculates, and save it")
        case .digitsLost: Phrase("Format the column as Text, then type these numbers again from their source")
        case .scaled:
            Phrase(
                """
                Format amounts as Number, compare each with its source, and type it in full rupiah. Format account \
                numbers as Text, and type each again with all its digits
                """)
        case .notReadable: Phrase("Type these values again")
        case .tooLong: Phrase("Shorten these texts")
        case .struckOut:
            Phrase("Delete what is struck out, with its row if that is not to be paid; take the line off what counts")
        case .unseen: Phrase("Give the cells another colour, or delete the rows that are not to be paid")
        case .hiddenRow: Phrase("Clear the filter and show all rows; delete those that must not be paid")
        case .merged: Phrase("Unmerge the cells, and fill in each row")
        case .outsideTable: Phrase("Delete these values, or move the table to the first column")
        }
    }
}
