package import PayoutCore
package import PayoutRules
package import SalurSettings

/// When the runs of a schedule are due, with business days and holidays.
///
///     let calendar = ScheduleCalendar(schedule, .embedded)
///     calendar.next(2, after: now)                  // the next two runs, or why they are not known
///     calendar.due(after: lastLook, upTo: now)
package struct ScheduleCalendar: Sendable {
    /// One run.
    package struct Run: Hashable, Sendable {
        /// The day of the run; with the name of the schedule it is the key of the run.
        package let businessDate: CalendarDay
        /// When it is due.
        package let at: Timestamp
        /// The day that the expression names; another one than ``businessDate`` where that is no business day.
        package let nominal: CalendarDay
    }

    /// The next runs.
    package struct Forecast: Sendable {
        package let runs: [Run]
        /// The year whose holidays are not known, so that later runs are not known either; nil where none is.
        package let unknownYear: Int?
    }

    /// What becomes of a day that the expression names.
    private enum Placing {
        case run(Run)
        case leftOut
        case unknown(year: Int)
    }

    /// No run is moved further: no country closes its banks for so long.
    private static let shiftDaysMax = 30
    private static let forecastDaysMax = 366 * 5

    private let schedule: PaymentSchedule
    private let calendar: BusinessCalendar

    package init(_ schedule: PaymentSchedule, _ calendar: BusinessCalendar) {
        (self.schedule, self.calendar) = (schedule, calendar)
    }

    /// The runs that are due after one moment and up to another, the earliest first.
    package func due(after start: Timestamp, upTo end: Timestamp) -> [Run] {
        let first = CalendarDay(start, in: schedule.zone).advanced(by: -Self.shiftDaysMax)
        let last = CalendarDay(end, in: schedule.zone).advanced(by: Self.shiftDaysMax)
        guard first <= last else { return [] }
        let runs = (first.number...last.number).compactMap { number -> Run? in
            guard case .run(let run) = placing(of: CalendarDay(number: number)), run.at > start, run.at <= end else {
                return nil
            }
            return run
        }
        return Self.unique(runs)
    }

    /// The next runs after a moment.
    package func next(_ count: Int, after moment: Timestamp) -> Forecast {
        let first = CalendarDay(moment, in: schedule.zone).advanced(by: -Self.shiftDaysMax)
        var runs: [Run] = []
        for offset in 0..<Self.forecastDaysMax {
            let day = first.advanced(by: offset)
            switch placing(of: day) {
            case .run(let run) where run.at > moment: runs.append(run)
            case .unknown(let year) where start(of: day.advanced(by: Self.shiftDaysMax)) > moment:
                return Forecast(runs: Array(Self.unique(runs).prefix(count)), unknownYear: year)
            case .run, .unknown, .leftOut, nil: break
            }
            // Later days may be moved before the runs that were found, but not further than this.
            let horizon = start(of: day.advanced(by: -Self.shiftDaysMax))
            if Self.unique(runs.filter { $0.at < horizon }).count >= count { break }
        }
        return Forecast(runs: Array(Self.unique(runs).prefix(count)), unknownYear: nil)
    }

    /// The days after one moment and up to another that the expression names and whose run cannot be placed, each with
    /// the year whose holidays are not known.
    package func unplaced(after begin: Timestamp, upTo end: Timestamp) -> [(day: CalendarDay, year: Int)] {
        let (first, last) = (CalendarDay(begin, in: schedule.zone), CalendarDay(end, in: schedule.zone))
        guard first <= last else { return [] }
        return (first.number...last.number).compactMap { number in
            let day = CalendarDay(number: number)
            let moment = run(on: day, nominal: day).at
            guard moment > begin, moment <= end, case .unknown(let year) = placing(of: day) else { return nil }
            return (day, year)
        }
    }

    private func start(of day: CalendarDay) -> Timestamp { day.moment(minuteOfDay: 0, in: schedule.zone) }

    /// Nil where the expression does not name the day.
    private func placing(of day: CalendarDay) -> Placing? {
        guard schedule.cron.isDue(on: day) else { return nil }
        guard schedule.onHoliday != .ignore else { return .run(run(on: day, nominal: day)) }
        guard let isOpen = calendar.isBusinessDay(day) else { return .unknown(year: day.year) }
        guard !isOpen else { return .run(run(on: day, nominal: day)) }
        guard schedule.onHoliday != .skip else { return .leftOut }
        let isBefore = schedule.onHoliday == .before
        guard let moved = calendar.businessDay(from: day, backwards: isBefore) else {
            return .unknown(year: isBefore ? day.year - 1 : day.year + 1)
        }
        return .run(run(on: moved, nominal: day))
    }

    private func run(on day: CalendarDay, nominal: CalendarDay) -> Run {
        let minute = schedule.cron.minutesOfDay.first ?? 0
        return Run(businessDate: day, at: day.moment(minuteOfDay: minute, in: schedule.zone), nominal: nominal)
    }

    /// Several days may be moved to one.
    private static func unique(_ runs: [Run]) -> [Run] {
        var seen: Set<CalendarDay> = []
        return runs.sorted { $0.at < $1.at }.filter { seen.insert($0.businessDate).inserted }
    }
}
