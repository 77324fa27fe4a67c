/// The daily window in which banks refuse transfers, by the wall clock of Jakarta (`dispatch.cutOff`), such as
/// half an hour from 23:30.
package struct CutOffWindow: Hashable, Sendable, CustomStringConvertible {
    private static let minutesPerDay = 24 * 60

    /// Minutes since midnight, 0 to 1439.
    package let startMinute: Int
    /// Minutes since midnight, 1 to 1440; at or before the start where the window crosses midnight.
    package let endMinute: Int

    /// Reads `23:30-00:00`; an end of `00:00` is midnight. Nil where the text is no such window or the window is empty.
    package init?(_ text: some StringProtocol) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Self.minute(ends[0]), let end = Self.minute(ends[1]), start != end else {
            return nil
        }
        startMinute = start
        endMinute = end == 0 ? Self.minutesPerDay : end
    }

    /// Whether `moment` lies in the window; its end does not.
    package func contains(_ moment: Timestamp) -> Bool {
        let minute = JakartaTime(moment).minuteOfDay
        return startMinute < endMinute
            ? (startMinute..<endMinute).contains(minute) : minute >= startMinute || minute < endMinute
    }

    /// The next end of the window after `moment`.
    package func end(after moment: Timestamp) -> Timestamp {
        let time = JakartaTime(moment)
        let wait = (endMinute - time.minuteOfDay + Self.minutesPerDay) % Self.minutesPerDay
        let minutes = wait == 0 ? Self.minutesPerDay : wait
        let midMinute = Int64(time.second) * 1000 + (moment.milliseconds % 1000 + 1000) % 1000
        return Timestamp(milliseconds: moment.milliseconds + Int64(minutes) * 60_000 - midMinute)
    }

    /// The window as the setting writes it.
    package var description: String { "\(Self.text(startMinute))-\(Self.text(endMinute % Self.minutesPerDay))" }

    private static func minute(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { 48...57 ~= $0 } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func text(_ minutes: Int) -> String {
        let (hour, minute) = (String(minutes / 60), String(minutes % 60))
        return (hour.count < 2 ? "0" + hour : hour) + ":" + (minute.count < 2 ? "0" + minute : minute)
    }
}
