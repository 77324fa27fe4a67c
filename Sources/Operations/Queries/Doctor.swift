internal import AuditTrail
internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import Delivery
internal import FoundationEssentials
package import Logging
internal import MetricsServer
package import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import SalurSettings
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

    /// How far the clocks may differ before the bank could refuse our timestamps.
    static let clockSkewMax = Duration.seconds(60)

    let settings: Settings
    let clock: any WallClock
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
        findings += ledger()
        findings.append(auditKey())
        findings += vault()
        findings += notifications()
        findings.append(await callbackPort())
        findings += [lastCallback(), await publicAddress()].compactMap { $0 }
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

    private func ledger() -> [Finding] {
        let path = settings.ledgerPath
        if let refusal = settings.ledgerRefusal {
            return [Finding(grade: .bad, subject: Phrase("ledger"), detail: refusal)]
        }
        if let system = FileSystem.of(path), system.isRemote {
            return [
                Finding(
                    grade: .warning, subject: Phrase("ledger"),
                    detail: Phrase(
                        """
                        \(path) lies on a network file system (\(system.name)), which is allowed \
                        (ledger.allowNetworkFileSystem): no other machine may use it
                        """))
            ]
        }
        guard FileManager.default.fileExists(atPath: path) else {
            return [
                Finding(
                    grade: .good, subject: Phrase("ledger"), detail: Phrase("\(path) will be made by the first run"))
            ]
        }
        do {
            let ledger = try Ledger(path: path, readOnly: true)
            let (batches, backedUpAt) = try ledger.read {
                (try $0.batches().count, try $0.lastEvent(ofKind: LedgerBackup.eventKind))
            }
            let found = Finding(
                grade: .good, subject: Phrase("ledger"), detail: Phrase("\(path): \(batches) batches"))
            return batches == 0 ? [found] : [found, backup(madeAt: backedUpAt)]
        } catch {
            return [Finding(grade: .bad, subject: Phrase("ledger"), detail: CommandFailure(error).phrase)]
        }
    }

    /// How old a backup may be before somebody should ask why.
    private static let backupAgeMax = Duration.seconds(7 * 86_400)

    private func backup(madeAt moment: Timestamp?) -> Finding {
        let subject = Phrase("backup")
        guard let moment else {
            return Finding(
                grade: .warning, subject: subject,
                detail: Phrase("no backup of the ledger was made with \"salur backup\"; nothing else replaces it"))
        }
        let age = clock.now() - moment
        let made = JakartaTime(moment).toTheMinute
        guard age > Self.backupAgeMax else {
            return Finding(grade: .good, subject: subject, detail: Phrase("the last one was made on \(made)"))
        }
        return Finding(
            grade: .warning, subject: subject,
            detail: Phrase("the last one was made on \(made); have \"salur backup\" run every night"))
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

    /// Nothing is said where no key is set: payouts need none.
    private func vault() -> [Finding] {
        switch settings.vaultKeyFile {
        case nil: []
        case .success(let path): [vault(path)]
        case .failure(let error):
            error.problems.map { Finding(grade: .bad, subject: Phrase("vault"), detail: $0.text) }
        }
    }

    private func vault(_ path: String) -> Finding {
        let file = settings.ledgerPath
        do {
            let vault = try CustomerVault(VaultKeyFile(path: path))
            if settings.ledgerRefusal == nil, FileManager.default.fileExists(atPath: file) {
                try vault.requireKey(of: try Ledger(path: file, readOnly: true))
            }
        } catch {
            return Finding(grade: .bad, subject: Phrase("vault"), detail: CommandFailure(error).phrase)
        }
        return Finding(grade: .good, subject: Phrase("vault"), detail: Phrase("the key is in \(path)"))
    }

    /// Nothing is said where nobody is notified. No mail is sent: only a person can see whether it arrives.
    private func notifications() -> [Finding] {
        var findings: [Finding] = []
        if let mail = settings.notify.mail {
            let isThere = MailCommand(program: mail.command, arguments: mail.arguments).isThere
            findings.append(
                Finding(
                    grade: isThere ? .good : .bad, subject: Phrase("notifications"),
                    detail: isThere
                        ? Phrase("mails leave through \(mail.command)")
                        : Phrase(
                            """
                            \(mail.command) is missing or cannot be started, so no mail leaves: install a mail program \
                            such as msmtp, or set notify.mailCommand
                            """)))
        }
        if let webhook = settings.notify.webhook {
            findings.append(
                Finding(
                    grade: .good, subject: Phrase("notifications"), detail: Phrase("webhook at \(webhook.url)")))
        }
        return findings
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
        return access(check, link) + (await certificates(check, link))
    }
}
