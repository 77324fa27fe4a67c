internal import PayoutCore

/// The `Date` header of HTTP (RFC 9110 section 5.6.7), written anew once a second.
struct HTTPDateCache {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let millisecondsADay: Int64 = 86_400_000
    /// What Jakarta's clocks are ahead of Greenwich.
    private static let ahead: Duration = .seconds(7 * 3600)

    private var second: Int64?
    private var known = ""

    /// `Sat, 14 Feb 2026 06:37:10 GMT`.
    mutating func text(_ moment: Timestamp) -> String {
        let second = moment.milliseconds / 1000
        if second != self.second {
            self.second = second
            known = Self.written(moment)
        }
        return known
    }

    private static func written(_ moment: Timestamp) -> String {
        let clock = JakartaTime(moment - ahead)
        // The epoch began on a Thursday.
        let day = days[Int(moment.milliseconds / millisecondsADay % 7 + 7) % 7]
        let time = [clock.hour, clock.minute, clock.second].map(twoDigits).joined(separator: ":")
        return "\(day), \(twoDigits(clock.day)) \(months[clock.month - 1]) \(clock.year) \(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
