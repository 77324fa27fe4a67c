package import PayoutCore

/// A daily window in Jakarta time, which may span midnight.
package struct DailyWindow: Sendable, Equatable {
    /// The first minute inside, counted from midnight.
    package let startMinute: Int
    /// The first minute outside, counted from midnight.
    package let endMinute: Int

    /// Reads `23:30-00:00`; nil where the text is anything else.
    package init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end else { return nil }
        (startMinute, endMinute) = (start, end)
    }

    /// Whether `moment` lies inside the window.
    package func contains(_ moment: Timestamp) -> Bool {
        let minute = JakartaTime(moment).minuteOfDay
        return startMinute < endMinute
            ? (startMinute..<endMinute).contains(minute) : minute >= startMinute || minute < endMinute
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
