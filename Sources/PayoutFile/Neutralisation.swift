/// Cells that a spreadsheet would run as a formula get a leading `'` when they are written, and lose exactly one when
/// they are read, so that a file comes back as it was.
///
/// Written: text of the form `'*[=+-@\t\r]…` gets one more `'`. Read: text of the form `'+[=+-@\t\r]…` loses one.
/// The two are inverse to each other for every text.
package enum Neutralisation {
    /// The leading `'`.
    package static let mark = UInt8(ascii: "'")

    /// Whether `cell` must get a leading `'` before it is written.
    static func isNeeded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in cell where byte != mark { return isDangerous(byte) }
        return false
    }

    /// Whether `cell` carries a leading `'` that writing added.
    package static func isPresent(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.first == mark && isNeeded(cell)
    }

    private static func isDangerous(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            true
        default: false
        }
    }
}
