/// Something that is wrong with a row of a file, or with one of its cells, as data: a person reads it in a language of
/// their own, and the ledger holds no sentence.
///
///     RowFault(.amount, "1.500.000", .amountNotPlain(meant: "1500000"))
///     // amount "1.500.000": the amount is not written plainly. Write 1500000 if that is meant: …
package struct RowFault: Codable, Hashable, Sendable {
    /// The column to blame; nil where it is the row as a whole.
    package let column: Column?
    /// The cell as it can be shown: shortened, control characters named, account numbers masked.
    package let value: String
    package let cause: Cause

    package init(_ column: Column?, _ value: String, _ cause: Cause) {
        self.column = column
        self.value = value
        self.cause = cause
    }

    /// Another row of the file has the reference; which one is not known any more.
    package static let repeatedReference = RowFault(.reference, "", .duplicateReference(line: nil))

    /// Another refund has taken what was left of the payment.
    package static let refundTooLarge = RowFault(.amount, "", .refundTooLarge(left: nil))

    /// What is wrong, with the values that its sentences name. The names of the cases are written to the ledger.
    package enum Cause: Codable, Hashable, Sendable {
        case emptyRow
        /// The example of a template was left in.
        case exampleRow
        case wrongCellCount(cells: Int, columns: Int)
        case missingValue
        case invisibleCharacters(found: [PlacedCharacter], more: Int)
        case looksEmpty
        case spreadsheetError
        case tooLong(characters: Int)
        /// Nil where the other line is not known.
        case duplicateReference(line: Int?)
        case unknownBankCode(hint: BankCodeHint)
        /// Two columns of the row name different banks.
        case banksDiffer(bank: String, other: String)
        /// A column of the status says that the row was paid, or shall not be.
        /// `word` is empty where nobody has said that it is; `columnName` is that of the file, and nil of the cell
        /// itself.
        case notToBePaid(word: String, columnName: String?)
        /// Words of the row say that its account or its amount is another one.
        case saysOther(text: String, columnName: String)
        /// Another row takes money back from the same account or name.
        case takenBack(line: Int)
        /// The row has words, and neither account nor bank nor amount.
        case wordsOnly
        /// The cell has letters of two alphabets, which look alike.
        case twoAlphabets(characters: CharacterList)
        /// Another column says that the amount counts something else than rupiah.
        case otherUnit(cell: String, columnName: String)
        /// The row that it mends, or one that mends the same row, is no longer one that ended unpaid.
        case mendedAlready(batch: String, line: Int, status: String)
        /// Other rows are paid, or may be, in the place of the row that it mends, and leave less than it asks for.
        case mendedInPart(batch: String, line: Int, left: Rupiah)
        /// Another row of the file mends the same row, and both are more than its amount.
        case mendedTwice(line: Int)
        /// Another row of the file mends the same row, whose amount cannot be read.
        case mendedUnread(line: Int)
        /// A person has said that the row that it mends is not due.
        case mendedNotDue(person: String, at: Timestamp, reason: String)
        /// The row that it mends has another reference and another name.
        case mendsOther(reference: String, name: String)
        /// The cell names no row of this ledger.
        case mendsUnknown
        /// The account or the name is on the company's block list.
        case payeeBlocked
        case strangeDigits(characters: CharacterList, areGroups: Bool)
        case wrongDigitCount(digits: Int, hint: DigitCountHint)
        /// Excel has left the first digits and an exponent.
        case shortenedAccount
        /// Excel has made a decimal number of it, and digits are probably lost.
        case damagedDecimalAccount
        /// The row has a phone number or the like in the place of an account; `kind` is what it is called.
        case noAccountNumber(kind: String)
        /// Two columns name different holders of the account.
        case holdersDiffer(name: String, other: String)
        /// The cell holds a formula in the place of its result.
        case formula
        /// The number has more digits than a spreadsheet keeps, and zeros in their places.
        case digitsLost
        case decimalAccount(digits: Int, ending: String)
        case noPhoneNumber(hint: PhoneHint)
        case accountAndAmountSwapped
        case negativeAmount
        case zeroAmount
        case fractionOfRupiah(whole: String)
        case moreThanDigits(meant: String?)
        case amountNotPlain(meant: String)
        /// A separator stands between thousands or before decimals, and nothing shows which.
        case twofoldAmount(thousands: String, decimal: String)
        case hugeAmount
        case shortenedAmount
        case noAmount
        case amountLikeAccount(most: Rupiah)
        /// `isEWallet` is nil where the bank is not known.
        case amountOutside(amount: Rupiah, least: Rupiah, most: Rupiah, isEWallet: Bool?)
        case notRupiah
        case refusedCharacters(characters: CharacterList)
        case noEmailAddress
        /// `usual` is nil for an e-wallet, whose numbers are phone numbers.
        case unusualDigitCount(digits: Int, bank: String, usual: Int?)
        case digitsProbablyLost
        case looksLikeReference(line: Int, name: String?)
        /// The company knows no such customer, or the customer has no bound account that may be debited.
        case noMandate
        case noCard
        /// The customer's bank asks for a code with each payment, and the run may not wait for codes.
        case needsCode(bank: String)
        /// No collection of the ledger has the reference.
        case noPayment
        /// More than one collection has the reference.
        case severalPayments(batches: [String])
        /// The collection has not succeeded, or was given back.
        case paymentNotSucceeded(status: String)
        /// Nil where another refund took what was left while this file was read.
        case refundTooLarge(left: Rupiah?)
        /// An amount without a sum to refund.
        case nothingLeft
        /// What the rows of the file show in their connection, or a person has written beside them.
        case suspicion(of: Suspicion)
    }

    /// A character and its place in the cell, counted from 1.
    package struct PlacedCharacter: Codable, Hashable, Sendable {
        /// Its code point in Unicode.
        package let codePoint: UInt32
        package let position: Int

        package init(codePoint: UInt32, position: Int) {
            self.codePoint = codePoint
            self.position = position
        }
    }

    /// Different characters of a cell.
    package struct CharacterList: Codable, Hashable, Sendable {
        /// Their code points in Unicode.
        package let codePoints: [UInt32]
        /// How many are not listed.
        package let more: Int

        package init(codePoints: [UInt32], more: Int) {
            self.codePoints = codePoints
            self.more = more
        }
    }

    /// What a cell that holds no bank code may mean.
    package enum BankCodeHint: Codable, Hashable, Sendable {
        case zerosDropped(code: String, bank: String, written: String)
        case named(code: String, bank: String)
        case nearly(code: String, bank: String)
        /// It is the clearing code (SKN, RTGS) of an office of the bank.
        case clearingCode(code: String, bank: String)
        /// It names the Sharia unit of a bank.
        case shariaUnit(code: String, bank: String)
        /// It has the form of a code.
        case lookUp
        case unclear
    }

    /// Why an account number may have a wrong number of digits.
    package enum DigitCountHint: Codable, Hashable, Sendable {
        case phone(hint: PhoneHint)
        case tooMany
        case usual(bank: String, digits: Int)
        case tooFew
    }

    /// What a number that is no phone number may mean.
    package enum PhoneHint: String, Codable, Hashable, Sendable {
        case plusCountryCode = "plus_country_code"
        case countryCode = "country_code"
        case zeroDropped = "zero_dropped"
        case unclear
    }

    /// The code that programs know the fault by.
    package var code: ViolationCode {
        switch cause {
        case .emptyRow: .emptyRow
        case .exampleRow: .exampleRow
        case .wrongCellCount: .wrongCellCount
        case .missingValue: .missingValue
        case .invisibleCharacters(let found, _):
            found.first?.isControl == true ? .controlCharacter : .invisibleCharacter
        case .looksEmpty: .looksEmpty
        case .spreadsheetError: .spreadsheetError
        case .tooLong:
            switch column {
            case .reference: .referenceTooLong
            case .accountName: .accountNameTooLong
            case .customer, .paymentReference: .customerTooLong
            case .bankCode, .accountNumber, .amount, .note, .currency, .email, .reason, .whatToDo, .mends, nil:
                .noteTooLong
            }
        case .duplicateReference: .duplicateReference
        case .unknownBankCode: .bankCodeUnknown
        case .banksDiffer: .banksDiffer
        case .notToBePaid, .mendedNotDue: .notToBePaid
        case .saysOther, .takenBack, .holdersDiffer: .contradicted
        case .formula: .spreadsheetError
        case .noAccountNumber: .accountNumberMalformed
        case .wordsOnly: .missingValue
        case .twoAlphabets: .twoAlphabets
        case .otherUnit: .currencyNotRupiah
        case .mendedAlready, .mendedInPart, .mendedTwice, .mendedUnread: .mendedAlready
        case .mendsUnknown: .mendsUnknown
        case .mendsOther: .mendsOther
        case .payeeBlocked: .payeeBlocked
        case .strangeDigits, .decimalAccount: .accountNumberMalformed
        case .wrongDigitCount(_, .phone), .noPhoneNumber: .ewalletNumberMalformed
        case .wrongDigitCount: .accountNumberMalformed
        case .shortenedAccount, .digitsLost, .damagedDecimalAccount: .accountNumberDamaged
        case .accountAndAmountSwapped: .accountAndAmountSwapped
        case .negativeAmount, .zeroAmount: .amountNotPositive
        case .fractionOfRupiah: .amountNotWhole
        case .moreThanDigits, .amountNotPlain, .twofoldAmount, .shortenedAmount, .noAmount: .amountMalformed
        case .hugeAmount, .amountLikeAccount, .amountOutside: .amountOutsideLimits
        case .notRupiah: .currencyNotRupiah
        case .refusedCharacters: .noteCharactersRefused
        case .noEmailAddress: .emailMalformed
        case .unusualDigitCount: .unusualAccountLength
        case .digitsProbablyLost: .digitsProbablyLost
        case .looksLikeReference: .referenceLookAlike
        case .noMandate: .noMandate
        case .noCard: .noCard
        case .needsCode: .needsCode
        case .noPayment, .severalPayments, .paymentNotSucceeded: .noPayment
        case .refundTooLarge, .nothingLeft: .refundTooLarge
        case .suspicion(let suspicion): suspicion.code
        }
    }
}

