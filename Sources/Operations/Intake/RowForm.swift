package import PayoutCore
internal import PayoutFile
package import PayoutRules
package import SalurSettings

/// What the rows of a file ask for, and what they are held against.
package struct RowForm: Sendable {
    package let rail: Rail
    package let banks: BankDirectory
    /// The customers and payments that rows may name; nil where no ledger knows them.
    package let parties: (any PartyDirectory)?
    /// Whether a space takes the place of what the bank refuses in a note.
    package let replacesNoteCharacters: Bool
    /// The sheet of a workbook that is meant; nil where it has only one with payments.
    package let sheet: String?
    /// What the rows must be in all, by the options of the command.
    package let expected: ControlTotals?
    /// Names that the user has given columns.
    package let columns: ColumnMapping
    /// How the file is called in messages; nil where by its path.
    package var shownName: String?
    /// Rows that a person corrected; nil where nobody did.
    package var corrections: RowCorrections?
    /// The day in Jakarta, such as `2026-11-30`, with which the days that a file names are compared.
    package var today = String(SystemClock().now().iso8601.prefix("2026-11-30".count))

    package init(
        _ rail: Rail, banks: BankDirectory, parties: (any PartyDirectory)? = nil, replacesNoteCharacters: Bool = true,
        sheet: String? = nil, expected: ControlTotals? = nil, columns: ColumnMapping = .none
    ) {
        self.rail = rail
        self.columns = columns
        self.banks = banks
        self.parties = parties
        self.replacesNoteCharacters = replacesNoteCharacters
        self.sheet = sheet
        self.expected = expected
    }

    /// What the rows ask for under these settings.
    package init(
        _ rail: Rail, _ settings: Settings, banks: BankDirectory, parties: (any PartyDirectory)? = nil,
        sheet: String? = nil, expected: ControlTotals? = nil
    ) {
        self.init(
            rail, banks: banks, parties: parties, replacesNoteCharacters: settings.noteCharacters == .replace,
            sheet: sheet, expected: expected, columns: settings.columns)
    }

    /// What the cells of a line look like.
    func likeness(of cells: [String]) -> LineLikeness {
        if HeaderError.isHeader(cells, rail, columns) {
            let layout = ColumnLayout(cells, rail, columns)
            if layout.isComplete { return .header }
            return rail == .payout && layout.isList ? .listHeader : .incompleteHeader
        }
        if SummaryLine(cells) != nil || SummaryLine.isTotals(cells) { return .total }
        return HeaderError.isPayment(cells, rail) ? .row : .title
    }

    /// What two lines are together.
    func pair(_ upper: [String], above lower: [String]) -> HeaderPair {
        switch TwoRowHeader(upper, above: lower, rail, columns) {
        case nil: .separate
        case .joined(let names): .joined(names)
        case .doubtful(let upper, let lower): .doubtful(upper: upper, lower: lower)
        }
    }
}
