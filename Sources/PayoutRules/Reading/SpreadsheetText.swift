/// The marks by which people make a spreadsheet keep a number as text: `'0123456789` and `="0123456789"`.
enum SpreadsheetText {
    /// What is meant by `text`, without such a mark.
    static func content(of text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        if text.first == "'" { return text.dropFirst() }
        guard text.count > 3, text.starts(with: ["=", "\""]), text.last == "\"" else { return text }
        return text.dropFirst(2).dropLast()
    }
}
