package import BankAPI
package import PayoutCore
package import SNAP

/// The setting `callbacks.proof`: how a callback proves where it comes from. How Ayoconnect signs is not public, and
/// SNAP deployments differ (contract: section 10).
package enum CallbackProofKind: String, CaseIterable, Sendable {
    /// HMAC-SHA512 with the client secret over method, path, an empty token, body and timestamp.
    case symmetric
    /// The provider's RSA signature over method, path, body and timestamp.
    case asymmetric
    /// The provider's RSA signature over client id and timestamp; it does not cover the body.
    case asymmetricTimestamp = "asymmetric-timestamp"
    /// No proof at all.
    case none
}

/// A kind of proof together with the key that it needs, so that none can be set up without its key.
package enum CallbackProofRule: Sendable {
    case symmetric(clientSecret: Secret)
    case asymmetric(providerKey: SNAPPublicKey)
    case asymmetricTimestamp(clientID: String, providerKey: SNAPPublicKey)
    case none

    /// The setting that this rule implements.
    package var kind: CallbackProofKind {
        switch self {
        case .symmetric: .symmetric
        case .asymmetric: .asymmetric
        case .asymmetricTimestamp: .asymmetricTimestamp
        case .none: .none
        }
    }
}

/// Verifies and reads Ayoconnect's callbacks.
///
/// The signature must be over the request target and the body exactly as they were received. Nothing else is tried: a
/// body that was signed in another form than it was sent (pretty-printed on its way, say) is refused, since every
/// further form that is accepted is one more that could be forged. Old timestamps are accepted, because the bank's
/// repeats may carry the first one; a replay changes nothing, since callbacks are matched to what they name.
package struct AyoconnectCallbackVerifier: CallbackVerifier {
    private let rule: CallbackProofRule
    private let directDebit: CallbackProofRule
    private let cards: CallbackProofRule
    private let encoding: SignatureEncoding

    /// A verifier of one rule for each product; signatures are read in `encoding`.
    ///
    /// - Parameters:
    ///   - directDebit: nil where it is the same `rule`.
    ///   - cards: likewise.
    package init(
        rule: CallbackProofRule, directDebit: CallbackProofRule? = nil, cards: CallbackProofRule? = nil,
        encoding: SignatureEncoding
    ) {
        self.rule = rule
        self.directDebit = directDebit ?? rule
        self.cards = cards ?? rule
        self.encoding = encoding
    }

    private func rule(of kind: CallbackKind) -> CallbackProofRule {
        switch kind {
        case .accountValidation, .transfer: rule
        case .binding, .directDebit: directDebit
        case .cardRegistration, .card: cards
        }
    }

    /// SNAP's own.
    package let proofHeaders = ProofHeaders(timestamp: SNAPHeader.timestamp, signature: SNAPHeader.signature)

    /// How far the rule of the product reaches: symmetric and asymmetric cover the body, the others do not.
    package func proof(of kind: CallbackKind) -> CallbackProof {
        switch rule(of: kind) {
        case .symmetric, .asymmetric: .body
        case .asymmetricTimestamp, .none: .bodyNotSigned
        }
    }

    /// What the callback says, or nil where its proof does not hold.
    package func verify(_ callback: ReceivedCallback) -> CallbackContent? {
        holds(for: callback) ? CallbackContent(body: callback.body, of: callback.kind) : nil
    }

    /// The body without the secrets of customers (``CallbackRedaction``).
    package func recordable(_ callback: ReceivedCallback) -> [UInt8] {
        switch callback.kind {
        case .accountValidation, .transfer: callback.body
        case .binding, .directDebit, .cardRegistration, .card: CallbackRedaction.redacted(callback.body)
        }
    }

    /// Case 00 of the callback's service (SNAP: responseCode).
    package func acknowledgement(of kind: CallbackKind) -> String {
        "{\"responseCode\":\"200\(kind.serviceCode)00\",\"responseMessage\":\"Successful\"}"
    }

    private func holds(for callback: ReceivedCallback) -> Bool {
        let rule = rule(of: callback.kind)
        if case .none = rule { return true }
        guard let timestamp = callback.timestampHeader, let header = callback.signatureHeader,
            let signature = encoding.decode(header)
        else { return false }
        switch rule {
        case .symmetric(let clientSecret):
            let text = StringToSign.symmetric(
                method: "POST", path: callback.target, accessToken: "", body: callback.body, timestamp: timestamp)
            return SymmetricSignature.verifies(signature, of: text, secret: clientSecret.reveal())
        case .asymmetric(let providerKey):
            let text = StringToSign.asymmetricBody(
                method: "POST", path: callback.target, body: callback.body, timestamp: timestamp)
            return providerKey.verifies(signature, of: text)
        case .asymmetricTimestamp(let clientID, let providerKey):
            let text = StringToSign.clientAndTimestamp(clientID: clientID, timestamp: timestamp)
            return providerKey.verifies(signature, of: text)
        case .none: return true
        }
    }
}
