/// SNAP's seven-digit `responseCode`: HTTP status (3), service (2), case (2), such as `2001600`.
package struct SNAPResponseCode: Hashable, Sendable {
    /// All seven digits.
    package let text: String
    /// The first three digits: the HTTP status that the bank says it answers with.
    package let httpStatus: Int

    /// The number of digits.
    package static let digits = 7

    /// Reads exactly seven ASCII digits; anything else is nil.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.digits else { return nil }
        guard bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        self.text = text
        httpStatus = bytes.prefix(3).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The two digits of the service, such as `18` for a transfer.
    package var service: String { String(text.dropFirst(3).prefix(2)) }

    /// The two digits of the case, such as `14` for insufficient funds.
    package var caseCode: String { String(text.suffix(2)) }
}
