package import PayoutCore
internal import PayoutLedger

/// What a person decided about a row, as the journal records it.
package struct RowDecision: Hashable, Sendable {
    /// A stable word: `released`, `retried`, `cancelled` or `resolved`.
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

    /// The newest decision about a row; nil where nobody has decided about it.
    static func newest(about row: PayoutID, _ reader: LedgerReader) throws -> RowDecision? {
        guard let event = try reader.events(of: row).last(where: { isDecision($0.kind) }) else { return nil }
        return RowDecision(
            kind: event.kind, person: event.actor, reason: RecordedReason.words(in: event.detail), at: event.at)
    }
}