extension RowFault.PlacedCharacter {
    fileprivate var isControl: Bool { Unicode.Scalar(codePoint)?.properties.generalCategory == .control }
}

/// What a rule can find wrong with a row. The raw values are written to reports and JSON, and never change.
package enum ViolationCode: String, CaseIterable, Hashable, Sendable {
    case emptyRow = "empty_row"
    case exampleRow = "example_row"
    case wrongCellCount = "wrong_cell_count"
    case missingValue = "missing_value"
    case controlCharacter = "control_character"
    case invisibleCharacter = "invisible_character"
    case looksEmpty = "looks_empty"
    case spreadsheetError = "spreadsheet_error"
    case twoAlphabets = "two_alphabets"
    case referenceTooLong = "reference_too_long"
    case duplicateReference = "duplicate_reference"
    case bankCodeUnknown = "bank_code_unknown"
    case banksDiffer = "banks_differ"
    case notToBePaid = "not_to_be_paid"
    /// A note or another row says that the account or the amount is another one.
    case contradicted
    case mendedAlready = "mended_already"
    case mendsUnknown = "mends_unknown"
    case mendsOther = "mends_other"
    case payeeBlocked = "payee_blocked"
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
    case customerTooLong = "customer_too_long"
    case noMandate = "no_mandate"
    case noCard = "no_card"
    case needsCode = "needs_otp"
    case noPayment = "no_payment"
    case refundTooLarge = "refund_too_large"
    /// A comment on a cell of the payment says that it is wrong, or names another value.
    case cellComment = "cell_comment"
    /// Letters that were read in a wrong encoding before: `RenÃ©e`.
    case garbledText = "garbled_text"
    /// A warning: one person stands in the file twice.
    case personTwice = "person_twice"
    /// A warning: one account stands under two names.
    case accountOfTwoNames = "account_of_two_names"
    /// A warning: numbers rise by one from row to row, as a spreadsheet fills cells.
    case filledDown = "filled_down"
    /// A warning: the rows are of more than one month.
    case severalPeriods = "several_periods"
    /// A warning: the row says when the person leaves.
    case personLeaves = "person_leaves"
    /// A warning: all amounts are so small that they may be in thousands.
    case smallAmounts = "small_amounts"
    /// A warning: the total in words is another one.
    case totalInWords = "total_in_words"
    /// A warning: a column says when to pay, and nothing waits for it.
    case paymentDate = "payment_date"
}
