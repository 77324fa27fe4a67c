internal import Crypto
internal import PayoutCore

/// The texts that SNAP's signatures cover.
package enum StringToSign {
    /// `clientId|timestamp`: the asymmetric string of token requests and, at Ayoconnect, of service calls. It does not
    /// cover the body.
    package static func clientAndTimestamp(clientID: String, timestamp: String) -> String {
        "\(clientID)|\(timestamp)"
    }

    /// `METHOD:path:accessToken:lowerhex(sha256(body)):timestamp`: the symmetric string. Callbacks leave the token
    /// empty. The body is hashed as it stands: whoever signs must send these same bytes.
    package static func symmetric(
        method: String, path: String, accessToken: String, body: [UInt8], timestamp: String
    ) -> String {
        "\(method):\(path):\(accessToken):\(bodyDigest(body)):\(timestamp)"
    }

    /// `METHOD:path:lowerhex(sha256(body)):timestamp`: the asymmetric string of callbacks that covers the body.
    package static func asymmetricBody(method: String, path: String, body: [UInt8], timestamp: String) -> String {
        "\(method):\(path):\(bodyDigest(body)):\(timestamp)"
    }

    private static func bodyDigest(_ body: [UInt8]) -> String { Hexadecimal.encode(SHA256.hash(data: body)) }
}

/// SNAP's symmetric signature: HMAC-SHA512 with the client secret.
package enum SymmetricSignature {
    /// The 64 bytes of the signature of `text`.
    package static func sign(_ text: String, secret: String) -> [UInt8] {
        let key = SymmetricKey(data: Array(secret.utf8))
        return Array(HMAC<SHA512>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// Whether `signature` is that of `text`, compared in constant time, so that its bytes cannot be guessed one by
    /// one.
    package static func verifies(_ signature: [UInt8], of text: String, secret: String) -> Bool {
        let key = SymmetricKey(data: Array(secret.utf8))
        return HMAC<SHA512>.isValidAuthenticationCode(signature, authenticating: Array(text.utf8), using: key)
    }
}
