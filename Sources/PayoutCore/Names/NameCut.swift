/// Names that a bank cut off because its field is short.
enum NameCut {
    /// How many characters such fields hold.
    private static let fieldLengths = 20...25

    /// Whether the bank's name is the beginning of the file's name.
    ///
    /// - Parameter written: the bank's name as it came.
    static func isCut(_ file: NameText, to bank: NameText, writtenAs written: String) -> Bool {
        let trimmed = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard fieldLengths.contains(trimmed.count) else { return false }
        let fileWords = file.words
        let bankWords = bank.words
        let fileName = ParsedName(file)
        let bankName = ParsedName(bank)
        guard fileName.companyForms == bankName.companyForms, file.joined.utf8.count > bank.joined.utf8.count else {
            return false
        }
        if fileName.isCompany { return begins(fileName.words, with: bankName.words, isCompany: true) }
        return begins(fileWords, with: bankWords) || begins(fileName.words, with: bankName.words)
            || begins(fileName.wordsOnly, with: bankName.wordsOnly)
    }

    /// - Parameter isCompany: whether the words have one spelling only.
    private static func begins(_ whole: [NameWord], with part: [NameWord], isCompany: Bool = false) -> Bool {
        guard let last = part.last, part.count <= whole.count, part.count > 1 || last.text.utf8.count >= 20 else {
            return false
        }
        for place in part.indices.dropLast() {
            let areEqual = whole[place].text == part[place].text
            let areFirst = (place == 0, place == 0)
            guard
                areEqual || !isCompany && NameSpelling.whole(whole[place], and: part[place], areFirst: areFirst) != nil
            else { return false }
        }
        return whole[part.count - 1].text.hasPrefix(last.text)
    }
}
