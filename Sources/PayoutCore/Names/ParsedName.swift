/// A name taken apart: its words, and its titles, degrees and forms.
struct ParsedName {
    /// The words of the name itself.
    private(set) var words: [NameWord]
    let signs: String
    /// Whose titles those in front are.
    private(set) var holders: Set<NameTitles.Holder> = []
    private(set) var titles: Set<String> = []
    /// Whether a title that was left out may be part of the name.
    private(set) var hasDoubtfulTitle = false
    /// Whether a title that was left out may be that of a wife before the name of her husband, or no title at all.
    private(set) var hasUnclearTitle = false
    /// How many words at the front may be titles of one letter: these words stay among the others.
    private(set) var oneLetterTitles = 0
    /// The words before bin or binti, and for whom.
    private(set) var father: (place: Int, isDaughter: Bool)?
    private(set) var companyForms: Set<String> = []
    private(set) var companySupplements: Set<String> = []

    /// - Parameter takesTitles: whether words that may be titles are taken for titles.
    init(_ name: NameText, takesTitles: Bool = true) {
        words = name.words
        signs = name.signs
        takeCompanyForms()
        guard !isCompany else { return }
        if takesTitles {
            takeTitlesInFront()
            takeDegrees()
        }
        takeBin()
    }

    var isCompany: Bool {
        !companyForms.isEmpty || !companySupplements.isEmpty
            || words.contains { NameTitles.organisations.contains($0.text) }
    }

    /// Whether the first of the words is usually the name of a man.
    var firstNameIsOfMen: Bool { words.indices.contains(firstWord) && FamilyNames.isOfMen(words[firstWord]) }

    /// The words without titles of one letter.
    var wordsOnly: [NameWord] { Array(words.dropFirst(oneLetterTitles)) }

    /// The first word that is no title of one letter.
    var firstWord: Int { oneLetterTitles < words.count ? oneLetterTitles : 0 }

    // MARK: Companies

    private mutating func takeCompanyForms() {
        while words.count > 1, let last = words.last, NameTitles.companySupplements.contains(last.text) {
            companySupplements.insert(last.text)
            words.removeLast()
        }
        // One form: that of a cooperative of a company is not that of the company.
        if let (form, count) = companyForm(atFront: true) {
            companyForms.insert(form)
            words.removeFirst(count)
            // PT (Persero) Pelabuhan Indonesia; without brackets it is a word of the name.
            if form == "pt", words.count > 1, words[0].text == "persero", signs.contains("(") {
                companySupplements.insert(words.removeFirst().text)
            }
        } else if let (form, count) = companyForm(atFront: false) {
            companyForms.insert(form)
            words.removeLast(count)
        }
    }

    /// The form at one end, and of how many words it is: `P.T.` has two.
    private func companyForm(atFront: Bool) -> (String, Int)? {
        for count in [2, 1] where count < words.count {
            let part = atFront ? words.prefix(count) : words.suffix(count)
            guard count == 1 || part.allSatisfy({ $0.isInitial }) && part.first?.hasDot == true else { continue }
            let text = part.map(\.text).joined()
            // S.Pt is a degree.
            let before = words.count - count - 1
            guard atFront || count > 1 || !(words[before].isInitial && words[before].hasDot) else { continue }
            guard let form = NameTitles.companyForm(text), atFront || NameTitles.formsAfterNames.contains(form) else {
                continue
            }
            return (form, count)
        }
        return nil
    }

    // MARK: Titles

    private mutating func takeTitlesInFront() {
        var place = 0
        search: while place < words.count - 1 {
            for count in [3, 2, 1] where place + count < words.count {
                guard isJoined(place, count: count) else { continue }
                let title = text(place, count: count)
                guard let holder = NameTitles.front(title) else { continue }
                if NameTitles.oneLetter.contains(title) {
                    guard place == oneLetterTitles else { break search }
                    oneLetterTitles += 1
                    place += 1
                } else {
                    take(title, holder)
                    words.removeSubrange(place..<(place + count))
                }
                continue search
            }
            break
        }
        if oneLetterTitles >= words.count { oneLetterTitles = 0 }
    }

    private mutating func take(_ title: String, _ holder: NameTitles.Holder) {
        titles.insert(title)
        holders.insert(holder)
        if NameTitles.doubtful.contains(title) { hasDoubtfulTitle = true }
        if NameTitles.unclear.contains(title) { hasUnclearTitle = true }
    }

    /// Takes the titles after the name, where nothing but titles follows.
    private mutating func takeDegrees() {
        for place in words.indices.dropFirst(oneLetterTitles + 1) {
            guard let degrees = degrees(from: place) else { continue }
            // Se is also a family name; with one capital letter alone, nothing says that it is a degree.
            if words[place...].contains(where: { $0.written == "Se" && !$0.hasDot && !$0.isAfterComma }) {
                hasUnclearTitle = true
            }
            for degree in degrees {
                take(degree.text, degree.holder)
                if degree.isDoubtful { hasDoubtfulTitle = true }
            }
            words.removeSubrange(place...)
            return
        }
    }

    private struct Degree {
        let text: String
        let holder: NameTitles.Holder
        /// Initials and short names look like it.
        let isDoubtful: Bool
    }

    /// The degrees of which all words from `start` on consist, or nil.
    private func degrees(from start: Int) -> [Degree]? {
        var degrees: [Degree] = []
        var place = start
        while place < words.count {
            guard let (degree, count) = degree(at: place) else { return nil }
            degrees.append(degree)
            place += count
        }
        return degrees
    }

    private func degree(at place: Int) -> (Degree, Int)? {
        for count in [4, 3, 2, 1] where place + count <= words.count && isJoined(place, count: count) {
            let text = text(place, count: count)
            let isAfterComma = words[place].isAfterComma
            if NameTitles.isDegree(text, parts: count, isAfterComma: isAfterComma) {
                let isShort = text.utf8.count < (count > 1 ? 3 : 4)
                return (Degree(text: text, holder: .anyone, isDoubtful: !isAfterComma && isShort), count)
            }
            if let holder = NameTitles.front(text), isAfterComma || NameTitles.alsoAfterNames.contains(text) {
                return (Degree(text: text, holder: holder, isDoubtful: false), count)
            }
        }
        return nil
    }

    /// Whether words belong together by their full stops: `S. Kom`.
    private func isJoined(_ place: Int, count: Int) -> Bool {
        words[place..<(place + count - 1)].allSatisfy { $0.hasDot && $0.text.utf8.count <= 3 }
    }

    private func text(_ place: Int, count: Int) -> String {
        words[place..<(place + count)].map(\.text).joined()
    }

    private mutating func takeBin() {
        for place in words.indices.dropFirst().dropLast() {
            guard let isDaughter = NameTitles.isDaughter(words[place]) else { continue }
            // Tan Bin Hok: a name of three syllables, as Chinese names are.
            guard !FamilyNames.isChinese(words[0]) else { return }
            father = (place, isDaughter)
            words.remove(at: place)
            return
        }
    }
}
