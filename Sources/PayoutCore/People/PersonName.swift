/// The name that a person signs in with: 2 to 64 ASCII letters, digits, `.`, `-`, `_` and `@`. Two names that differ in
/// capitals alone are the same name.
package struct PersonName: Hashable, Sendable {
    /// The least number of characters.
    package static let lengthMin = 2
    /// The greatest number of characters.
    package static let lengthMax = 64
    /// The journal calls the program and the bank by these names, so that no person may have them.
    private static let reserved: Set<String> = ["salur", "bank"]

    /// The name as it was written.
    package let text: String
    /// The name in small letters.
    package let folded: String

    /// - Returns: nil where `text` is no name.
    package init?(_ text: String) {
        let folded = text.lowercased()
        guard (Self.lengthMin...Self.lengthMax).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed),
            !text.hasPrefix("-"), !Self.reserved.contains(folded)
        else { return nil }
        self.text = text
        self.folded = folded
    }

    private static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "@"):
            true
        default: false
        }
    }

    package static func == (left: PersonName, right: PersonName) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}
