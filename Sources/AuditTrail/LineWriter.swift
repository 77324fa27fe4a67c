internal import FoundationEssentials
internal import PayoutCore

enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
    static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }
}

/// Writes lines of `audit.jsonl` as bytes: a million rows have millions of events.
struct LineWriter {
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private(set) var bytes: [UInt8] = []
    /// The second that was written last, since events come by the thousand a second.
    private var second: (number: Int64, text: [UInt8])?
    /// The link that was written last, which the next event names as the one before it.
    private var lastLink: (bytes: [UInt8], text: [UInt8])?

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func write(_ line: AuditLine) {
        switch line {
        case .event(let event): write(event)
        case .checkpoint(let checkpoint): write(checkpoint)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func write(_ event: AuditEvent) {
        plain(#"{"type":"event","number":"#)
        number(event.number)
        plain(#","at":""#)
        moment(event.entry.at)
        plain(#"","kind":"#)
        string(event.entry.kind)
        plain(#","line":"#)
        if let line = event.entry.line { number(line) } else { plain("null") }
        plain(#","reference":"#)
        optional(event.entry.reference)
        plain(#","status":"#)
        optional(event.entry.status?.rawValue)
        plain(#","detail":"#)
        string(event.entry.detail)
        plain(#","actor":"#)
        string(event.entry.actor)
        plain(#","evidence":"#)
        if let evidence = event.entry.evidence {
            plain("\"")
            bytes.append(contentsOf: Self.digits(evidence))
            plain("\"")
        } else {
            plain("null")
        }
        plain(#","previous":""#)
        if let lastLink, lastLink.bytes == event.previous {
            bytes.append(contentsOf: lastLink.text)
        } else {
            bytes.append(contentsOf: Self.digits(event.previous))
        }
        plain(#"","link":""#)
        let link = Self.digits(event.link)
        bytes.append(contentsOf: link)
        lastLink = (event.link, link)
        plain(#""}"#)
    }

    private mutating func write(_ checkpoint: AuditCheckpoint) {
        plain(checkpoint.files == nil ? #"{"type":"checkpoint","batch":"# : #"{"type":"seal","batch":"#)
        string(checkpoint.batch)
        plain(#","events":"#)
        number(checkpoint.events)
        plain(#","head":"#)
        string(checkpoint.head)
        if let files = checkpoint.files {
            plain(#","files":{"#)
            for (index, file) in files.enumerated() {
                if index > 0 { plain(",") }
                string(file.name)
                plain(":")
                string(file.digest)
            }
            plain("}")
        }
        plain(#","statement":"#)
        string(checkpoint.statement)
        plain(#","public_key":"#)
        optional(checkpoint.signature?.publicKey)
        plain(#","signature":"#)
        optional(checkpoint.signature?.bytes)
        plain("}")
    }

    private mutating func plain(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func number(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    private mutating func optional(_ text: String?) {
        if let text { string(text) } else { plain("null") }
    }

    /// JSON with the fewest escapes.
    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isEscaped) { escape(utf8) } else { bytes.append(contentsOf: utf8) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): plain(#"\n"#)
            case 0..<0x20, 0x7F:
                plain(#"\u00"#)
                bytes.append(Self.hexadecimal[Int(byte >> 4)])
                bytes.append(Self.hexadecimal[Int(byte & 15)])
            case _: bytes.append(byte)
            }
        }
    }

    private static func digits(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count * 2) { text, count in
            for byte in bytes {
                text[count] = digit(byte >> 4)
                text[count + 1] = digit(byte & 15)
                count += 2
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// `2026-02-14T13:37:10.123+07:00`.
    private mutating func moment(_ moment: Timestamp) {
        let (number, rest) = Self.split(moment.milliseconds)
        if second?.number != number {
            second = (number, Array(moment.iso8601.utf8.prefix(MomentText.secondBytes)))
        }
        bytes.append(contentsOf: second?.text ?? [])
        bytes.append(UInt8(ascii: "."))
        bytes.append(0x30 + UInt8(rest / 100))
        bytes.append(0x30 + UInt8(rest / 10 % 10))
        bytes.append(0x30 + UInt8(rest % 10))
        plain("+07:00")
    }

    private static func split(_ milliseconds: Int64) -> (second: Int64, rest: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return remainder < 0 ? (quotient - 1, remainder + 1000) : (quotient, remainder)
    }
}

/// A moment with milliseconds as text.
enum MomentText {
    /// The length of `2026-02-14T13:37:10`.
    static let secondBytes = 19

    /// Reads `2026-02-14T13:37:10.123+07:00`; whoever reads it compares how it would be written.
    static func read(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count == secondBytes + 10 else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard 0x30...0x39 ~= byte else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), (1...12).contains(month), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let rest = number(20..<23)
        else { return nil }
        let seconds = (days(year: year, month: month, day: day) * 24 + hour - 7) * 3600 + minute * 60 + second
        return Timestamp(milliseconds: seconds * 1000 + rest)
    }

    /// Howard Hinnant's `days_from_civil`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
