extension Phrase {
    /// The phrase that a stored English text once was, so that it can be said in another language.
    ///
    /// The ledger holds reasons in English. Sentence by sentence they are found again by the English patterns of the
    /// catalogue, of several the one with the most literal characters; what is not found stays as it is, such as the
    /// bank's own words. The English of the phrase is always `english` itself.
    package static func recognised(_ english: String) -> Phrase {
        joined(StoredText(english).pieces.map(\.phrase), by: "")
    }
}

/// A text of the ledger, taken apart into sentences of the catalogue and what lies between them.
struct StoredText {
    /// A part of the text.
    enum Piece: Equatable {
        case known(Phrase)
        case unknown(String)

        var phrase: Phrase {
            switch self {
            case .known(let phrase): phrase
            case .unknown(let text): .verbatim(text)
            }
        }
    }

    /// In the order of the text, nothing left out.
    let pieces: [Piece]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var choices = [SentencePattern.Match?](repeating: nil, count: bytes.count)
        // The best that can be made of the text from each place on, found from its end.
        var scores = [Int](repeating: 0, count: bytes.count + 1)
        for start in bytes.indices.reversed() {
            scores[start] = scores[start + 1]
            guard start == 0 || Self.separates(bytes[start - 1]) else { continue }
            for pattern in SentencePattern.all {
                guard let match = pattern.match(in: bytes, at: start) else { continue }
                let score = pattern.literalBytes + scores[match.end]
                if score > scores[start] { (scores[start], choices[start]) = (score, match) }
            }
        }
        var pieces: [Piece] = []
        var unknown: [UInt8] = []
        var place = 0
        func takeUnknown() {
            if !unknown.isEmpty { pieces.append(.unknown(String(decoding: unknown, as: UTF8.self))) }
            unknown = []
        }
        while place < bytes.count {
            if let match = choices[place] {
                takeUnknown()
                pieces.append(.known(match.phrase))
                place = match.end
            } else {
                unknown.append(bytes[place])
                place += 1
            }
        }
        takeUnknown()
        self.pieces = pieces
    }

    private static func separates(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
}

/// An English sentence of the catalogue as something to look for: literal parts with values between them.
struct SentencePattern: Sendable {
    /// Where a sentence was found.
    struct Match {
        let phrase: Phrase
        let end: Int
    }

    /// The longest value, in bytes: longer than any name or message that is stored.
    private static let valueBytesMax = 400
    /// A sentence with fewer letters than this could stand anywhere by chance.
    private static let lettersMin = 8

    let key: String
    /// One more than there are values; those at both ends may be empty.
    private let literals: [[UInt8]]
    let literalBytes: Int

    /// All that are worth looking for.
    static let all: [SentencePattern] = Indonesian.sentences.keys.sorted().compactMap { SentencePattern($0) }

    /// Nil for a sentence that says too little to be recognised: a word or two, or one that begins with a value.
    init?(_ key: String) {
        let literals = Self.literals(of: key)
        let text = literals.joined()
        let letters = text.count { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        guard letters >= Self.lettersMin, text.contains(UInt8(ascii: " ")), literals.first?.isEmpty == false else {
            return nil
        }
        self.key = key
        self.literals = literals
        literalBytes = text.count
    }

    /// The parts of `key` around its `%1`, `%2` ….
    private static func literals(of key: String) -> [[UInt8]] {
        var literals: [[UInt8]] = [[]]
        var rest = Array(key.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            if byte == UInt8(ascii: "%"), !digits.isEmpty {
                literals.append([])
                rest = rest.dropFirst(digits.count)
            } else {
                literals[literals.count - 1].append(byte)
            }
        }
        return literals
    }

    /// The sentence where it begins at `start`; each value is as short as it can be.
    func match(in text: [UInt8], at start: Int) -> Match? {
        guard text[start...].starts(with: literals[0]) else { return nil }
        guard let found = rest(1, in: text, at: start + literals[0].count) else { return nil }
        return Match(phrase: Phrase(key: key, values: found.values.map(Phrase.Value.text)), end: found.end)
    }

    /// The values from the one before literal `index` on, where the text goes on so at `place`.
    private func rest(_ index: Int, in text: [UInt8], at place: Int) -> (values: [String], end: Int)? {
        guard index < literals.count else { return Self.endsWord(text, place) ? ([], place) : nil }
        let literal = literals[index]
        let isOpenEnd = index == literals.count - 1 && literal.isEmpty
        var end = place + 1
        while end <= min(text.count, place + Self.valueBytesMax) {
            if isOpenEnd ? Self.endsSentence(text, end) : text[end...].starts(with: literal),
                let further = rest(index + 1, in: text, at: end + literal.count)
            {
                return ([String(decoding: text[place..<end], as: UTF8.self)] + further.values, further.end)
            }
            end += 1
        }
        return nil
    }

    private static func endsWord(_ text: [UInt8], _ place: Int) -> Bool {
        place == text.count || " \n.,;:)".utf8.contains(text[place])
    }

    private static func endsSentence(_ text: [UInt8], _ place: Int) -> Bool {
        guard place < text.count else { return true }
        let isMark = text[place] == UInt8(ascii: ".") || text[place] == UInt8(ascii: ";")
        return isMark && (place + 1 == text.count || text[place + 1] == UInt8(ascii: " "))
    }
}
