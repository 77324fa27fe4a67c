internal import PayoutCore

/// Words by which people say that a payment was made, or shall not be made: in a column of the status, in a note, in a
/// heading above rows.
///
///     StopWords.stops("LUNAS (tunai)")          // true
///     StopWords.stops("Sudah ditransfer")       // true
///     StopWords.stops("Belum dibayar")          // false
package enum StopWords {
    /// One such word is enough, unless a negation stands before it.
    private static let words: Set<String> = [
        "paid", "settled", "succeeded", "success", "successful", "completed", "refunded", "reversed", "done",
        "processed", "disbursed", "executed", "closed", "transferred", "transfered", "lunas", "terbayar", "sukses",
        "berhasil", "selesai", "terkirim", "tertransfer", "cancelled", "canceled", "cancel", "void", "voided", "hold",
        "rejected", "batal", "dibatalkan", "ditahan", "tahan", "ditunda", "tunda", "ditolak", "tolak", "skip", "stop",
        "blokir", "diblokir", "retur", "dobel", "duplicate", "duplikat", "resign", "nonaktif", "tunai",
    ]
    /// Together with a word before them that says it is over, or that it is not to be.
    private static let deeds: Set<String> = [
        "dibayar", "dibayarkan", "bayar", "ditransfer", "transfer", "dikirim", "dicairkan", "cair", "aktif", "pay",
    ]
    /// Only where there is no other word: a signature may be that of the head of cash management.
    private static let alone: Set<String> = ["dibayar", "ditransfer", "sudah", "sdh", "cash"]
    private static let over: Set<String> = [
        "sudah", "sdh", "udah", "telah", "already", "tidak", "tdk", "tak", "jangan", "jgn", "non", "donot", "not", "no",
    ]
    private static let negations: Set<String> = ["belum", "blm", "not", "un", "tidak", "tdk", "jangan", "to", "be"]

    /// Whether `text` says that nothing is to be paid.
    package static func stops(_ text: String) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        for (index, part) in parts.enumerated() {
            let before = index > 0 ? parts[index - 1] : ""
            if words.contains(part), !negations.contains(before) { return true }
            if deeds.contains(part), over.contains(before) { return true }
        }
        return parts.count == 1 && alone.contains(parts[0])
    }

    /// Whether a cell of any column says so, and nothing else: LUNAS, BATAL, SUDAH DIBAYAR, JANGAN DIBAYAR.
    static func isOrder(_ cell: Cell) -> Bool {
        guard (4...24).contains(cell.count) else { return false }
        switch cell[0] | 0x20 {
        case UInt8(ascii: "l"), UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "s"), UInt8(ascii: "p"),
            UInt8(ascii: "c"), UInt8(ascii: "j"), UInt8(ascii: "t"), UInt8(ascii: "h"):
            return orders.contains { order in isEqual(cell, order) }
        case _: return false
        }
    }

    private static let orders: [StaticString] = [
        "lunas", "batal", "dibatalkan", "sudah dibayar", "sudah ditransfer", "sudah transfer", "paid", "cancelled",
        "canceled", "jangan dibayar", "jangan ditransfer", "tidak dibayar", "tidak ditransfer", "ditunda", "tunda",
        "hold", "do not pay", "duplicate",
    ]

    /// Whether a note begins so: `TUNDA dulu`, `BATAL (resign)`.
    static func beginsWithOrder(_ cell: Cell) -> Bool {
        guard cell.count > 4 else { return false }
        switch cell[0] | 0x20 {
        case UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "t"), UInt8(ascii: "j"), UInt8(ascii: "h"):
            return beginnings.contains { word in
                let length = word.utf8CodeUnitCount
                return cell.count > length && !isLetter(cell[length]) && isEqual(cell.extracting(0..<length), word)
            }
        case _: return false
        }
    }

    private static let beginnings: [StaticString] = [
        "batal", "dibatalkan", "ditunda", "tunda", "ditahan", "tahan", "jangan dibayar", "jangan ditransfer",
        "tidak dibayar", "tidak ditransfer", "hold",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }

    private static func isEqual(_ cell: Cell, _ word: StaticString) -> Bool {
        guard cell.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for index in letters.indices where cell[index] | 0x20 != letters[index] { return false }
            return true
        }
    }
}
