internal import AsyncHTTPClient
internal import NIOSSL
package import PayoutCore
internal import SNAP

/// How the bank is reached: whom we trust, who we are towards TLS, and through which proxy.
package struct BankTransport: Sendable {
    /// Certificates of authorities that are trusted in addition to those of the system (`ayoconnect.caFile`).
    package var authorities: CertificateAuthorities?
    /// Our own certificate (`ayoconnect.clientCertificateFile`, `.clientKeyFile`).
    package var clientCertificate: ClientCertificate?
    /// The proxy that connections go through (`ayoconnect.proxy`).
    package var proxy: BankProxy?

    /// The system's authorities, no certificate, no proxy.
    package init() {}

    /// TLS as it is spoken to the bank.
    var tls: TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authorities { tls.additionalTrustRoots = [.certificates(authorities.certificates)] }
        clientCertificate?.apply(to: &tls)
        return tls
    }
}

/// Why a certificate, a key or a list of authorities cannot be used.
package enum CertificateProblem: Error, Equatable, Sendable {
    /// The file holds no certificate in PEM form.
    case noCertificate
    /// The file holds no private key in PEM form, or one with a passphrase.
    case noKey
    /// The key is not the one of the certificate.
    case keyOfAnotherCertificate
}

/// Authorities whose certificates are trusted.
package struct CertificateAuthorities: Sendable {
    let certificates: [NIOSSLCertificate]

    /// Reads one or more certificates in PEM form.
    package init(pem: String) throws(CertificateProblem) {
        certificates = try NIOSSLCertificate.chain(pem: pem)
    }
}

/// The certificate with which we prove to the bank's TLS who we are, and its key.
package struct ClientCertificate: Sendable {
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey
    /// When the first certificate of the chain ends.
    package let endsAt: Timestamp

    /// Reads a certificate, perhaps followed by those that lead to its authority, and the private key.
    package init(certificatePEM: String, keyPEM: String) throws(CertificateProblem) {
        let chain = try NIOSSLCertificate.chain(pem: certificatePEM)
        guard let key = try? NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem) else { throw .noKey }
        self.chain = chain
        self.key = key
        endsAt = chain.first?.endsAt ?? Timestamp(milliseconds: 0)
        // The library compares key and certificate when it takes both.
        var tls = TLSConfiguration.makeClientConfiguration()
        apply(to: &tls)
        guard (try? NIOSSLContext(configuration: tls)) != nil else { throw .keyOfAnotherCertificate }
    }

    func apply(to tls: inout TLSConfiguration) {
        tls.certificateChain = chain.map { .certificate($0) }
        tls.privateKey = .privateKey(key)
    }
}

/// An HTTP proxy that connects to the bank on our behalf (CONNECT).
package struct BankProxy: Sendable {
    /// The host of the proxy.
    package let host: String
    /// Its port.
    package let port: Int
    private let user: String
    private let password: Secret?

    private init(host: String, port: Int, user: String, password: Secret?) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
    }

    /// Reads `http://host:port` or `http://user:password@host:port`; user and password may be percent-encoded. Nil for
    /// anything else.
    package init?(_ text: String) {
        guard text.lowercased().hasPrefix("http://") else { return nil }
        var rest = text.dropFirst("http://".count)
        if rest.hasSuffix("/") { rest.removeLast() }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !rest.contains(where: { "/?#".contains($0) }) else {
            return nil
        }
        var user = ""
        var password: Secret?
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), !name.isEmpty, !name.contains(":") else { return nil }
            user = name
            if parts.count == 2 {
                guard let word = Self.decoded(parts[1]) else { return nil }
                password = Secret(word)
            }
            rest = rest[rest.index(after: at)...]
        }
        guard let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]),
            (1...65_535).contains(port), rest[rest.index(after: colon)...].utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        var host = rest[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port, user: user, password: password)
    }

    /// The proxy without its user and password, for messages.
    package var address: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// As the library wants it.
    var setting: HTTPClient.Configuration.Proxy {
        guard !user.isEmpty else { return .server(host: host, port: port) }
        return .server(
            host: host, port: port,
            authorization: .basic(username: user, password: password?.reveal() ?? ""))
    }

    /// A part of an address whose characters may be written as `%41`; nil where that is malformed.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension NIOSSLCertificate {
    /// The certificates of a text in PEM form, at least one.
    fileprivate static func chain(pem: String) throws(CertificateProblem) -> [NIOSSLCertificate] {
        guard let chain = try? fromPEMBytes(Array(pem.utf8)), !chain.isEmpty else { throw .noCertificate }
        return chain
    }

    /// When it ends.
    var endsAt: Timestamp { Timestamp(milliseconds: Int64(notValidAfter) * 1000) }
}
