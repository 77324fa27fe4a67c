/// A note without the characters that the bank refuses.
enum NoteReading {
    /// The text of `cell` with a space for each refused character; nil where there is none, or where one is invisible,
    /// since nobody would see what was taken away.
    static func text(_ cell: Span<UInt8>) -> [UInt8]? {
        if cell.indices.allSatisfy({ NoteRule.isAllowed(cell[$0]) }) || EmptyWordRule.isSpreadsheetError(cell) {
            return nil
        }
        var text: [UInt8] = []
        for scalar in cell.text.unicodeScalars {
            let isAllowed = scalar.isASCII && NoteRule.isAllowed(UInt8(truncatingIfNeeded: scalar.value))
            let isBreak = scalar == "\t" || scalar == "\n" || scalar == "\r"
            if !isBreak, InvisibleCharacter.isOne(scalar) { return nil }
            text.append(isAllowed ? UInt8(truncatingIfNeeded: scalar.value) : UInt8(ascii: " "))
        }
        let span = text.span
        let range = span.trimmed(0..<span.count)
        return Array(text[range])
    }
}
