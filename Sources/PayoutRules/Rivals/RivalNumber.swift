internal import PayoutCore

/// A number in a column that is no part of the payment.
struct RivalNumber {
    /// Words have none, and a part of a rupiah is left out.
    let value: Int64
    let isPercent: Bool
    /// Whether thousands are separated, or the sign of the currency is there.
    private let hasMarks: Bool

    /// A column of words is no money: they are read as a number without the form of one.
    init(_ cell: Cell) {
        var bytes = cell.withUnsafeBufferPointer { Array($0) }
        isPercent = bytes.last == UInt8(ascii: "%")
        if isPercent { bytes.removeLast() }
        var isNegative = false
        if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
            bytes = Array(bytes.dropFirst().dropLast())
            isNegative = true
        } else if bytes.count > 1, bytes.first == UInt8(ascii: "-") {
            bytes.removeFirst()
            isNegative = true
        }
        let digits: String? =
            switch AmountReading(bytes) {
            case .whole(let digits), .twofold(_, let digits, _): digits
            case nil: nil
            }
        let isCode = digits.map { $0.utf8.count > 1 && $0.utf8.first == UInt8(ascii: "0") } ?? true
        let whole = isCode ? nil : digits.flatMap { Int64($0) }
        value = (whole ?? (bytes == [UInt8(ascii: "-")] ? 0 : Self.words)) * (isNegative ? -1 : 1)
        hasMarks = whole != nil && !cell.isDigits
    }

    private static let words: Int64 = 1

    /// Whether it multiplies nothing: one, or all of a hundred.
    var isWholeOne: Bool { isPercent ? value == 100 : value <= 1 }

    /// Whether it may be an amount: separated, or round, or near the amount of its row. Numbers of people and of
    /// documents are neither.
    func isMoney(nextTo amount: Int64) -> Bool {
        guard !isPercent else { return false }
        let size = value.magnitude
        guard size >= 100, size <= 4_000_000_000 else { return false }
        if hasMarks || size >= 1_000 && size.isMultiple(of: 50) { return true }
        return size >= 10_000 && size >= amount.magnitude / 4 && size / 4 <= amount.magnitude
    }
}
