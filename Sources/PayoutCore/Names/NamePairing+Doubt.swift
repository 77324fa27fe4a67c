// What speaks against two names, whatever pairs their words have found.
extension NamePairing {
    /// Why the names are those of two people or companies, whatever their words.
    var conflict: NameRule? {
        let forms = file.companyForms.symmetricDifference(bank.companyForms)
        if !file.companyForms.isEmpty, !bank.companyForms.isEmpty, !forms.isEmpty { return .companyForm }
        if let one = file.father, let other = bank.father {
            if one.isDaughter != other.isDaughter { return .oppositeTitles }
            if one.place != other.place, file.words.count == bank.words.count { return .binBinti }
        }
        let men = (file.holders.contains(.man), bank.holders.contains(.man))
        let women = (file.holders.contains(.woman), bank.holders.contains(.woman))
        return men.0 && women.1 && !men.1 || men.1 && women.0 && !men.0 ? .oppositeTitles : nil
    }

    var isOrdered: Bool {
        let sorted = places.sorted { $0.file < $1.file }
        return zip(sorted, sorted.dropFirst()).allSatisfy { $0.bank < $1.bank }
    }

    /// Whether H. of one name stands against the Hajah of the other.
    var hasOppositeHaji: Bool {
        [(fileLeft, file, bank), (bankLeft, bank, file)].contains { left, name, other in
            other.holders.contains(.woman) && !name.holders.contains(.woman)
                && left.contains { $0 < name.oneLetterTitles && name.words[$0].text == "h" }
        }
    }

    mutating func leaveTitlesOfOneLetter() {
        guard wholeWords > 0 else { return }
        for (left, name) in [(fileLeft, file), (bankLeft, bank)] {
            let titles = left.filter { $0 < name.oneLetterTitles }
            guard !titles.isEmpty else { continue }
            rules.insert(.title)
            // R. may be Raden, and the initial of any name.
            if titles.contains(where: { name.words[$0].text != "h" }), wholeWords < 2 { rules.insert(.initial) }
        }
        fileLeft.removeAll { $0 < file.oneLetterTitles }
        bankLeft.removeAll { $0 < bank.oneLetterTitles }
    }

    /// Whether at least one word shows that the names are of the same person.
    var isSupported: Bool {
        if wholeWords > 0 { return true }
        if nearWords > 0, initials == 0 { return true }
        // Names of initials alone, written alike.
        return file.words.map(\.text) == bank.words.map(\.text)
    }

    /// Whether the words that only one name has may have been left out by the other: one word, and not the first.
    var mayMiss: Bool {
        guard !isCompany else { return false }
        let (name, left) = fileLeft.isEmpty ? (bank, bankLeft) : (file, fileLeft)
        guard tellingWords > 0, initials == 0 || wholeWords > 1, !left.contains(where: { name.words[$0].isNumber })
        else { return false }
        if let father = name.father, left.allSatisfy({ $0 >= father.place }) { return true }
        guard left.count == 1, let place = left.first else { return false }
        if place != name.firstWord { return true }
        return NameSpelling.isMuhammad(name.words[place]) || name.words[place].isInitial && wholeWords > 1
    }

    mutating func addRulesOfWholeNames() {
        if file.titles != bank.titles { rules.insert(.title) }
        if (file.father == nil) != (bank.father == nil) { rules.insert(.binBinti) }
        if file.companyForms != bank.companyForms || file.companySupplements != bank.companySupplements {
            rules.insert(.companyForm)
        }
        if file.signs != bank.signs { rules.insert(.punctuation) }
    }

    /// Whether something is not certain although all words have their pair.
    var isDoubtful: Bool {
        let isDoubtfulTitle = rules.contains(.title) && (file.hasDoubtfulTitle || bank.hasDoubtfulTitle)
        return nearWords > 0 || initials > 0 || !rules.isDisjoint(with: [.initial, .lookAlike, .spacing])
            || file.companyForms != bank.companyForms
            || equalWords == 0 && !isWrittenAlike || isDoubtfulTitle && wholeWords < 2
    }

    private var isWrittenAlike: Bool { file.words.map(\.text) == bank.words.map(\.text) }
}
