import PayoutCore
import Testing

/// The five fields of cron, and when they are due.
@Suite struct CronExpressionTests {
    private static func moment(_ day: String, _ minute: Int) throws -> Timestamp {
        try #require(CalendarDay(day)).moment(minuteOfDay: minute, in: .jakarta)
    }

    @Test(arguments: [
        ("0 14 25 * *", "2026-03-25T14:00:00+07:00"),
        ("30 9 * * MON-FRI", "2026-03-02T09:30:00+07:00"),
        ("0 0 1 1 *", "2027-01-01T00:00:00+07:00"),
        ("15,45 8 * * *", "2026-03-01T08:15:00+07:00"),
        ("0 */6 * * *", "2026-03-01T06:00:00+07:00"),
        ("0 8 1-10/3 APR *", "2026-04-01T08:00:00+07:00"),
        ("59 23 31 * *", "2026-03-31T23:59:00+07:00"),
        ("0 12 29 2 *", "2028-02-29T12:00:00+07:00"),
        ("0 7 * * 7", "2026-03-01T07:00:00+07:00"),
        ("0 7 * * sun", "2026-03-01T07:00:00+07:00"),
        ("0 7 * mar fri", "2026-03-06T07:00:00+07:00"),
        // One of two limited fields is enough, as in cron: the 13th, or a Friday.
        ("0 7 13 * FRI", "2026-03-06T07:00:00+07:00"),
        // A field that begins with * limits the other one.
        ("0 7 */2 * FRI", "2026-03-13T07:00:00+07:00"),
    ])
    func `The next moment after March 1, 2026, at midnight`(text: String, expected: String) throws {
        let cron = try CronExpression(text)
        #expect(cron.next(after: try Self.moment("2026-03-01", 0), in: .jakarta)?.iso8601 == expected)
    }

    @Test func `A moment at which it is due is not after itself`() throws {
        let cron = try CronExpression("0 14 25 * *")
        let due = try Self.moment("2026-03-25", 14 * 60)
        #expect(cron.next(after: due - .milliseconds(1), in: .jakarta) == due)
        #expect(cron.next(after: due, in: .jakarta)?.iso8601 == "2026-04-25T14:00:00+07:00")
    }

    @Test func `The same time is earlier where the sun rises earlier`() throws {
        let cron = try CronExpression("0 8 * * *")
        let start = try Self.moment("2026-03-01", 0)
        let times = [IndonesianZone.jayapura, .makassar, .jakarta, .utc].map {
            cron.next(after: start, in: $0)?.iso8601
        }
        #expect(
            times == [
                "2026-03-01T06:00:00+07:00", "2026-03-01T07:00:00+07:00", "2026-03-01T08:00:00+07:00",
                "2026-03-01T15:00:00+07:00",
            ])
    }

    @Test(arguments: [
        ("", CronExpression.Fault.fields(0)), ("0 14 25 *", .fields(4)), ("0 0 14 25 * *", .fields(6)),
        ("60 14 * * *", .part("60", field: 1)), ("0 24 * * *", .part("24", field: 2)),
        ("0 14 0 * *", .part("0", field: 3)), ("0 14 32 * *", .part("32", field: 3)),
        ("0 14 * 13 *", .part("13", field: 4)), ("0 14 * * 8", .part("8", field: 5)),
        ("0 14 * * FRI-MON", .part("FRI-MON", field: 5)), ("0 14 5/2 * *", .part("5/2", field: 3)),
        ("0 14 */0 * *", .part("*/0", field: 3)), ("0 14 1,,2 * *", .part("", field: 3)),
        ("-1 14 * * *", .part("-1", field: 1)), ("0 14 * * MONDAY", .part("MONDAY", field: 5)),
        ("0 14 1-2-3 * *", .part("1-2-3", field: 3)), ("0 14 L * *", .part("L", field: 3)),
        ("0 14 30 2 *", .never), ("@daily", .fields(1)),
    ])
    func `What is not understood is named`(text: String, fault: CronExpression.Fault) {
        #expect(throws: fault) { try CronExpression(text) }
    }

    @Test func `Days of the calendar count, read and write as they should`() throws {
        let first = try #require(CalendarDay("1999-12-25"))
        var previous = first.number - 1
        for offset in 0..<3000 {
            let day = first.advanced(by: offset)
            #expect(CalendarDay(day.description) == day && day.number == previous + 1)
            #expect(day.weekday == (6 + offset) % 7)
            previous = day.number
        }
        for text in [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-1", "x", "2026-01-32", "-26-01-01",
        ] {
            #expect(CalendarDay(text) == nil, "\(text)")
        }
        #expect(CalendarDay("2026-11-30")?.weekday == 1)
    }
}
