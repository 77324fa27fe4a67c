import BankSandbox
import FoundationEssentials
import PayoutCore
import SNAP

/// The settings that a client of the simulated bank needs, as environment variables (design: Settings).
struct ClientEnvironment {
    /// To be set.
    let values: [String: String]
    /// To be removed: they would contradict or redirect what is set.
    static let removed = [
        "SALUR_AYOCONNECT_TOKEN_PATH", "SALUR_AYOCONNECT_CLIENT_SECRET_FILE", "SALUR_CALLBACKS_ALLOW_FROM",
        "SALUR_CALLBACKS_PROVIDER_PUBLIC_KEY_FILE",
    ]

    /// - Parameters:
    ///   - callbackAddress: where the client has to listen, `127.0.0.1:8081`.
    init(baseURL: String, callbackAddress: String?, folder: KeyFolder, behaviour: BehaviourOptions) {
        typealias Identity = KeyFolder.Identity
        var values = [
            "SALUR_AYOCONNECT_BASE_URL": baseURL,
            "SALUR_AYOCONNECT_CLIENT_ID": folder.credentials.clientID,
            "SALUR_AYOCONNECT_CLIENT_SECRET": folder.credentials.clientSecret.reveal(),
            "SALUR_AYOCONNECT_PRIVATE_KEY_FILE": folder.clientPrivateKeyFile,
            "SALUR_AYOCONNECT_PARTNER_ID": folder.credentials.partnerID,
            "SALUR_AYOCONNECT_MERCHANT_ID": folder.credentials.merchantID,
            "SALUR_AYOCONNECT_CHANNEL_ID": Identity.channelID,
            "SALUR_AYOCONNECT_LATITUDE": Identity.latitude,
            "SALUR_AYOCONNECT_LONGITUDE": Identity.longitude,
            "SALUR_AYOCONNECT_IP_ADDRESS": Identity.ipAddress,
            "SALUR_AYOCONNECT_SIGNATURE_ENCODING": behaviour.signatureEncoding.rawValue,
            "SALUR_AYOCONNECT_SERVICE_SIGNATURE": behaviour.serviceSignature.rawValue,
            "SALUR_CALLBACKS_PROOF": (behaviour.callbacks.proof ?? .symmetric).rawValue,
        ]
        values["SALUR_CALLBACKS_LISTEN"] = callbackAddress
        switch behaviour.callbacks {
        case .asymmetric, .asymmetricTimestamp:
            values["SALUR_CALLBACKS_PROVIDER_PUBLIC_KEY_FILE"] = folder.providerPublicKeyFile
        case .symmetric, .none, .off: break
        }
        // The client must know the bank's cut-off, or it would wait at night for a bank that is open.
        if ProcessInfo.processInfo.environment["SALUR_DISPATCH_CUT_OFF"] == nil {
            values["SALUR_DISPATCH_CUT_OFF"] = behaviour.cutOff?.text ?? "none"
        }
        self.values = values
    }

    /// The same as lines for a shell: `. sandbox/environment`.
    var shellLines: String {
        values.sorted { $0.key < $1.key }
            .map { "export \($0.key)='\($0.value.replacing("'", with: "'\\''"))'\n" }
            .joined()
    }
}
