/// Every setting there is. The raw value is the key in `salur.yaml`; the name in the environment is `SALUR_` and the
/// key in upper snake case (design: settings).
enum SettingKey: String, CaseIterable, Sendable {
    case baseURL = "ayoconnect.baseUrl"
    case tokenPath = "ayoconnect.tokenPath"
    case clientID = "ayoconnect.clientId"
    case clientSecret = "ayoconnect.clientSecret"
    case clientSecretFile = "ayoconnect.clientSecretFile"
    case privateKeyFile = "ayoconnect.privateKeyFile"
    case partnerID = "ayoconnect.partnerId"
    case merchantID = "ayoconnect.merchantId"
    case channelID = "ayoconnect.channelId"
    case latitude = "ayoconnect.latitude"
    case longitude = "ayoconnect.longitude"
    case ipAddress = "ayoconnect.ipAddress"
    case signatureEncoding = "ayoconnect.signatureEncoding"
    case serviceSignature = "ayoconnect.serviceSignature"
    case inquiryExternalID = "ayoconnect.inquiryExternalId"
    case caFile = "ayoconnect.caFile"
    case clientCertificateFile = "ayoconnect.clientCertificateFile"
    case clientKeyFile = "ayoconnect.clientKeyFile"
    case proxy = "ayoconnect.proxy"
    case directDebitPrefix = "directDebit.prefix"
    case directDebitProof = "directDebit.callbackProof"
    case directDebitAllowOTP = "directDebit.allowOtp"
    case directDebitSuccessURL = "directDebit.successUrl"
    case directDebitFailureURL = "directDebit.failureUrl"
    case cardsBaseURL = "cards.baseUrl"
    case cardsPrefix = "cards.prefix"
    case cardsTokenPath = "cards.tokenPath"
    case cardsClientID = "cards.clientId"
    case cardsClientSecret = "cards.clientSecret"
    case cardsClientSecretFile = "cards.clientSecretFile"
    case cardsRedirectURL = "cards.redirectUrl"
    case vaultKeyFile = "vault.keyFile"
    case listen = "callbacks.listen"
    case proof = "callbacks.proof"
    case providerPublicKeyFile = "callbacks.providerPublicKeyFile"
    case allowFrom = "callbacks.allowFrom"
    case publicURL = "callbacks.publicUrl"
    case concurrency = "dispatch.concurrency"
    case window = "dispatch.window"
    case ratePerSecond = "dispatch.ratePerSecond"
    case validationWait = "dispatch.validationWait"
    case validationAttempts = "dispatch.validationAttempts"
    case transferWait = "dispatch.transferWait"
    case pollInterval = "dispatch.pollInterval"
    case notFoundAfter = "dispatch.notFoundAfter"
    case settleTimeout = "dispatch.settleTimeout"
    case expireAfter = "dispatch.expireAfter"
    /// How many rows at the beginning of a batch must succeed before others are sent.
    case canary = "dispatch.canary"
    /// The share of failures, in percent, at which a batch stops.
    case stopAtFailures = "dispatch.stopAtFailures"
    case cutOff = "dispatch.cutOff"
    case nameMatch = "checks.nameMatch"
    case nameSame = "checks.nameSame"
    case nameClose = "checks.nameClose"
    case nameDifferent = "checks.nameDifferent"
    case nameNotAvailable = "checks.nameNotAvailable"
    case duplicateWindow = "checks.duplicateWindow"
    case accountChange = "checks.accountChange"
    case amountChange = "checks.amountChange"
    case banksFile = "checks.banksFile"
    case noteCharacters = "checks.noteCharacters"
    case columnReference = "columns.reference"
    case columnBankCode = "columns.bankCode"
    case columnAccountNumber = "columns.accountNumber"
    case columnAccountName = "columns.accountName"
    case columnAmount = "columns.amount"
    case columnNote = "columns.note"
    case columnCurrency = "columns.currency"
    case columnEmail = "columns.email"
    case columnCustomer = "columns.customer"
    case columnPaymentReference = "columns.paymentReference"
    /// Rupiah that one row may ask for; a row above it is held when its file is submitted.
    case limitRow = "limits.row"
    /// Rupiah that the rows of one batch may ask for, without the rejected ones; a batch above it is not approved.
    case limitBatch = "limits.batch"
    /// Rupiah that all payouts of the ledger may send on one day in Jakarta, counting what is pending or succeeded.
    case limitDay = "limits.day"
    /// The same for all payouts to one account, whatever batch they are in.
    case limitPayee = "limits.payee"
    case fourEyes = "approval.fourEyes"
    /// How many accounts approve what asks for more than an amount: a list of tables.
    case approvalLevels = "approval.levels"
    /// The watched folders: a list of tables.
    case inboxFolders = "inbox.folders"
    /// Recurring payments: a list of tables.
    case schedules = "schedules"
    /// Takes the place of the built-in holidays.
    case holidaysFile = "calendar.holidaysFile"
    case notifyMailTo = "notify.mailTo"
    case notifyMailFrom = "notify.mailFrom"
    case notifyMailCommand = "notify.mailCommand"
    case notifyMailArguments = "notify.mailArguments"
    case notifyWebhookURL = "notify.webhookUrl"
    case notifyWebhookSecret = "notify.webhookSecret"
    case notifyWebhookSecretFile = "notify.webhookSecretFile"
    case notifyKinds = "notify.kinds"
    case notifyDelay = "notify.delay"
    case notifyBalanceAt = "notify.balanceAt"
    case notifyDigestAt = "notify.digestAt"
    case notifyLanguage = "notify.language"
    /// Whether a payee whose row has an e-mail address gets a receipt.
    case notifyReceipts = "notify.receipts"
    /// Who pays, as receipts say it.
    case notifyCompany = "notify.company"
    case auditPrivateKeyFile = "audit.privateKeyFile"
    case metricsListen = "metrics.listen"
    case serviceListen = "service.listen"
    /// A certificate chain in PEM form: then the console speaks TLS.
    case serviceCertificateFile = "service.certificateFile"
    case serviceKeyFile = "service.keyFile"
    /// The address that people type, where a proxy stands before the service.
    case servicePublicURL = "service.publicUrl"
    /// Proxies that are believed about where a request comes from.
    case serviceProxies = "service.proxies"
    case serviceUploads = "service.uploads"
    /// In megabytes.
    case serviceUploadMax = "service.uploadMax"
    case serviceSessionHours = "service.sessionHours"
    case serviceIdleMinutes = "service.idleMinutes"
    case ledgerPath = "ledger.path"
    case allowNetworkFileSystem = "ledger.allowNetworkFileSystem"
    case outputDirectory = "output.directory"
    case outputExcel = "output.excel"
    case outputFormats = "output.formats"
    /// How messages are written to standard error: as text for people, or as JSON for programs.
    case logFormat = "log.format"

