import Crypto
import Foundation

/// A callback as a test writes it, byte by byte: the bank's own proof can be put on it, or any other.
struct RawCallback: Sendable {
    var method = "POST"
    var target = "/callbacks/transfer"
    var timestamp: String? = "2026-02-14T13:40:00+07:00"
    var signature: String?
    var headers: [String] = []
    var body: [UInt8]
    /// Left open, a connection takes more requests after this one.
    var closes = true

    init(_ body: some Sequence<UInt8>) { self.body = Array(body) }

    init(_ body: String) { self.init(body.utf8) }

    /// With the proof that holds for it as it stands (contract: symmetric signatures with an empty token).
    func signed(with secret: String) -> RawCallback {
        let digest = SHA256.hash(data: body).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let text = "\(method):\(target)::\(digest):\(timestamp ?? "")"
        let code = HMAC<SHA512>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        var copy = self
        copy.signature = code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return copy
    }

    func changed(_ change: (inout RawCallback) -> Void) -> RawCallback {
        var copy = self
        change(&copy)
        return copy
    }

    /// The request as it goes over the wire.
    var bytes: [UInt8] {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: callbacks", "Content-Length: \(body.count)"]
        if let timestamp { lines.append("X-TIMESTAMP: \(timestamp)") }
        if let signature { lines.append("X-SIGNATURE: \(signature)") }
        if closes { lines.append("Connection: close") }
        return Array(((lines + headers).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}
