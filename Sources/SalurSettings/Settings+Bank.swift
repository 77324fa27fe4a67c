internal import Ayoconnect
internal import PayoutCore
internal import SNAP
internal import Wording

extension AyoconnectConfiguration {
    /// Nil where something is missing or malformed; the reader knows what.
    init?(_ reader: inout SettingsReader) {
        let baseURL = reader.required(
            .baseURL,
            expected: Phrase("the bank's address, such as https://api.of.ayoconnect.id (http:// only to this machine)"),
            Self.url)
        let clientID = reader.required(
            .clientID, expected: Phrase("the client id that the bank gave you"), Self.headerText)
        let secret = Self.secret(&reader)
        let key = Self.privateKey(&reader)
        let partnerID = reader.required(.partnerID, expected: Phrase("6 letters and digits"), Self.sixAlphanumeric)
        let merchantID = reader.required(.merchantID, expected: Phrase("6 letters and digits"), Self.sixAlphanumeric)
        let channelID = reader.required(.channelID, expected: Phrase("5 digits")) { text in
            text.utf8.count == 5 && SettingsReader.isDigits(text) ? text : nil
        }
        let latitude = reader.required(.latitude, expected: Phrase("degrees such as -6.2088")) {
            Self.degrees($0, max: 90)
        }
        let longitude = reader.required(.longitude, expected: Phrase("degrees such as 106.8456")) {
            Self.degrees($0, max: 180)
        }
        let ipAddress = reader.required(.ipAddress, expected: Phrase("your public IPv4 address"), Self.ipv4)
        let encoding: SignatureEncoding = reader.word(.signatureEncoding, default: .hex)
        let signature: ServiceSignature = reader.word(.serviceSignature, default: .asymmetric)
        let inquiryHeader = reader.word(.inquiryExternalID, as: InquiryHeader.self)
        let tokenPath = reader.value(
            .tokenPath, expected: Phrase("a path such as /it/api/v2.0/access-token/b2b"), Self.path)
        let transport = BankTransport(&reader, to: baseURL)
        guard reader.problems.isEmpty, let baseURL, let clientID, let secret, let key, let partnerID, let merchantID,
            let channelID, let latitude, let longitude, let ipAddress
        else { return nil }
        self.init(
            baseURL: baseURL, tokenPath: tokenPath ?? Self.tokenPathUsual, clientID: clientID, clientSecret: secret,
            privateKey: key, partnerID: partnerID, merchantID: merchantID, channelID: channelID, latitude: latitude,
            longitude: longitude, ipAddress: ipAddress)
        signatureEncoding = encoding
        serviceSignature = signature
        self.inquiryHeader = inquiryHeader
        self.transport = transport
    }

    /// The secret from whichever of the two keys stands in the stronger place.
    private static func secret(_ reader: inout SettingsReader) -> Secret? {
        guard reader.source.find(.clientSecret) != nil || reader.source.find(.clientSecretFile) != nil else {
            reader.complain(
                Phrase(
                    """
                    ayoconnect.clientSecret (\(SettingKey.clientSecret.environmentName)) or \
                    ayoconnect.clientSecretFile (\(SettingKey.clientSecretFile.environmentName)) is missing: expected \
                    the client secret
                    """))
            return nil
        }
        return reader.secret(.clientSecret, orIn: .clientSecretFile)
    }

    private static func privateKey(_ reader: inout SettingsReader) -> SNAPPrivateKey? {
        guard let path = reader.path(.privateKeyFile) else {
            reader.complain(
                Phrase(
                    """
                    ayoconnect.privateKeyFile (\(SettingKey.privateKeyFile.environmentName)) is missing: expected the \
                    file of your RSA private key
                    """))
            return nil
        }
        guard let pem = reader.contents(.privateKeyFile) else { return nil }
        guard let key = try? SNAPPrivateKey(pem: pem) else {
            reader.complain(
                Phrase(
                    """
                    ayoconnect.privateKeyFile: \(path) holds no RSA private key of at least 2048 bits in PEM form \
                    (PKCS#1 or PKCS#8, without a passphrase)
                    """))
            return nil
        }
        return key
    }

    /// Money travels over it: plain http only to this very machine.
    static func url(_ text: String) -> BaseURL? {
        guard let url = BaseURL(text), let scheme = url.text.firstIndex(of: ":") else { return nil }
        let authority = url.text[scheme...].dropFirst("://".count).prefix { $0 != "/" }
        var host = authority
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            let port = authority[authority.index(after: colon)...]
            guard SettingsReader.isDigits(port), let number = Int(port), (1...65_535).contains(number) else {
                return nil
            }
            host = authority[..<colon]
        }
        if url.text.hasPrefix("https://") { return url }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return Settings.isLoopback(String(host)) ? url : nil
    }

    /// A path that calls can be sent to.
    static func path(_ text: String) -> String? {
        text.hasPrefix("/") && !text.contains(where: \.isWhitespace) ? text : nil
    }

    /// Text that can stand in a header and in what is signed.
    static func headerText(_ text: String) -> String? {
        text.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "|") } ? text : nil
    }

    private static func sixAlphanumeric(_ text: String) -> String? {
        text.utf8.count == 6 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? text : nil
    }

    private static func degrees(_ text: String, max: Double) -> String? {
        guard text.utf8.allSatisfy({ 48...57 ~= $0 || $0 == 45 || $0 == 46 }), let value = Double(text),
            abs(value) <= max
        else { return nil }
        return text
    }

    private static func ipv4(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress =
            parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.count <= 3 && SettingsReader.isDigits(part) && (Int(part).map { $0 < 256 } ?? false)
            }
        return isAddress ? text : nil
    }
}
