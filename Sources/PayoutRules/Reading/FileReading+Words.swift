internal import PayoutCore
package import Wording

extension FileReading {
    /// One line for all columns, then one for each step; none for a plain file.
    package var lines: [Phrase] {
        let names = columns.map { "\"\($0.shown)\" = \($0.column.rawValue)" }.joined(separator: ", ")
        return (columns.isEmpty ? [] : [Phrase("the columns are read as: \(names)")]) + steps.map(\.phrase)
    }
}

extension FileReading.Step {
    /// One line for people: how many rows, what was done, where it was done first, and an example.
    package var phrase: Phrase {
        let place = rows == 1 ? Phrase("line \(firstLine)") : Phrase("first in line \(firstLine)")
        guard let example else { return Phrase("\(counted): \(kind.words) (\(place))") }
        return Phrase(
            "\(counted): \(kind.words) (\(place): \"\(example.written)\" is read as \"\(example.readAs)\")")
    }

    private var counted: Phrase { rows == 1 ? Phrase("1 row") : Phrase("\(count: rows) rows") }
}

extension ReadingKind {
    /// What was done with such rows.
    package var words: Phrase {
        switch self {
        case .emptyRow: Phrase("empty, and skipped")
        }
    }
}
