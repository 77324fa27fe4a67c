package import AuditTrail
package import Ayoconnect
internal import CallbackServer
package import PayoutCore
package import SNAP
package import Wording

/// The settings of a run, parsed strictly (design: settings).
package struct Settings: Sendable {
    /// How to reach the bank and who we are there.
    package typealias Bank = AyoconnectConfiguration

    /// Where callbacks are received and what proves them.
    package struct Callbacks: Sendable {
        /// The host of `callbacks.listen`, an IPv6 address without its brackets.
        package var host: String
        /// The port of `callbacks.listen`; 0 takes a free one.
        package var port: Int
        /// `callbacks.proof`.
        package var proof: CallbackProofKind
        /// The key in the file of `callbacks.providerPublicKeyFile`; always there for the asymmetric proofs.
        package var providerPublicKey: SNAPPublicKey?
        /// Addresses and networks, as written; nil where nothing is set.
        package var allowFrom: String?
        /// `callbacks.publicUrl`: the address that is registered at the bank; nil where it is not set.
        package var publicURL: BaseURL?

        /// Whether only this machine can reach the address.
        package var isLoopback: Bool { Settings.isLoopback(host) }
    }

    /// Where figures are shown.
    package struct Metrics: Sendable {
        /// The host of `metrics.listen`, an IPv6 address without its brackets.
        package var host: String
        /// The port of `metrics.listen`.
        package var port: Int
    }

    /// `callbacks.*`.
    package var callbacks: Callbacks
    /// `directDebit.*`.
    package var directDebit: DirectDebit
    /// `cards.*`.
    package var cards: Cards
    /// The path in `vault.keyFile`, or what is wrong with the file; nil where it is not set.
    package var vaultKeyFile: Result<String, SettingsError>?
    /// The waits and limits of one payout, from `dispatch.*` and `checks.name*`.
    package var policy: PayoutPolicy
    /// `dispatch.concurrency`: calls in flight at most.
    package var concurrency: Int
    /// `dispatch.window`: payouts between their first validation intent and the answer to their transfer at most.
    package var window: Int
    /// `dispatch.ratePerSecond`: calls a second at most; nil for no limit.
    package var ratePerSecond: Int?
    /// `dispatch.cutOff`; nil for `none`.
    package var cutOff: CutOffWindow?
    /// `dispatch.settleTimeout`, counted from the last change.
    package var settleTimeout: Duration
    /// `dispatch.expireAfter`: how long a row may wait unsent before it is cancelled; nil for `none`.
    package var expireAfter: Duration?
    /// `dispatch.canary`; 0 where it is not set.
    package var canary: Int
    /// `dispatch.stopAtFailures`, in percent; nil where it is not set.
    package var failurePercentMax: Int?
    /// `checks.duplicateWindow`.
    package var duplicateWindow: Duration
    /// `checks.accountChange`: what becomes of a known person with another account than before.
    package var accountChange: AccountChange
    /// `checks.amountChange`: from how many percent on an amount counts as changed since the last batch.
    package var amountChangePercent: Int
    /// `limits.*`: the most that may leave.
    package var ceilings: Ceilings
    /// `approval.fourEyes`.
    package var fourEyes: FourEyes
    /// `approval.levels`.
    package var approvalLevels: [ApprovalLevel]
    /// `inbox.folders`: watched folders.
    package var inboxFolders: [InboxFolder]
    /// `schedules`: recurring payments.
    package var schedules: [PaymentSchedule]
    /// `calendar.holidaysFile`: takes the place of the built-in holidays.
    package var holidaysFile: String?
    /// `notify.*`: whom Salur notifies, of what, and how.
    package var notify: Notify
    /// `checks.banksFile`: takes the place of the built-in bank directory.
    package var banksFile: String?
    /// `checks.noteCharacters`.
    package var noteCharacters: NoteCharacters
    /// `columns.*`: names of columns that win over all others.
    package var columns: ColumnMapping
    /// The key in the file of `audit.privateKeyFile`, which signs journals; nil where none is set.
    package var auditKey: AuditPrivateKey?
    /// `metrics.listen`; nil where figures are not shown.
    package var metrics: Metrics?
    /// `service.*`.
    package var service: Service
    /// `ledger.path`.
    package var ledgerPath: String
    /// `ledger.allowNetworkFileSystem`.
    package var allowNetworkFileSystem: Bool
    /// `output.directory`.
    package var outputDirectory: String
    /// `output.excel`: CSV reports that Excel opens in columns by a double click.
    package var reportsForExcel: Bool
    /// `output.formats`.
    package var reportFormats: Set<ReportFormat>
    /// `log.format`: how messages are written to standard error.
    package var logFormat: LogFormat
    /// The language of reports for people; the command knows it, from `--language` or the locale.
    package var language = Language.english
    /// What a person should know, but need not act on.
    package var warnings: [Phrase]
    /// The bank's settings, or all that is wrong with them.
    package var bank: Result<Bank, SettingsError>

    /// The bank's settings, for commands that talk to it.
    ///
    /// - Throws: ``SettingsError`` that names every missing or malformed key.
    package func requireBank() throws(SettingsError) -> Bank { try bank.get() }

    /// Whether `host` is this machine, by its usual name or by an address that no other machine can have.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || IPAddress(host).map { AddressList.loopback.contains($0) } ?? false
    }
}
