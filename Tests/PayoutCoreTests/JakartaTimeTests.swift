import PayoutCore
import TestSupport
import Testing

@Suite("Moments and the wall clock of Jakarta")
struct JakartaTimeTests {
    @Test(
        "Known moments",
        arguments: [
            (0, "1970-01-01T07:00:00+07:00"),
            (-1, "1970-01-01T06:59:59+07:00"),
            (-25_200_000, "1970-01-01T00:00:00+07:00"),
            (-25_200_001, "1969-12-31T23:59:59+07:00"),
            (951_757_199_000, "2000-02-28T23:59:59+07:00"),
            (951_757_200_000, "2000-02-29T00:00:00+07:00"),
            (951_843_600_000, "2000-03-01T00:00:00+07:00"),
            (1_771_051_030_000, "2026-02-14T13:37:10+07:00"),
            (1_771_051_030_999, "2026-02-14T13:37:10+07:00"),
            (1_772_297_999_000, "2026-02-28T23:59:59+07:00"),
            (1_772_298_000_000, "2026-03-01T00:00:00+07:00"),
            (1_835_368_200_000, "2028-02-28T23:30:00+07:00"),
            (1_835_370_000_000, "2028-02-29T00:00:00+07:00"),
            (4_107_502_800_000, "2100-02-28T20:00:00+07:00"),
            (4_107_517_200_000, "2100-03-01T00:00:00+07:00"),
        ])
    func knownMoments(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
    }

    @Test("SNAP's form has 25 characters, people see a space")
    func forms() {
        let time = JakartaTime(Timestamp(milliseconds: 1_771_051_030_000))
        #expect(time.iso8601.utf8.count == 25)
        #expect(time.display == "2026-02-14 13:37:10 +07:00")
        #expect(time.minuteOfDay == 13 * 60 + 37)
    }

    @Test("Agrees with a calendar that is counted day by day, from 1899 to 2109")
    func calendarWalk() {
        var date = SlowDate(year: 1899, month: 1, day: 1)
        // 1899-01-01 is 25,932 days before 1970-01-01.
        for days in -25_932...51_000 {
            let midnight = Int64(days) * 86_400_000 - 7 * 3_600_000
            let first = JakartaTime(Timestamp(milliseconds: midnight))
            let last = JakartaTime(Timestamp(milliseconds: midnight + 86_399_999))
            let agrees =
                SlowDate(first) == date && SlowDate(last) == date && first.minuteOfDay == 0
                && last.minuteOfDay == 1439 && last.second == 59
            guard agrees else {
                Issue.record("day \(days): \(first.iso8601) and \(last.iso8601), expected \(date)")
                return
            }
            date.advance()
        }
        #expect(date == SlowDate(year: 2109, month: 8, day: 21))
    }

    @Test("Every moment is found again from what the clock shows")
    func roundTrip() {
        var random = SeededRandom(seed: printedSeed(of: "JakartaTime round trip"))
        for _ in 0..<2000 {
            let milliseconds = Int64.random(in: -2_000_000_000_000...4_000_000_000_000, using: &random)
            let time = JakartaTime(Timestamp(milliseconds: milliseconds))
            let seconds = SlowDate(time).daysSinceEpoch * 86_400 + time.hour * 3600 + time.minute * 60 + time.second
            let found = (Int64(seconds) - 7 * 3600) * 1000
            #expect(found <= milliseconds && milliseconds < found + 1000, "\(milliseconds) shows \(time.iso8601)")
        }
    }

    @Test("Moments and durations add up")
    func arithmetic() {
        let moment = Timestamp(milliseconds: 10_000)
        #expect(moment + .milliseconds(1500) == Timestamp(milliseconds: 11_500))
        #expect(moment - .seconds(11) == Timestamp(milliseconds: -1000))
        #expect(moment - Timestamp(milliseconds: 12_500) == .milliseconds(-2500))
        #expect(Timestamp(milliseconds: -1) < Timestamp(milliseconds: 0))
        #expect(Duration.seconds(900).wholeMilliseconds == 900_000)
        #expect((Duration.milliseconds(7) + .microseconds(999)).wholeMilliseconds == 7)
    }
}

/// A calendar that counts days one by one, by the rule that everybody learns at school.
private struct SlowDate: Equatable {
    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    init(_ time: JakartaTime) {
        self.init(year: time.year, month: time.month, day: time.day)
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    mutating func advance() {
        day += 1
        if day > Self.days(in: month, of: year) { (day, month) = (1, month + 1) }
        if month > 12 { (month, year) = (1, year + 1) }
    }

    var daysSinceEpoch: Int {
        let years = year >= 1970 ? Array(1970..<year) : Array(year..<1970)
        let wholeYears = years.reduce(0) { $0 + (Self.isLeap($1) ? 366 : 365) }
        let wholeMonths = (1..<month).reduce(0) { $0 + Self.days(in: $1, of: year) }
        return (year >= 1970 ? wholeYears : -wholeYears) + wholeMonths + day - 1
    }
}
