internal import PayoutCore
internal import Wording

extension RowFault.Suspicion {
    /// What was found, without a final full stop.
    var message: Phrase {
        switch self {
        case .comment(let cell, let text): Phrase("the comment in cell \(cell) says \"\(text)\"")
        case .garbledText: Phrase("the letters are damaged: the text was saved in another encoding than it was read in")
        case .personTwice(let line, true): Phrase("line \(line) has the same name and the same amount")
        case .personTwice(let line, false):
            Phrase("line \(line) has the same name and nearly the same account or amount")
        case .accountOfOther(let line, let name): Phrase("line \(line) has this account under the name \(name)")
        case .filledDown(let lastLine):
            Phrase("from here to line \(lastLine) each number is one more than the number above it")
        case .severalPeriods(let name, let line, let earlier):
            Phrase("the column \"\(name)\" has another value here than in line \(line), which says \"\(earlier)\"")
        case .personLeaves(let name): Phrase("the column \"\(name)\" says when this person leaves")
        case .smallAmounts(let limit): Phrase("all amounts are below \(limit.display): are they in thousands?")
        case .totalInWords(let words, let sum):
            Phrase("the total in words is \(words.display), and the rows are \(sum.display) in all")
        case .paymentDate(let name, let text): Phrase("the column \"\(name)\" says when to pay: \"\(text)\"")
        }
    }

    /// What to do about it, without a final full stop.
    var whatToDo: Phrase {
        switch self {
        case .comment:
            Phrase("Find out what is meant, write it into the cell, then delete the comment")
        case .garbledText:
            Phrase("Save the file as \"CSV UTF-8\" from the program that it comes from, or type the cell again")
        case .personTwice: Phrase("If both are one payment, delete one of the rows")
        case .accountOfOther: Phrase("Compare both with their source: one of them may have the account of the other")
        case .filledDown:
            Phrase("A spreadsheet may have counted on while cells were filled down: compare the rows with their source")
        case .severalPeriods: Phrase("If an earlier month is in the file, delete its rows")
        case .personLeaves: Phrase("Pay the row only if it is due all the same")
        case .smallAmounts: Phrase("If they are in thousands, write them in full rupiah, such as 1500000")
        case .paymentDate:
            Phrase("Salur pays once the batch is approved, whatever the column says: approve it on that day")
        case .totalInWords: Phrase("Compare the file with its source, and correct the words or the rows")
        }
    }
}

extension ViolationCode {
    /// The kinds that a comparison shows, in a few words; nil of all others.
    var wordsOfSuspicion: Phrase? {
        switch self {
        case .cellComment: Phrase("a comment that may correct the cell")
        case .garbledText: Phrase("letters that are damaged by a wrong encoding")
        case .personTwice: Phrase("one person twice (a note, not a fault)")
        case .accountOfTwoNames: Phrase("one account under two names (a note, not a fault)")
        case .filledDown: Phrase("numbers that count on from row to row (a note, not a fault)")
        case .severalPeriods: Phrase("rows of more than one month (a note, not a fault)")
        case .personLeaves: Phrase("a person who leaves (a note, not a fault)")
        case .smallAmounts: Phrase("amounts that may be in thousands (a note, not a fault)")
        case .paymentDate: Phrase("a column says when to pay (a note, not a fault)")
        case .totalInWords: Phrase("a total in words that differs (a note, not a fault)")
        case _: nil
        }
    }
}
