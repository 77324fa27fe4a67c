package import PayoutCore

/// How far a callback can be believed.
package enum CallbackProof: String, Sendable {
    /// The signature covers the body.
    case body
    /// The sender is known, or not even that; the body could have been changed (`asymmetric-timestamp`, `none`).
    case uncovered
}

/// Which of the two callback addresses was called.
package enum CallbackKind: String, CaseIterable, Sendable {
    case accountValidation = "account-validation"
    case transfer

    /// The path on the callback server.
    package var path: String { "/callbacks/\(rawValue)" }
}

/// What a callback says, read from its body; every field may be missing, since nothing in it is to be trusted yet.
package struct CallbackContent: Hashable, Sendable {
    package var responseCode: String?
    package var responseMessage: String?
    package var originalExternalID: ExternalID?
    package var originalPartnerReferenceNo: PartnerReferenceNo?
    package var providerReferenceNo: String?
    package var serviceCode: String?
    package var bankCode: String?
    package var accountNumber: String?
    package var accountName: String?
    package var beneficiaryID: String?
    /// Nil where it is missing or not a whole number of rupiah; see ``amountIsMalformed``.
    package var amount: Rupiah?
    /// An amount was there but could not be read as rupiah: it agrees with nothing.
    package var amountIsMalformed = false
    package var status: TransactionStatus?

    package init() {}
}

/// A callback whose proof held, ready to be made durable before it is answered with 2xx.
package struct ProvenCallback: Hashable, Sendable {
    package let kind: CallbackKind
    package let proof: CallbackProof
    package let receivedAt: Timestamp
    package let content: CallbackContent
    /// The body as it was received.
    package let body: String

    package init(
        kind: CallbackKind, proof: CallbackProof, receivedAt: Timestamp, content: CallbackContent, body: String
    ) {
        self.kind = kind
        self.proof = proof
        self.receivedAt = receivedAt
        self.content = content
        self.body = body
    }
}

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
