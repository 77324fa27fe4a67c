import Foundation

/// The signatures in `Vectors/snap-signatures.json`, computed by an independent implementation.
struct SignatureVectors: Decodable {
    struct Asymmetric: Decodable {
        let timestamp: String
        let stringToSign: String
        let signatureHex: String
    }

    struct Symmetric: Decodable {
        let method: String
        let path: String
        let accessToken: String
        let body: String
        let timestamp: String
        let stringToSign: String
        let signatureHex: String
    }

    struct CallbackAsymmetric: Decodable {
        let method: String
        let path: String
        let body: String
        let timestamp: String
        let stringToSign: String
        let signatureHex: String
    }

    let clientId: String
    let clientSecret: String
    let privateKeyPkcs8: String
    let privateKeyPkcs1: String
    let publicKey: String
    let asymmetric: [Asymmetric]
    let symmetric: [Symmetric]
    let callbackAsymmetric: [CallbackAsymmetric]

    static func load(file: String = #filePath) throws -> SignatureVectors {
        let folder = URL(filePath: file).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Vectors/snap-signatures.json"))
        return try JSONDecoder().decode(SignatureVectors.self, from: data)
    }
}
