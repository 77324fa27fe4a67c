package import PayoutCore
package import Wording

/// What is wrong with a payment of a message (`pain.001`), which has elements and no cells: nobody mends it in a
/// spreadsheet.
extension RowFault {
    /// One line for people: `CdtrAcct/Id "*** 3450": …. …`.
    package var messagePhrase: Phrase {
        let element = column?.messageElement ?? "CdtTrfTxInf"
        let place = value.isEmpty ? element : "\(element) \"\(value)\""
        return Phrase("\(place): \(messageFinding). \(messageAdvice).")
    }

    private var messageFinding: Phrase {
        switch cause {
        case .missingValue: Phrase("the element is empty or missing")
        case .looksEmpty: Phrase("this is a word for nothing")
        case .shortenedAccount, .shortenedAmount: Phrase("the number is shortened (as in 1.5E+12), and digits are lost")
        case .digitsLost, .digitsProbablyLost:
            Phrase("all digits after the 15th are zeros, so a program has probably lost the last ones")
        case .spreadsheetError, .formula: Phrase("this is an error or a formula of a spreadsheet, not a value")
        case .banksDiffer(let bank, let other): Phrase("the payment names two banks, \(bank) and \(other)")
        case .holdersDiffer(let name, let other):
            Phrase("the payment names two holders of the account, \"\(name)\" and \"\(other)\"")
        case .noAccountNumber(let kind): Phrase("\"\(kind)\" is no account number, and the bank is no e-wallet")
        case _: message
        }
    }

    private var messageAdvice: Phrase {
        switch cause {
        case .unusualDigitCount, .digitsProbablyLost, .looksLikeReference:
            Phrase("Compare it with its source before you approve")
        case _: Phrase("Correct it in the system that made the message, and export the message again")
        }
    }
}

extension Column {
    /// The element of a payment message that holds the column.
    fileprivate var messageElement: String? {
        switch self {
        case .reference: "PmtId/EndToEndId"
        case .bankCode: "CdtrAgt/FinInstnId"
        case .accountNumber: "CdtrAcct/Id"
        case .accountName: "Cdtr/Nm"
        case .amount: "Amt/InstdAmt"
        case .note: "RmtInf/Ustrd"
        case .currency: "InstdAmt/@Ccy"
        case .email, .reason, .whatToDo, .mends, .customer, .paymentReference: nil
        }
    }
}
