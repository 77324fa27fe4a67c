internal import PayoutCore
internal import Wording

/// Who submitted and approved a batch by the journal, which `reconciliation.json` repeats.
struct PeopleCheck {
    /// What one person did with the batch as a whole.
    struct Act: Decodable {
        let by: String
        let at: String
        let record: String
        let reason: String?
    }

    /// Missing in reports of earlier versions.
    struct Document: Decodable {
        let submitted: Act?
        let approved: Act?
        let repeatsAllowed: Act?
        let decisions: [DecisionGroups.Group]?

        enum CodingKeys: String, CodingKey {
            case submitted, approved, decisions
            case repeatsAllowed = "repeats_allowed"
        }
    }

    private static let kinds = ["batch_submitted", "batch_approved", "repeats_allowed"]

    /// The newest event of each kind, with its line.
    private var acts: [String: (entry: JournalEntry, line: Int)] = [:]

    mutating func note(_ entry: JournalEntry, reported: Int) {
        guard entry.line == nil, Self.kinds.contains(entry.kind) else { return }
        acts[entry.kind] = (entry, reported)
    }

    /// Compares what the document says with the journal, and its decisions with those of `results.csv`.
    func compare(_ document: Document, _ groups: DecisionGroups, _ findings: inout Findings) {
        compare("people.submitted", document.submitted, of: "batch_submitted", hasReason: false, &findings)
        compare("people.approved", document.approved, of: "batch_approved", hasReason: true, &findings)
        compare("people.repeats_allowed", document.repeatsAllowed, of: "repeats_allowed", hasReason: true, &findings)
        if let decisions = document.decisions, decisions != groups.groups {
            findings.add(
                ReconciliationCheck.file,
                Phrase("people.decisions says something else than the decisions in results.csv"))
        }
    }

    private func compare(
        _ place: String, _ said: Act?, of kind: String, hasReason: Bool, _ findings: inout Findings
    ) {
        guard let (entry, line) = acts[kind] else {
            if said != nil {
                findings.add(ReconciliationCheck.file, Phrase("\(place) is there, and the journal has no such event"))
            }
            return
        }
        let detail = entry.detail
        let cells: [(String, String?, String?)] = [
            ("by", said?.by, entry.actor), ("at", said?.at, entry.at.iso8601),
            ("record", said?.record, hasReason ? RecordedReason.record(in: detail) : detail),
            ("reason", said?.reason, hasReason ? RecordedReason.words(in: detail) : nil),
        ]
        for (key, found, expected) in cells where found != expected {
            findings.add(
                ReconciliationCheck.file, nil, column: "\(place).\(key)", journal: expected ?? "", line: line,
                report: found ?? "")
        }
    }
}

extension Findings {
    /// Adds a cell that the journal has otherwise.
    mutating func add(
        _ file: String, _ line: Int?, column: String, journal expected: String, line reported: Int,
        report found: String
    ) {
        add(
            file, line,
            Phrase(
                """
                \(column.shown) is "\(found.shown)", and by the journal it is "\(expected.shown)" (\(AuditFile.name), \
                line \(reported))
                """),
            cell: AlteredCell(column: column, expected: expected, found: found))
    }
}
