package import PayoutCore
package import SNAP

/// Which signature a service call carries; the token request is always signed asymmetrically.
package enum ServiceSignature: String, CaseIterable, Sendable {
    /// RSA over client id and timestamp: what Ayoconnect documents for Instant Transfer.
    case asymmetric
    /// HMAC over method, path, token, body and timestamp: what most SNAP providers want for transfers.
    case symmetric
}

/// The longest that each part of a call may take.
package struct CallLimits: Sendable {
    /// From the first byte of a request to the last byte of its answer, connecting included. Passing it is doubt.
    package var wholeCall: Duration = .seconds(30)
    /// From asking for a connection to having it, DNS and TLS included; well below ``wholeCall``, so that a bank that
    /// cannot be reached is told apart from one that does not answer. Passing it is certainly unsent.
    package var connect: Duration = .seconds(5)
    /// How long an unused connection is kept: shorter than servers usually keep theirs, so that we seldom write into
    /// a connection that the bank is just closing.
    package var idle: Duration = .seconds(15)

    /// The usual limits.
    package init() {}
}

/// All that the gateway must know about the merchant and the bank (design: settings `ayoconnect.*`).
package struct AyoconnectConfiguration: Sendable {
    /// `ayoconnect.baseUrl`.
    package var baseURL: BaseURL
    /// `ayoconnect.tokenPath`.
    package var tokenPath: String
    /// `ayoconnect.clientId`, 32 characters.
    package var clientID: String
    /// `ayoconnect.clientSecret`.
    package var clientSecret: Secret
    /// The key in the file of `ayoconnect.privateKeyFile`.
    package var privateKey: SNAPPrivateKey
    /// `ayoconnect.partnerId`, sent as X-PARTNER-ID.
    package var partnerID: String
    /// `ayoconnect.merchantId`, six characters.
    package var merchantID: String
    /// `ayoconnect.channelId`, five digits.
    package var channelID: String
    /// `ayoconnect.latitude`.
    package var latitude: String
    /// `ayoconnect.longitude`.
    package var longitude: String
    /// `ayoconnect.ipAddress`, a public IPv4 address.
    package var ipAddress: String
    /// `ayoconnect.signatureEncoding`.
    package var signatureEncoding: SignatureEncoding = .hex
    /// `ayoconnect.serviceSignature`.
    package var serviceSignature: ServiceSignature = .asymmetric
    /// `ayoconnect.inquiryExternalId`; nil to find out what the bank wants.
    package var inquiryHeader: InquiryHeader?
    /// `dispatch.concurrency`: how many calls are in flight at most; the connection pool is a little larger.
    package var callsInFlightMax = 32
    /// Trusted authorities, our certificate and the proxy.
    package var transport = BankTransport()
    /// Time limits of a call.
    package var limits = CallLimits()

    /// The token path of Direct Debit, assumed for Instant Transfer as well.
    package static let tokenPathUsual = WirePath.token

    /// A configuration with the usual encoding, signature and limits; these can be set afterwards.
    package init(
        baseURL: BaseURL, tokenPath: String = AyoconnectConfiguration.tokenPathUsual, clientID: String,
        clientSecret: Secret, privateKey: SNAPPrivateKey, partnerID: String, merchantID: String, channelID: String,
        latitude: String, longitude: String, ipAddress: String
    ) {
        self.baseURL = baseURL
        self.tokenPath = tokenPath
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.privateKey = privateKey
        self.partnerID = partnerID
        self.merchantID = merchantID
        self.channelID = channelID
        self.latitude = latitude
        self.longitude = longitude
        self.ipAddress = ipAddress
    }
}
