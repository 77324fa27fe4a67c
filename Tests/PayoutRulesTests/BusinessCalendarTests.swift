import PayoutCore
import PayoutRules
import Testing

/// Business days and holidays.
@Suite struct BusinessCalendarTests {
    private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

    @Test func `Weekends, holidays and joint leave are no business days`() throws {
        let calendar = BusinessCalendar.embedded
        #expect(calendar.years == [2026])
        #expect(calendar.isBusinessDay(try day("2026-03-17")) == true)
        for text in ["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22", "2026-12-24", "2026-12-25", "2026-08-17"] {
            #expect(calendar.isBusinessDay(try day(text)) == false, "\(text)")
        }
        #expect(calendar.holiday(on: try day("2026-08-17")) == "Proklamasi Kemerdekaan")
    }

    @Test func `The holidays of 2026 are as many as the decree has`() throws {
        let first = try day("2026-01-01")
        let holidays = (0..<365).filter { BusinessCalendar.embedded.holiday(on: first.advanced(by: $0)) != nil }
        #expect(holidays.count == 17 + 8)
    }

    @Test func `The business day before and after a long holiday is found`() throws {
        let calendar = BusinessCalendar.embedded
        let eid = try day("2026-03-21")
        #expect(calendar.businessDay(from: eid, backwards: true)?.description == "2026-03-17")
        #expect(calendar.businessDay(from: eid, backwards: false)?.description == "2026-03-25")
        #expect(calendar.businessDay(from: try day("2026-03-17"), backwards: false)?.description == "2026-03-17")
    }

    @Test func `A year without data is not guessed`() throws {
        let calendar = BusinessCalendar.embedded
        #expect(calendar.isBusinessDay(try day("2027-01-04")) == nil)
        #expect(calendar.isBusinessDay(try day("2027-01-02")) == false)
        #expect(calendar.businessDay(from: try day("2026-12-31"), backwards: false)?.description == "2026-12-31")
        #expect(calendar.businessDay(from: try day("2027-01-02"), backwards: false) == nil)
        #expect(calendar.businessDay(from: try day("2026-01-01"), backwards: true) == nil)
    }

    @Test func `A list of one's own is read strictly`() throws {
        let calendar = try #require(BusinessCalendar(csv: "date,kind,name\r\n2027-01-01,national,Tahun Baru\r\n"))
        #expect(calendar.years == [2027])
        #expect(calendar.isBusinessDay(try day("2027-01-01")) == false)
        #expect(calendar.isBusinessDay(try day("2027-01-04")) == true)
        for text in [
            "", "2027-01-01,national,x\n", "date,kind,name\n01/01/2027,national,x\n", "date,kind,name\n2027-01-01\n",
        ] {
            #expect(BusinessCalendar(csv: text) == nil, "\(text)")
        }
    }
}
