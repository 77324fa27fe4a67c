import PayoutCore

/// The formats of the contract, checked byte by byte because every request passes here.
enum FieldFormat {
    static func isDigits(_ text: String, count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }

    static func isAlphanumeric(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { isDigit($0) || isLetter($0) }
    }

    /// Plain decimal degrees within `limit` either way, such as `-6.2088`.
    static func isDegrees(_ text: String, limit: Double) -> Bool {
        guard text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
            let value = Double(text)
        else { return false }
        return abs(value) <= limit
    }

    /// A dotted IPv4 address outside the private, loopback and link-local ranges.
    static func isPublicIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { isDigits(String($0), count: 1...3) ? Int($0) : nil }
        guard parts.count == 4, numbers.count == 4, numbers.allSatisfy({ $0 <= 255 }) else { return false }
        switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (224..., _): return false
        default: return true
        }
    }

    /// An address of the web that a browser can be sent to.
    static func isWebAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 2048
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// 1 to 100 letters, digits, spaces and `@ . - _ + * ! ~` (Ayoconnect: additionalInfo).
    static func isNote(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { isDigit($0) || isLetter($0) || " @.-_+*!~".utf8.contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lowered = byte | 0x20
        return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
    }
}

/// What the bank knows about where money can go.
enum BankLimits {
    /// E-wallets: their codes, and Rp 15,000 to Rp 20,000,000 per transfer.
    static let walletCodes: Set<String> = ["GPY", "OVO", "SPY", "DNA"]
    static let walletAmounts = Rupiah(15_000)...Rupiah(20_000_000)
    /// Bank accounts: Rp 10,000 to Rp 250,000,000 per transfer.
    static let accountAmounts = Rupiah(10_000)...Rupiah(250_000_000)

    static func amounts(bankCode: String) -> ClosedRange<Rupiah> {
        walletCodes.contains(bankCode) ? walletAmounts : accountAmounts
    }

    /// 10 to 20 digits; for e-wallets a phone number beginning with `08`.
    static func isAccount(_ number: String, bankCode: String) -> Bool {
        FieldFormat.isDigits(number, count: 10...20) && (!walletCodes.contains(bankCode) || number.hasPrefix("08"))
    }
}
