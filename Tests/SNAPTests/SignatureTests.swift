import PayoutCore
import SNAP
import Testing

/// Signatures against the vectors of the contract.
struct SignatureTests {
    let vectors: SignatureVectors

    init() throws { vectors = try SignatureVectors.load() }

    @Test func asymmetricSignaturesAgreeWithTheVectorsForBothKeyForms() throws {
        for pem in [vectors.privateKeyPkcs8, vectors.privateKeyPkcs1] {
            let key = try SNAPPrivateKey(pem: pem)
            for vector in vectors.asymmetric {
                let text = StringToSign.clientAndTimestamp(clientID: vectors.clientId, timestamp: vector.timestamp)
                #expect(text == vector.stringToSign)
                #expect(SignatureEncoding.hex.encode(try key.sign(text)) == vector.signatureHex)
            }
        }
    }

    @Test func symmetricSignaturesAgreeWithTheVectors() {
        for vector in vectors.symmetric {
            let text = StringToSign.symmetric(
                method: vector.method, path: vector.path, accessToken: vector.accessToken,
                body: Array(vector.body.utf8), timestamp: vector.timestamp)
            #expect(text == vector.stringToSign)
            let signature = SymmetricSignature.sign(text, secret: vectors.clientSecret)
            #expect(SignatureEncoding.hex.encode(signature) == vector.signatureHex)
            #expect(SymmetricSignature.verifies(signature, of: text, secret: vectors.clientSecret))
            #expect(!SymmetricSignature.verifies(signature, of: text + " ", secret: vectors.clientSecret))
            #expect(!SymmetricSignature.verifies(signature, of: text, secret: "another"))
            #expect(!SymmetricSignature.verifies(Array(signature.dropLast()), of: text, secret: vectors.clientSecret))
        }
    }

    @Test func callbackSignaturesAgreeWithTheVectors() throws {
        let publicKey = try SNAPPublicKey(pem: vectors.publicKey)
        for vector in vectors.callbackAsymmetric {
            let text = StringToSign.asymmetricBody(
                method: vector.method, path: vector.path, body: Array(vector.body.utf8), timestamp: vector.timestamp)
            #expect(text == vector.stringToSign)
            let signature = try #require(SignatureEncoding.hex.decode(vector.signatureHex))
            #expect(publicKey.verifies(signature, of: text))
        }
    }

    @Test func aSignatureVerifiesOnlyItsOwnTextUnderItsOwnKey() throws {
        let key = try SNAPPrivateKey(pem: vectors.privateKeyPkcs8)
        let signature = try key.sign("a")
        #expect(key.publicKey.verifies(signature, of: "a"))
        #expect(!key.publicKey.verifies(signature, of: "b"))
        #expect(!key.publicKey.verifies([], of: "a"))
        var changed = signature
        changed[10] ^= 1
        #expect(!key.publicKey.verifies(changed, of: "a"))
        #expect(try !SNAPPrivateKey.generate().publicKey.verifies(signature, of: "a"))
    }

    @Test func keysRoundTripThroughPEM() throws {
        let key = try SNAPPrivateKey.generate()
        let read = try SNAPPrivateKey(pem: key.pem)
        let publicKey = try SNAPPublicKey(pem: key.publicKey.pem)
        #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----"))
        #expect(publicKey.verifies(try read.sign("x"), of: "x"))
    }

    @Test func aKeyWithWindowsLineEndsIsRead() throws {
        let windows = vectors.privateKeyPkcs8.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
        #expect(try SNAPPrivateKey(pem: windows).pem == SNAPPrivateKey(pem: vectors.privateKeyPkcs8).pem)
    }

    @Test func whatIsNoKeyIsRefusedAndSaysWhatToDo() {
        #expect(throws: SNAPKeyError.notAPrivateKey) { try SNAPPrivateKey(pem: "hello") }
        #expect(throws: SNAPKeyError.notAPrivateKey) { try SNAPPrivateKey(pem: vectors.publicKey) }
        #expect(throws: SNAPKeyError.notAPublicKey) { try SNAPPublicKey(pem: vectors.privateKeyPkcs8) }
        #expect(throws: SNAPKeyError.tooShort(bits: 1024)) { try SNAPPrivateKey(pem: shortKey) }
        #expect(SNAPKeyError.tooShort(bits: 1024).description.contains("openssl genrsa"))
    }
}

/// Secrets stay hidden, whatever prints them.
struct SecretTests {
    @Test func aSecretPrintsAsRedacted() {
        let secret = Secret("top secret")
        #expect("\(secret)" == "<redacted>")
        #expect(String(reflecting: secret) == "<redacted>")
        #expect(dumped(secret).contains("top secret") == false)
        #expect(dumped([secret]).contains("top secret") == false)
        #expect(secret.reveal() == "top secret")
        #expect(!secret.isEmpty)
    }

    @Test func aPrivateKeyPrintsAsRedacted() throws {
        let key = try SNAPPrivateKey.generate()
        #expect("\(key)" == "<redacted>")
        #expect(String(reflecting: key) == "<redacted>")
        #expect(dumped(key).count < 100)
    }

    private func dumped(_ value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}

/// A key of 1024 bits, which guards nothing: too short for SNAP.
private let shortKey = """
    -----BEGIN RSA PRIVATE KEY-----
    MIICXQIBAAKBgQDE8raU8uaL4heEgCQhHLfAU2Q/ekrgI7/M/nM5fpeb4dH1IRoA
    eHpOoW3c9nulU3fu8zZYcCZeWdOIfx2oJtRDGA8pyMSqInHYXhDI3H6HJlUGQ4o4
    u2QhCz6sUfY3gDH2xh82rCYM0zrC193XmVHKoR7xf3oOyFgPsDeD9bOznQIDAQAB
    AoGAC6dpEmtFJSXdymNiv+rZHLJSjkcIQzcaVGECJHbPNdQo/l5VEY4PfrOisp6L
    Nn8365XMs3L/cjnSgJM1CAw0JyF0dD2fuouZN047m3vLfcz91sYNDyL5aessZQCe
    i+Dwx7ikmEZXfvQfQctUnCE7innRYYv/rXA2NvfyOfuZoUECQQD81xrxg2fWi32E
    5Qr/50blpfiRu6paXYMkZMJAKzng4d+/YxsCsk5+cDGKOdJA7VIKamQV4lSgINyN
    TG50fQeFAkEAx2jLxBzwv5IxsT0OTjOY8VwGLSGFy4kAF0jOJRk/7wN4gAvsd23Z
    SjcZYlec7Cb3Pqcgqc8VZRpXCX2BpWobOQJBAN30Cr/2peHt48sUsdpBcbhJQXLV
    Nk9LhcMd/HQOPinOvvcojd6JHmTaInMAHTVH39wq1x9q5vUGw/X6IYB6/W0CQQCD
    UFJm+bvcG5SXp6JFAxtjTXtPuvSVfMlPjAUcTw1YAwwWHkQAvZjKk5Amv5U5ucs1
    Oe97g0AOjRLlz/1RBZeZAkAEicgQTHYl6Rt0LXs/2KH5hDOB5yH8XNBre0mWzW2F
    fhX8yJX80c+1BUiHn9RLqi4tq2q4KK902e0b52FmHAFf
    -----END RSA PRIVATE KEY-----
    """
