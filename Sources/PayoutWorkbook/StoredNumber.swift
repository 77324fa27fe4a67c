/// A number as a workbook stores it, as decimal digits: never a floating-point number, whose last digits mean nothing.
///
///     StoredNumber("1.5E6")                    // 1500000
///     StoredNumber("1499999.9999999998")       // 1500000: a spreadsheet keeps and shows 15 digits
struct StoredNumber {
    /// How many digits a spreadsheet keeps.
    static let digitsMax = 15
    private static let bytesMax = 64
    private static let exponentMax = 400

    private(set) var isNegative = false
    /// The digits from the first to the last that is not zero; none of the number zero.
    private(set) var digits: [UInt8] = []
    /// How many digits stand before the decimal point; negative or beyond the digits where zeros are between.
    private(set) var wholeCount = 0

    /// Reads digits with a sign, decimals and an exponent; nil for anything else.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.bytesMax else { return nil }
        var rest = Array(bytes)[...]
        isNegative = Self.takeSign(&rest)
        let whole = Self.takeDigits(&rest)
        var decimals: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            decimals = Self.takeDigits(&rest)
        }
        guard whole.count + decimals.count > 0 else { return nil }
        var exponent = 0
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            let isSmall = Self.takeSign(&rest)
            let power = Self.takeDigits(&rest)
            guard (1...4).contains(power.count) else { return nil }
            exponent = power.reduce(0) { $0 * 10 + Int($1 - 0x30) } * (isSmall ? -1 : 1)
        }
        guard rest.isEmpty, abs(exponent) <= Self.exponentMax else { return nil }
        digits = Array(whole) + decimals
        wholeCount = whole.count + exponent
        normalise()
        round()
    }

    /// Whether the number has more digits before its decimal point than a spreadsheet keeps.
    var isBeyondDigits: Bool { wholeCount > Self.digitsMax }

    var isWhole: Bool { wholeCount >= digits.count }

    /// The number times a hundred.
    var percent: StoredNumber {
        var number = self
        if !digits.isEmpty { number.wholeCount += 2 }
        return number
    }

    /// The number with at least `digitsMin` digits before the decimal point.
    func text(digitsMin: Int = 1) -> [UInt8] {
        let zero = UInt8(ascii: "0")
        var whole = Array(digits.prefix(max(0, wholeCount)))
        if wholeCount > whole.count { whole += Array(repeating: zero, count: wholeCount - whole.count) }
        if whole.count < digitsMin { whole = Array(repeating: zero, count: digitsMin - whole.count) + whole }
        if isNegative { whole.insert(UInt8(ascii: "-"), at: 0) }
        guard !isWhole else { return whole }
        let zeros = Array(repeating: zero, count: max(0, -wholeCount))
        return whole + [UInt8(ascii: ".")] + zeros + digits.dropFirst(max(0, wholeCount))
    }

    private mutating func normalise() {
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        wholeCount -= leading
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { (isNegative, wholeCount) = (false, 0) }
    }

    private mutating func round() {
        guard digits.count > Self.digitsMax else { return }
        let isUp = digits[Self.digitsMax] >= UInt8(ascii: "5")
        digits.removeSubrange(Self.digitsMax...)
        if isUp {
            var index = digits.count - 1
            while index >= 0, digits[index] == UInt8(ascii: "9") {
                digits[index] = UInt8(ascii: "0")
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(UInt8(ascii: "1"), at: 0)
                wholeCount += 1
            }
        }
        normalise()
    }

    /// Whether there was a minus sign.
    private static func takeSign(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return false }
        rest = rest.dropFirst()
        return sign == UInt8(ascii: "-")
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits
    }
}
