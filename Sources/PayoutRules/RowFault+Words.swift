package import PayoutCore
package import Wording

extension RowFault {
    /// One line for people, without the row: `amount "1.500.000": …. ….`
    package var phrase: Phrase {
        guard let cell else { return Phrase("\(Phrase("the row as a whole")): \(message). \(whatToDo).") }
        return Phrase("\(cell): \(message). \(whatToDo).")
    }

    /// The same without what to do.
    package var finding: Phrase {
        guard let cell else { return Phrase("\(Phrase("the row as a whole")): \(message).") }
        return Phrase("\(cell): \(message).")
    }

    /// The column and what is in its cell; nil of the row as a whole.
    private var cell: String? {
        column.map { value.isEmpty ? $0.rawValue : "\($0.rawValue) \"\(value)\"" }
    }

    /// What is wrong, without a final full stop.
    package var message: Phrase {
        switch cause {
        case .emptyRow: Phrase("all cells of the row are empty")
        case .exampleRow: Phrase("this is an example row of a template")
        case .wrongCellCount(let cells, let columns):
            Phrase("the row has \(cells) cells, but the header names \(columns) columns")
        case .missingValue: Phrase("the cell is empty")
        case .invisibleCharacters(let found, let more): Self.invisible(found, more: more)
        case .looksEmpty: Phrase("this looks like an empty cell")
        case .spreadsheetError: Phrase("the cell holds an error of the spreadsheet, not a value")
        case .tooLong(let characters): tooLong(characters)
        case .duplicateReference(let line?): Phrase("the same reference is also in line \(line)")
        case .duplicateReference(nil): Phrase("the reference stands in the file more than once")
        case .unknownBankCode: Phrase("no bank has this code")
        case .banksDiffer(let bank, let other):
            Phrase("this is \(bank), and another column of the row names \(other)")
        case .mendedAlready(let batch, let line, let status):
            Phrase("line \(line) of the batch \(batch), which is for the same payment, is \(status)")
        case .mendedTwice(let line):
            Phrase("line \(line) of the file mends the same row, and both are more than its amount")
        case .mendedInPart(let batch, let line, let left):
            Phrase(
                """
                line \(line) of the batch \(batch) is paid, or may be, for the same payment, and only \
                \(left.display) is left
                """)
        case .mendedUnread(let line):
            Phrase("line \(line) of the file mends the same row, whose amount cannot be read")
        case .mendedNotDue(let person, let at, let reason):
            Phrase("\(person) said on \(JakartaTime(at).display) that the row it mends is not due: \(reason)")
        case .mendsUnknown: Phrase("the cell names no row of this ledger")
        case .mendsOther(let reference, let name):
            Phrase(
                """
                the cell names the row of \(reference), \(name), and this row has another reference and another \
                name
                """)
        case .payeeBlocked: Phrase("the account or the name is on the company's block list")
        case .notToBePaid("", let name?): Phrase("the column \"\(name)\" is empty, and asks whether to pay")
        case .notToBePaid(let word, let name?): Phrase("the column \"\(name)\" says \"\(word)\"")
        case .notToBePaid(let word, nil): Phrase("the cell itself says \"\(word)\"")
        case .saysOther(let text, let name):
            Phrase("the column \"\(name)\" says \"\(text)\", so another account or amount may be meant")
        case .takenBack(let line):
            Phrase("line \(line) takes money back from the same account or name, and no payment can do so")
        case .wordsOnly: Phrase("the row has no bank, no account and no amount, so it is no payment")
        case .twoAlphabets(let characters):
            Phrase("the cell has letters of two alphabets that look alike: \(characters.namedPhrase)")
        case .otherUnit(let cell, let name):
            Phrase("the column \"\(name)\" says \"\(cell)\", so the amount may not be in rupiah")
        case .strangeDigits(let characters, _):
            Phrase("an account number is digits only, but there is: \(characters.phrase)")
        case .wrongDigitCount(let digits, _): Self.wrongDigitCount(digits)
        case .shortenedAccount: Phrase("Excel has shortened the number (as in 1,23457E+12) and digits are lost")
        case .digitsLost: Self.digitsProbablyLost
        case .noAccountNumber(let kind):
            Phrase("\"\(kind)\" is no account number, and the bank of the row is no e-wallet")
        case .holdersDiffer(let name, let other):
            Phrase("the row names two holders of the account, \"\(name)\" and \"\(other)\"")
        case .formula: Phrase("the cell holds a formula, not a value")
        case .damagedDecimalAccount:
            Phrase("the account number is written as a decimal number, and digits are probably lost")
        case .decimalAccount: Phrase("the account number is written as a decimal number")
        case .noPhoneNumber: Phrase("the number of an e-wallet is a phone number that begins with 08")
        case .accountAndAmountSwapped:
            Phrase("account and amount look swapped: the amount has the form of an account number")
        case .negativeAmount: Phrase("the amount is negative; money can only be sent, not taken")
        case .zeroAmount: Phrase("the amount is zero")
        case .fractionOfRupiah: Phrase("the amount has a fraction of a rupiah")
        case .moreThanDigits: Phrase("the amount holds more than digits")
        case .amountNotPlain: Phrase("the amount is not written plainly")
        case .twofoldAmount(let thousands, let decimal):
            Self.twofold(thousands, decimal: decimal)
        case .hugeAmount: Phrase("the amount is larger than any transfer may be")
        case .shortenedAmount: Phrase("Excel has shortened the amount (as in 1,5E+06)")
        case .noAmount: Phrase("this is not an amount")
        case .amountLikeAccount(let most):
            Phrase("the amount has the form of an account number, and is far above \(most.display)")
        case .amountOutside(let amount, let least, let most, let isEWallet):
            Self.outside(amount, least: least, most: most, isEWallet: isEWallet)
        case .notRupiah: Phrase("only rupiah can be sent")
        case .refusedCharacters(let characters): Phrase("the bank refuses these characters: \(characters.phrase)")
        case .noEmailAddress: Phrase("this is not an e-mail address")
        case .unusualDigitCount(let digits, let bank, let usual):
            Phrase("the number has \(digits) digits; those of \(bank) usually have \(Self.usualDigits(usual))")
        case .digitsProbablyLost: Self.digitsProbablyLost
        case .looksLikeReference(let line, let name): Self.lookAlike(line: line, name: name)
        case .noMandate: Phrase("this customer has no bound account that can be debited")
        case .noCard: Phrase("this customer has no registered card that can be charged")
        case .needsCode(let bank): Phrase("\(bank) asks the customer for a code with each payment")
        case .noPayment: Phrase("no collection in the ledger has this reference")
        case .severalPayments(let batches):
            Phrase("more than one collection has this reference: in the batches \(batches.joined(separator: ", "))")
        case .paymentNotSucceeded(let status):
            Phrase("the collection is \(status); only a succeeded one can be refunded")
        case .refundTooLarge(let left?): Phrase("only \(left.display) of the collection can still be refunded")
        case .refundTooLarge(nil): Phrase("other refunds leave less than this of the collection")
        case .nothingLeft: Phrase("nothing of the collection is left to be refunded")
        case .suspicion(let suspicion): suspicion.message
        }
    }

