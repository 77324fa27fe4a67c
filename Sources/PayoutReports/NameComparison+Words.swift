package import PayoutCore
package import Wording

extension NameComparison {
    /// Both names, the verdict and its rules, as a person reads them.
    static func sentences(file: String, bank: String) -> [Phrase] {
        let comparison = NameComparison(file: file, bank: bank)
        return [
            Phrase("The bank knows this account under the name \"\(bank)\", the file says \"\(file)\"."),
            comparison.sentence,
        ]
    }

    /// The verdict and its rules: `The names are close: an initial.`
    private var sentence: Phrase {
        let why = reasons
        return switch verdict {
        case .same: rules.isEmpty ? Phrase("The names are the same.") : Phrase("The names are the same: \(why).")
        case .close: Phrase("The names are close: \(why).")
        case .different: Phrase("The names are different: \(why).")
        case .unavailable: Phrase("The names cannot be compared: \(why).")
        }
    }

    /// The rules, and the words that only one name has.
    private var reasons: Phrase {
        Phrase.joined(rules.map(\.phrase) + [words].compactMap(\.self), by: ", ")
    }

    private var words: Phrase? {
        let (file, bank) = (unpaired.file.joined(separator: " "), unpaired.bank.joined(separator: " "))
        switch (file.isEmpty, bank.isEmpty) {
        case (true, true): return nil
        case (false, true): return Phrase("only the file says \(file)")
        case (true, false): return Phrase("only the bank says \(bank)")
        case (false, false): return Phrase("the file says \(file), the bank \(bank)")
        }
    }

    /// The verdict and its rules in few words, to follow a name: `close: an initial`.
    package var phrase: Phrase {
        let why = reasons
        return rules.isEmpty ? verdict.phrase : Phrase("\(verdict.phrase): \(why)")
    }
}

extension NameVerdict {
    /// The verdict as a word.
    package var phrase: Phrase {
        switch self {
        case .same: Phrase("same")
        case .close: Phrase("close")
        case .different: Phrase("different")
        case .unavailable: Phrase("not available")
        }
    }
}

extension NameRule {
    /// What the rule looks at, in the middle of a sentence.
    package var phrase: Phrase {
        switch self {
        case .noName: Phrase("the bank gave no name")
        case .otherWords: Phrase("other words")
        case .oppositeTitles: Phrase("the title of a man and of a woman")
        case .letterCase: Phrase("capital letters")
        case .punctuation: Phrase("punctuation or spaces")
        case .spacing: Phrase("two words written as one")
        case .accent: Phrase("accents")
        case .letterForm: Phrase("unusual forms of letters")
        case .lookAlike: Phrase("letters of another alphabet that look Latin")
        case .wordOrder: Phrase("the order of words")
        case .title: Phrase("a title or degree")
        case .binBinti: Phrase("bin or binti")
        case .muhammad: Phrase("a spelling of Muhammad")
        case .commonSpelling: Phrase("another usual spelling")
        case .oldSpelling: Phrase("the old spelling")
        case .doubledLetter: Phrase("a doubled letter")
        case .initial: Phrase("an initial")
        case .cutByBank: Phrase("the bank has cut the name off")
        case .companyForm: Phrase("the form of the company")
        case .masked: Phrase("the bank hides letters")
        case .missingWord: Phrase("one name has a word more")
        }
    }
}
