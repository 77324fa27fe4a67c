internal import PayoutCore
internal import SNAP
internal import Synchronization

/// A timestamp and the asymmetric signature over client id and this timestamp.
struct SignedTimestamp: Equatable, Sendable {
    let timestamp: String
    let signature: String
}

/// Signs requests.
///
/// The asymmetric string holds nothing but the client id and the timestamp, so one RSA signature (half a millisecond)
/// serves every request of the same second: it is made once, while the others of that second wait for it.
final class RequestSigner: Sendable {
    /// Seconds whose signature is kept: the present one, and the one before for requests that are just a little late.
    private static let secondsKept = 2

    private struct Entry {
        let second: Int64
        let signed: SignedTimestamp
    }

    private let clientID: String
    private let clientSecret: Secret
    private let privateKey: SNAPPrivateKey
    private let encoding: SignatureEncoding
    private let recent = Mutex<[Entry]>([])

    init(_ configuration: AyoconnectConfiguration) {
        clientID = configuration.clientID
        clientSecret = configuration.clientSecret
        privateKey = configuration.privateKey
        encoding = configuration.signatureEncoding
    }

    /// The timestamp of `now` with its asymmetric signature. Throws where the key makes no signature.
    func asymmetric(now: Timestamp) throws(SNAPKeyError) -> SignedTimestamp {
        let second = now.milliseconds / 1000
        return try recent.withLock { (entries) throws(SNAPKeyError) -> SignedTimestamp in
            if let entry = entries.first(where: { $0.second == second }) { return entry.signed }
            let timestamp = SNAPTimestamp.text(now)
            let text = StringToSign.clientAndTimestamp(clientID: clientID, timestamp: timestamp)
            let signed = SignedTimestamp(
                timestamp: timestamp, signature: encoding.encode(try privateKey.sign(text)))
            entries.insert(Entry(second: second, signed: signed), at: 0)
            if entries.count > Self.secondsKept { entries.removeLast() }
            return signed
        }
    }

    /// The timestamp of `now` with the symmetric signature over this very request.
    func symmetric(path: String, accessToken: String, body: [UInt8], now: Timestamp) -> SignedTimestamp {
        let timestamp = SNAPTimestamp.text(now)
        let text = StringToSign.symmetric(
            method: "POST", path: path, accessToken: accessToken, body: body, timestamp: timestamp)
        let signature = SymmetricSignature.sign(text, secret: clientSecret.reveal())
        return SignedTimestamp(timestamp: timestamp, signature: encoding.encode(signature))
    }
}
