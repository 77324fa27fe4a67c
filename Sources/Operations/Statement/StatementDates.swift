internal import PayoutCore

/// The days of a statement. `02/03/2026` is the second of March to one bank and the third of February to another: the
/// other dates of the statement decide, and where they do not, it may be both.
///
///     let dates = StatementDates(["02/03/2026", "14/03/2026"])
///     dates.days(of: "02/03/2026")    // the days of 2 March 2026 alone
///     dates.days(of: "02/03")         // none: nobody can say which year is meant
struct StatementDates {
    private static let months = [
        "jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des",
    ]
    private static let otherMonths = [
        "may": 5, "agt": 8, "ags": 8, "aug": 8, "oct": 10, "dec": 12, "peb": 2, "nop": 11,
    ]

    /// Whether some date has a day in the first place, and some in the second.
    private var showsDayFirst = false
    private var showsMonthFirst = false

    init(_ dates: [String]) {
        for date in dates {
            guard let parts = Self.parts(of: date), parts[0].utf8.count <= 2, let first = Int(parts[0]),
                let second = Int(parts[1])
            else { continue }
            if first > 12 { showsDayFirst = true }
            if second > 12 { showsMonthFirst = true }
        }
    }

    /// The days since 1970 that a date may be; empty where it is none, or has no year.
    func days(of date: String) -> [Int64] {
        guard let parts = Self.parts(of: date) else { return [] }
        if parts[0].utf8.count == 4 {
            return Self.day(parts[0], month: Self.month(parts[1]), day: parts[2]).map { [$0] } ?? []
        }
        guard Int(parts[1]) != nil else {
            return Self.day(parts[2], month: Self.month(parts[1]), day: parts[0]).map { [$0] } ?? []
        }
        let dayFirst = Self.day(parts[2], month: Self.month(parts[1]), day: parts[0])
        let monthFirst = Self.day(parts[2], month: Self.month(parts[0]), day: parts[1])
        switch (showsDayFirst, showsMonthFirst) {
        case (true, false): return [dayFirst].compactMap(\.self)
        case (false, true): return [monthFirst].compactMap(\.self)
        case (_, _): return Array(Set([dayFirst, monthFirst].compactMap(\.self))).sorted()
        }
    }

    /// Year, month and day in the order of the date, or day, month and year; nil where there are not three.
    private static func parts(of date: String) -> [String]? {
        let day = date.split { $0.isWhitespace || $0 == "T" || $0 == "," }.first.map(String.init) ?? ""
        if day.utf8.count == 8, day.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return [String(day.prefix(4)), String(day.dropFirst(4).prefix(2)), String(day.suffix(2))]
        }
        // After the date there may be a time.
        let isWhole = day.contains { "/-.".contains($0) }
        let separated = (isWhole ? day : date).split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let parts = separated.count > 2 ? Array(separated.prefix(3)) : separated
        guard parts.count == 3, parts[0].allSatisfy(\.isNumber) else { return nil }
        return parts[0].utf8.count == 4 || [2, 4].contains(parts[2].utf8.count) ? parts : nil
    }

    private static func month(_ text: String) -> Int? {
        if let number = Int(text) { return (1...12).contains(number) ? number : nil }
        let name = String(text.lowercased().prefix(3))
        return months.firstIndex(of: name).map { $0 + 1 } ?? otherMonths[name]
    }

    private static func day(_ year: String, month: Int?, day: String) -> Int64? {
        guard let month, let written = Int(year), let day = Int(day) else { return nil }
        let year = year.utf8.count <= 2 ? 2000 + written : written
        guard (1970...2200).contains(year), day >= 1, day <= JakartaTime.days(inMonth: month, ofYear: year) else {
            return nil
        }
        // Days before the first of March of the same year, where years begin in March.
        let shifted = month > 2 ? year : year - 1
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468)
    }
}
