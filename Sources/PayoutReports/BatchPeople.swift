package import PayoutCore
internal import PayoutLedger

/// Who submitted and approved a batch, what they acknowledged, and whose decisions its rows follow.
package struct BatchPeople: Sendable {
    /// What one person did with the batch as a whole.
    package struct Act: Sendable {
        /// The account of the machine, and the name that was given in addition.
        package let person: String
        package let at: Timestamp
        /// What the program recorded, such as `6 rows, 315000 rupiah, digest 9f86…`.
        package let record: String
        /// Why, in the person's words; nil where none were asked for.
        package let reason: String?
    }

    /// Nil where no person is recorded: the batch was submitted by an earlier version.
    package let submitted: Act?
    /// The newest approval.
    package let approved: Act?
    /// What was acknowledged when the file was submitted: rows with the same account and amount.
    package let repeatsAllowed: Act?
    /// Why a file that was paid before was allowed to be paid again; nil where it was not.
    package let payAgainReason: String?
    package let decisions: DecisionTallies

    init(of batch: BatchID, _ decisions: DecisionTallies, _ reader: LedgerReader) throws {
        func last(_ kind: String) throws -> JournalEvent? { try reader.lastEvent(kind, of: batch) }
        submitted = try last("batch_submitted").map {
            Act(person: $0.actor, at: $0.at, record: $0.detail, reason: nil)
        }
        approved = try last("batch_approved").map(Self.act)
        repeatsAllowed = try last("repeats_allowed").map(Self.act)
        payAgainReason = try reader.history(of: batch).payAgainReason
        self.decisions = decisions
    }

    private static func act(_ event: JournalEvent) -> Act {
        Act(
            person: event.actor, at: event.at, record: RecordedReason.record(in: event.detail),
            reason: RecordedReason.words(in: event.detail))
    }
}
