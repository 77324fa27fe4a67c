package import PayoutCore
internal import PayoutLedger

/// What a person decided about a row, as the journal records it.
package struct RowDecision: Hashable, Sendable {
    /// A stable word: `released`, `retried`, `cancelled`, `resolved`, or `dismissed` of a rejected row that is not due.
    package let kind: String
    /// The account of the machine, and the name that was given in addition.
    package let person: String
    /// Why, in the person's words.
    package let reason: String
    package let at: Timestamp

    init(kind: String, person: String, reason: String, at: Timestamp) {
        (self.kind, self.person, self.reason, self.at) = (kind, person, reason, at)
    }

    /// Whether events with this word are a person's decision about one row.
    static func isDecision(_ kind: String) -> Bool { JournalEntry.decisionKinds.contains(kind) }

    /// Whether it is about the row itself; a decision about a payee reaches rows of many batches.
    var isAboutRow: Bool { Self.isDecision(kind) }

    /// What persons decided about payees, as it reached a row.
    private static let payeeKinds = ["payee_blocked", "name_accepted_before"]

    /// Whether events with this word carry out what a person decided about a row or its payee.
    static func isByPerson(_ kind: String) -> Bool { isDecision(kind) || payeeKinds.contains(kind) }

    /// Everything that persons decided about a row and its payee, the oldest first.
    static func all(about row: PayoutID, _ reader: LedgerReader) throws -> [RowDecision] {
        try reader.events(of: row).filter { isByPerson($0.kind) }.map { event in
            RowDecision(
                kind: event.kind, person: event.actor, reason: RecordedReason.words(in: event.detail), at: event.at)
        }
    }
}
