package import Wording

/// What a rule can find wrong with a row. The raw values are written to reports and JSON, and never change.
package enum ViolationCode: String, CaseIterable, Hashable, Sendable {
    case emptyRow = "empty_row"
    case wrongCellCount = "wrong_cell_count"
    case missingValue = "missing_value"
    case controlCharacter = "control_character"
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
    case emailMalformed = "email_malformed"
    /// A warning, never a reason to reject: the bank's account numbers usually have another length.
    case unusualAccountLength = "unusual_account_length"
}

/// One thing that is wrong with one row, in words that a payroll clerk can act on.
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

    /// One line for people: `line 12, amount "1.500.000": …. ….`
    package var text: Phrase { Phrase("line \(line), \(reason)") }

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
            whatToDo: Phrase("Give every row a reference of its own, or delete the row that is there twice"))
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

    init(line: Int) { self.line = line }

    /// Records a reason to reject the row.
    mutating func reject(
        _ column: Column?, _ value: String, _ code: ViolationCode, _ message: Phrase, whatToDo: Phrase
    ) {
        violations.append(
            Violation(line: line, column: column, value: value, code: code, message: message, whatToDo: whatToDo))
    }
}
