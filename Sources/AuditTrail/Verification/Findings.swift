package import Wording

/// A cell of a report that is not as it was written.
package struct AlteredCell: Sendable {
    /// The name of the column, or of the key in a document; nil where a line of a page is meant.
    package let column: String?
    /// What the ledger or the payout file has.
    package let expected: String
    /// What the report has.
    package let found: String
}

/// Something in a report folder that is not as it was written, or does not belong to the rest.
package struct AuditFinding: Sendable {
    /// The name of the file.
    package let file: String
    /// The line where it shows, counted from 1; nil where the file as a whole is meant.
    package let line: Int?
    /// What is wrong, without place and full stop.
    package let what: Phrase
    /// The cell that was altered, where that is known.
    package let cell: AlteredCell?

    /// One line for people.
    package var phrase: Phrase {
        line.map { Phrase("\(file), line \($0): \(what)") } ?? Phrase("\(file): \(what)")
    }
}

/// The findings of a verification: the first ones, and how many there are.
package struct Findings: Sendable {
    /// More than these are only counted.
    static let shownMax = 20

    /// The first ones.
    package private(set) var shown: [AuditFinding] = []
    /// How many there are.
    package private(set) var count = 0

    package init() {}

    mutating func add(_ file: String, _ what: Phrase) { add(file, nil, what) }

    mutating func add(_ file: String, _ line: Int?, _ what: Phrase, cell: AlteredCell? = nil) {
        count += 1
        if shown.count < Self.shownMax { shown.append(AuditFinding(file: file, line: line, what: what, cell: cell)) }
    }

    /// A folder that is not about what it is compared with, as a whole.
    package static func foreign(_ what: Phrase) -> Findings {
        var findings = Findings()
        findings.add(ReconciliationCheck.file, what)
        return findings
    }

    /// These findings, then those of `later`.
    package func followed(by later: Findings) -> Findings {
        var all = self
        all.count += later.count
        all.shown += later.shown.prefix(max(0, Self.shownMax - all.shown.count))
        return all
    }
}
