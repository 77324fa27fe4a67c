internal import Ayoconnect
internal import CallbackServer
internal import Wording

extension BankTransport {
    /// The settings of TLS and of the proxy; what is wrong is recorded.
    init(_ reader: inout SettingsReader, to baseURL: BaseURL?) {
        self.init()
        authorities = Self.authorities(&reader)
        clientCertificate = Self.clientCertificate(&reader)
        proxy = Self.proxy(&reader, to: baseURL)
    }

    private static func authorities(_ reader: inout SettingsReader) -> CertificateAuthorities? {
        guard let pem = reader.contents(.caFile) else { return nil }
        do {
            return try CertificateAuthorities(pem: pem)
        } catch {
            reader.complain(words(error, certificate: .caFile))
            return nil
        }
    }

    private static func clientCertificate(_ reader: inout SettingsReader) -> ClientCertificate? {
        let (certificate, key) = (reader.path(.clientCertificateFile), reader.path(.clientKeyFile))
        switch (certificate, key) {
        case (nil, nil): return nil
        case (.some, nil), (nil, .some):
            let (set, missing): (SettingKey, SettingKey) =
                key == nil ? (.clientCertificateFile, .clientKeyFile) : (.clientKeyFile, .clientCertificateFile)
            reader.complain(
                Phrase(
                    """
                    \(set.rawValue) is set, but \(missing.rawValue) (\(missing.environmentName)) is not: a \
                    certificate and its key go together
                    """))
            return nil
        case (.some, .some): break
        }
        guard let chain = reader.contents(.clientCertificateFile), let text = reader.contents(.clientKeyFile) else {
            return nil
        }
        do {
            return try ClientCertificate(certificatePEM: chain, keyPEM: text)
        } catch {
            reader.complain(words(error, certificate: .clientCertificateFile))
            return nil
        }
    }

    private static func words(_ problem: CertificateProblem, certificate: SettingKey) -> Phrase {
        switch problem {
        case .noCertificate: Phrase("\(certificate.rawValue): the file holds no certificate in PEM form")
        case .noKey:
            Phrase(
                "\(SettingKey.clientKeyFile.rawValue): the file holds no private key in PEM form without a passphrase")
        case .keyOfAnotherCertificate:
            Phrase(
                """
                \(SettingKey.clientKeyFile.rawValue): the key does not belong to the certificate in \
                \(SettingKey.clientCertificateFile.rawValue)
                """)
        }
    }

    private static let proxyExpected = Phrase("a proxy such as http://user:password@proxy.example:3128, or none")

    /// The proxy that is set; else that of `HTTPS_PROXY`, for an address with https that `NO_PROXY` does not name.
    private static func proxy(_ reader: inout SettingsReader, to baseURL: BaseURL?) -> BankProxy? {
        if reader.source.find(.proxy) != nil {
            let choice = reader.value(.proxy, expected: proxyExpected) { text in
                text == "none" ? ProxyChoice.none : BankProxy(text).map { ProxyChoice.proxy($0) }
            }
            guard case .proxy(let proxy) = choice else { return nil }
            return proxy
        }
        guard let text = reader.source.usualProxy, let baseURL, baseURL.text.hasPrefix("https://"),
            !reader.source.usualProxyExceptions.exempts(baseURL.host)
        else { return nil }
        guard let proxy = BankProxy(text.contains("://") ? text : "http://" + text) else {
            reader.complain(Phrase("HTTPS_PROXY in the environment is not understood: expected \(proxyExpected)"))
            return nil
        }
        return proxy
    }

    private enum ProxyChoice {
        case none
        case proxy(BankProxy)
    }
}

/// Hosts that are reached without a proxy: the list of `NO_PROXY`.
struct ProxyExceptions: Sendable {
    private let entries: [String]

    /// Reads `*`, names (with all below them) and addresses or networks, separated by commas or spaces.
    init(_ text: String) {
        entries = text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { $0.lowercased() }
    }

    func exempts(_ host: String) -> Bool {
        let host = host.lowercased()
        let address = IPAddress(host)
        return entries.contains { entry in
            if entry == "*" || entry == host { return true }
            if let address { return (try? AddressList(entry))?.contains(address) ?? false }
            let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
            return host == name || host.hasSuffix("." + name)
        }
    }
}
