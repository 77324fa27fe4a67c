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
        var number = 0
        var count = 0
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), count < Self.digits else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            count += 1
        }
        guard count == Self.digits else { return nil }
        self.text = text
        httpStatus = number / 10_000
    }

    /// Whether the bank has done what was asked, such as `2005500`. An answer that is still in progress (202) has not.
    package var isSuccess: Bool { httpStatus == 200 && caseCode == "00" }

    /// The two digits of the service, such as `18` for a transfer.
    package var service: String { String(decoding: text.utf8.dropFirst(3).prefix(2), as: UTF8.self) }

    /// The two digits of the case, such as `14` for insufficient funds.
    package var caseCode: String { String(decoding: text.utf8.suffix(2), as: UTF8.self) }
}
