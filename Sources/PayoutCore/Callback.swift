internal import Crypto

/// How far a callback can be believed.
package enum CallbackProof: String, Sendable {
    /// The signature covers the body.
    case body
    /// The sender is known, or not even that; the body could have been changed (`asymmetric-timestamp`, `none`).
    case bodyNotSigned = "body_not_signed"
}

/// Which of the callback addresses was called.
package enum CallbackKind: String, CaseIterable, Sendable {
    case accountValidation = "account-validation"
    case transfer
    /// A customer has bound an account, or has not.
    case binding
    /// What has become of a collection or a refund.
    case directDebit = "direct-debit"
    /// A customer has registered a card, or has not.
    case cardRegistration = "card-registration"
    /// What has become of a charge.
    case card

    /// Whether it is about a movement.
    package var isAboutMovement: Bool {
        switch self {
        case .transfer, .directDebit, .card: true
        case .accountValidation, .binding, .cardRegistration: false
        }
    }

    /// The path on the callback server.
    package var path: String { "/callbacks/\(rawValue)" }
}

/// What a callback says, read from its body; every field may be missing, since nothing in it is to be trusted yet.
package struct CallbackContent: Hashable, Sendable {
    /// The code of the answer that it reports; where it names none, the bank's code of the status.
    package var responseCode: String?
    package var responseMessage: String?
    package var originalExternalID: ExternalID?
    package var originalPartnerReferenceNo: PartnerReferenceNo?
    package var providerReferenceNo: String?
    /// It came to the address of one kind of callback and says that it is of another.
    package var isOfOtherService = false
    package var bankCode: String?
    package var accountNumber: String?
    package var accountName: String?
    package var customerReference: String?
    /// Nil where it is missing or not a whole number of rupiah; see ``amountIsMalformed``.
    package var amount: Rupiah?
    /// An amount was there but could not be read as rupiah: it agrees with nothing.
    package var amountIsMalformed = false
    /// What it says of a transfer.
    package var status: TransactionStatus?
    /// What it says of a validation.
    package var verification: VerificationStatus?
    /// What it says of a customer's account or card.
    package var customer: CustomerReport? {
        get { customerBox?.report }
        set { customerBox = newValue.map(CustomerBox.init) }
    }
    private var customerBox: CustomerBox?

    package init() {}
}

/// Holds what a callback says of a customer elsewhere: callbacks about money say nothing of the kind, and are copied
/// often on their way.
private final class CustomerBox: Hashable, Sendable {
    let report: CustomerReport

    init(_ report: CustomerReport) { self.report = report }

    static func == (left: CustomerBox, right: CustomerBox) -> Bool { left.report == right.report }

    func hash(into hasher: inout Hasher) { hasher.combine(report) }
}

/// A callback whose proof held, ready to be made durable before it is acknowledged.
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

extension ProvenCallback {
    /// Room for what is hashed in addition to the body, in most cases.
    private static let fingerprintedBytes = 512

    /// Distinguishes a repeat from a new callback: 8 bytes of SHA-256 over all that the callback says and how far it is
    /// proven. When it arrived, and under which signature, does not count.
    package var fingerprint: Int64 {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(Self.fingerprintedBytes + body.utf8.count)
        let amount = content.amountIsMalformed ? "malformed" : content.amount.map { String($0.whole) }
        let fields = [
            kind.rawValue, proof.rawValue, content.responseCode, content.responseMessage,
            content.originalExternalID?.text, content.originalPartnerReferenceNo?.text, content.providerReferenceNo,
            content.isOfOtherService ? "other" : "", content.bankCode, content.accountNumber, content.accountName,
            content.customerReference, amount, content.status?.rawValue, content.verification?.rawValue, body,
        ]
        // The recorded body is without these.
        let secrets = content.customer.map { [$0.token?.reveal(), $0.authCode?.reveal()] } ?? []
        for field in fields + secrets {
            let text = (field ?? "").utf8
            let length = UInt32(truncatingIfNeeded: text.count)
            encoded.append(UInt8(truncatingIfNeeded: length >> 24))
            encoded.append(UInt8(truncatingIfNeeded: length >> 16))
            encoded.append(UInt8(truncatingIfNeeded: length >> 8))
            encoded.append(UInt8(truncatingIfNeeded: length))
            encoded.append(contentsOf: text)
        }
        return SHA256.hash(data: encoded).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
