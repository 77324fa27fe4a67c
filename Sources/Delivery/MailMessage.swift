package import PayoutCore

/// A mail as text, with its headers (RFC 5322, RFC 2045, RFC 2047): what `sendmail -t` reads.
///
///     let mail = MailMessage(
///         from: sender, to: recipient, subject: "gaji.csv is settled", text: "…", identifier: id, at: now)
///     try await command.send(mail.text)
///
/// Nothing in it can add a header or a recipient: addresses are checked, and a subject is one line whatever is in it.
package struct MailMessage: Sendable {
    package let text: String

    /// - Parameters:
    ///   - sender: the name that people see beside the address `from`.
    ///   - identifier: the same in every try, so that a reader sees repeats.
    package init(
        from: MailAddress, sender: String = "Salur", to: MailAddress, subject: String, text body: String,
        identifier: String, at now: Timestamp
    ) {
        let headers = [
            "From: \(Self.phrase(sender)) <\(from)>",
            "To: \(to)", "Subject: \(Self.header(subject))", "Date: \(Self.date(now))",
            "Message-ID: <\(identifier)@\(from.domain)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
            "Auto-Submitted: auto-generated",
        ]
        text = headers.joined(separator: "\n") + "\n\n" + Self.quotedPrintable(body)
    }

    /// The subject in one line, or in encoded words where it is not plain ASCII.
    static func header(_ subject: String) -> String {
        let clean = clean(subject)
        let isPlain = clean.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !clean.contains("=?")
        guard !isPlain || clean.utf8.count > subjectBytesMax else { return clean }
        return encodedWords(clean).joined(separator: "\n ")
    }

    /// The text in one line.
    private static func clean(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar -> Character in
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                return isControl || scalar.value == 0x2028 || scalar.value == 0x2029 ? " " : Character(scalar)
            })
    }

    /// The name of a person or a company before an address: as it is where it is plain words, else encoded.
    static func phrase(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
                true
            default: false
            }
        }
        return isPlain ? name : encodedWords(clean(name)).joined(separator: "\n ")
    }

    /// A header line must not have more than 998 characters, and an encoded word not more than 75.
    private static let subjectBytesMax = 900
    private static let wordBytesMax = 39

    /// Encoded words of whole characters, in base64.
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > wordBytesMax {
                words.append(encodedWord(bytes))
                bytes = []
            }
            bytes += next
        }
        words.append(encodedWord(bytes))
        return words
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(base64(bytes))?=" }

    private static let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { bits, index in
                bits << 8 | (index < group.count ? Int(group[start + index]) : 0)
            }
            for position in 0..<4 {
                let isPadding = position > group.count
                text.append(isPadding ? UInt8(ascii: "=") : base64Digits[bits >> (18 - 6 * position) & 63])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `Mon, 30 Nov 2026 16:30:00 +0700`.
    private static func date(_ moment: Timestamp) -> String {
        let time = JakartaTime(moment)
        let day = CalendarDay(moment, in: .jakarta)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [time.hour, time.minute, time.second].map(two).joined(separator: ":")
        return "\(weekdays[day.weekday]), \(two(time.day)) \(months[time.month - 1]) \(time.year) \(clock) +0700"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let lineBytesMax = 76

    /// Lines of at most 76 bytes in ASCII alone.
    static func quotedPrintable(_ text: String) -> String {
        var lines: [String] = []
        // As scalars: CR LF is one Character.
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            let bytes = Array(String(String.UnicodeScalarView(line)).utf8).filter { $0 != UInt8(ascii: "\r") }
            for (index, byte) in bytes.enumerated() {
                let isLastSpace = byte <= 0x20 && index == bytes.count - 1
                let isPlain = (0x20...0x7E ~= byte && byte != UInt8(ascii: "=") && !isLastSpace)
                let piece =
                    isPlain
                    ? String(UnicodeScalar(byte)) : "=" + Hexadecimal.encode(CollectionOfOne(byte)).uppercased()
                if current.utf8.count + piece.utf8.count > lineBytesMax - 1 {
                    lines.append(current + "=")
                    current = ""
                }
                current += piece
            }
            lines.append(current)
        }
        return lines.joined(separator: "\n")
    }
}
