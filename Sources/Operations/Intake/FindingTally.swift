package import PayoutCore
package import PayoutRules
package import Wording

/// Chooses what a person sees of everything that is wrong with a file: the first findings whole, the others counted by
/// kind, so that a million faults of one kind take one line.
package struct FindingTally: Sendable {
    /// How many findings of a file are shown whole unless all are asked for.
    package static let shownMaxUsual = 20
    /// How many lines are named for each kind.
    private static let linesMax = 3

    private struct Kind {
        var rows = 0
        var lines: [Int] = []
        var last = 0

        mutating func add(_ line: Int, linesMax: Int) {
            // A row may break one rule in two cells; it is one row all the same.
            guard last != line else { return }
            rows += 1
            if lines.count < linesMax { lines.append(line) }
            last = line
        }
    }

    private let shownMax: Int
    private var seen = 0
    private var kinds: [ViolationCode: Kind] = [:]

    package init(shownMax: Int) { self.shownMax = shownMax }

    /// Counts a finding, and returns whether it is one of those to be shown.
    package mutating func isShown(_ finding: Violation) -> Bool { isShown(finding.code, line: finding.line) }

    /// Counts a finding of this kind in `line`, and returns whether it is one of those to be shown.
    package mutating func isShown(_ code: ViolationCode, line: Int) -> Bool {
        seen += 1
        if seen <= shownMax { return true }
        kinds[code, default: Kind()].add(line, linesMax: Self.linesMax)
        return false
    }

    /// The findings that were not shown, one line for each kind, the most frequent first; nil where all were.
    package var rest: Phrase? {
        guard seen > shownMax else { return nil }
        let sorted = kinds.sorted {
            ($1.value.rows, $0.key.rawValue) < ($0.value.rows, $1.key.rawValue)
        }
        let heading = Phrase("… and \(count: seen - shownMax) more (--all lists every one):")
        return .joined([heading] + sorted.map { line($0.key, $0.value) }, by: "\n")
    }

    private func line(_ code: ViolationCode, _ kind: Kind) -> Phrase {
        let lines = kind.lines.map(String.init).joined(separator: ", ")
        return switch (kind.rows, kind.rows > Self.linesMax) {
        case (1, _): Phrase("  \(code.rawValue), \(code.words): 1 row (line \(lines))")
        case (let rows, false): Phrase("  \(code.rawValue), \(code.words): \(count: rows) rows (lines \(lines))")
        case (let rows, true):
            Phrase("  \(code.rawValue), \(code.words): \(count: rows) rows (first in lines \(lines))")
        }
    }
}
