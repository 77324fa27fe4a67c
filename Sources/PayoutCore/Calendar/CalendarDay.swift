/// A day of the calendar, in no time zone.
///
///     CalendarDay("2026-03-31")?.weekday          // 2, a Tuesday
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let number: Int64

    /// The day with this number.
    package init(number: Int64) { self.number = number }

    /// Nil where the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...JakartaTime.days(inMonth: month, ofYear: year)).contains(day) else {
            return nil
        }
        // Howard Hinnant's `days_from_civil`.
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = floorDivide(shiftedYear, by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `2026-03-31`. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
        guard parts.map(\.utf8.count) == [4, 2, 2], isPlain, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day that a wall clock of `zone` shows at `moment`.
    package init(_ moment: Timestamp, in zone: IndonesianZone) {
        number = floorDivide(moment.milliseconds &+ zone.offset.wholeMilliseconds, by: 86_400_000)
    }

    package var year: Int { civilDate(daysSinceEpoch: number).year }
    /// 1 to 12.
    package var month: Int { civilDate(daysSinceEpoch: number).month }
    /// 1 to 31.
    package var day: Int { civilDate(daysSinceEpoch: number).day }
    /// 0 for Sunday to 6 for Saturday.
    package var weekday: Int { Int(((number + 4) % 7 + 7) % 7) }

    /// The day so many days later.
    package func advanced(by days: Int) -> CalendarDay { CalendarDay(number: number + Int64(days)) }

    /// The moment at which a wall clock of `zone` shows this day and this minute after midnight.
    package func moment(minuteOfDay minute: Int, in zone: IndonesianZone) -> Timestamp {
        Timestamp(milliseconds: number * 86_400_000 + Int64(minute) * 60_000 - zone.offset.wholeMilliseconds)
    }

    /// `2026-03-31`.
    package var description: String {
        let date = civilDate(daysSinceEpoch: number)
        return [padded(date.year, to: 4), padded(date.month, to: 2), padded(date.day, to: 2)].joined(separator: "-")
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}

/// A time zone of Indonesia, or UTC. None of them changes its clocks in the course of the year.
package enum IndonesianZone: String, CaseIterable, Sendable {
    case jakarta = "Asia/Jakarta"
    case pontianak = "Asia/Pontianak"
    case makassar = "Asia/Makassar"
    case jayapura = "Asia/Jayapura"
    case utc = "UTC"

    /// How far its clocks are ahead of UTC.
    package var offset: Duration {
        switch self {
        case .utc: .zero
        case .jakarta, .pontianak: .seconds(7 * 3600)
        case .makassar: .seconds(8 * 3600)
        case .jayapura: .seconds(9 * 3600)
        }
    }
}
