internal import PayoutCore

/// The example row of a template, left in by somebody who filled in the rows below it.
enum ExampleRowRule {
    /// What the reference or the name of an example begins with.
    private static let words: Set<String> = ["contoh", "example", "sample", "dummy"]
    private static let people: Set<String> = ["john doe", "jane doe", "nama penerima", "nama lengkap"]
    private static let bytesMax = 40

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
        guard !cell.isEmpty, cell.count <= bytesMax, mayBegin(cell[0] | 0x20) else { return false }
        let text = cell.text.lowercased()
        let first = text.split { !$0.isLetter }.first.map(String.init) ?? ""
        return words.contains(first) || people.contains(text)
    }

    /// Nearly every cell begins with another letter.
    private static func mayBegin(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "c"), UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "j"),
            UInt8(ascii: "n"):
            true
        case _: false
        }
    }
}
