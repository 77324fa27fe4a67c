/// How the name that the bank knows compares with the name in the file.
package enum NameVerdict: String, CaseIterable, Codable, Sendable {
    /// The same person or company, written in another way.
    case same
    /// Probably the same; a part of a name is short, missing, hidden, or spelled in another way.
    case close
    /// Another person or company, or not certainly the same.
    case different
    /// The bank gave no name that can be compared.
    case unavailable = "not_available"
}

/// What two names differ in. The raw values are in JSON documents: retired ones are never reused.
package enum NameRule: String, CaseIterable, Comparable, Sendable {
    /// The bank has no name, or a word that stands for none.
    case noName = "no_name"
    /// Names have words that nothing explains.
    case otherWords = "other_words"
    /// Mr and Mrs, bin and binti: a man and a woman of the same name.
    case oppositeTitles = "opposite_titles"
    case letterCase = "letter_case"
    case punctuation
    /// Two words written as one.
    case spacing
    case accent
    /// Full-width letters and other forms of the same letter.
    case letterForm = "letter_form"
    /// A letter of another alphabet with the shape of a Latin one.
    case lookAlike = "look_alike"
    case wordOrder = "word_order"
    case title
    case binBinti = "bin_binti"
    case muhammad
    /// Abdul, Ahmad, Nur, Siti.
    case commonSpelling = "common_spelling"
    case oldSpelling = "old_spelling"
    case doubledLetter = "doubled_letter"
    case initial
    case cutByBank = "cut_by_bank"
    case companyForm = "company_form"
    /// The bank hides letters, as in BUD* SAN***.
    case masked
    case missingWord = "missing_word"

    package static func < (first: NameRule, second: NameRule) -> Bool { first.place < second.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether nearly all pairs of names differ in this, so that it is left out where another rule applies.
    var isOrdinary: Bool { self == .letterCase || self == .punctuation }
}

extension PaymentOrder {
    /// How the name that the bank knows compares with the name in the file.
    package func comparison(withBank name: String) -> NameComparison {
        NameComparison(file: accountName, bank: name)
    }
}

/// What the comparison of two names found, and why.
///
///     NameComparison(file: "H. Budi Santoso, S.E.", bank: "BUDI SANTOSO")   // same: title
///     NameComparison(file: "Budi Santoso", bank: "B SANTOSO")               // close: initial
///     NameComparison(file: "Budi Santoso", bank: "BUDI SUSANTO")            // different: other_words
///
/// The result depends on the two names only, so nothing stores it. When in doubt, names are different: no rule makes
/// two people the same, and names without a common whole word are never the same.
package struct NameComparison: Hashable, Sendable {
    package let verdict: NameVerdict
    /// In the order of ``NameRule``; empty where the names are equal.
    package let rules: [NameRule]

    /// The words that the other name has not; empty where each has its pair.
    package let unpaired: Unpaired

    /// Words in capital letters, without accents.
    package struct Unpaired: Hashable, Sendable {
        /// Only in the file.
        package let file: [String]
        /// Only at the bank.
        package let bank: [String]

        static let none = Unpaired(file: [], bank: [])
    }

    init(_ verdict: NameVerdict, _ rules: Set<NameRule>, _ unpaired: Unpaired = .none) {
        self.unpaired = unpaired
        let weighty = rules.filter { !$0.isOrdinary }
        self.verdict = verdict
        self.rules = (weighty.isEmpty ? rules : weighty).sorted()
    }

    /// Whether the names differ in more than capital letters and signs.
    package var isWrittenInAnotherWay: Bool { rules.contains { !$0.isOrdinary } }

    /// Compares the name in a file with the name that the bank knows.
    package init(file: String, bank: String) {
        if let plain = Self.ofPlainNames(file: file, bank: bank) {
            self = plain
            return
        }
        let fileName = NameText(file, hidden: false)
        let bankName = NameText(bank, hidden: NameMask.isMasked(bank))
        if !fileName.holdsLetters || bankName.standsForNoName(comparedWith: fileName) {
            self.init(.unavailable, [.noName])
        } else if fileName.isTooLong || bankName.isTooLong {
            self.init(file == bank ? .same : .different, file == bank ? [] : [.otherWords])
        } else if NameMask.isMasked(bank) {
            self = NameMask.compare(fileName, masked: bankName)
        } else {
            // Words that both have are no titles that one has left out.
            let takesTitles = fileName.sortedWords != bankName.sortedWords
            let found = NamePairing.compare(
                ParsedName(fileName, takesTitles: takesTitles), with: ParsedName(bankName, takesTitles: takesTitles))
            let isCut = found.verdict != .same && NameCut.isCut(fileName, to: bankName, writtenAs: bank)
            self = isCut ? NameComparison(.close, [.cutByBank]) : found
        }
    }

    /// The verdict where both names have the same letters and spaces, as most have; nil where more is to be compared.
    private static func ofPlainNames(file: String, bank: String) -> NameComparison? {
        let (fileBytes, bankBytes) = (file.utf8, bank.utf8)
        guard fileBytes.count == bankBytes.count else { return nil }
        let (space, caseBit) = (UInt8(ascii: " "), UInt8(0x20))
        var holdsLetters = false
        for (one, other) in zip(fileBytes, bankBytes) {
            let isLetter = (0x61...0x7A).contains(one | caseBit)
            guard one | caseBit == other | caseBit, isLetter || one == space && other == space else { return nil }
            if isLetter { holdsLetters = true }
        }
        guard holdsLetters else { return nil }
        return NameComparison(.same, file == bank ? [] : [.letterCase])
    }
}
