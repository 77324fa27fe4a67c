@_spi(_Unicode) internal import Swift

/// One word of a name.
struct NameWord: Hashable {
    /// In lower case, without accents and in plain letters.
    var text: String
    /// As it was written.
    var written: String
    /// Which other forms of letters were read.
    var forms: Set<NameRule> = []
    /// Whether a full stop follows, as after an initial.
    var hasDot = false
    var isAfterComma = false

    /// Whether it is only the first letter of a word.
    var isInitial: Bool { text.utf8.count == 1 && text.utf8.allSatisfy { $0 >= 0x61 } }
    var isNumber: Bool { text.utf8.contains { (0x30...0x39).contains($0) } }
    /// Whether it tells people of one name apart: a number, or Junior.
    var isOfGeneration: Bool { isNumber || ["ii", "iii", "iv", "jr", "sr", "junior", "senior"].contains(text) }
}

/// A name as its words, in the order in which they are written.
///
/// Only spaces, commas, full stops and other signs separate words; apostrophes join, so `Nur'aini` is one word.
struct NameText {
    /// Names with more words are the same only if they are equal, so that the comparison takes linear time.
    private static let wordsMax = 24
    /// Letters after this many are not read into words.
    private static let scalarsMax = 400

    private(set) var words: [NameWord] = []
    private(set) var isTooLong = false
    /// Everything that is not part of a word, to find out whether names differ in it.
    private(set) var signs = ""

    private var word = NameWord(text: "", written: "")
    private var isAfterComma = false

    /// Signs between the names of two people.
    static let joints: [Character] = ["&", "+", "/"]

    /// - Parameter hidden: whether an asterisk stands for hidden letters, and so belongs to a word.
    init(_ name: String, hidden: Bool) {
        let scalars = name.utf8.allSatisfy { $0 < 0x80 } ? Array(name.unicodeScalars) : Array(name._nfd)
        for (place, scalar) in scalars.enumerated() {
            guard place < Self.scalarsMax else {
                isTooLong = true
                break
            }
            if hidden, NameMask.isMask(scalar) {
                word.text.append("*")
            } else {
                read(scalar)
            }
        }
        endWord()
        isTooLong = isTooLong || words.count > Self.wordsMax
    }

    var holdsLetters: Bool { words.contains { $0.text.unicodeScalars.contains { $0.properties.isAlphabetic } } }

    var sortedWords: [String] { words.map(\.text).sorted() }

    /// All words as one.
    var joined: String { words.map(\.text).joined() }

    /// Whether this name of the bank stands for no name.
    func standsForNoName(comparedWith file: NameText) -> Bool {
        guard holdsLetters else { return true }
        let text = joined
        guard text != file.joined else { return false }
        return Self.noNames.contains(text) || text.allSatisfy { $0 == "x" }
    }

    private static let noNames: Set<String> = [
        "na", "nil", "nihil", "null", "none", "unknown", "noname", "notavailable", "tidakada", "tidakadanama",
        "tidakdiketahui", "tidaktersedia", "namatidaktersedia", "tanpanama", "kosong", "undefined",
    ]

    private mutating func read(_ scalar: Unicode.Scalar) {
        let folded = NameLetter.folded(scalar, after: word.text)
        switch folded.kind {
        case .letters:
            word.text += folded.letters
            word.written.unicodeScalars.append(scalar)
            if let form = folded.form { word.forms.insert(form) }
        case .nothing:
            if let form = folded.form { word.forms.insert(form) }
            word.written.unicodeScalars.append(scalar)
        case .joint: signs.unicodeScalars.append(scalar)
        case .dot:
            signs.append(".")
            if word.text.isEmpty, !words.isEmpty { words[words.count - 1].hasDot = true }
            word.hasDot = true
            endWord()
        case .comma:
            signs.append(",")
            endWord()
            isAfterComma = true
        case .gap:
            signs.unicodeScalars.append(scalar)
            endWord()
        }
    }

    private mutating func endWord() {
        if !word.text.isEmpty {
            word.isAfterComma = isAfterComma
            words.append(word)
        }
        word = NameWord(text: "", written: "")
    }
}
