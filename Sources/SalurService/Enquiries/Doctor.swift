internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import FoundationEssentials
package import Logging
package import PayoutCore
internal import PayoutLedger
internal import PayoutRules

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
        package let subject: String
        /// What was found and, unless it is good, what to do.
        package let detail: String
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
        var findings = settings.warnings.map { Finding(grade: .warning, subject: "settings", detail: $0) }
        findings.append(bankDirectory())
        findings.append(ledger())
        findings.append(await callbackPort())
        switch settings.bank {
        case .success(let bank):
            findings.append(
                Finding(
                    grade: .good, subject: "settings",
                    detail: "complete; merchant \(bank.merchantID) at \(bank.baseURL)"))
            findings += await bankAccess()
        case .failure(let error):
            findings += error.problems.map { Finding(grade: .bad, subject: "settings", detail: $0.text) }
        }
        return findings
    }

    private func bankDirectory() -> Finding {
        do {
            let banks = try BankDirectory(settings: settings)
            return Finding(grade: .good, subject: "bank directory", detail: "\(banks.banks.count) banks and e-wallets")
        } catch {
            return Finding(grade: .bad, subject: "bank directory", detail: "\(error)")
        }
    }

    private func ledger() -> Finding {
        let path = settings.ledgerPath
        guard FileManager.default.fileExists(atPath: path) else {
            return Finding(grade: .good, subject: "ledger", detail: "\(path) will be made by the first run")
        }
        do {
            let ledger = try Ledger(path: path, readOnly: true)
            let batches = try ledger.read { try $0.batches().count }
            return Finding(grade: .good, subject: "ledger", detail: "\(path): \(batches) batches")
        } catch {
            return Finding(grade: .bad, subject: "ledger", detail: "\(error)")
        }
    }

    private func callbackPort() async -> Finding {
        let address = "\(settings.callbacks.host):\(settings.callbacks.port)"
        guard
            let problem = await PortProbe(host: settings.callbacks.host, port: settings.callbacks.port).problem(logger)
        else {
            let proof = settings.callbacks.proof.rawValue
            return Finding(grade: .good, subject: "callbacks", detail: "\(address) is free; proof: \(proof)")
        }
        return Finding(grade: .bad, subject: "callbacks", detail: problem)
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
                    "the bank refuses our client id, key or signature (\(answer.code) \(answer.message)): check "
                        + "ayoconnect.clientId and ayoconnect.privateKeyFile"
                case .notConnected(let why), .noToken(let why):
                    "\(link.bank.baseURL) gives no token (\(why)): check ayoconnect.baseUrl, ayoconnect.tokenPath and "
                        + "the network"
                case .notStarted: "the check was interrupted"
                }
            findings.append(Finding(grade: .bad, subject: "token", detail: detail))
        } else {
            findings.append(Finding(grade: .good, subject: "token", detail: "the bank gave one"))
        }
        if let bankClock = check.bankClock { findings.append(compare(bankClock)) }
        return findings
    }

    private func compare(_ bankClock: Timestamp) -> Finding {
        let seconds = Double((clock.now() - bankClock).wholeMilliseconds) / 1000
        guard abs(seconds) > Self.clockSkewMax else {
            return Finding(grade: .good, subject: "clock", detail: "agrees with the bank's")
        }
        return Finding(
            grade: .bad, subject: "clock",
            detail: "differs from the bank's by \(Int(seconds)) seconds: set it (timedatectl set-ntp true)")
    }
}
