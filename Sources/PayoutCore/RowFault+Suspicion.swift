extension RowFault {
    /// What only a comparison shows: of a row with others, with the words around it, or of all rows. Most are warnings.
    /// The names of the cases are written to the ledger.
    ///
    ///     RowFault(.accountName, "", .suspicion(of: .personTwice(line: 4, isSameAmount: true)))
    package enum Suspicion: Codable, Hashable, Sendable {
        /// A comment corrects a cell of the payment.
        case comment(cell: String, text: String)
        /// The text was read in a wrong encoding before it came into the file.
        case garbledText
        /// An earlier row has the same name, and the same amount or nearly the same account.
        case personTwice(line: Int, isSameAmount: Bool)
        /// An earlier row has the account under another name.
        case accountOfOther(line: Int, name: String)
        /// From this row to `lastLine` the numbers rise by one.
        case filledDown(lastLine: Int)
        /// The column of the month has another value than in an earlier line.
        case severalPeriods(columnName: String, line: Int, earlier: String)
        case personLeaves(columnName: String)
        /// Every amount is below `limit`.
        case smallAmounts(limit: Rupiah)
        /// The words say another total than the rows have.
        case totalInWords(words: Rupiah, sum: Rupiah)
        /// A column says when to pay; `text` is its first cell.
        case paymentDate(columnName: String, text: String)

        var code: ViolationCode {
            switch self {
            case .comment: .cellComment
            case .garbledText: .garbledText
            case .personTwice: .personTwice
            case .accountOfOther: .accountOfTwoNames
            case .filledDown: .filledDown
            case .severalPeriods: .severalPeriods
            case .personLeaves: .personLeaves
            case .smallAmounts: .smallAmounts
            case .totalInWords: .totalInWords
            case .paymentDate: .paymentDate
            }
        }
    }
}
