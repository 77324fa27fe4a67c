internal import AuditTrail
internal import Ayoconnect
internal import CallbackServer
internal import PayoutCore
internal import PayoutEngine
internal import SNAP
internal import Wording

extension Settings {
    /// Reads the settings: flags over environment over `salur.yaml` over defaults.
    ///
    /// - Parameters:
    ///   - flags: values from the command line for `ledger.path` and `output.directory`.
    ///   - environment: the whole environment of the process.
    ///   - file: the value of `--config`; nil takes `salur.yaml` of the working directory if it is there.
    /// - Throws: ``SettingsError`` with everything that is wrong, except what only the bank needs: ``requireBank()``
    ///   reports that.
    package static func load(
        ledgerPath: String? = nil, outputDirectory: String? = nil, environment: [String: String], file: String?
    ) async throws(SettingsError) -> Settings {
        var flags: [SettingKey: String] = [:]
        flags[.ledgerPath] = ledgerPath
        flags[.outputDirectory] = outputDirectory
        let source = try await SettingsSource(flags: flags, environment: environment, file: file)
        var reader = SettingsReader(source: source)
        let settings = read(&reader, source)
        let problems = source.problems + reader.problems
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
        return settings
    }

    private static let concurrencyMax = 1024
    private static let formats = Phrase("some of csv, xlsx and pain.002, with commas between them")
    private static let windowMax = 100_000
    private static let canaryMax = 1000

    private static func read(_ reader: inout SettingsReader, _ source: SettingsSource) -> Settings {
        let concurrency = reader.number(.concurrency, in: 1...concurrencyMax) ?? 32
        let window = reader.number(.window, in: concurrency...windowMax) ?? 20 * concurrency
        let cutOff = reader.value(.cutOff, expected: Phrase("a window such as 23:30-00:00 (Asia/Jakarta), or none")) {
            $0 == "none" ? CutOff.none : CutOffWindow($0).map { CutOff.window($0) }
        }
        let expireAfter = reader.value(.expireAfter, expected: Phrase("a duration such as 30d, or none")) {
            $0 == "none" ? Expiration.never : SettingsReader.duration($0).map { Expiration.after($0) }
        }
        var bankReader = SettingsReader(source: source)
        let bank = Bank(&bankReader)
        let callbacks = callbacks(&reader)
        var vaultReader = SettingsReader(source: source)
        let vaultKeyFile = vaultKeyFile(&vaultReader)
        let fourEyes: FourEyes = reader.word(.fourEyes, default: .off)
        let strangers = source.strangers.map {
            Phrase("\($0) in the environment is no setting of salur; it is ignored.")
        }
        return Settings(
            callbacks: callbacks, directDebit: DirectDebit(&reader, callbacks), cards: Cards(&reader),
            vaultKeyFile: vaultKeyFile, policy: policy(&reader), concurrency: concurrency, window: window,
            ratePerSecond: reader.number(.ratePerSecond, in: 1...100_000),
            cutOff: (cutOff ?? .window(nil)).window,
            settleTimeout: reader.duration(.settleTimeout, default: .seconds(7200)),
            expireAfter: (expireAfter ?? .after(.seconds(30 * 86_400))).age,
            canary: reader.number(.canary, in: 1...canaryMax) ?? 0,
            failurePercentMax: reader.number(.stopAtFailures, in: 1...99),
            duplicateWindow: reader.duration(.duplicateWindow, default: EngineLimits.duplicateWindowUsual),
            accountChange: reader.word(.accountChange, default: .hold),
            amountChangePercent: reader.number(.amountChange, in: 1...100_000) ?? 50,
            ceilings: ceilings(&reader),
            fourEyes: fourEyes, approvalLevels: approvalLevels(&reader), inboxFolders: inboxFolders(&reader, fourEyes),
            schedules: schedules(&reader, fourEyes), holidaysFile: reader.path(.holidaysFile),
            notify: notify(&reader), banksFile: reader.path(.banksFile),
            noteCharacters: reader.word(.noteCharacters, default: .replace), columns: columns(&reader),
            auditKey: auditKey(&reader),
            metrics: metrics(&reader, beside: callbacks),
            service: service(&reader, beside: callbacks),
            ledgerPath: reader.path(.ledgerPath) ?? "salur.db",
            allowNetworkFileSystem: reader.flag(.allowNetworkFileSystem),
            outputDirectory: reader.path(.outputDirectory) ?? "out", reportsForExcel: reader.flag(.outputExcel),
            reportFormats: reader.value(.outputFormats, expected: formats) { ReportFormat.list($0) } ?? [.csv],
            logFormat: reader.word(.logFormat, default: .text),
            warnings: strangers + reader.warnings + bankReader.warnings + vaultReader.warnings,
            bank: bank.map { .success($0) } ?? .failure(SettingsError(problems: bankReader.problems)))
    }

