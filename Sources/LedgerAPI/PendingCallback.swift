package import PayoutCore

/// A recorded callback that the engine has not looked at yet.
package struct PendingCallback: Sendable {
    /// Its place in the order of arrival; 0 of one that is not recorded yet.
    package let key: Int64
    package let kind: CallbackKind
    package let proof: CallbackProof
    package let receivedAt: Timestamp
    package let content: CallbackContent
    /// True if this row repeats or replaces a callback that was already processed: the journal notes it once.
    package let isRepeat: Bool

    /// The finding of a callback that counted; its words then stay.
    package static let believed = "believed"
    /// Different unproven callbacks of one transaction that are stored at the same time.
    package static let unprovenMax = 4

    package init(
        key: Int64, kind: CallbackKind, proof: CallbackProof, receivedAt: Timestamp, content: CallbackContent,
        isRepeat: Bool
    ) {
        self.key = key
        self.kind = kind
        self.proof = proof
        self.receivedAt = receivedAt
        self.content = content
        self.isRepeat = isRepeat
    }
}

extension PendingCallback {
    /// One that is recorded only once the engine has taken it.
    package init(arriving callback: ProvenCallback) {
        self.init(
            key: 0, kind: callback.kind, proof: callback.proof, receivedAt: callback.receivedAt,
            content: callback.content, isRepeat: false)
    }
}
