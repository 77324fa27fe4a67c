internal import GRDB
package import PayoutCore

// Callbacks about customers' accounts and cards bring secrets that the recorded body lacks. So they never wait: all are
// recorded in the same commit in which their secrets are sealed.
extension LedgerTransaction {
    /// Records a proven callback together with its result, which `result` returns and may write down in the same
    /// transaction. A repeat is counted, and not processed again.
    package func record(_ callback: ProvenCallback, at now: Timestamp, result: () throws -> String) throws {
        let fingerprint = callback.fingerprint
        if try holds(callback, fingerprint: fingerprint) {
            return try execute(
                """
                UPDATE callback SET repeats = repeats + 1, repeated_at = ? WHERE external_id IS ? AND fingerprint = ?
                """,
                [callback.receivedAt.milliseconds, callback.content.originalExternalID?.text, fingerprint])
        }
        let arriving = ArrivingCallback(callback, fingerprint: fingerprint, isNews: true)
        let processed = try record(arriving, processed: try result(), at: now)
        try keepEvidence(of: [processed], at: now)
    }
}
