internal import PayoutCore
internal import SNAP

/// The `Date` header of HTTP (RFC 9110 section 5.6.7), in its one present form: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment, or nil where the text is no such date.
    static func parse(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].count == 4, parts[5] == "GMT" else { return nil }
        guard let index = months.firstIndex(where: { $0 == parts[2] }) else { return nil }
        let month = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        // Written as SNAP writes it, so that days and months are judged in one place.
        return SNAPTimestamp.parse("\(parts[3])-\(month)-\(parts[1])T\(parts[4])+00:00")
    }
}
