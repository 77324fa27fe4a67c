internal import PayoutCore

/// An amount of a bank statement, as banks in Indonesia export it: in rupiah with or without sen, grouped in the
/// Indonesian or the English way, with a sign, brackets, or the letters that say which way the money went.
struct StatementAmount: Equatable {
    /// Which way the amount itself says that the money went; nil where it does not say.
    enum Direction: Equatable {
        case out
        case into
    }

    /// Without its sign.
    let rupiah: Rupiah
    /// The hundredths of a rupiah.
    let sen: Int
    let direction: Direction?

    var isZero: Bool { rupiah == .zero && sen == 0 }

    /// Reads an amount; nil where it is none, or can be read in two ways.
    init?(_ text: String) {
        var rest = text.filter { !$0.isWhitespace && $0 != "\u{A0}" }.uppercased()[...]
        var direction: Direction?
        for (mark, meaning) in [("DB", Direction.out), ("DR", .out), ("D", .out), ("CR", .into), ("K", .into)]
        where direction == nil && rest.hasSuffix(mark) {
            (direction, rest) = (meaning, rest.dropLast(mark.count))
        }
        if rest.hasPrefix("("), rest.hasSuffix(")") { (direction, rest) = (.out, rest.dropFirst().dropLast()) }
        for mark in ["RP.", "RP", "IDR"] where rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
        if rest.hasPrefix("-") || rest.hasSuffix("-") {
            (direction, rest) = (.out, rest.hasPrefix("-") ? rest.dropFirst() : rest.dropLast())
        } else if rest.hasPrefix("+") {
            (direction, rest) = (direction ?? .into, rest.dropFirst())
        }
        guard let number = Self.number(rest) else { return nil }
        (rupiah, sen, self.direction) = (number.rupiah, number.sen, direction)
    }

    /// Reads a decimal number as messages write it, such as `1500000.00`: nothing is grouped in it.
    init?(decimal text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        let isPlain = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isPlain, let rupiah = Int64(parts[0]), fraction.dropFirst(2).allSatisfy({ $0 == "0" }) else { return nil }
        let hundredths = Int((fraction + "00").prefix(2))
        guard let hundredths else { return nil }
        (self.rupiah, sen, direction) = (Rupiah(rupiah), hundredths, nil)
    }

    /// `1.500.000,00`, `1,500,000.00`, `1500000.00`, `1.500.000`: nobody writes thousandths of a rupiah, so three
    /// digits after a separator are a group, and one or two are sen.
    private static func number(_ text: Substring) -> (rupiah: Rupiah, sen: Int)? {
        let marks = text.filter { $0 == "." || $0 == "," }
        guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }) else {
            return nil
        }
        let parts = text.split(separator: /[.,]/, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }), let last = parts.last, let mark = marks.last else {
            return marks.isEmpty ? Int64(text).map { (Rupiah($0), 0) } : nil
        }
        let hasSen = last.count < 3
        let whole = hasSen ? parts.dropLast() : parts[...]
        let groupMarks = hasSen ? marks.dropLast() : marks[...]
        // One sign groups, the other one begins the sen.
        guard Set(groupMarks).count <= 1, !hasSen || !groupMarks.contains(mark) else { return nil }
        guard whole.dropFirst().allSatisfy({ $0.count == 3 }), whole.count == 1 || (whole.first?.count ?? 0) <= 3 else {
            return nil
        }
        let sen = hasSen ? last + (last.count == 1 ? "0" : "") : "0"
        guard let rupiah = Int64(whole.joined()), let hundredths = Int(sen) else { return nil }
        return (Rupiah(rupiah), hundredths)
    }
}
