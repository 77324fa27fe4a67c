package import PayoutCore

/// All that the gateway for cards must know about the merchant and the bank (design: settings `cards.*`).
package struct CardConfiguration: Sendable {
    /// `cards.baseUrl`.
    package var baseURL: BaseURL
    /// `cards.prefix`: stands before every path of this product.
    package var prefix: String
    /// `cards.tokenPath`, with its query.
    package var tokenPath: String
    /// `cards.clientId`.
    package var clientID: String
    /// `cards.clientSecret`.
    package var clientSecret: Secret
    /// `ayoconnect.merchantId`, six characters.
    package var merchantCode: String
    /// `dispatch.concurrency`: how many calls are in flight at most.
    package var callsInFlightMax: Int
    /// Trusted authorities, our certificate and the proxy.
    package var transport: BankTransport
    /// Time limits of a call.
    package var limits: CallLimits

    /// What stands before every path where no setting says otherwise.
    package static let prefixUsual = CardPath.prefix
    /// The path of the token where no setting says otherwise.
    package static let tokenPathUsual = CardPath.token

    /// The same merchant and bank as Instant Transfer; what differs can be set afterwards.
    package init(_ ayoconnect: AyoconnectConfiguration) {
        baseURL = ayoconnect.baseURL
        prefix = Self.prefixUsual
        tokenPath = Self.tokenPathUsual
        clientID = ayoconnect.clientID
        clientSecret = ayoconnect.clientSecret
        merchantCode = ayoconnect.merchantID
        callsInFlightMax = ayoconnect.callsInFlightMax
        transport = ayoconnect.transport
        limits = ayoconnect.limits
    }
}
