package import PayoutCore

/// The business days of Indonesia: Monday to Friday, without national holidays and joint leave.
///
///     let calendar = BusinessCalendar.embedded
///     calendar.isBusinessDay(day)          // nil where there is no data for the year: it is never guessed
///
/// The built-in holidays are those of 2026 by the joint decree of the ministers of religious affairs, of manpower, and
/// of administrative and bureaucratic reform of 19 September 2025 (numbers 1497, 2 and 5 of 2025). Holidays of a year
/// are decreed in the year before; until Salur has them, `calendar.holidaysFile` takes a file of one's own.
package struct BusinessCalendar: Sendable {
    /// A day on which banks and offices are closed, other than a weekend.
    package struct Holiday: Hashable, Sendable {
        package let day: CalendarDay
        package let name: String
    }

    /// The years that there is data for.
    package let years: Set<Int>
    private let names: [CalendarDay: String]

    private init(_ holidays: [Holiday]) {
        years = Set(holidays.map(\.day.year))
        names = Dictionary(holidays.map { ($0.day, $0.name) }) { first, _ in first }
    }

    /// The holidays that are built in.
    package static let embedded =
        BusinessCalendar(
            csv: String(decoding: PackageResources.holidays_csv, as: UTF8.self))
        ?? BusinessCalendar([])

    /// Reads `date,kind,name`, one holiday a line, as the built-in file has it. Nil where a line is none.
    package init?(csv text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.first?.split(separator: ",").first == "date" else { return nil }
        var holidays: [Holiday] = []
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard cells.count == 3, let day = CalendarDay(cells[0]) else { return nil }
            holidays.append(Holiday(day: day, name: String(cells[2])))
        }
        self.init(holidays)
    }

    /// What a day is called on which offices are closed; nil for any other.
    package func holiday(on day: CalendarDay) -> String? { names[day] }

    /// Whether banks and offices are open; nil for a weekday of a year without data.
    package func isBusinessDay(_ day: CalendarDay) -> Bool? {
        guard day.weekday != 0, day.weekday != 6 else { return false }
        guard years.contains(day.year) else { return nil }
        return names[day] == nil
    }

    /// The first business day from `day` on, forwards or backwards; nil where a year without data lies between.
    package func businessDay(from day: CalendarDay, backwards: Bool) -> CalendarDay? {
        var candidate = day
        while let isOpen = isBusinessDay(candidate) {
            if isOpen { return candidate }
            candidate = candidate.advanced(by: backwards ? -1 : 1)
        }
        return nil
    }
}
