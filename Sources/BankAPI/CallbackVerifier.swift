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

/// The headers of a callback that carry its proof.
package struct ProofHeaders: Sendable {
    /// When it was signed.
    package let timestamp: String
    package let signature: String

    package init(timestamp: String, signature: String) {
        self.timestamp = timestamp
        self.signature = signature
    }
}

/// All that the callback server must know of one bank: where its callbacks carry their proof, whether the proof holds,
/// what they say, and how they are answered. A protocol because each bank has its own.
///
///     let headers = verifier.proofHeaders
///     let received = ReceivedCallback(
///         kind: .transfer, target: "/callbacks/transfer", timestampHeader: request.header(headers.timestamp),
///         signatureHeader: request.header(headers.signature), body: body)
///     guard let content = verifier.verify(received) else { return unauthorized }
///     try await record(content, verifier.recordable(received))
///     return verifier.acknowledgement(of: .transfer)
package protocol CallbackVerifier: Sendable {
    /// Where the proof stands.
    var proofHeaders: ProofHeaders { get }
    /// How far the proof of a callback of this kind reaches.
    func proof(of kind: CallbackKind) -> CallbackProof
    /// What the callback says, or nil where its proof does not hold. A proven body that is not JSON reads as empty
    /// content: it is recorded and decides nothing.
    func verify(_ callback: ReceivedCallback) -> CallbackContent?
    /// The body as it may be recorded: without the secrets that some kinds carry.
    func recordable(_ callback: ReceivedCallback) -> [UInt8]
    /// The JSON that answers a callback once it is durable.
    func acknowledgement(of kind: CallbackKind) -> String
}
