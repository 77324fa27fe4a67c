/// What an amount says that is not written plainly: `1.500.000`, `Rp 1.500.000,00`, `1,500,000.00`, `1500000,-`,
/// `1 500 000`, `1'500'000`, `1500000.0000`.
///
///     AmountReading("Rp 1.500.000,00".utf8)  // .whole("1500000")
///     AmountReading("1.500".utf8)            // .twofold(…): 1500, or one and a half
///     AmountReading("1.500,50".utf8)         // nil: not whole rupiah
enum AmountReading: Equatable {
    /// Whole rupiah, as digits.
    case whole(String)
    /// One separator with three digits after it: the separator of thousands, or of decimals.
    case twofold(separator: UInt8, thousands: String, decimal: String)

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static let space = UInt8(ascii: " ")
    private static let apostrophe = UInt8(ascii: "'")

    /// Nil where `cell` is no amount that can be read so, or holds a part of a rupiah.
    init?(_ cell: some Sequence<UInt8>) {
        guard let number = Number(Array(cell)), !number.decimals.contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        let digits = String(decoding: number.groups.joined(), as: UTF8.self)
        guard number.isTwofold, let separator = number.separator else {
            self = .whole(digits)
            return
        }
        let (left, right) = (number.groups[0], number.groups[1])
        let decimal = String(decoding: left + [separator] + right, as: UTF8.self)
        self = .twofold(separator: separator, thousands: digits, decimal: decimal)
    }

    /// Digits in groups, and decimals after them.
    struct Number {
        private(set) var groups: [[UInt8]] = []
        private(set) var decimals: [UInt8] = []
        /// Between groups; nil where there is one group only.
        private(set) var separator: UInt8?
        /// Before the decimals; nil where there are none.
        private(set) var decimalSeparator: UInt8?
        /// Whether `,-` or the like stands in the place of decimals: what is before it is whole.
        private(set) var endsInDash = false

        /// Whether the only separator may be that of decimals too.
        var isTwofold: Bool {
            groups.count == 2 && decimalSeparator == nil && !endsInDash && (separator == point || separator == comma)
        }

        init?(_ cell: [UInt8]) {
            guard let text = Self.withoutSigns(cell) else { return nil }
            endsInDash = cell.contains(UInt8(ascii: "-"))
            var (parts, separators): ([[UInt8]], [UInt8]) = ([[]], [])
            for byte in text {
                if (0x30...0x39).contains(byte) {
                    parts[parts.count - 1].append(byte)
                } else if [point, comma, space, apostrophe].contains(byte) {
                    parts.append([])
                    separators.append(byte)
                } else {
                    return nil
                }
            }
            guard !parts.contains(where: \.isEmpty) else { return nil }
            if let last = separators.last, last == point || last == comma, Self.areDecimals(parts[parts.count - 1]),
                !separators.dropLast().contains(last)
            {
                decimalSeparator = last
                decimals = parts.removeLast()
                separators.removeLast()
            }
            groups = parts
            separator = separators.first
            guard Set(separators).count <= 1, parts.count == 1 || Self.areThousands(parts) else { return nil }
        }

        /// One or two digits, or more zeros than a group of thousands has digits, as databases write them.
        private static func areDecimals(_ digits: [UInt8]) -> Bool {
            digits.count <= 2 || digits.count > 3 && digits.allSatisfy { $0 == UInt8(ascii: "0") }
        }

        /// One to three digits that do not begin with zero, then three in each group.
        private static func areThousands(_ groups: [[UInt8]]) -> Bool {
            groups[0].count <= 3 && groups[0].first != UInt8(ascii: "0")
                && groups.dropFirst().allSatisfy { $0.count == 3 }
        }

        /// The number without the sign of the currency, spaces around it, and `,-` after it; spaces and apostrophes
        /// of all kinds are those of ASCII. Nil where nothing is left.
        private static func withoutSigns(_ cell: [UInt8]) -> ArraySlice<UInt8>? {
            var text = plainMarks(cell)[...]
            func trim() {
                text = text.drop { $0 == space }
                while text.last == space { text.removeLast() }
            }
            if text.first == apostrophe { text.removeFirst() }
            trim()
            for sign in ["rp.", "rp", "idr"] where begins(text, with: sign) {
                text = text.dropFirst(sign.utf8.count)
                break
            }
            for sign in ["rupiah", "idr", "rp"] where ends(text, with: sign) {
                text = text.dropLast(sign.utf8.count)
                break
            }
            trim()
            for ending in [",--", ",-", ".-"] where ends(text, with: ending) {
                text = text.dropLast(ending.utf8.count)
                break
            }
            trim()
            return text.isEmpty ? nil : text
        }

        private static func plainMarks(_ cell: [UInt8]) -> [UInt8] {
            guard cell.contains(where: { $0 >= 0x80 }) else { return cell }
            return String(decoding: cell, as: UTF8.self).unicodeScalars.flatMap { scalar -> [UInt8] in
                switch scalar {
                case "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}": [space]
                case "\u{2019}", "\u{2018}": [apostrophe]
                case _: Array(String(scalar).utf8)
                }
            }
        }

        private static func begins(_ text: ArraySlice<UInt8>, with word: String) -> Bool {
            text.prefix(word.utf8.count).map(lowercase).elementsEqual(word.utf8)
        }

        private static func ends(_ text: ArraySlice<UInt8>, with word: String) -> Bool {
            text.suffix(word.utf8.count).map(lowercase).elementsEqual(word.utf8)
        }

        private static func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    }
}

/// What the amounts of a column show about its separators, so that a single `1.500` can be understood.
///
///     var style = AmountStyle()
///     style.add("1.500.000".utf8.span)
///     style.readsThousands(UInt8(ascii: "."))  // true
package struct AmountStyle: Hashable, Sendable {
    /// Separators that stand between thousands in some row.
    private var thousands: Set<UInt8> = []
    /// Separators that stand before decimals in some row.
    private var decimals: Set<UInt8> = []

    package init() {}

    /// Looks at an amount of the column.
    package mutating func add(_ cell: Span<UInt8>) {
        if cell.isDigits { return }
        guard let number = AmountReading.Number(cell.withUnsafeBufferPointer { Array($0) }), !number.isTwofold
        else { return }
        if let separator = number.separator { thousands.insert(separator) }
        if let separator = number.decimalSeparator { decimals.insert(separator) }
    }

    /// Whether all other rows leave one reading only, in which `separator` stands between thousands.
    func readsThousands(_ separator: UInt8) -> Bool {
        let other = separator == UInt8(ascii: ".") ? UInt8(ascii: ",") : UInt8(ascii: ".")
        let isShown = thousands.contains(separator) || decimals.contains(other)
        return isShown && !decimals.contains(separator) && !thousands.contains(other)
    }
}
