import PayoutCore
import TestSupport
import Testing

@Suite("The daily cut-off")
struct CutOffWindowTests {
    /// 2026-02-14 at the given wall-clock time in Jakarta.
    private func jakarta(_ hour: Int, _ minute: Int, _ second: Int = 0, milliseconds: Int = 0) -> Timestamp {
        let midnight: Int64 = 1_771_002_000_000
        return Timestamp(
            milliseconds: midnight + Int64(((hour * 60 + minute) * 60 + second) * 1000 + milliseconds))
    }

    @Test("The banks' own window ends with the day")
    func banksWindow() throws {
        let window = try #require(CutOffWindow("23:30-00:00"))
        #expect(!window.contains(jakarta(23, 29, 59, milliseconds: 999)))
        #expect(window.contains(jakarta(23, 30)))
        #expect(window.contains(jakarta(23, 59, 59, milliseconds: 999)))
        #expect(!window.contains(jakarta(24, 0)))
        #expect(!window.contains(jakarta(0, 0)))
        #expect(window.end(after: jakarta(23, 45, 30, milliseconds: 7)) == jakarta(24, 0))
        #expect(window.end(after: jakarta(12, 0)) == jakarta(24, 0))
        #expect(window.end(after: jakarta(24, 0)) == jakarta(48, 0))
    }

    @Test("A window may cross midnight")
    func acrossMidnight() throws {
        let window = try #require(CutOffWindow("22:15-01:45"))
        #expect(window.contains(jakarta(22, 15)))
        #expect(window.contains(jakarta(0, 0)))
        #expect(window.contains(jakarta(1, 44, 59)))
        #expect(!window.contains(jakarta(1, 45)))
        #expect(!window.contains(jakarta(12, 0)))
        #expect(window.end(after: jakarta(23, 0)) == jakarta(25, 45))
        #expect(window.end(after: jakarta(1, 0)) == jakarta(1, 45))
    }

    @Test("A window within one day")
    func withinADay() throws {
        let window = try #require(CutOffWindow("00:00-04:30"))
        #expect(window.contains(jakarta(0, 0)))
        #expect(!window.contains(jakarta(4, 30)))
        #expect(window.end(after: jakarta(0, 0)) == jakarta(4, 30))
        #expect(window.end(after: jakarta(4, 30)) == jakarta(28, 30))
    }

    @Test(
        "The setting is written as it is read", arguments: ["23:30-00:00", "22:15-01:45", "00:00-04:30", "09:05-09:06"])
    func description(text: String) throws {
        #expect(try #require(CutOffWindow(text)).description == text)
    }

    @Test(
        "What is no window is refused",
        arguments: [
            "", "-", "none", "23:30", "23:30-", "-00:00", "23:30-24:00", "23:60-00:00", "23:30-23:30", "00:00-00:00",
            "3:30-04:00", "23:3-00:00", "23:30 - 00:00", " 23:30-00:00", "23:30-00:00 ", "23.30-00.00", "+3:30-00:00",
            "23:30-00:00-01:00", "23:30:00-00:00:00", "２３:30-00:00", "ab:cd-ef:gh",
        ])
    func malformed(text: String) {
        #expect(CutOffWindow(text) == nil)
    }

    @Test("Whatever the window and the moment: the next end is later, at most a day away, and outside of the window")
    func endAfter() throws {
        var random = SeededRandom(seed: printedSeed(of: "CutOffWindow"))
        for _ in 0..<2000 {
            let (start, end) = (Int.random(in: 0..<1440, using: &random), Int.random(in: 0..<1440, using: &random))
            guard start != end else { continue }
            let text = "\(clock(start))-\(clock(end))"
            let window = try #require(CutOffWindow(text))
            let moment = Timestamp(
                milliseconds: Int64.random(in: -100_000_000_000...4_000_000_000_000, using: &random))
            let opens = window.end(after: moment)
            let holds =
                opens > moment && opens - moment <= .seconds(86_400) && !window.contains(opens)
                && window.contains(opens - .milliseconds(1))
            #expect(holds, "\(text) after \(moment.iso8601) ends \(opens.iso8601)")
        }
    }

    private func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
