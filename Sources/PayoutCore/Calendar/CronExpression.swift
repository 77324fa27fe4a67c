/// When a schedule is due: the five fields of cron, minute, hour, day of the month, month, day of the week.
///
///     let cron = try CronExpression("0 14 25 * *")           // the 25th of every month at 14:00
///     try CronExpression("30 9 * * MON-FRI")                  // 09:30 from Monday to Friday
///     try CronExpression("0 8,16 */2 JAN-JUN *")
///     cron.next(after: now, in: .jakarta)
///
/// A field is `*`, a number, a range `a-b`, one of the first and last with a step `/n`, or a list of those with commas.
/// Months and days of the week also have English names of three letters; Sunday is 0 and 7. Where both the day of the
/// month and the day of the week are limited, a day that meets one of them is enough, as in cron.
package struct CronExpression: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with an expression.
    package enum Fault: Error, Hashable, Sendable {
        /// It has this number of fields instead of five.
        case fields(Int)
        /// A part of a field is not understood; the field is counted from 1.
        case part(String, field: Int)
        /// No day of any year meets it, such as February 30.
        case never
    }

    /// As it was written.
    package let description: String
    private let minutes: FieldSet
    private let hours: FieldSet
    private let days: FieldSet
    private let months: FieldSet
    private let weekdays: FieldSet

    /// - Throws: ``Fault``.
    package init(_ text: String) throws(Fault) {
        let fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard fields.count == 5 else { throw .fields(fields.count) }
        description = fields.joined(separator: " ")
        minutes = try FieldSet(fields[0], Field(number: 1, range: 0...59))
        hours = try FieldSet(fields[1], Field(number: 2, range: 0...23))
        days = try FieldSet(fields[2], Field(number: 3, range: 1...31))
        months = try FieldSet(fields[3], Field(number: 4, range: 1...12, names: Self.monthNames))
        weekdays = try FieldSet(fields[4], Field(number: 5, range: 0...7, names: Self.weekdayNames))
        guard next(after: Timestamp(milliseconds: 0), in: .utc) != nil else { throw .never }
    }

    private static let monthNames = [
        "JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6, "JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10,
        "NOV": 11, "DEC": 12,
    ]
    private static let weekdayNames = ["SUN": 0, "MON": 1, "TUE": 2, "WED": 3, "THU": 4, "FRI": 5, "SAT": 6]
    /// The eighth of a century holds every combination of day and weekday, leap days included.
    private static let daysMax = 366 * 41

    /// Whether it is due on a day.
    package func isDue(on day: CalendarDay) -> Bool {
        guard months.holds(day.month) else { return false }
        let isWeekday = weekdays.holds(day.weekday) || (day.weekday == 0 && weekdays.holds(7))
        // The rule of cron: a field that begins with * does not choose days by itself.
        return days.isAny || weekdays.isAny
            ? days.holds(day.day) && isWeekday : days.holds(day.day) || isWeekday
    }

    /// The times of a day, in minutes after midnight, in their order.
    package var minutesOfDay: [Int] {
        (0..<24).filter(hours.holds).flatMap { hour in (0..<60).filter(minutes.holds).map { hour * 60 + $0 } }
    }

    /// The first moment after `moment` at which it is due; nil where there is none.
    package func next(after moment: Timestamp, in zone: IndonesianZone) -> Timestamp? {
        let times = minutesOfDay
        let first = CalendarDay(moment, in: zone)
        for offset in 0..<Self.daysMax {
            let day = first.advanced(by: offset)
            guard isDue(on: day) else { continue }
            for time in times {
                let due = day.moment(minuteOfDay: time, in: zone)
                if due > moment { return due }
            }
        }
        return nil
    }

    /// One of the five fields.
    private struct Field {
        let number: Int
        let range: ClosedRange<Int>
        var names: [String: Int] = [:]
    }

    /// The numbers that a field allows.
    private struct FieldSet: Hashable {
        private var bits: UInt64 = 0
        let isAny: Bool

        init(_ text: Substring, _ field: Field) throws(Fault) {
            isAny = text.hasPrefix("*")
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let numbers = Self.numbers(part, field) else { throw .part(String(part), field: field.number) }
                for number in numbers { bits |= 1 << UInt64(number) }
            }
        }

        func holds(_ number: Int) -> Bool { bits & 1 << UInt64(number) != 0 }

        private static func numbers(_ part: Substring, _ field: Field) -> [Int]? {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard halves.count <= 2, let base = halves.first, let range = range(base, field) else { return nil }
            guard halves.count == 2 else { return Array(range) }
            // A step counts through a range; from one number alone it would mean nothing certain.
            guard base == "*" || base.contains("-"), let step = number(halves[1]), step > 0 else { return nil }
            return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
        }

        private static func range(_ text: Substring, _ field: Field) -> ClosedRange<Int>? {
            if text == "*" { return field.range }
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = ends.first.flatMap({ value($0, field) }) else { return nil }
            guard ends.count == 2 else { return first...first }
            guard let last = value(ends[1], field), first <= last else { return nil }
            return first...last
        }

        private static func value(_ text: Substring, _ field: Field) -> Int? {
            if let named = field.names[text.uppercased()] { return named }
            return number(text).flatMap { field.range.contains($0) ? $0 : nil }
        }

        private static func number(_ text: Substring) -> Int? {
            guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
            return Int(text)
        }
    }
}
