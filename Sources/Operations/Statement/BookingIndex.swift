/// The bookings of a statement by the words in their texts, so that a row finds its booking by any of its numbers.
struct BookingIndex {
    /// Shorter words are in too many texts to name a payment.
    private static let wordMin = 6

    private var bookings: [String: [Int]] = [:]

    init(_ lines: [StatementLine]) {
        for (index, line) in lines.enumerated() {
            for word in Self.words(of: line.text) { bookings[word, default: []].append(index) }
        }
    }

    /// The bookings whose text has any of these numbers, each once, in the order of the statement.
    func bookings(with numbers: [String]) -> [Int] {
        let found = numbers.compactMap { Self.key($0) }.flatMap { bookings[$0] ?? [] }
        return found.count < 2 ? found : Array(Set(found)).sorted()
    }

    /// Each word as it is without its signs, since banks leave out what they do not print; and parts joined by signs.
    private static func words(of text: String) -> Set<String> {
        var words: Set<String> = []
        for chunk in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == ":" }) {
            if let whole = key(chunk) { words.insert(whole) }
            for part in chunk.split(whereSeparator: { $0 == "/" || $0 == "|" || $0 == "#" || $0 == "=" }) {
                if let key = key(part) { words.insert(key) }
            }
        }
        return words
    }

    private static func key(_ word: some StringProtocol) -> String? {
        let plain = word.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        // A word without a digit is a name, and many have the same one.
        return plain.utf8.count >= wordMin && plain.contains(where: \.isNumber) ? plain : nil
    }
}
