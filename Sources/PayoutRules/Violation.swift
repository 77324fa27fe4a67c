package import Wording

/// What a rule can find wrong with a row. The raw values are written to reports and JSON, and never change.
package enum ViolationCode: String, CaseIterable, Hashable, Sendable {
    case emptyRow = "empty_row"
    case wrongCellCount = "wrong_cell_count"
    case missingValue = "missing_value"
    case controlCharacter = "control_character"
    case invisibleCharacter = "invisible_character"
    case looksEmpty = "looks_empty"
    case spreadsheetError = "spreadsheet_error"
    case referenceTooLong = "reference_too_long"
    case duplicateReference = "duplicate_reference"
    case bankCodeUnknown = "bank_code_unknown"
    case accountNumberMalformed = "account_number_malformed"
    case accountNumberDamaged = "account_number_damaged"
    case ewalletNumberMalformed = "ewallet_number_malformed"
    case accountNameTooLong = "account_name_too_long"
    case amountMalformed = "amount_malformed"
    case amountNotWhole = "amount_not_whole"
    case amountNotPositive = "amount_not_positive"
    case amountOutsideLimits = "amount_outside_limits"
    case currencyNotRupiah = "currency_not_rupiah"
    case noteTooLong = "note_too_long"
    case noteCharactersRefused = "note_characters_refused"
    case accountAndAmountSwapped = "account_and_amount_swapped"
    /// A warning, never a reason to reject: the address is used for a receipt only.
    case emailMalformed = "email_malformed"
    /// A warning: the bank's account numbers usually have another length.
    case unusualAccountLength = "unusual_account_length"
    /// A warning: a number of 16 digits or more that ends as Excel leaves it.
    case digitsProbablyLost = "digits_probably_lost"
    /// A warning: another row has a reference that a person takes for the same one.
    case referenceLookAlike = "reference_look_alike"
}

/// One thing that is wrong with one row, in words that a payroll worker can act on.
package struct Violation: Hashable, Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    /// The column to blame; nil where it is the row as a whole.
    package let column: Column?
    /// The cell as it can be shown: shortened, control characters named, account numbers masked.
    package let value: String
    package let code: ViolationCode
    /// What is wrong, without a final full stop.
    package let message: Phrase
    /// What to do about it, without a final full stop.
    package let whatToDo: Phrase
    /// What the row is known by to people; nil where its cells are out of reach.
    package var row: RowName?

    /// One line for people: `line 12 (GAJI-12, BUDI SANTOSO), amount "1.500.000": …. ….`
    package var text: Phrase {
        guard let name = row?.display(beside: column) else { return Phrase("line \(line), \(reason)") }
        return Phrase("line \(line) (\(name)), \(reason)")
    }

    /// The same, of a row that is known by `row`.
    package func naming(_ row: RowName?) -> Violation {
        var named = self
        named.row = row
        return named
    }

    /// The same without the line, for a `reason` column beside the row.
    package var reason: Phrase {
        guard let column else { return Phrase("\(Phrase("the row as a whole")): \(message). \(whatToDo).") }
        let cell = value.isEmpty ? column.rawValue : "\(column.rawValue) \"\(value)\""
        return Phrase("\(cell): \(message). \(whatToDo).")
    }

    /// The row's reference stands in another line as well, so neither is paid.
    package static func duplicateReference(line: Int, reference: String, otherLine: Int) -> Violation {
        Violation(
            line: line, column: .reference, value: CellText.shown(reference), code: .duplicateReference,
            message: Phrase("the same reference is also in line \(otherLine)"),
            whatToDo: Phrase(
                "If it is one payment, delete one of the rows; if both are due, give each a reference of its own"))
    }
}

/// What people know a row by, so that nobody has to count lines.
package struct RowName: Hashable, Sendable {
    /// As it can be shown; empty where the cell is.
    package let reference: String
    /// As it can be shown; empty where the cell is.
    package let accountName: String

    /// Of the trimmed cells of a row.
    package init(reference: String, accountName: String) {
        self.reference = CellText.shown(reference)
        self.accountName = CellText.shown(accountName)
    }

    /// Both in one; nil where there is neither.
    package var display: String? { display(beside: nil) }

    /// Both in one, but for the cell of `column`, which is shown beside it anyway.
    func display(beside column: Column?) -> String? {
        let parts = [column == .reference ? "" : reference, column == .accountName ? "" : accountName]
        let shown = parts.filter { !$0.isEmpty }
        return shown.isEmpty ? nil : shown.joined(separator: ", ")
    }
}

extension Violation {
    /// The row's reference looks like that of another row, and is another one all the same.
    package static func referenceLookAlike(
        line: Int, _ row: RowName?, otherLine: Int, other: RowName?
    ) -> Violation {
        let place = other?.display.map { Phrase("line \(otherLine) (\($0))") } ?? Phrase("line \(otherLine)")
        return Violation(
            line: line, column: .reference, value: row?.reference ?? "", code: .referenceLookAlike,
            message: Phrase("the reference looks like that of \(place)"),
            whatToDo: Phrase("If both are one payment, delete one of the rows"), row: row)
    }
}

extension Sequence<Violation> {
    /// All violations of a row in one text, for a `reason` column.
    package var reason: Phrase { .joined(map(\.reason), by: " ") }
}

/// An account number that is allowed but has not the length that its bank usually gives out.
struct UnusualAccountNumber: Sendable {
    let bank: BankDirectory.Bank
    let masked: String
    let digitCount: Int
}

/// Collects what the rules find in one row.
struct Findings {
    let line: Int
    private(set) var violations: [Violation] = []
    /// Kept as it is and only put into words when somebody asks, since every other row may have one.
    var unusualAccountNumber: UnusualAccountNumber?
    /// What else a person should look at, although the row stands.
    private(set) var warnings: [Violation] = []

    init(line: Int) { self.line = line }

    /// Records a reason to reject the row.
    mutating func reject(
        _ column: Column?, _ value: String, _ code: ViolationCode, _ message: Phrase, whatToDo: Phrase
    ) {
        violations.append(
            Violation(line: line, column: column, value: value, code: code, message: message, whatToDo: whatToDo))
    }

    /// Records something that a person should look at.
    mutating func warn(
        _ column: Column?, _ value: String, _ code: ViolationCode, _ message: Phrase, whatToDo: Phrase
    ) {
        warnings.append(
            Violation(line: line, column: column, value: value, code: code, message: message, whatToDo: whatToDo))
    }
}
