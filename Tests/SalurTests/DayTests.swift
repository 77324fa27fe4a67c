import Testing

@testable import salur

/// A day on the command line.
@Suite struct DayTests {
    @Test(arguments: ["2026-02-14", "2024-02-29", "2000-02-29", "2026-12-31"])
    func `A day of the calendar is taken as it is written`(text: String) { #expect(Day(argument: text)?.text == text) }

    @Test(arguments: [
        "2026-02-31", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "14-02-2026",
        "2026-2-14", "", "today", "+026-02-14",
    ])
    func `What is no day is refused`(text: String) { #expect(Day(argument: text) == nil) }
}
