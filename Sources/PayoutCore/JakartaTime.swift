/// A moment as a wall clock in Jakarta shows it (Asia/Jakarta, +07:00, no daylight saving).
///
/// Indonesian banks sign and report local time with its offset; Indonesia's western zone has had a fixed offset since
/// 1964, so no time-zone database is needed.
package struct JakartaTime: Equatable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// The length of ``iso8601``.
    private static let textBytes = 25

    /// +07:00 in milliseconds.
    static let offsetMilliseconds: Int64 = 7 * 3600 * 1000

    /// The Jakarta wall clock at `moment`.
    package init(_ moment: Timestamp) {
        let seconds = floorDivide(moment.milliseconds &+ Self.offsetMilliseconds, by: 1000)
        let days = floorDivide(seconds, by: 86_400)
        let secondOfDay = Int(seconds - days * 86_400)
        (hour, minute, second) = (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
        (year, month, day) = civilDate(daysSinceEpoch: days)
    }

    /// How many days a month has, 1 to 12.
    package static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Minutes since midnight.
    package var minuteOfDay: Int { hour * 60 + minute }

    /// `2026-02-14T13:37:10+07:00`: 25 characters, as banks want it.
    package var iso8601: String {
        guard (0...9999).contains(year) else {
            return "\(year)-\(padded(month, to: 2))-\(padded(day, to: 2))T"
                + "\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2))+07:00"
        }
        // As bytes, since a report of a million rows holds millions of moments.
        return String(unsafeUninitializedCapacity: Self.textBytes) { buffer in
            func put(_ two: Int, at position: Int) {
                buffer[position] = 0x30 + UInt8(two / 10)
                buffer[position + 1] = 0x30 + UInt8(two % 10)
            }
            _ = buffer.update(fromContentsOf: "0000-00-00T00:00:00+07:00".utf8)
            put(year / 100, at: 0)
            put(year % 100, at: 2)
            for (index, number) in [month, day, hour, minute, second].enumerated() { put(number, at: 5 + 3 * index) }
            return Self.textBytes
        }
    }

    /// `2026-02-14 13:37`, for people who need no more.
    package var toTheMinute: String {
        "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2)) "
            + "\(padded(hour, to: 2)):\(padded(minute, to: 2))"
    }

    /// `2026-02-14 13:37:10 +07:00`, for people.
    package var display: String {
        "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2)) "
            + "\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2)) +07:00"
    }
}

/// A day in Jakarta, from midnight to midnight.
package struct JakartaDay: Hashable, Sendable {
    /// Days since 1970-01-01.
    package let number: Int64

    /// The day of a moment.
    package init(_ moment: Timestamp) {
        number = floorDivide(moment.milliseconds &+ JakartaTime.offsetMilliseconds, by: Self.milliseconds)
    }

    private static let milliseconds: Int64 = 86_400_000

    /// Its first moment.
    package var start: Timestamp {
        Timestamp(milliseconds: number &* Self.milliseconds &- JakartaTime.offsetMilliseconds)
    }

    /// The first moment of the next day.
    package var end: Timestamp { Timestamp(milliseconds: start.milliseconds &+ Self.milliseconds) }
}

extension Timestamp {
    /// The moment in Jakarta time, `2026-02-14T13:37:10+07:00`.
    package var iso8601: String { JakartaTime(self).iso8601 }
}

func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

func floorDivide(_ dividend: Int64, by divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// Howard Hinnant's `civil_from_days`: exact for every day of the proleptic Gregorian calendar.
func civilDate(daysSinceEpoch: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = floorDivide(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
}
