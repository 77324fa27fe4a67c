internal import PayoutCore

/// An e-mail address is optional, and one that does not look like one is a warning: a receipt goes to it and no money,
/// and nobody's salary waits for a receipt.
enum EmailRule {
    /// The longest address, in bytes (RFC 5321, section 4.5.3.1.3).
    static let bytesMax = 254

    static func check(_ cell: Cell, _ findings: inout Findings) {
        if cell.isEmpty || looksLikeAddress(cell) { return }
        findings.warn(.email, CellText.shown(cell.text), .noEmailAddress)
    }

    /// One `@` with something before it, and after it a name with a dot inside; nothing but what a ``MailAddress`` has,
    /// so that a receipt can go to it.
    static func looksLikeAddress(_ cell: Cell) -> Bool {
        guard cell.count <= bytesMax else { return false }
        var at: Int?
        var hasDot = false
        // Before the first byte, and at the end, stands what may not border on a dot.
        var before = UInt8(ascii: ".")
        for index in cell.indices {
            let byte = cell[index]
            let begins = before == UInt8(ascii: ".") || before == UInt8(ascii: "@")
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: "@"):
                if at != nil || before == UInt8(ascii: ".") { return false }
                at = index
            case UInt8(ascii: "."):
                if begins || at != nil && before == UInt8(ascii: "-") { return false }
                if at != nil { hasDot = true }
            case UInt8(ascii: "-"):
                if index == 0 || at != nil && begins { return false }
            case _:
                if at != nil || !isSign(byte) { return false }
            }
            before = byte
        }
        return at != nil && hasDot && before != UInt8(ascii: ".") && before != UInt8(ascii: "-")
    }

    /// What may stand before the `@` beside letters, digits, dots and dashes.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^")...UInt8(ascii: "`"),
            UInt8(ascii: "{")...UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
