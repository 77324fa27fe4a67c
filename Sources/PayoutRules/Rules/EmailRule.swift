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

    /// One `@` with something before it, and after it a name with a dot inside; no spaces, commas or control
    /// characters.
    static func looksLikeAddress(_ cell: Cell) -> Bool {
        guard cell.count <= bytesMax, holdsNothingInvisible(cell) else { return false }
        var at: Int?
        var dot: Int?
        for index in cell.indices {
            switch cell[index] {
            case UInt8(ascii: "@"):
                if at != nil { return false }
                at = index
            case UInt8(ascii: "."): if at != nil { dot = index }
            case 0...0x20, 0x7F, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                return false
            case _: continue
            }
        }
        guard let at, let dot else { return false }
        return at > 0 && dot > at + 1 && dot < cell.count - 1 && cell[at + 1] != UInt8(ascii: ".")
    }

    private static func holdsNothingInvisible(_ cell: Cell) -> Bool {
        cell.isPrintableASCII || !cell.text.unicodeScalars.contains(where: InvisibleCharacter.isOne)
    }
}
