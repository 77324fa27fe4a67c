package import Wording

/// Something in a report folder that is not as it was written, or does not belong to the rest.
package struct AuditFinding: Sendable {
    /// The name of the file.
    package let file: String
    /// The line where it shows, counted from 1; nil where the file as a whole is meant.
    package let line: Int?
    /// What is wrong, without place and full stop.
    package let what: Phrase

    /// One line for people.
    package var phrase: Phrase {
        line.map { Phrase("\(file), line \($0): \(what)") } ?? Phrase("\(file): \(what)")
    }
}

/// The findings of a verification: the first ones, and how many there are.
struct Findings {
    /// More than these are only counted.
    static let shownMax = 20

    private(set) var shown: [AuditFinding] = []
    private(set) var count = 0

    mutating func add(_ file: String, _ what: Phrase) { add(file, nil, what) }

    mutating func add(_ file: String, _ line: Int?, _ what: Phrase) {
        count += 1
        if shown.count < Self.shownMax { shown.append(AuditFinding(file: file, line: line, what: what)) }
    }
}
