internal import PayoutCore
internal import Wording

/// The bytes of one trimmed cell, as rules look at them: no String is made unless there is something to report.
typealias Cell = Span<UInt8>

extension Span<UInt8> {
    /// The part of `range` that is left without the blanks at both ends: spaces, tabs, line breaks and non-breaking
    /// spaces (U+00A0), which come along when cells are copied from web pages.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        if !range.isEmpty, isInk(self[range.lowerBound]), isInk(self[range.upperBound - 1]) { return range }
        return trimmedSlowly(range)
    }

    /// Whether `byte` is certainly not of a blank, as those of most cells.
    private func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

    private func trimmedSlowly(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper {
            if isBlank(self[lower]) {
                lower += 1
            } else if upper - lower >= 2, self[lower] == 0xC2, self[lower + 1] == 0xA0 {
                lower += 2
            } else {
                break
            }
        }
        while lower < upper {
            if isBlank(self[upper - 1]) {
                upper -= 1
            } else if upper - lower >= 2, self[upper - 2] == 0xC2, self[upper - 1] == 0xA0 {
                upper -= 2
            } else {
                break
            }
        }
        return lower..<upper
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The cell as text.
    var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    /// The characters of the cell, counted as Unicode code points: every byte that does not continue another.
    var codePointCount: Int {
        var count = 0
        for index in indices where self[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Whether the cell is one or more ASCII digits.
    var isDigits: Bool {
        // A digit is 3 in the upper half of its byte, also where 6 is added.
        !isEmpty
            && everyWord { word in
                let half: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
                let three: UInt64 = 0x3030_3030_3030_3030
                return word & half == three && (word &+ 0x0606_0606_0606_0606) & half == three
            } orByte: {
                $0 &- 0x30 <= 9
            }
    }

    /// Whether the byte at `index` is an ASCII digit.
    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 <= 9 }

    /// Whether every byte is printable ASCII.
    var isPrintableASCII: Bool {
        // The highest bit of a byte shows it: it is not set, not when 1 is added, and not when 0x20 is taken away.
        everyWord { word in
            let highest: UInt64 = 0x8080_8080_8080_8080
            let above = word | (word &+ 0x0101_0101_0101_0101)
            return (above | (word &- 0x2020_2020_2020_2020)) & highest == 0
        } orByte: {
            $0 &- 0x20 <= 0x5E
        }
    }

    /// Whether `holdsWord` is true of all bytes, eight at a time, and `holdsByte` of those of a shorter cell.
    @inline(__always)
    private func everyWord(_ holdsWord: (UInt64) -> Bool, orByte holdsByte: (UInt8) -> Bool) -> Bool {
        withUnsafeBytes { bytes in
            guard bytes.count >= 8 else { return bytes.allSatisfy(holdsByte) }
            var offset = 0
            while offset + 8 <= bytes.count {
                guard holdsWord(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) else { return false }
                offset += 8
            }
            // The last ones once more with those before them.
            return holdsWord(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
        }
    }
}

/// How the content of cells is shown to people.
enum CellText {
    /// The longest value that is shown whole, in code points.
    static let shownCodePointsMax = 60
    /// How many digits of an account number are shown.
    static let unmaskedDigits = 4

    /// `text` as it can be shown: control and invisible characters named, long text shortened.
    static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(shownCodePointsMax) {
            if isInvisible(scalar) {
                result += "[\(name(of: scalar).english)]"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > shownCodePointsMax ? result + "…" : result
    }

    /// An account number as it can be shown: `*** 6789`. Never more than half of it, should it be short.
    static func masked(_ cell: Cell) -> String {
        var start = cell.count - min(unmaskedDigits, cell.count / 2)
        while start < cell.count, cell[start] & 0xC0 == 0x80 { start += 1 }
        return start == cell.count ? "***" : "*** " + shown(cell.extracting(start..<cell.count))
    }

    /// `text` as it can be shown, with the first digits of a number hidden that may be an account.
    static func withoutAccount(_ text: String) -> String {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        guard digits >= AccountNumberRule.digits.lowerBound else { return shown(text) }
        var hidden = digits - unmaskedDigits
        let letters = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            guard hidden > 0, ("0"..."9").contains(scalar) else { return scalar }
            hidden -= 1
            return "*"
        }
        return shown(String(String.UnicodeScalarView(letters)))
    }

    /// The text of `cell` as it can be shown.
    static func shown(_ cell: Cell) -> String {
        cell.isPrintableASCII && cell.count <= shownCodePointsMax ? cell.text : shown(cell.text)
    }

    /// The different characters of `text` that `isRefused` picks.
    static func list(of text: String, where isRefused: (Unicode.Scalar) -> Bool) -> RowFault.CharacterList {
        let listedMax = 10
        var (found, names): ([UInt32], [Phrase]) = ([], [])
        for scalar in text.unicodeScalars where isRefused(scalar) && !names.contains(display(scalar)) {
            found.append(scalar.value)
            names.append(display(scalar))
        }
        return RowFault.CharacterList(
            codePoints: Array(found.prefix(listedMax)), more: max(0, found.count - listedMax))
    }

    /// The character itself, or its name where nobody would see it.
    static func display(_ scalar: Unicode.Scalar) -> Phrase {
        isInvisible(scalar) ? name(of: scalar) : .verbatim(String(scalar))
    }

    /// The character in quotes, or its name where nobody would see it.
    static func quoted(_ scalar: Unicode.Scalar) -> Phrase {
        if isInvisible(scalar) { return name(of: scalar) }
        return .verbatim(scalar == "\"" ? "'\"'" : "\"\(scalar)\"")
    }

    /// Whether `scalar` has to be named to be seen: an invisible character, or a space that is none of the usual.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return InvisibleCharacter.isOne(scalar) || scalar.properties.generalCategory == .spaceSeparator
    }

    private static func name(of scalar: Unicode.Scalar) -> Phrase {
        switch scalar {
        case "\t": return Phrase("tab")
        case "\n", "\r": return Phrase("line break")
        case "\u{A0}": return Phrase("non-breaking space")
        case _: return Phrase("invisible character \(InvisibleCharacter.code(of: scalar))")
        }
    }
}
