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

    /// The events that are a person's decision about one row.
    private static let kinds = ["released", "retried", "cancelled", "resolved"]

    /// Whether events with this word are a person's decision about one row.
    static func isDecision(_ kind: String) -> Bool { kinds.contains(kind) }

    /// The newest decision about a row; nil where nobody has decided about it.
    static func newest(about row: PayoutID, _ reader: LedgerReader) throws -> RowDecision? {
        guard let event = try reader.events(of: row).last(where: { isDecision($0.kind) }) else { return nil }
        return RowDecision(
            kind: event.kind, person: event.actor, reason: RecordedReason.words(in: event.detail), at: event.at)
    }
}

/// The person's words in the detail of an event, such as `held → queued: Budi has married`.
enum RecordedReason {
    private static let separator = ": "

    /// The words after the first colon; the whole detail where there is none.
    static func words(in detail: String) -> String {
        guard let colon = detail.firstRange(of: separator) else { return detail }
        return String(detail[colon.upperBound...])
    }

    /// What the program recorded before them.
    static func record(in detail: String) -> String {
        guard let colon = detail.firstRange(of: separator) else { return detail }
        return String(detail[..<colon.lowerBound])
    }
}
