/// The names of SNAP's HTTP headers. X-LATITUDE, X-LONGITUDE and X-IP-ADDRESS come from the SNAP BI standard, the
/// others are documented by Ayoconnect as well.
package enum SNAPHeader {
    /// Local time with offset, part of every signature.
    package static let timestamp = "X-TIMESTAMP"
    /// The signature in the agreed ``SignatureEncoding``.
    package static let signature = "X-SIGNATURE"
    /// The client id, on token requests.
    package static let clientKey = "X-CLIENT-KEY"
    /// The merchant, six alphanumeric characters.
    package static let partnerID = "X-PARTNER-ID"
    /// 32 alphanumeric characters that name one request.
    package static let externalID = "X-EXTERNAL-ID"
    /// Five digits.
    package static let channelID = "CHANNEL-ID"
    /// Where the request comes from, in degrees.
    package static let latitude = "X-LATITUDE"
    /// Where the request comes from, in degrees.
    package static let longitude = "X-LONGITUDE"
    /// The public IPv4 address of the caller.
    package static let ipAddress = "X-IP-ADDRESS"
    /// `Bearer` and the access token.
    package static let authorization = "Authorization"
}