    /// What to do about it, without a final full stop.
    package var whatToDo: Phrase {
        switch cause {
        case .emptyRow, .exampleRow: Phrase("Delete the row")
        case .wrongCellCount(let cells, let columns):
            cells > columns
                ? Phrase("Look for a separator inside a cell, and put that cell into quotes (\")")
                : Phrase("Look for a cell that was left out; an empty cell still needs its separator")
        case .missingValue: Phrase("Fill in the \(columnName)")
        case .invisibleCharacters:
            Phrase("Type the whole cell again by hand; copying it from the same place brings them along")
        case .looksEmpty: Phrase("Fill in the \(columnName), or delete the row if nobody is to be paid")
        case .spreadsheetError: Phrase("Mend the cell in the spreadsheet, and save the file again")
        case .tooLong: shorter
        case .duplicateReference(.some):
            Phrase("If it is one payment, delete one of the rows; if both are due, give each a reference of its own")
        case .duplicateReference(nil): Phrase("Give every row a reference of its own")
        case .unknownBankCode(let hint): hint.phrase
        case .banksDiffer: Phrase("Compare both with their source, and correct the wrong one")
        case .mendedAlready(_, _, let status): Self.adviceOfMended(status)
        case .mendedTwice: Phrase("Delete one of them, or write parts that are no more than the amount in all")
        case .mendedInPart(_, _, let left): Phrase("Write \(left.display) or less, or delete the row")
        case .mendedUnread: Phrase("Delete one of them: one row is paid in the place of a row without an amount")
        case .mendedNotDue:
            Phrase(
                """
                Delete the row; if it is due after all, put it into another file, as a payment of its own without a \
                cell in the column mends
                """)
        case .mendsOther:
            Phrase(
                """
                Copy the cell from rejected.csv of the row that this one mends, or keep the reference of that row; \
                empty the cell only if the row is a payment that no file had before
                """)
        case .mendsUnknown:
            Phrase("Copy the cell from rejected.csv; empty it only if the row is a payment that no file had before")
        case .payeeBlocked: Phrase("Delete the row; salur payees shows who is blocked, and why")
        case .notToBePaid("", _?): Phrase("Write yes (ya) there if the row is to be paid, or delete the row")
        case .notToBePaid(_, nil): Phrase("Delete the row; if it is due all the same, write nothing but the name")
        case .saysOther:
            Phrase(
                """
                Compare account and amount with their source and correct them, then delete these words from the cell
                """)
        case .takenBack(let line):
            Phrase("Write what is due in all into one row, and delete line \(line)")
        case .wordsOnly: Phrase("Delete the row, or fill it in")
        case .twoAlphabets: Phrase("Type the whole cell again by hand")
        case .otherUnit: Phrase("Write the amount in whole rupiah, and empty the cell in that column")
        case .notToBePaid: Phrase("Delete the row; if it is due all the same, empty its cell in that column")
        case .strangeDigits(_, let areGroups):
            areGroups
                ? Phrase("Write the digits one behind the other, without spaces and hyphens") : Self.digitsFromSource
        case .wrongDigitCount(_, let hint): Self.advice(hint)
        case .shortenedAccount, .damagedDecimalAccount: Self.asText
        case .noAccountNumber: Phrase("Ask the payee for bank and account number, and write both")
        case .holdersDiffer: Phrase("Compare both with the account, and write its holder into both columns")
        case .formula: Phrase("Type the value itself, or save the file again from the spreadsheet with values only")
        case .digitsLost:
            Phrase(
                """
                Enter the number again from its source, in a column of text; if it really ends in zeros, write it in \
                groups, such as 1234-5678-9012-3450-00
                """)
        case .decimalAccount(let digits, let ending): Phrase("Write only the \(digits) digits before \"\(ending)\"")
        case .noPhoneNumber(let hint): hint.phrase
        case .accountAndAmountSwapped: Phrase("Compare both with their source, and write each into its own column")
        case .negativeAmount, .zeroAmount: Phrase("Write the amount to be paid, or delete the row")
        case .fractionOfRupiah(let whole):
            Phrase("Write the whole rupiah that are due, digits only; without its fraction it is \(whole)")
        case .moreThanDigits(let meant?): Phrase("Write \(meant) if that is meant: digits only")
        case .moreThanDigits(nil), .noAmount: Phrase("Write the amount of its source, digits only, such as 1500000")
        case .amountNotPlain(let meant):
            Phrase("Write \(meant) if that is meant: no thousands separators, no decimal comma")
        case .twofoldAmount:
            Phrase(
                """
                Find out first whether the amounts are in rupiah or in thousands of rupiah; then write each amount in \
                full rupiah, digits only, such as 1500000
                """)
        case .hugeAmount: Phrase("Compare account and amount with their source")
        case .shortenedAmount: Self.asNumber
        case .amountLikeAccount:
            Phrase("Compare account and amount with their source; they may be in each other's column")
        case .amountOutside(let amount, let least, _, _):
            amount < least
                ? Phrase("Pay it together with another amount that is due to the same account")
                : Phrase("If the amount is right, pay it in several rows, each with a reference of its own")
        case .notRupiah where column == .amount: Phrase("Write the amount in rupiah, digits only")
        case .notRupiah: Phrase("Write IDR, and the amount in rupiah")
        case .refusedCharacters: Phrase("Use only the letters A to Z, digits, spaces and @ . - _ + * ! ~")
        case .noEmailAddress:
            Phrase("The row is paid all the same; write it like name@company.co.id to have a receipt sent")
        case .unusualDigitCount(let digits, _, let usual):
            usual.map { digits < $0 } ?? false
                ? Phrase("Excel may have dropped zeros at its start: compare it with its source before you pay")
                : Phrase("Compare it with its source; the row is paid if the bank knows the account")
        case .digitsProbablyLost:
            Phrase("Compare it with its source; if it differs, enter it again in a column of text")
        case .looksLikeReference: Phrase("If both are one payment, delete one of the rows")
        case .noMandate: Phrase("Look the customer up with: salur mandates list")
        case .noCard: Phrase("Look the customer up with: salur cards list")
        case .needsCode:
            Phrase(
                """
                Leave the row out, or collect it with --allow-otp and ask the customer for each code; once the file \
                is submitted, collect rejected.csv so
                """)
        case .noPayment: Phrase("Compare it with the reference in the results of the collection")
        case .severalPayments: Phrase("Ask the provider for the refund; the row does not say which one is meant")
        case .paymentNotSucceeded: Phrase("Wait until the collection has ended, then submit the refund")
        case .refundTooLarge: Phrase("Write an amount that is left, or leave the cell empty to refund the whole rest")
        case .nothingLeft: Phrase("Delete the row")
        case .suspicion(let suspicion): suspicion.whatToDo
        }
    }

