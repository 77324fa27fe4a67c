package import PayoutCore

/// X-TIMESTAMP: local time with its offset.
package enum SNAPTimestamp {
    /// The lengths that SNAP accepts.
    package static let charactersAccepted = 24...27

    /// `2026-02-14T13:37:10+07:00`: Jakarta time, 25 characters, whole seconds.
    package static func text(_ moment: Timestamp) -> String { moment.iso8601 }

    /// Reads `yyyy-MM-ddTHH:mm:ss`, an optional fraction, then `Z`, `+hh:mm` or `+hhmm`; 24 to 27 characters.
    ///
    /// Anything else, impossible dates included, is nil. Digits of the fraction beyond milliseconds are dropped.
    package static func parse(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard charactersAccepted.contains(bytes.count) else { return nil }
        var reader = DigitReader(bytes: bytes)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T"), let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2), reader.skip(":"), let second = reader.number(2)
        else { return nil }
        guard (1...12).contains(month), (1...JakartaTime.days(inMonth: month, ofYear: year)).contains(day) else {
            return nil
        }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        guard let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset * 60)
        return Timestamp(milliseconds: seconds * 1000 + Int64(fraction))
    }

    /// Howard Hinnant's `days_from_civil`, exact for the years 0 to 9999 that four digits can spell.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }
}

/// Reads fixed-width digits from the front of a text; a step that does not fit answers nil or false.
private struct DigitReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number(_ width: Int) -> Int? {
        guard position + width <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + width] {
            guard let digit = Self.digit(byte) else { return nil }
            value = value * 10 + digit
        }
        position += width
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Milliseconds, 0 where there is no fraction, nil where a point has no digits after it.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        var milliseconds = 0
        var weight = 100
        let start = position
        while position < bytes.count, let digit = Self.digit(bytes[position]) {
            milliseconds += digit * weight
            weight /= 10
            position += 1
        }
        return position > start ? milliseconds : nil
    }

    /// The offset from UTC in minutes.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign: Int
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = number(2), hours <= 14, minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        default: nil
        }
    }
}
