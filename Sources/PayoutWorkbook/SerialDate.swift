/// A moment as a spreadsheet counts it: days since the end of 1899, or since the beginning of 1904.
struct SerialDate {
    /// The last day of the year 9999.
    private static let dayMax = 2_958_465
    private static let secondsADay = 86_400

    private let day: Int
    private let second: Int

    /// Reads the days in `number`; nil for a number that is no moment.
    init?(_ number: StoredNumber, countsFrom1904: Bool) {
        guard !number.isNegative, let days = Double(String(decoding: number.text(), as: UTF8.self)),
            days < Double(Self.dayMax + 1)
        else { return nil }
        var day = Int(days)
        var second = Int(((days - Double(day)) * Double(Self.secondsADay)).rounded())
        if second == Self.secondsADay { (day, second) = (day + 1, 0) }
        if countsFrom1904 { day += 1462 }
        (self.day, self.second) = (day, second)
    }

    /// `2026-03-25`. A spreadsheet believes in a 29 February 1900.
    var date: String {
        if day == 60 { return "1900-02-29" }
        // Days since 1 March of the year 0, in eras of 400 years.
        let days = day - (day > 60 ? 1 : 0) + 693_900
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return "\(year)-\(Self.two(month < 10 ? month + 3 : month - 9))-\(Self.two(dayOfMonth))"
    }

    /// `14:30:00`; more than 24 hours of a span of days.
    var time: String { "\(Self.two(day * 24 + second / 3600)):\(minutes)" }

    /// `2026-03-25 14:30:00`.
    var dateAndTime: String { "\(date) \(Self.two(second / 3600)):\(minutes)" }

    private var minutes: String { "\(Self.two(second / 60 % 60)):\(Self.two(second % 60))" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
