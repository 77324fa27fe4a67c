/// An address that mails come from or go to, such as `finance@example.co.id`.
///
/// Only plain addresses are taken: what could end a header line, or name a second recipient, is none.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as it was written.
    package let description: String

    private static let lengthMax = 254

    /// Nil where the text is no plain address.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= Self.lengthMax, Self.isLocalPart(parts[0]), Self.isDomain(parts[1])
        else { return nil }
        description = text
    }

    /// The part after the @.
    package var domain: String { description.split(separator: "@").last.map(String.init) ?? "" }

    /// The address with its first letter and its domain alone, such as `b***@example.co.id`: for logs and lists.
    package var masked: String { "\(description.prefix(1))***@\(domain)" }

    private static func isLocalPart(_ text: Substring) -> Bool {
        !text.isEmpty && !text.hasPrefix("-") && !text.hasPrefix(".") && !text.hasSuffix(".") && !text.contains("..")
            && text.utf8.allSatisfy { isWord($0) || "!#$%&'*+/=?^_`{|}~.-".utf8.contains($0) }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
