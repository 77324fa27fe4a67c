/// An amount in thousands or millions, as people write it in messages: `1,5jt`, `2 juta`, `750rb`. Only ever shown as a
/// proposal, never paid.
enum ShortenedAmount {
    private static let units: [(word: String, zeros: Int)] = [
        ("juta", 6), ("jt", 6), ("ribu", 3), ("rb", 3), ("miliar", 9), ("milyar", 9),
    ]

    /// The whole rupiah that are probably meant, as digits; nil where `text` is not clearly such an amount.
    static func digits(_ text: String) -> String? {
        let plain = text.lowercased().filter { !$0.isWhitespace }
        guard let unit = units.first(where: { plain.hasSuffix($0.word) || plain.hasSuffix($0.word + ".") }) else {
            return nil
        }
        var number = plain[...]
        if number.last == "." { number.removeLast() }
        number.removeLast(unit.word.count)
        let parts = number.split(whereSeparator: { $0 == "," || $0 == "." })
        let isNumber = parts.joined().utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let whole = parts.first, parts.count <= 2, whole != "0" || parts.count == 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        // Three digits after a separator may be thousands.
        guard decimals.count < 3, decimals.count <= unit.zeros else { return nil }
        let digits = whole + decimals + String(repeating: "0", count: unit.zeros - decimals.count)
        return String(digits.drop { $0 == "0" })
    }
}
