/// What may stand in `additionalInfo`: 1 to 100 characters, letters, digits, space and `@ . - _ + * ! ~`.
enum AdditionalInfo {
    static let charactersMax = 100
    private static let marks = Set("@.-_+*!~ ".utf8)

    /// The text itself, or nil where it is empty or the bank would refuse it: a transfer is not worth failing for a
    /// remark, and a shortened or altered reference would be worse than none.
    static func sendable(_ text: String) -> String? {
        let bytes = text.utf8
        guard (1...charactersMax).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return nil }
        return bytes.contains { $0 != UInt8(ascii: " ") } ? text : nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: marks.contains(byte)
        }
    }
}
