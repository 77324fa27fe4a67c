extension PayoutJob {
    /// By whose word the batches are paid.
    struct Mandate: Sendable {
        let origin: RunOrigin
        /// Who approves by running; nil where every batch was approved before.
        let approver: String?
        /// Whether the approver said yes without being asked.
        let isConfirmed: Bool
        /// Who had the work begin, as the journal is to have it; `salur` where a service did.
        var starter = "salur"
    }
}