    private enum CutOff {
        case none
        case window(CutOffWindow?)

        /// The usual window where nothing is set.
        var window: CutOffWindow? {
            switch self {
            case .none: nil
            case .window(let window): window ?? CutOffWindow("23:30-00:00")
            }
        }
    }

    private enum Expiration {
        case never
        case after(Duration)

        var age: Duration? {
            switch self {
            case .never: nil
            case .after(let age): age
            }
        }
    }

    private static func auditKey(_ reader: inout SettingsReader) -> AuditPrivateKey? {
        guard let pem = reader.contents(.auditPrivateKeyFile) else { return nil }
        do {
            return try AuditPrivateKey(pem: pem)
        } catch {
            let key = SettingKey.auditPrivateKeyFile
            reader.complain(Phrase("\(key.rawValue) (\(key.environmentName)): \(error)"))
            return nil
        }
    }

    private static func policy(_ reader: inout SettingsReader) -> PayoutPolicy {
        let usual = PayoutPolicy()
        var policy = PayoutPolicy()
        policy.validationWait = reader.duration(.validationWait, default: usual.validationWait)
        policy.validationAttempts = reader.number(.validationAttempts, in: 1...100) ?? usual.validationAttempts
        policy.transferWait = reader.duration(.transferWait, default: usual.transferWait)
        policy.pollInterval = reader.duration(.pollInterval, default: usual.pollInterval)
        policy.notFoundAfter = reader.duration(.notFoundAfter, default: usual.notFoundAfter)
        policy.names = names(&reader)
        return policy
    }

    /// `checks.nameMatch` is the default for all names that are not the same.
    private static func names(_ reader: inout SettingsReader) -> NamePolicy {
        let usual = reader.word(.nameMatch, default: NameMatch.hold).policy
        var names = usual
        names.same = reader.word(.nameSame, default: usual.same)
        names.close = reader.word(.nameClose, default: usual.close)
        names.different = reader.word(.nameDifferent, default: usual.different)
        names.unavailable = reader.word(.nameNotAvailable, default: usual.unavailable)
        return names
    }

    /// The words of `checks.nameMatch`.
    private enum NameMatch: String, CaseIterable {
        case hold, ignore

        var policy: NamePolicy {
            switch self {
            case .hold: NamePolicy()
            case .ignore: .payAll
            }
        }
    }

    private static func metrics(_ reader: inout SettingsReader, beside callbacks: Callbacks) -> Metrics? {
        let expected = Phrase("an address such as 127.0.0.1:9464 or [::1]:9464")
        let listen = reader.value(.metricsListen, expected: expected) { text in
            address(text).flatMap { $0.port > 0 ? $0 : nil }
        }
        guard let listen else { return nil }
        if listen == (callbacks.host, callbacks.port) {
            reader.complain(Phrase("metrics.listen is the address of callbacks.listen: set another port"))
        }
        return Metrics(host: listen.host, port: listen.port)
    }

    private static func callbacks(_ reader: inout SettingsReader) -> Callbacks {
        let listen = reader.value(.listen, expected: Phrase("an address such as 127.0.0.1:8081 or [::1]:8081"), address)
        let proof: CallbackProofKind = reader.word(.proof, default: .symmetric)
        let allowFrom: String? = reader.value(
            .allowFrom, expected: Phrase("addresses or networks such as 203.0.113.7, 10.0.0.0/8")
        ) {
            (try? AddressList($0)) == nil ? nil : $0
        }
        let pem = reader.contents(.providerPublicKeyFile)
        let key = pem.flatMap { try? SNAPPublicKey(pem: $0) }
        if pem != nil, key == nil {
            reader.complain(
                Phrase("\(SettingKey.providerPublicKeyFile.rawValue): the file holds no RSA public key in PEM form"))
        }
        let callbacks = Callbacks(
            host: listen?.host ?? "127.0.0.1", port: listen?.port ?? 8081, proof: proof, providerPublicKey: key,
            allowFrom: allowFrom,
            publicURL: reader.value(
                .publicURL, expected: Phrase("the address that the bank calls, such as https://pay.example.id"),
                { BaseURL($0) }))
        callbacks.complain(of: proof, .proof, &reader)
        return callbacks
    }

    /// Reads `host:port` and `[IPv6]:port`.
    static func address(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), SettingsReader.isDigits(text[text.index(after: colon)...]),
            let port = Int(text[text.index(after: colon)...]), port <= 65_535
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        return host.isEmpty || host.contains(where: \.isWhitespace) ? nil : (String(host), port)
    }
}
