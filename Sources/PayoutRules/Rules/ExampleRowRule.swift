internal import PayoutCore

/// The example row of a template, left in by somebody who filled in the rows below it.
enum ExampleRowRule {
    /// What the reference or the name of an example begins with, or is.
    private static let words: [StaticString] = ["contoh", "example", "sample", "dummy"]
    private static let people: [StaticString] = [
        "john doe", "jane doe", "nama penerima", "nama lengkap", "nama sesuai rekening", "nama karyawan",
        "nama pegawai",
        "nama pemilik rekening",
    ]

    /// Whether the row is about somebody.
    static func holds(_ reference: Cell, name: Cell, _ findings: inout Findings) -> Bool {
        if isExample(reference) {
            findings.reject(.reference, CellText.shown(reference.text), .exampleRow)
        } else if isExample(name) {
            findings.reject(.accountName, CellText.shown(name.text), .exampleRow)
        } else {
            return true
        }
        return false
    }

    private static func isExample(_ cell: Cell) -> Bool {
        // Nearly every cell begins otherwise, and is not compared any further.
        guard cell.count > 4 else { return false }
        switch (cell[0] | 0x20, cell[1] | 0x20) {
        case (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "e"), UInt8(ascii: "x")),
            (UInt8(ascii: "s"), UInt8(ascii: "a")), (UInt8(ascii: "d"), UInt8(ascii: "u")):
            return words.contains { begins(cell, with: $0) }
        case (UInt8(ascii: "j"), UInt8(ascii: "o")), (UInt8(ascii: "j"), UInt8(ascii: "a")),
            (UInt8(ascii: "n"), UInt8(ascii: "a")):
            return people.contains { cell.count == $0.utf8CodeUnitCount && begins(cell, with: $0) }
        case _: return false
        }
    }

    /// Whether the cell begins with a word in any letter case, and no letter follows.
    private static func begins(_ cell: Cell, with word: StaticString) -> Bool {
        word.withUTF8Buffer { letters in
            guard cell.count >= letters.count else { return false }
            for index in letters.indices where cell[index] | 0x20 != letters[index] { return false }
            guard cell.count > letters.count else { return true }
            let next = cell[letters.count]
            return next < 0x80 && !(0x61...0x7A).contains(next | 0x20)
        }
    }
}