    private var columnName: String { column?.rawValue ?? "" }
}

// MARK: Parts of sentences

extension RowFault {
    private static let asText = Phrase(
        "Format the column as text in Excel and enter the number again from its source")
    private static let digitsFromSource = Phrase("Enter the number again from its source, digits only")
    private static let asNumber = Phrase(
        "In the spreadsheet it came from, format the column as a number without decimals and save it again")
    private static let digitsProbablyLost = Phrase(
        """
        digits are probably lost: Excel keeps \(AccountNumberRule.excelDigitsMax) digits of a number, and all behind \
        them are zeros here
        """)

    private func tooLong(_ characters: Int) -> Phrase {
        switch column {
        case .reference:
            Phrase("the reference has \(characters) characters; \(ReferenceRule.codePointsMax) are allowed")
        case .accountName:
            Phrase("the name has \(characters) characters; \(AccountNameRule.codePointsMax) are allowed")
        case .customer, .paymentReference:
            Phrase("the cell has \(characters) characters; \(ReferenceRule.codePointsMax) are allowed")
        case .bankCode, .accountNumber, .amount, .note, .currency, .email, .reason, .whatToDo, .mends, nil:
            Phrase("the note has \(characters) characters; \(NoteRule.charactersMax) are allowed")
        }
    }

