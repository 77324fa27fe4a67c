package import PayoutCore
package import SNAP

/// Everything that decides how the simulated bank behaves.
///
/// The bank keeps its memory only as long as the process lives: nothing is ever written to disk.
package struct SandboxSettings: Sendable {
    /// Who the client is, and with what it proves that.
    package var credentials: SandboxCredentials
    /// Where callbacks go (`/callbacks/…` is appended), such as `http://127.0.0.1:8081`; nil sends none.
    package var callbackURL: String?
    /// The address to listen on.
    package var listenHost = "127.0.0.1"
    /// The port to listen on; 0 lets the system choose.
    package var listenPort = 0
    /// How callbacks are signed.
    package var proof = CallbackProofKind.symmetric
    /// Signs every callback with the wrong key.
    package var wrongCallbackSignatures = false
    /// How signatures are written, in requests and in callbacks.
    package var signatureEncoding = SignatureEncoding.hex
    /// How service calls must be signed; the token is always asked for with the private key.
    package var serviceSignature = ServiceSignature.asymmetric
    /// What the X-EXTERNAL-ID of a status inquiry must be.
    package var inquiryHeader = InquiryHeaderRule.transfer
    /// The responseCode of an inquiry that says a status: `2003600`, or `2002600` on two copies of a page.
    package var inquiryCode = "2003600"
    /// The money of the merchant at the start.
    package var balance = Rupiah(1_000_000_000_000)
    /// Delays and lifetimes.
    package var timing = SandboxTiming()
    /// The HTTP status with which an expired token is answered: 401, or what some banks say instead.
    package var expiredTokenStatus = 401
    /// Whether a new token voids the one before.
    package var hasSingleToken = false
    /// Whether callback paths end with a slash, as if they had been registered so.
    package var addsSlashToCallbacks = false
    /// How TLS is spoken; nil for plain HTTP.
    package var tls: SandboxTLS?
    /// How likely each kind of misbehaviour is.
    package var faults = FaultProbabilities()
    /// The same seed gives the same misbehaviour, whatever the order of arrival.
    package var seed: UInt64 = 1
    /// Account holders by account number; every other name is derived (``BeneficiaryNames``).
    package var names: [String: String] = [:]
    /// The daily window (Asia/Jakarta) in which transfers are refused; nil has none.
    package var cutOff: DailyWindow?
    /// More service calls than this within one second are answered 429; nil has no limit.
    package var requestsPerSecondMax: Int?
    /// More service calls than this within one window are answered 429, without a word on when it ends; nil has no
    /// quota. A window begins with the first call after the one before it.
    package var quota: CallQuota?
    /// More status inquiries than this within one second, of direct debit or of cards, are answered 429 and noted as a
    /// violation; nil has no limit.
    package var inquiriesPerSecondMax: Int? = 2
    /// Whether a status inquiry of direct debit finds a payment by its referenceNo alone. Other names are then ignored,
    /// and such an inquiry finds nothing (Ayoconnect: Direct Debit, section 7, which assumes that others are read).
    package var inquiresByReferenceOnly = false
    /// Whether an answer 429 says when to come again.
    package var tellsRetryAfter = true
    /// The clock of the bank.
    package var clock: any WallClock = SandboxClock()
    /// Whether the answers are dated by that clock, which may be wrong; else they carry the true date.
    package var datesAnswers = false

    package init(credentials: SandboxCredentials, callbackURL: String?) {
        self.credentials = credentials
        self.callbackURL = callbackURL
    }
}

/// What the X-EXTERNAL-ID of a status inquiry must be (Ayoconnect: Instant Transfers, section 8; its pages disagree).
package enum InquiryHeaderRule: String, CaseIterable, Sendable {
    /// The X-EXTERNAL-ID of the transfer that is asked about.
    case transfer
    /// A value that was never used; the inquiry uses it up.
    case fresh
}

/// The files with which the bank speaks TLS, in PEM form.
package struct SandboxTLS: Sendable {
    /// The certificate of the bank, perhaps followed by those that lead to its authority.
    package var certificateFile: String
    /// Its private key.
    package var keyFile: String
    /// The authority that a client certificate must come from; nil wants none.
    package var clientAuthorityFile: String?

    package init(certificateFile: String, keyFile: String, clientAuthorityFile: String?) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.clientAuthorityFile = clientAuthorityFile
    }
}

/// So many calls in a window of time.
package struct CallQuota: Sendable, Equatable {
    /// Calls that are taken in a window.
    package let callsMax: Int
    /// How long a window lasts.
    package let window: Duration

    package init(callsMax: Int, window: Duration) {
        self.callsMax = callsMax
        self.window = window
    }
}

/// How service calls are signed (Ayoconnect: Signatures).
package enum ServiceSignature: String, CaseIterable, Sendable {
    case asymmetric
    case symmetric
}

/// How callbacks are signed (Ayoconnect: Callbacks). SNAP deployments differ, so all of them are here.
package enum CallbackProofKind: String, CaseIterable, Sendable {
    /// HMAC-SHA512 with the client secret over method, path, an empty token, body hash and timestamp.
    case symmetric
    /// The provider's RSA key over method, path, body hash and timestamp.
    case asymmetric
    /// The provider's RSA key over client id and timestamp: the body is not covered.
    case asymmetricTimestamp = "asymmetric-timestamp"
    /// No signature at all.
    case none
}

/// Who the client is, and the keys of both sides.
package struct SandboxCredentials: Sendable {
    /// 32 characters, the X-CLIENT-KEY of the token request.
    package var clientID: String
    /// The secret that both sides know.
    package var clientSecret: Secret
    /// 6 alphanumeric characters, the X-PARTNER-ID of every service call.
    package var partnerID: String
    /// 6 alphanumeric characters, the merchantId of request bodies.
    package var merchantID: String
    /// Proves that a request was signed by the client.
    package var clientPublicKey: SNAPPublicKey
    /// Signs callbacks; needed for the asymmetric proofs only.
    package var providerPrivateKey: SNAPPrivateKey?

    package init(
        clientID: String, clientSecret: Secret, partnerID: String, merchantID: String, clientPublicKey: SNAPPublicKey,
        providerPrivateKey: SNAPPrivateKey?
    ) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.partnerID = partnerID
        self.merchantID = merchantID
        self.clientPublicKey = clientPublicKey
        self.providerPrivateKey = providerPrivateKey
    }
}
