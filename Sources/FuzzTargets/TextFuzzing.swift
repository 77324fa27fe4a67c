internal import Ayoconnect
internal import CallbackServer
internal import PayoutCore
internal import SNAP

/// The small texts, each in a line: what is read is written back as it was, and nothing is read that is not there.
enum TextFuzzing {
    private static let linesMax = 16

    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        for line in input.split(separator: UInt8(ascii: "\n"), maxSplits: linesMax) {
            let text = String(decoding: line, as: UTF8.self)
            try checkAmount(text)
            try checkMoment(text)
            try checkBytes(text)
            try checkWindow(text)
            try checkAddress(text)
            try checkName(text)
            try checkStatus(text)
        }
    }

    private static func checkAmount(_ text: String) throws(BrokenProperty) {
        guard let amount = Rupiah(plain: text) else { return }
        try demand(WhatTheBankSaid.isSameAmount(text, amount.whole), "the amount \(text) is read as \(amount.whole)")
        try demand(amount >= .zero, "a plain amount is negative")
        try demand(Rupiah(plain: amount.snapValue) == amount, "\(amount.snapValue) is read differently")
        let shown = amount.display.dropFirst("Rp ".count).filter { $0 != "." }
        try demand(Rupiah(plain: shown) == amount, "\(amount.display) shows another amount than \(amount.whole)")
    }

    private static func checkMoment(_ text: String) throws(BrokenProperty) {
        guard let moment = SNAPTimestamp.parse(text) else { return }
        // A few hours of year 0 belong to the year before it in Jakarta, and of 9999 to the year after.
        guard (0...9999).contains(JakartaTime(moment).year) else { return }
        let seconds = moment.milliseconds - ((moment.milliseconds % 1000) + 1000) % 1000
        let again = SNAPTimestamp.parse(SNAPTimestamp.text(moment))
        try demand(again?.milliseconds == seconds, "\(text) is written as \(moment.iso8601)")
        let time = JakartaTime(moment)
        let isTime =
            (1...12).contains(time.month) && (1...31).contains(time.day) && (0..<1440).contains(time.minuteOfDay)
        try demand(isTime && (0..<60).contains(time.second), "\(text) is \(time)")
    }

    private static func checkBytes(_ text: String) throws(BrokenProperty) {
        for encoding in SignatureEncoding.allCases {
            let own = Array(text.utf8)
            try demand(encoding.decode(encoding.encode(own)) == own, "bytes come back differently from \(encoding)")
            guard let bytes = encoding.decode(text) else { continue }
            try demand(encoding.decode(encoding.encode(bytes)) == bytes, "\(text) comes back differently")
        }
        if let bytes = Hexadecimal.decode(text) {
            try demand(Hexadecimal.encode(bytes) == text.lowercased(), "\(text) is read as other digits")
        }
        if let code = SNAPResponseCode(text) {
            let parts = String(code.httpStatus)
            let padded = String(repeating: "0", count: max(0, 3 - parts.utf8.count)) + parts
            try demand(padded + code.service + code.caseCode == text, "the code \(text) falls apart")
        }
    }

    private static func checkWindow(_ text: String) throws(BrokenProperty) {
        guard let window = CutOffWindow(text) else { return }
        try demand(CutOffWindow(window.description) == window, "the window \(text) is written as \(window)")
        let moment = Timestamp(milliseconds: 1_771_051_030_123)
        let end = window.end(after: moment)
        let wait = end - moment
        try demand(wait > .zero && wait <= .seconds(86_400), "the window \(text) ends in \(wait)")
        try demand(JakartaTime(end).minuteOfDay == window.endMinute % 1440, "the window \(text) ends elsewhere")
        try demand(!window.contains(end), "the end of the window \(text) lies in it")
    }

    private static func checkAddress(_ text: String) throws(BrokenProperty) {
        if let url = BaseURL(text) {
            try demand(BaseURL(url.text) == url, "the address \(text) is read differently the second time")
            try demand(url.text.hasSuffix(url.pathPrefix), "the path of \(text) is not in it")
        }
        guard let address = IPAddress(text) else { return }
        let list = try? AddressList(text)
        try demand(list?.contains(address) == true, "the list of \(text) alone does not hold it")
        let all = try? AddressList("0.0.0.0/0,::/0")
        try demand(all?.contains(address) == true, "the list of all addresses does not hold \(text)")
    }

    private static func checkName(_ text: String) throws(BrokenProperty) {
        let comparison = NameComparison(file: text, bank: text)
        let verdict = comparison.verdict
        try demand(
            verdict != .different || comparison.rules.contains(.masked),
            "the name \(text.debugDescription) is not itself")
        let holdsWord = text.contains { $0.isLetter || $0.isNumber }
        try demand(holdsWord || verdict == .unavailable, "a name without letters matches")
        let reversed = text.split(separator: " ").reversed().joined(separator: " ")
        let there = NameComparison(file: text, bank: reversed).verdict
        let back = NameComparison(file: reversed, bank: text).verdict
        try demand((there == .same) == (back == .same), "names match in one direction only")
    }

    private static func checkStatus(_ text: String) throws(BrokenProperty) {
        let status = TransactionStatus(snapCode: text)
        try demand(status.snapCode == text, "the status \(text) is written as \(status.snapCode)")
        let isKept = TransactionStatus(rawValue: status.rawValue) == status
        try demand(isKept, "the status \(text.debugDescription) is stored as \(status.rawValue)")
        let isKnown = ["00", "03", "04", "06", "07"].contains { $0.utf8.elementsEqual(text.utf8) }
        if case .unrecognised = status {
            try demand(!isKnown, "the status \(text) is not recognised")
        } else {
            try demand(isKnown, "the status \(text.debugDescription) is taken for a known one")
        }
    }
}