    private var shorter: Phrase {
        switch column {
        case .reference: Phrase("Shorten it, and keep it different from all others")
        case .accountName: Phrase("Shorten it to the name of the account")
        case .bankCode, .accountNumber, .amount, .note, .currency, .email, .reason, .whatToDo, .mends,
            .customer, .paymentReference, nil:
            Phrase("Shorten it")
        }
    }

    /// A row that waits for a person is decided in its own batch; what is paid, or on its way, stays so.
    private static func adviceOfMended(_ status: String) -> Phrase {
        switch PayoutStatus(rawValue: status) {
        case .notFound, .refunded:
            Phrase("Delete the row, and try that one again (salur retry): it may be cancelled once it has failed")
        case .held, .invalid, .failed, .unverified, .queued:
            Phrase("Cancel that row first (salur cancel) if this one is to be paid in its place, or delete this one")
        case _: Phrase("Delete the row: it is decided there, and not paid here")
        }
    }

    private static func invisible(_ found: [PlacedCharacter], more: Int) -> Phrase {
        let named = found.map { character in
            let name = Unicode.Scalar(character.codePoint).map(InvisibleCharacter.display) ?? ""
            return Phrase("\(name) (character \(character.position))")
        }
        let list = Phrase.joined(named, by: ", ")
        guard more > 0 else { return Phrase("the cell holds invisible characters: \(list)") }
        return Phrase("the cell holds invisible characters: \(list) and \(more) more")
    }

    private static func wrongDigitCount(_ count: Int) -> Phrase {
        let digits = AccountNumberRule.digits
        return Phrase("the number has \(count) digits; it needs \(digits.lowerBound) to \(digits.upperBound)")
    }

    private static func usualDigits(_ usual: Int?) -> Phrase {
        let phone = AccountNumberRule.phoneDigitsUsual
        return usual.map { .verbatim(String($0)) } ?? Phrase("\(phone.lowerBound) to \(phone.upperBound)")
    }

