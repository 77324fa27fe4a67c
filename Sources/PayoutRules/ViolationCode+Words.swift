package import PayoutCore
package import Wording

extension ViolationCode {
    /// The kind of fault in a few words, to stand next to the code where faults are counted.
    package var words: Phrase {
        switch self {
        case .emptyRow: Phrase("an empty row")
        case .exampleRow: Phrase("an example row of a template")
        case .wrongCellCount: Phrase("too many or too few cells")
        case .missingValue: Phrase("an empty cell, or a row of words")
        case .controlCharacter: Phrase("characters that cannot be printed")
        case .invisibleCharacter: Phrase("invisible characters")
        case .looksEmpty: Phrase("a cell that looks empty")
        case .twoAlphabets: Phrase("letters of two alphabets that look alike")
        case .spreadsheetError: Phrase("an error of the spreadsheet in a cell")
        case .accountAndAmountSwapped: Phrase("account and amount swapped")
        case .digitsProbablyLost: Phrase("an account number that has probably lost digits (a note, not a fault)")
        case .referenceLookAlike: Phrase("a reference that looks like another one (a note, not a fault)")
        case .referenceTooLong: Phrase("a reference that is too long")
        case .duplicateReference: Phrase("the same reference twice")
        case .bankCodeUnknown: Phrase("an unknown bank code")
        case .banksDiffer: Phrase("two different banks in one row")
        case .mendedAlready: Phrase("the row was mended before")
        case .mendsUnknown: Phrase("the cell names no row that was rejected")
        case .mendsOther: Phrase("the cell names the row of another payment")
        case .payeeBlocked: Phrase("the payee is blocked")
        case .notToBePaid: Phrase("the file says that the row is paid or cancelled")
        case .contradicted: Phrase("a note or another row says that account or amount is another one")
        case .accountNumberMalformed: Phrase("an account number that is not 10 to 20 digits")
        case .accountNumberDamaged: Phrase("an account number that Excel has shortened")
        case .ewalletNumberMalformed: Phrase("an e-wallet number that is no phone number")
        case .accountNameTooLong: Phrase("a name that is too long")
        case .amountMalformed: Phrase("an amount that is not plain digits")
        case .amountNotWhole: Phrase("an amount with a fraction of a rupiah")
        case .amountNotPositive: Phrase("an amount that is zero or negative")
        case .amountOutsideLimits: Phrase("an amount outside of the bank's limits")
        case .currencyNotRupiah: Phrase("a currency or a unit other than rupiah")
        case .noteTooLong: Phrase("a note that is too long")
        case .noteCharactersRefused: Phrase("a note with characters that the bank refuses")
        case .emailMalformed: Phrase("an e-mail address that is none (a note, not a fault)")
        case .customerTooLong: Phrase("a customer or payment reference that is too long")
        case .noMandate: Phrase("a customer without a bound account")
        case .noCard: Phrase("a customer without a registered card")
        case .needsCode: Phrase("a bank that asks for a code with each payment")
        case .noPayment: Phrase("a payment that cannot be refunded")
        case .refundTooLarge: Phrase("a refund of more than is left of the payment")
        case .unusualAccountLength: Phrase("an account number of unusual length (a note, not a fault)")
        case .paymentDate, .cellComment, .garbledText, .personTwice, .accountOfTwoNames, .filledDown, .severalPeriods,
            .personLeaves, .smallAmounts, .totalInWords:
            wordsOfSuspicion ?? .verbatim(rawValue)
        }
    }
}
