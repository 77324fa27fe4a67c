package import PayoutCore

/// A callback as it arrived, not believed yet.
package struct ReceivedCallback: Sendable {
    package let kind: CallbackKind
    /// The request target exactly as received: it is what was signed.
    package let target: String
    package let timestampHeader: String?
    package let signatureHeader: String?
    package let body: [UInt8]

    package init(
        kind: CallbackKind, target: String, timestampHeader: String?, signatureHeader: String?, body: [UInt8]
    ) {
        self.kind = kind
        self.target = target
        self.timestampHeader = timestampHeader
        self.signatureHeader = signatureHeader
        self.body = body
    }
}

/// Verifies and reads callbacks of one bank. A protocol because each bank has its own proof and its own field names.
package protocol CallbackVerifier: Sendable {
    /// How far this verifier's proof reaches.
    var proof: CallbackProof { get }
    /// What the callback says, or nil where its proof does not hold. A proven body that is not JSON reads as empty
    /// content: it is recorded and decides nothing.
    func verify(_ callback: ReceivedCallback) -> CallbackContent?
}