    private static func advice(_ hint: DigitCountHint) -> Phrase {
        switch hint {
        case .phone(let hint): return hint.phrase
        case .tooMany: return digitsFromSource
        case .usual(let bank, let digits):
            let usual = Phrase(
                "Numbers of \(bank) usually have \(digits) digits: Excel may have dropped zeros at the start.")
            return .joined([usual, asText], by: " ")
        case .tooFew:
            return .joined([Phrase("Look for missing digits; Excel drops zeros at the start."), asText], by: " ")
        }
    }

    private static func outside(_ amount: Rupiah, least: Rupiah, most: Rupiah, isEWallet: Bool?) -> Phrase {
        let (shown, least, most) = (amount.display, least.display, most.display)
        return switch isEWallet {
        case false: Phrase("one transfer to a bank account may carry \(least) to \(most), not \(shown)")
        case true: Phrase("one transfer to an e-wallet may carry \(least) to \(most), not \(shown)")
        case nil: Phrase("one transfer to any account may carry \(least) to \(most), not \(shown)")
        }
    }

    /// - Parameters:
    ///   - thousands: the digits where the separator stands between thousands.
    ///   - decimal: the cell as it is.
    private static func twofold(_ thousands: String, decimal: String) -> Phrase {
        let parts = decimal.split { $0 == "." || $0 == "," }
        guard parts.count == 2, let hundreds = Int(parts[1]) else {
            return Phrase(
                "the amount can be read as \(thousands) or as \(decimal), and no other row shows which is meant")
        }
        let whole = hundreds == 0 ? Phrase("\(parts[0]) thousand") : Phrase("\(parts[0]) thousand \(hundreds)")
        return Phrase(
            """
            the amount can be read as \(thousands) (\(whole) rupiah) or as \(decimal) (\(parts[0]) and a fraction), \
            and no other row shows which is meant
            """)
    }

    private static func lookAlike(line: Int, name: String?) -> Phrase {
        let place = name.map { Phrase("line \(line) (\($0))") } ?? Phrase("line \(line)")
        return Phrase("the reference looks like that of \(place)")
    }
}

extension RowFault.CharacterList {
    /// One by one in quotes: `"#", "&", tab`.
    fileprivate var phrase: Phrase {
        let names = codePoints.compactMap(Unicode.Scalar.init).map(CellText.quoted)
        let listed = Phrase.joined(names, by: ", ")
        return more > 0 ? Phrase("\(listed) and \(more) more") : listed
    }

    /// The same with what Unicode calls them: `В (U+0412 CYRILLIC CAPITAL LETTER VE)`.
    fileprivate var namedPhrase: Phrase {
        let names = codePoints.compactMap(Unicode.Scalar.init)
            .map { Phrase.verbatim("\($0) (\(InvisibleCharacter.display($0)))") }
        let listed = Phrase.joined(names, by: ", ")
        return more > 0 ? Phrase("\(listed) and \(more) more") : listed
    }
}

extension RowFault.BankCodeHint {
    fileprivate var phrase: Phrase {
        switch self {
        case .zerosDropped(let code, let bank, let written):
            Phrase(
                """
                Excel turned \(code) into \(written); if \(bank) is meant, write \(code) in a column \
                formatted as text
                """)
        case .named(let code, let bank): Phrase("Write its code, \(code) (\(bank))")
        case .nearly(let code, let bank):
            Phrase("Write the code instead of the name; if \(bank) is meant, it is \(code)")
        case .clearingCode(let code, let bank):
            Phrase("It looks like a clearing code (SKN, RTGS); if \(bank) is meant, write \(code)")
        case .shariaUnit(let code, let bank):
            Phrase(
                """
                This is the Sharia unit of \(bank), which may have a code of its own: ask your bank which one reaches \
                it. If it is that of \(bank), write \(code)
                """)
        case .lookUp: Phrase("Look the bank up with \"salur banks\", and write its code")
        case .unclear: Phrase("Write the three characters of the bank code, such as 014 for BCA")
        }
    }
}

extension RowFault.PhoneHint {
    fileprivate var phrase: Phrase {
        switch self {
        case .plusCountryCode: Phrase("Write 08… instead of +628…")
        case .countryCode: Phrase("Write 08… instead of 628…")
        case .zeroDropped: Phrase("Excel dropped the 0 at the start: write 08…")
        case .unclear: Phrase("Ask the beneficiary for the phone number of the e-wallet")
        }
    }
}
