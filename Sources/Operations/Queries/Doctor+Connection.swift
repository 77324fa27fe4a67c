internal import Ayoconnect
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

// What `doctor` finds out about the way to the bank, and about the certificates on the way there and back.
extension Doctor {
    /// The clock and the token, in the order in which they have to be put right: a wrong clock makes a bank refuse what
    /// is signed with the right key.
    func access(_ check: AccessCheck, _ link: BankLink) -> [Finding] {
        let clockFinding = check.bankClock.map(compare)
        let tokenFinding = token(check, link, clockIsWrong: clockFinding?.grade == .bad)
        return [clockFinding, tokenFinding].compactMap { $0 }
    }

    private func token(_ check: AccessCheck, _ link: BankLink, clockIsWrong: Bool) -> Finding {
        guard let refusal = check.refusal else {
            return Finding(grade: .good, subject: Phrase("token"), detail: Phrase("the bank gave one"))
        }
        let detail =
            switch refusal {
            case .tokenRefused(let answer) where clockIsWrong:
                Phrase(
                    """
                    the bank refuses our client id, key or signature (\(answer.code) \(answer.message)): set the clock \
                    first, then check ayoconnect.clientId and ayoconnect.privateKeyFile
                    """)
            case .tokenRefused(let answer):
                Phrase(
                    """
                    the bank refuses our client id, key or signature (\(answer.code) \(answer.message)): check \
                    ayoconnect.clientId and ayoconnect.privateKeyFile
                    """)
            case .notConnected(let why), .noToken(let why):
                check.trouble.map { words($0, link) }
                    ?? Phrase(
                        """
                        \(link.bank.baseURL) gives no token (\(why)): check ayoconnect.baseUrl, ayoconnect.tokenPath \
                        and the network
                        """)
            case .notStarted, .connectionEnded, .overtaken: Phrase("the check was interrupted")
            }
        return Finding(grade: .bad, subject: Phrase("token"), detail: detail)
    }

    private func words(_ trouble: ConnectionTrouble, _ link: BankLink) -> Phrase {
        let bank = link.bank.baseURL.text
        if let proxy = link.bank.transport.proxy, let words = words(trouble, proxy) { return words }
        return switch trouble {
        case .nameUnknown: Phrase("the host of \(bank) is not known: check ayoconnect.baseUrl and the name server")
        case .refused, .proxySilent, .proxyRefuses, .proxyWantsPassword:
            Phrase("no connection to \(bank): check ayoconnect.baseUrl, the network, and whether a proxy is needed")
        case .tooSlow:
            Phrase("connecting to \(bank) takes too long: check the network, and whether a proxy is needed")
        case .certificateUntrusted:
            Phrase(
                """
                the certificate of \(bank) is signed by an authority that is not trusted here, or it has expired: if \
                the bank or your company has an authority of its own, set ayoconnect.caFile to its certificate
                """)
        case .certificateOfAnotherHost:
            Phrase("the certificate of \(bank) is that of another host: check ayoconnect.baseUrl")
        case .clientCertificateMissing:
            Phrase(
                """
                \(bank) wants a client certificate: set ayoconnect.clientCertificateFile and ayoconnect.clientKeyFile
                """)
        case .clientCertificateRefused:
            Phrase(
                """
                \(bank) does not accept our client certificate: check ayoconnect.clientCertificateFile, and ask the \
                bank which authority has to sign it
                """)
        case .handshakeFailed: Phrase("no TLS with \(bank): check ayoconnect.baseUrl, and whether it takes https")
        }
    }