    /// The name in the environment, such as `SALUR_AYOCONNECT_BASE_URL`.
    var environmentName: String { Self.environmentName(of: rawValue) }

    private static func environmentName(of key: some StringProtocol) -> String {
        var name = "SALUR_"
        for character in key {
            if character == "." {
                name.append("_")
            } else {
                if character.isUppercase { name.append("_") }
                name.append(character.uppercased())
            }
        }
        return name
    }

    /// Whether its value must never be shown.
    var isSecret: Bool { [.clientSecret, .cardsClientSecret, .proxy, .notifyWebhookSecret].contains(self) }

    /// Whether it bounds what can go wrong and is off unless set: then it must not stand there without a value, as
    /// where the number was forgotten.
    var isSafeguard: Bool {
        [.limitRow, .limitBatch, .limitDay, .limitPayee, .canary, .stopAtFailures, .fourEyes, .approvalLevels]
            .contains(self)
    }

    /// Whether it names a file that nobody else should be able to read.
    var isSecretFile: Bool {
        [
            .clientSecretFile, .privateKeyFile, .auditPrivateKeyFile, .clientKeyFile, .cardsClientSecretFile,
            .vaultKeyFile, .serviceKeyFile, .notifyWebhookSecretFile,
        ]
        .contains(self)
    }

    /// Whether it is a list of tables, each with settings of its own.
    var isTables: Bool { self == .inboxFolders || self == .schedules || self == .approvalLevels }

    /// The first part of every key, as it begins a name in the environment.
    static let environmentSections = Set(
        allCases.map { environmentName(of: $0.rawValue.prefix { $0 != "." }) + "_" })
}
