internal import AuditTrail
internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import FoundationEssentials
package import Logging
internal import MetricsServer
package import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import Wording

/// Examines settings, keys, token, clock, callback port and ledger: `doctor`. It sends no payment and changes nothing.
package struct Doctor: Sendable {
    /// One thing examined.
    package struct Finding: Sendable {
        /// How well it is.
        package enum Grade: String, Sendable {
            case good
            case warning
            case bad
        }

        package let grade: Grade
        /// What was examined, in a few words.
        package let subject: Phrase
        /// What was found and, unless it is good, what to do.
        package let detail: Phrase
    }

    /// How far the clocks may differ before the bank could refuse our timestamps, in seconds.
    private static let clockSkewMax = 60.0

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// Examines everything; nothing stops it midway.
    package func examine() async -> [Finding] {
        var findings = settings.warnings.map { Finding(grade: .warning, subject: Phrase("settings"), detail: $0) }
        findings.append(bankDirectory())
        findings.append(ledger())
        findings.append(auditKey())
        findings.append(await callbackPort())
        if let metrics = settings.metrics { findings.append(await port(of: metrics)) }
        switch settings.bank {
        case .success(let bank):
            findings.append(
                Finding(
                    grade: .good, subject: Phrase("settings"),
                    detail: Phrase("complete; merchant \(bank.merchantID) at \(bank.baseURL)")))
            findings += await bankAccess()
        case .failure(let error):
            findings += error.problems.map { Finding(grade: .bad, subject: Phrase("settings"), detail: $0.text) }
        }
        return findings
    }

    private func bankDirectory() -> Finding {
        do {
            let banks = try BankDirectory(settings: settings)
            return Finding(
                grade: .good, subject: Phrase("bank directory"),
                detail: Phrase("\(banks.banks.count) banks and e-wallets"))
        } catch {
            return Finding(grade: .bad, subject: Phrase("bank directory"), detail: CommandFailure(error).phrase)
        }
    }

    private func ledger() -> Finding {
        let path = settings.ledgerPath
        guard FileManager.default.fileExists(atPath: path) else {
            return Finding(
                grade: .good, subject: Phrase("ledger"), detail: Phrase("\(path) will be made by the first run"))
        }
        do {
            let ledger = try Ledger(path: path, readOnly: true)
            let batches = try ledger.read { try $0.batches().count }
            return Finding(grade: .good, subject: Phrase("ledger"), detail: Phrase("\(path): \(batches) batches"))
        } catch {
            return Finding(grade: .bad, subject: Phrase("ledger"), detail: CommandFailure(error).phrase)
        }
    }

    private func auditKey() -> Finding {
        guard let key = settings.auditKey?.publicKey else {
            return Finding(
                grade: .good, subject: Phrase("journal"),
                detail: Phrase(
                    """
                    not signed; to have it signed, set audit.privateKeyFile (openssl genpkey -algorithm ed25519 makes \
                    a key)
                    """))
        }
        let fingerprint = key.fingerprint.prefix(16)
        return Finding(grade: .good, subject: Phrase("journal"), detail: Phrase("signed by key \(fingerprint)"))
    }

    private func callbackPort() async -> Finding {
        let address = "\(settings.callbacks.host):\(settings.callbacks.port)"
        guard
            let problem = await PortProbe(host: settings.callbacks.host, port: settings.callbacks.port).problem(logger)
        else {
            let proof = settings.callbacks.proof.rawValue
            return Finding(
                grade: .good, subject: Phrase("callbacks"), detail: Phrase("\(address) is free; proof: \(proof)"))
        }
        return Finding(grade: .bad, subject: Phrase("callbacks"), detail: problem)
    }

    private func port(of metrics: Settings.Metrics) async -> Finding {
        do {
            let server = try await MetricsServer.start(host: metrics.host, port: metrics.port) { "" }
            await server.stop()
            let address = "\(metrics.host):\(metrics.port)"
            return Finding(grade: .good, subject: Phrase("metrics"), detail: Phrase("\(address) is free"))
        } catch {
            return Finding(grade: .bad, subject: Phrase("metrics"), detail: error.phrase)
        }
    }

    private func bankAccess() async -> [Finding] {
        guard let link = try? BankLink(settings) else { return [] }
        let gateway = link.gateway(clock: clock, logger: logger)
        let check = await gateway.checkAccess()
        await gateway.shutdown()
        var findings: [Finding] = []
        if let refusal = check.refusal {
            let detail =
                switch refusal {
                case .tokenRefused(let answer):
                    Phrase(
                        """
                        the bank refuses our client id, key or signature (\(answer.code) \(answer.message)): check \
                        ayoconnect.clientId and ayoconnect.privateKeyFile
                        """)
                case .notConnected(let why), .noToken(let why):
                    Phrase(
                        """
                        \(link.bank.baseURL) gives no token (\(why)): check ayoconnect.baseUrl, ayoconnect.tokenPath \
                        and the network
                        """)
                case .notStarted, .overtaken: Phrase("the check was interrupted")
                }
            findings.append(Finding(grade: .bad, subject: Phrase("token"), detail: detail))
        } else {
            findings.append(Finding(grade: .good, subject: Phrase("token"), detail: Phrase("the bank gave one")))
        }
        if let bankClock = check.bankClock { findings.append(compare(bankClock)) }
        return findings
    }

    private func compare(_ bankClock: Timestamp) -> Finding {
        let seconds = Double((clock.now() - bankClock).wholeMilliseconds) / 1000
        guard abs(seconds) > Self.clockSkewMax else {
            return Finding(grade: .good, subject: Phrase("clock"), detail: Phrase("agrees with the bank's"))
        }
        return Finding(
            grade: .bad, subject: Phrase("clock"),
            detail: Phrase("differs from the bank's by \(Int(seconds)) seconds: set it (timedatectl set-ntp true)"))
    }
}
