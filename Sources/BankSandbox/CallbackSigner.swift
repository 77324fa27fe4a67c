import PayoutCore
import SNAP
import Synchronization

/// Signs callbacks in the way that the settings choose.
final class CallbackSigner: Sendable {
    private let proof: CallbackProofKind
    private let encoding: SignatureEncoding
    private let credentials: SandboxCredentials
    private let isAlwaysWrong: Bool
    /// The last signature over client id and timestamp: it serves every callback of that second.
    private let timestampSignature = Mutex<(timestamp: String, signature: [UInt8])>(("", []))

    init(settings: SandboxSettings) {
        proof = settings.proof
        encoding = settings.signatureEncoding
        credentials = settings.credentials
        isAlwaysWrong = settings.wrongCallbackSignatures
    }

    /// The headers that prove a callback; none where the proof is `none`.
    func headers(
        target: String, body: [UInt8], isForged: Bool, at now: Timestamp
    ) throws(SNAPKeyError) -> [(name: String, value: String)] {
        let timestamp = SNAPTimestamp.text(now)
        guard var signature = try signature(target: target, body: body, timestamp: timestamp) else { return [] }
        if isForged || isAlwaysWrong, let first = signature.first { signature[0] = first ^ 1 }
        return [(SNAPHeader.timestamp, timestamp), (SNAPHeader.signature, encoding.encode(signature))]
    }

    private func signature(target: String, body: [UInt8], timestamp: String) throws(SNAPKeyError) -> [UInt8]? {
        switch proof {
        case .none: return nil
        case .symmetric:
            let text = StringToSign.symmetric(
                method: "POST", path: target, accessToken: "", body: body, timestamp: timestamp)
            return SymmetricSignature.sign(text, secret: credentials.clientSecret.reveal())
        case .asymmetric:
            return try credentials.providerPrivateKey?.sign(
                StringToSign.asymmetricBody(method: "POST", path: target, body: body, timestamp: timestamp))
        case .asymmetricTimestamp: return try signature(over: timestamp)
        }
    }

    private func signature(over timestamp: String) throws(SNAPKeyError) -> [UInt8]? {
        let last = timestampSignature.withLock { $0 }
        if last.timestamp == timestamp { return last.signature }
        let text = StringToSign.clientAndTimestamp(clientID: credentials.clientID, timestamp: timestamp)
        guard let signature = try credentials.providerPrivateKey?.sign(text) else { return nil }
        timestampSignature.withLock { $0 = (timestamp, signature) }
        return signature
    }
}
