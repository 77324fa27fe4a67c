internal import AsyncHTTPClient
internal import Crypto
internal import NIOCore
internal import NIOHTTP1
package import PayoutCore

/// A program that is notified by a POST of JSON, signed so that it can tell our requests from others:
///
///     Salur-Notification: 01936a…            the same in every try; repeats are dropped by it
///     Salur-Signature: t=1771051030,v1=HEX   HMAC-SHA256 of "1771051030." and the body, with the shared secret
///
/// A redirect is a failure: the body is for the address of the settings alone.
package struct Webhook: Sendable {
    /// Where the program is reached.
    package let address: String
    private let secret: Secret
    private let limit: Duration

    /// - Parameter limit: how long a request may take.
    package init(address: String, secret: Secret, limit: Duration = .seconds(10)) {
        (self.address, self.secret, self.limit) = (address, secret, limit)
    }

    /// Sends a document once.
    ///
    /// - Parameter identifier: of the notification.
    /// - Throws: ``DeliveryFailure`` unless the program answers with a status from 200 to 299 in time.
    package func send(_ body: [UInt8], identifier: String, at now: Timestamp) async throws(DeliveryFailure) {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "salur")
        request.headers.add(name: "Salur-Notification", value: identifier)
        request.headers.add(name: "Salur-Signature", value: Self.signature(of: body, secret, at: now))
        request.body = .bytes(ByteBuffer(bytes: body))
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.timeout.connect = .seconds(5)
        settings.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let (ready, seconds) = (request, limit.components.seconds)
        let result: Result<UInt, any Error>
        do {
            result = .success(try await client.execute(ready, timeout: .seconds(seconds)).status.code)
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(200..<300): break
        case .success(let status): throw DeliveryFailure("the webhook answered with status \(status)")
        case .failure(let error): throw DeliveryFailure("the webhook could not be reached: \(error)")
        }
    }

    /// The value of `Salur-Signature`.
    package static func signature(of body: [UInt8], _ secret: Secret, at now: Timestamp) -> String {
        let seconds = now.milliseconds / 1000
        let key = SymmetricKey(data: Array(secret.reveal().utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(seconds).".utf8) + body, using: key)
        return "t=\(seconds),v1=\(Hexadecimal.encode(code))"
    }
}
