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

    var isOrdered: Bool { Self.isRising(places.sorted { $0.file < $1.file }) }

    private static func isRising(_ places: [(file: Int, bank: Int)]) -> Bool {
        zip(places, places.dropFirst()).allSatisfy { $0.bank < $1.bank }
    }

    /// Whether only the family name stands elsewhere: after the other words here, before them there. Given names that
    /// change places are often those of a brother or sister, or of a father and his son.
    var movesFamilyName: Bool {
        if file.words.contains(where: \.isAfterComma) || bank.words.contains(where: \.isAfterComma) { return true }
        let sorted = places.sorted { $0.file < $1.file }
        let moved = [
            Self.isRising(Array(sorted.dropFirst())) && sorted.first?.bank == sorted.map(\.bank).max()
                ? sorted.first : nil,
            Self.isRising(Array(sorted.dropLast())) && sorted.last?.bank == sorted.map(\.bank).min()
                ? sorted.last : nil,
        ].compactMap(\.self).map { [file.words[$0.file], bank.words[$0.bank]] }
        // Of two words each has moved: where both may be family names, either may be the name of another person.
        let named = moved.filter { $0.contains(where: FamilyNames.contains) }
        return named.count == 1 || !named.isEmpty && named.allSatisfy { $0.contains(where: FamilyNames.isChinese) }
            || moved.joined().contains { $0.text == "siti" }
    }

    /// Whether a title of a woman stands before the name of a man on one side only: his wife is called so.
    var isNameOfHusband: Bool {
        file.titles.intersection(NameTitles.ofWives) != bank.titles.intersection(NameTitles.ofWives)
            && [file, bank].contains { $0.firstNameIsOfMen }
    }

    /// Whether numbers stand in another order, or elsewhere among the words: RT 1 RW 2 is not RT 2 RW 1.
    var movesNumbers: Bool {
        let sorted = places.sorted { $0.file < $1.file }
        return sorted.indices.contains { place in
            guard file.words[sorted[place].file].isNumber else { return false }
            return sorted[..<place].contains { $0.bank > sorted[place].bank }
                || sorted[place...].contains { $0.bank < sorted[place].bank }
        }
    }

    /// Whether titles of one letter speak against each other: H. against the Hajah of the other name, or against R.,
    /// which then are initials.
    var hasOppositeLetters: Bool {
        let letters = [(fileLeft, file), (bankLeft, bank)].map { left, name in
            left.filter { $0 < name.oneLetterTitles }.map { name.words[$0].text }
        }
        if !letters[0].isEmpty, !letters[1].isEmpty { return true }
        return [(letters[0], file, bank), (letters[1], bank, file)].contains { letters, name, other in
            other.holders.contains(.woman) && !name.holders.contains(.woman) && letters.contains("h")
        }
    }

    mutating func leaveTitlesOfOneLetter() {
        guard wholeWords > 0 else { return }
        for (left, name) in [(fileLeft, file), (bankLeft, bank)] {
            let titles = left.filter { $0 < name.oneLetterTitles }
            guard !titles.isEmpty else { continue }
            rules.insert(.title)
            // R. may be Raden, and the initial of any name; so may H. before a name that very many people have.
            if tellingWords < 1 || titles.contains(where: { name.words[$0].text != "h" }) { rules.insert(.initial) }
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
        guard tellingWords > 0, initials == 0 || wholeWords > 1,
            !left.contains(where: { name.words[$0].isOfGeneration })
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
        return nearWords > 0 || initials > 0 || !rules.isDisjoint(with: [.initial, .lookAlike, .spacing])
            || hasDoubtfulForm || equalWords == 0 && !isWrittenAlike || hasDoubtfulTitle
            || rules.contains(.wordOrder) && !movesFamilyName || isNameOfHusband || joinsPeople || hasUnclearInitial
    }

    /// Rina & Dewi are two people, and RINA DEWI is one.
    private var joinsPeople: Bool {
        !isCompany && NameText.joints.contains { file.signs.contains($0) != bank.signs.contains($0) }
    }

    /// M. may be Maria or Martin where the name is not one of a Muslim, and St. an elder of a church.
    private var hasUnclearInitial: Bool {
        guard !rules.isDisjoint(with: [.muhammad, .commonSpelling]) else { return false }
        return [file, bank].contains { name in
            guard name.words.indices.contains(name.firstWord) else { return false }
            let others = name.words.dropFirst(name.firstWord + 1)
            switch name.words[name.firstWord].text {
            case "m":
                return others.contains(where: FamilyNames.isOfOtherFaiths) || others.allSatisfy(FamilyNames.isOfClan)
            case "st": return others.contains { FamilyNames.isOfOtherFaiths($0) || FamilyNames.isOfClan($0) }
            case _: return false
            }
        }
    }

    /// Tbk and Persero belong to a PT: elsewhere they are words of the name.
    private var hasDoubtfulForm: Bool {
        file.companyForms != bank.companyForms
            || file.companySupplements != bank.companySupplements && !file.companyForms.contains("pt")
    }

    private var hasDoubtfulTitle: Bool {
        guard rules.contains(.title) else { return false }
        if file.hasUnclearTitle != bank.hasUnclearTitle { return true }
        guard file.hasDoubtfulTitle || bank.hasDoubtfulTitle else { return false }
        // Se and Sh after two short words may be the third syllable of a Chinese name.
        return wholeWords < 2
            || [file, bank].contains { name in
                name.words.count == 2 && name.words.allSatisfy { $0.text.utf8.count <= 4 }
            }
    }

    private var isWrittenAlike: Bool { file.words.map(\.text) == bank.words.map(\.text) }
}
