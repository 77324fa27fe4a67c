/// Finds for each word of one name the word of the other that it stands for.
struct NamePairing {
    let file: ParsedName
    let bank: ParsedName
    /// The places of words that have no pair yet.
    var fileLeft: [Int]
    var bankLeft: [Int]
    private(set) var places: [(file: Int, bank: Int)] = []
    var rules: Set<NameRule> = []
    /// Pairs of words with the same letters.
    private(set) var equalWords = 0
    /// Pairs that are certainly the same word, with those of other spellings.
    private(set) var wholeWords = 0
    /// The same without the words that very many people have in their name.
    private(set) var tellingWords = 0
    private(set) var nearWords = 0
    private(set) var initials = 0

    /// Compares two names that are not cut.
    static func compare(_ file: ParsedName, with bank: ParsedName) -> NameComparison {
        var pairing = NamePairing(file: file, bank: bank)
        return pairing.result()
    }

    private init(file: ParsedName, bank: ParsedName) {
        (self.file, self.bank) = (file, bank)
        fileLeft = Array(file.words.indices)
        bankLeft = Array(bank.words.indices)
    }

    private mutating func result() -> NameComparison {
        if let conflict { return NameComparison(.different, [conflict]) }
        pairWholeWords()
        pairJoinedWords()
        // A company writes its name in one way.
        if !isCompany {
            pairNearWords()
            pairInitials()
        }
        let isOrdered = isOrdered
        if !isOrdered { rules.insert(.wordOrder) }
        if !isOrdered, isCompany || movesNumbers || file.father != nil || bank.father != nil {
            return NameComparison(.different, [.wordOrder])
        }
        guard !hasOppositeLetters else { return NameComparison(.different, [.oppositeTitles]) }
        leaveTitlesOfOneLetter()
        let isMissing = !fileLeft.isEmpty || !bankLeft.isEmpty
        guard fileLeft.isEmpty || bankLeft.isEmpty, isSupported, !isMissing || mayMiss else {
            return NameComparison(.different, [.otherWords], unpaired)
        }
        if isMissing { rules.insert(.missingWord) }
        addRulesOfWholeNames()
        return NameComparison(isMissing || isDoubtful ? .close : .same, rules, unpaired)
    }

    /// The words of each name that the other has not; none where all are, since both names are shown anyway.
    private var unpaired: NameComparison.Unpaired {
        guard !places.isEmpty else { return .none }
        return NameComparison.Unpaired(
            file: fileLeft.map { file.words[$0].text.uppercased() },
            bank: bankLeft.map { bank.words[$0].text.uppercased() })
    }

    var isCompany: Bool { file.isCompany || bank.isCompany }

    // MARK: Words

    private mutating func pair(_ fileWord: Int, with bankWord: Int) {
        fileLeft.removeAll { $0 == fileWord }
        bankLeft.removeAll { $0 == bankWord }
        places.append((fileWord, bankWord))
        let (one, other) = (file.words[fileWord], bank.words[bankWord])
        guard one.written != other.written else { return }
        rules.formUnion(one.forms.union(other.forms))
        if one.forms.isEmpty, other.forms.isEmpty { rules.insert(.letterCase) }
    }

    private mutating func pairWholeWords() {
        for isEqual in [true, false] {
            for place in fileLeft {
                for other in bankLeft {
                    let (one, two) = (file.words[place], bank.words[other])
                    let areFirst = (place == file.firstWord, other == bank.firstWord)
                    guard let rule = NameSpelling.whole(one, and: two, areFirst: areFirst), (rule == nil) == isEqual
                    else {
                        continue
                    }
                    // A company writes its name in one way.
                    guard rule == nil || !isCompany else { continue }
                    pair(place, with: other)
                    if let rule { rules.insert(rule) }
                    if one.isInitial || two.isInitial, isEqual { break }
                    if isEqual { equalWords += 1 }
                    wholeWords += 1
                    if !NameSpelling.isOfMany(one) { tellingWords += 1 }
                    break
                }
            }
        }
    }

    /// Two neighbouring words of one name may be one of the other: `Nur Aini` and `Nuraini`.
    private mutating func pairJoinedWords() {
        pairDottedLetters()
        for place in fileLeft.dropFirst() where fileLeft.contains(place - 1) && fileLeft.contains(place) {
            guard !file.words[place - 1].isNumber, !file.words[place].isNumber else { continue }
            let text = file.words[place - 1].text + file.words[place].text
            guard let other = bankLeft.first(where: { bank.words[$0].text == text }) else { continue }
            join(place - 1, with: other)
            fileLeft.removeAll { $0 == place }
        }
        for place in bankLeft.dropFirst() where bankLeft.contains(place - 1) && bankLeft.contains(place) {
            guard !bank.words[place - 1].isNumber, !bank.words[place].isNumber else { continue }
            let text = bank.words[place - 1].text + bank.words[place].text
            guard let other = fileLeft.first(where: { file.words[$0].text == text }) else { continue }
            join(other, with: place - 1)
            bankLeft.removeAll { $0 == place }
        }
    }

    /// A.B.C. and ABC, F.X. and FX: letters with full stops are one word.
    private mutating func pairDottedLetters() {
        for place in fileLeft {
            guard let run = Self.dotted(file.words, bankLeft.isEmpty ? [] : fileLeft, from: place),
                let other = bankLeft.first(where: { bank.words[$0].text == run.text })
            else { continue }
            pairLetters(place, with: other)
            fileLeft.removeAll { (place..<(place + run.count)).contains($0) }
        }
        for place in bankLeft {
            guard let run = Self.dotted(bank.words, fileLeft.isEmpty ? [] : bankLeft, from: place),
                let other = fileLeft.first(where: { file.words[$0].text == run.text })
            else { continue }
            pairLetters(other, with: place)
            bankLeft.removeAll { (place..<(place + run.count)).contains($0) }
        }
    }

    private mutating func pairLetters(_ fileWord: Int, with bankWord: Int) {
        pair(fileWord, with: bankWord)
        rules.insert(.punctuation)
        // Letters alone tell nobody apart.
        wholeWords += 1
    }

    /// Letters with full stops that begin at a place and have no pair yet.
    private static func dotted(
        _ words: [NameWord], _ left: [Int], from start: Int
    ) -> (text: String, count: Int)? {
        let run = words[start...].enumerated().prefix { offset, word in
            word.isInitial && word.hasDot && left.contains(start + offset)
        }
        return run.count > 1 ? (run.map(\.element.text).joined(), run.count) : nil
    }

    private mutating func join(_ fileWord: Int, with bankWord: Int) {
        pair(fileWord, with: bankWord)
        rules.insert(.spacing)
        wholeWords += 1
        tellingWords += 1
    }

    private mutating func pairNearWords() {
        for place in fileLeft {
            for other in bankLeft {
                guard let near = NameSpelling.near(file.words[place], and: bank.words[other]) else { continue }
                pair(place, with: other)
                rules.formUnion(near)
                nearWords += 1
                break
            }
        }
    }

    private mutating func pairInitials() {
        for place in fileLeft {
            guard let other = bankLeft.first(where: { NameSpelling.isInitial(file.words[place], of: bank.words[$0]) })
            else { continue }
            pair(place, with: other)
            rules.insert(.initial)
            initials += 1
        }
    }
}
