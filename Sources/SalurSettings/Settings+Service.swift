package import Ayoconnect
internal import CallbackServer
internal import PayoutCore
internal import Wording

extension Settings {
    /// Where the console of `salur serve` is shown, and what it takes in.
    package struct Service: Sendable {
        /// A certificate and its key.
        package struct TLS: Sendable {
            /// The path in `service.certificateFile`: a chain in PEM form.
            package let certificateFile: String
            /// The path in `service.keyFile`.
            package let keyFile: String
        }

        /// The host of `service.listen`, an IPv6 address without its brackets.
        package var host: String
        /// The port of `service.listen`; 0 takes a free one.
        package var port: Int
        /// Nil where the console speaks plain HTTP: on this machine alone, or to a proxy on it.
        package var tls: TLS?
        /// `service.publicUrl`: the address that people type; nil where it is not set.
        package var publicURL: BaseURL?
        /// `service.uploads`: the folder in which files wait until they are submitted; nil for one next to the ledger.
        package var uploads: String?
        /// `service.uploadMax`: the largest file that is taken, in bytes.
        package var uploadBytesMax: Int
        /// `service.sessionHours`: how long a person stays signed in, whatever the person does.
        package var sessionLength: Duration
        /// `service.idleMinutes`: how long a person stays signed in without a request.
        package var sessionIdle: Duration

        /// `service.proxies`: addresses and networks of proxies that are believed about where a request comes from; nil
        /// for none.
        package var proxies: String?

        /// Whether people reach the console through TLS, so that cookies are kept out of plain HTTP.
        package var isEncrypted: Bool { tls != nil || publicURL?.text.hasPrefix("https:") ?? false }
    }

    private static let megabyte = 1 << 20

    static func service(_ reader: inout SettingsReader, beside callbacks: Callbacks) -> Service {
        let listen = reader.value(
            .serviceListen, expected: Phrase("an address such as 127.0.0.1:8080 or [::1]:8080"), address)
        let (certificate, key) = (reader.path(.serviceCertificateFile), reader.path(.serviceKeyFile))
        var tls: Service.TLS?
        switch (certificate, key) {
        case (let certificate?, let key?): tls = Service.TLS(certificateFile: certificate, keyFile: key)
        case (nil, nil): break
        case (_, nil): reader.complain(Phrase("service.keyFile is missing: service.certificateFile needs it"))
        case (nil, _): reader.complain(Phrase("service.certificateFile is missing: service.keyFile needs it"))
        }
        let service = Service(
            host: listen?.host ?? "127.0.0.1", port: listen?.port ?? 8080, tls: tls,
            publicURL: reader.value(
                .servicePublicURL, expected: Phrase("an address such as https://salur.example.id"), { BaseURL($0) }),
            uploads: reader.path(.serviceUploads),
            uploadBytesMax: (reader.number(.serviceUploadMax, in: 1...4096) ?? 256) * megabyte,
            sessionLength: .seconds((reader.number(.serviceSessionHours, in: 1...168) ?? 12) * 3600),
            sessionIdle: .seconds((reader.number(.serviceIdleMinutes, in: 5...1440) ?? 60) * 60),
            proxies: reader.value(
                .serviceProxies, expected: Phrase("addresses or networks such as 203.0.113.7, 10.0.0.0/8")
            ) {
                (try? AddressList($0)) == nil ? nil : $0
            })
        if service.port > 0, (service.host, service.port) == (callbacks.host, callbacks.port) {
            reader.complain(Phrase("service.listen is the address of callbacks.listen: set another port"))
        }
        if !isLoopback(service.host), !service.isEncrypted {
            reader.complain(
                Phrase(
                    """
                    service.listen can be reached by other machines, and passwords would cross the network in the \
                    clear: set service.certificateFile and service.keyFile, or service.publicUrl to the https address \
                    of a proxy
                    """))
        }
        return service
    }
}