    private func words(_ trouble: ConnectionTrouble, _ proxy: BankProxy) -> Phrase? {
        switch trouble {
        case .nameUnknown, .refused, .tooSlow:
            Phrase("no connection through the proxy \(proxy.address): check ayoconnect.proxy (or HTTPS_PROXY)")
        case .proxySilent: Phrase("the proxy \(proxy.address) does not answer: check ayoconnect.proxy (or HTTPS_PROXY)")
        case .proxyWantsPassword:
            Phrase(
                """
                the proxy \(proxy.address) wants another user or password (407): write ayoconnect.proxy as \
                http://USER:PASSWORD@HOST:PORT
                """)
        case .proxyRefuses:
            Phrase(
                """
                the proxy \(proxy.address) refuses to connect to the bank: ask those who run it to let \
                ayoconnect.baseUrl through
                """)
        case .certificateUntrusted, .certificateOfAnotherHost, .clientCertificateMissing, .clientCertificateRefused,
            .handshakeFailed:
            nil
        }
    }

    private func compare(_ bankClock: Timestamp) -> Finding {
        let lead = clock.now() - bankClock
        guard lead > Self.clockSkewMax || .zero - lead > Self.clockSkewMax else {
            return Finding(grade: .good, subject: Phrase("clock"), detail: Phrase("agrees with the bank's"))
        }
        return Finding(
            grade: .bad, subject: Phrase("clock"),
            detail: Phrase("\(ClockDifference(lead: lead).words): set it (timedatectl set-ntp true)"))
    }

    // MARK: Certificates

    /// How long the certificates of the bank and of our own are good.
    func certificates(_ check: AccessCheck, _ link: BankLink) async -> [Finding] {
        var findings: [Finding] = []
        if let endsAt = await bankCertificateEnd(check, link) {
            findings.append(finding(Phrase("certificate of the bank"), endsAt))
        }
        if let certificate = link.bank.transport.clientCertificate {
            findings.append(finding(Phrase("client certificate"), certificate.endsAt))
        }
        return findings
    }

    /// An expired certificate ends the connection before it is seen, so it is looked at without trusting it.
    private func bankCertificateEnd(_ check: AccessCheck, _ link: BankLink) async -> Timestamp? {
        if let endsAt = check.certificateEndsAt { return endsAt }
        guard check.trouble == .certificateUntrusted, link.bank.transport.proxy == nil,
            let probe = CertificateProbe(link.bank.baseURL)
        else { return nil }
        return try? await probe.look().get()
    }

    /// How long the certificate of our public callback address is good, and whether it can be reached at all.
    func publicAddress() async -> Finding? {
        guard let url = settings.callbacks.publicURL else { return nil }
        guard let probe = CertificateProbe(url) else {
            return Finding(
                grade: .warning, subject: Phrase("callback address"),
                detail: Phrase("\(url) is not https: anyone on the way can read what the bank says about payments"))
        }
        switch await probe.look() {
        case .success(let endsAt): return finding(Phrase("certificate of the callback address"), endsAt)
        case .failure(.noTLS):
            return Finding(
                grade: .bad, subject: Phrase("callback address"),
                detail: Phrase("\(url) does not speak TLS: the bank cannot call it"))
        case .failure(.trouble):
            return Finding(
                grade: .warning, subject: Phrase("callback address"),
                detail: Phrase(
                    "\(url) cannot be reached from this machine: check callbacks.publicUrl, or try it from outside"))
        }
    }

    private func finding(_ subject: Phrase, _ endsAt: Timestamp) -> Finding {
        let life = CertificateLife(endsAt: endsAt, now: clock.now())
        return Finding(grade: life.grade, subject: subject, detail: life.words)
    }

    // MARK: Callbacks

    /// When the bank last called us with a proof that held; nil without a ledger that can be read.
    func lastCallback() -> Finding? {
        guard let ledger = try? Ledger(path: settings.ledgerPath, readOnly: true),
            let last = try? ledger.read({ reader in (try reader.lastCallback(), try reader.batches().isEmpty) })
        else { return nil }
        switch last {
        case (.some(let moment), _):
            return Finding(
                grade: .good, subject: Phrase("last callback"),
                detail: Phrase("a proven one came on \(moment.iso8601)"))
        case (nil, true): return nil
        case (nil, false):
            return Finding(
                grade: .warning, subject: Phrase("last callback"),
                detail: Phrase("none has ever come: check the addresses that are registered at the bank"))
        }
    }
}
