import AuditTrail
import Ayoconnect
import FoundationEssentials
import Operations
import PayoutCore
import SNAP
import SalurSettings
import Testing
import Wording

/// Where settings come from, and which place wins.
@Suite struct SettingsOriginTests {
    @Test("Without any setting, everything but the bank has its default") func defaults() async throws {
        let settings = try await SettingsFixture().load()
        #expect(settings.callbacks.host == "127.0.0.1")
        #expect(settings.callbacks.port == 8081)
        #expect(settings.callbacks.proof == .symmetric)
        #expect(settings.callbacks.allowFrom == nil)
        #expect(settings.concurrency == 32)
        #expect(settings.window == 640)
        #expect(settings.ratePerSecond == nil)
        #expect(settings.cutOff == CutOffWindow("23:30-00:00"))
        #expect(settings.settleTimeout == .seconds(2 * 3600))
        #expect(settings.expireAfter == .seconds(30 * 86_400))
        #expect(settings.duplicateWindow == .seconds(6 * 86_400))
        #expect(settings.banksFile == nil)
        #expect(settings.ledgerPath == "salur.db")
        #expect(settings.outputDirectory == "out")
        #expect(settings.policy == PayoutPolicy())
        let bank = try settings.requireBank()
        #expect(bank.tokenPath == "/it/api/v2.0/access-token/b2b")
        #expect(bank.signatureEncoding == .hex)
        #expect(bank.serviceSignature == .asymmetric)
        #expect(settings.service.sessionLength == .seconds(12 * 3600))
        #expect(settings.service.sessionIdle == .seconds(3600))
        #expect(settings.warnings.isEmpty)
    }

    @Test("How long people stay signed in is what the settings say") func sessions() async throws {
        let fixture = try SettingsFixture()
        let settings = try await fixture.load(
            ["SALUR_SERVICE_SESSION_HOURS": "8"], yaml: "service:\n  idleMinutes: 15\n")
        let limits = People(settings: settings, clock: FixedClock()).limits
        #expect(limits == SessionLimits(length: .seconds(8 * 3600), idle: .seconds(15 * 60)))
        for name in ["SALUR_SERVICE_SESSION_HOURS", "SALUR_SERVICE_IDLE_MINUTES"] {
            // The last request is written once a minute, so that a minute is no length.
            for value in ["0", "-1", "1e3", "2000"] {
                await #expect(throws: SettingsError.self, "\(name) \(value)") { try await fixture.load([name: value]) }
            }
        }
    }

    @Test("Flags win over the environment, the environment over the file") func precedence() async throws {
        let fixture = try SettingsFixture()
        let yaml = "ledger:\n  path: file.db\noutput:\n  directory: file-out\ndispatch:\n  concurrency: 5\n"
        let names = ["SALUR_LEDGER_PATH": "environment.db", "SALUR_OUTPUT_DIRECTORY": "environment-out"]
        let flagged = try await fixture.load(names, yaml: yaml, ledgerPath: "flag.db")
        #expect(flagged.ledgerPath == "flag.db")
        #expect(flagged.outputDirectory == "environment-out")
        #expect(flagged.concurrency == 5)
        let filed = try await fixture.load(yaml: yaml)
        #expect(filed.ledgerPath == fixture.folder + "/file.db")
        #expect(filed.outputDirectory == fixture.folder + "/file-out")
    }

    @Test("Empty means unset, everywhere") func empty() async throws {
        let yaml = "ledger:\n  path: \"\"\ndispatch:\n  concurrency:\n  window: ~\ncallbacks:\n"
        let settings = try await SettingsFixture().load(
            ["SALUR_DISPATCH_CUT_OFF": "", "SALUR_UNKNOWN": ""], yaml: yaml, outputDirectory: "")
        #expect(settings.ledgerPath == "salur.db")
        #expect(settings.outputDirectory == "out")
        #expect(settings.concurrency == 32)
        #expect(settings.window == 640)
        #expect(settings.cutOff != nil)
    }

    @Test(
        "A safeguard without a value is refused, and not silently off",
        arguments: [
            ("limits", "row"), ("limits", "batch"), ("limits", "day"), ("limits", "payee"), ("dispatch", "canary"),
            ("dispatch", "stopAtFailures"), ("approval", "fourEyes"),
        ], ["", " \"\"", " ~", " []"])
    func emptySafeguard(_ key: (section: String, name: String), _ value: String) async throws {
        let fixture = try SettingsFixture()
        let yaml = "\(key.section):\n  \(key.name):\(value)\n"
        let problems = try await fixture.problems(yaml: yaml)
        #expect(problems.contains("\(key.section).\(key.name)") && problems.contains("has no value"), "\(problems)")
    }

    @Test("The same by the environment, unless the file has a value") func emptySafeguardInEnvironment() async throws {
        let fixture = try SettingsFixture()
        let empty = ["SALUR_LIMITS_ROW": ""]
        #expect(try await fixture.problems(empty).contains("SALUR_LIMITS_ROW in the environment has no value"))
        let settings = try await fixture.load(empty, yaml: "limits:\n  row: 1000\n")
        #expect(settings.ceilings.row?.whole == 1000)
    }

    @Test("Every key can be set in the file and by the environment") func everyKey() async throws {
        let fixture = try SettingsFixture()
        let values = [
            ("callbacks", "listen", "[::1]:9000"), ("callbacks", "proof", "none"),
            ("callbacks", "allowFrom", "10.0.0.0/8"), ("dispatch", "concurrency", "7"), ("dispatch", "window", "70"),
            ("dispatch", "ratePerSecond", "9"), ("dispatch", "validationWait", "500ms"),
            ("dispatch", "validationAttempts", "2"), ("dispatch", "transferWait", "3s"),
            ("dispatch", "pollInterval", "1m"), ("dispatch", "notFoundAfter", "2h"),
            ("dispatch", "canary", "5"), ("dispatch", "stopAtFailures", "30"),
            ("dispatch", "settleTimeout", "1d"), ("dispatch", "cutOff", "none"), ("dispatch", "expireAfter", "none"),
            ("checks", "nameMatch", "ignore"), ("checks", "nameSame", "hold"), ("checks", "nameClose", "hold"),
            ("checks", "nameDifferent", "reject"),
            ("checks", "duplicateWindow", "30d"), ("checks", "banksFile", "/banks.csv"),
            ("checks", "noteCharacters", "reject"), ("checks", "accountChange", "warn"),
            ("checks", "amountChange", "20"),
            ("limits", "row", "1000"), ("limits", "batch", "2000"), ("limits", "day", "3000"),
            ("limits", "payee", "4000"), ("approval", "fourEyes", "account"), ("ledger", "path", "/l.db"),
            ("output", "directory", "/reports"), ("output", "excel", "true"), ("output", "formats", "csv, xlsx"),
        ]
        let sections = Dictionary(grouping: values) { $0.0 }
        let yaml = sections.map { "\($0):\n" + $1.map { "  \($0.1): \"\($0.2)\"\n" }.joined() }.joined()
        let names = values.map { ("SALUR_\($0.0)_\(Self.snake($0.1))".uppercased(), $0.2) }
        let byFile = try await fixture.load(yaml: yaml)
        let byEnvironment = try await fixture.load(Dictionary(names) { $1 })
        for settings in [byFile, byEnvironment] {
            #expect(settings.callbacks.host == "::1")
            #expect(settings.callbacks.port == 9000)
            #expect(settings.callbacks.proof == .none)
            #expect(settings.callbacks.allowFrom == "10.0.0.0/8")
            #expect(settings.concurrency == 7)
            #expect(settings.window == 70)
            #expect(settings.ratePerSecond == 9)
            #expect(settings.policy.validationWait == .milliseconds(500))
            #expect(settings.policy.validationAttempts == 2)
            #expect(settings.policy.transferWait == .seconds(3))
            #expect(settings.policy.pollInterval == .seconds(60))
            #expect(settings.policy.notFoundAfter == .seconds(7200))
            #expect(settings.settleTimeout == .seconds(86_400))
            #expect(settings.cutOff == nil)
            #expect(settings.canary == 5 && settings.failurePercentMax == 30)
            #expect(settings.expireAfter == nil)
            #expect(settings.accountChange == .warn && settings.amountChangePercent == 20)
            #expect(settings.policy.names.same == .hold)
            #expect(settings.policy.names.close == .hold)
            #expect(settings.policy.names.different == .reject)
            #expect(settings.policy.names.unavailable == .pay, "checks.nameMatch is the default of the others")
            #expect(settings.duplicateWindow == .seconds(30 * 86_400))
            #expect(settings.banksFile == "/banks.csv")
            #expect(settings.noteCharacters == .reject)
            #expect(settings.fourEyes == .account)
            #expect(settings.ceilings.row == Rupiah(1000) && settings.ceilings.batch == Rupiah(2000))
            #expect(settings.ceilings.day == Rupiah(3000) && settings.ceilings.payee == Rupiah(4000))
            #expect(settings.auditKey == nil)
            #expect(settings.ledgerPath == "/l.db")
            #expect(settings.outputDirectory == "/reports")
            #expect(settings.reportsForExcel && settings.reportFormats == [.csv, .xlsx])
        }
    }

    private static func snake(_ key: String) -> String {
        key.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    @Test("A list in the file is the same as values between commas") func lists() async throws {
        let yaml = "callbacks:\n  allowFrom: [203.0.113.7, 10.0.0.0/8]\n"
        #expect(try await SettingsFixture().load(yaml: yaml).callbacks.allowFrom == "203.0.113.7,10.0.0.0/8")
    }

    @Test("Numbers in the file are taken as they are written") func plainScalars() async throws {
        let fixture = try SettingsFixture()
        let yaml = "ayoconnect:\n  merchantId: 001234\n  channelId: 00001\n  latitude: -6.20\n"
        let gone: [String: String?] = [
            "SALUR_AYOCONNECT_MERCHANT_ID": nil, "SALUR_AYOCONNECT_CHANNEL_ID": nil, "SALUR_AYOCONNECT_LATITUDE": nil,
        ]
        let bank = try await fixture.load(gone, yaml: yaml).requireBank()
        #expect(bank.merchantID == "001234")
        #expect(bank.channelID == "00001")
        #expect(bank.latitude == "-6.20")
    }

    @Test("A file that was asked for must be there; comments alone are fine") func files() async throws {
        let fixture = try SettingsFixture()
        _ = try await fixture.load(yaml: "")
        _ = try await fixture.load(yaml: "# ledger:\n#   path: x\n")
        await #expect(throws: SettingsError.self) {
            try await Settings.load(environment: [:], file: fixture.folder + "/missing.yaml")
        }
    }

    @Test("Files are found beside the settings file that names them") func relativeFiles() async throws {
        let fixture = try SettingsFixture()
        try fixture.write("secret.txt", SettingsFixture.secret + "\n")
        let yaml = "ayoconnect:\n  clientSecretFile: secret.txt\n  privateKeyFile: key.pem\n"
        let gone: [String: String?] = [
            "SALUR_AYOCONNECT_CLIENT_SECRET": nil, "SALUR_AYOCONNECT_PRIVATE_KEY_FILE": nil,
        ]
        let bank = try await fixture.load(gone, yaml: yaml).requireBank()
        #expect(bank.clientSecret.reveal() == SettingsFixture.secret)
    }

    @Test("A key for the journal is read, and a wrong one is refused without showing it") func auditKey() async throws {
        let fixture = try SettingsFixture()
        let key = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
        let yaml = "audit:\n  privateKeyFile: audit-key.pem\n"
        try fixture.write(
            "audit-key.pem", "-----BEGIN PRIVATE KEY-----\r\n\(key)\r\n-----END PRIVATE KEY-----\r\n")
        let settings = try await fixture.load(yaml: yaml)
        #expect(settings.auditKey?.publicKey.fingerprint.count == 64)
        #expect(!"\(settings)".contains(key) && "\(settings)".contains("<redacted>"))
        for wrong in ["", "-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----", key] {
            try fixture.write("audit-key.pem", wrong)
            let error = await #expect(throws: SettingsError.self) { try await fixture.load(yaml: yaml) }
            let text = try #require(error).description
            #expect(text.contains("audit.privateKeyFile") && !text.contains(key))
        }
    }

    @Test("The sample settings load: short waits, and no cut-off") func sample() async throws {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let fixture = try SettingsFixture()
        let settings = try await Settings.load(
            environment: fixture.environment, file: root.appending(path: "Samples/salur.yaml").path)
        #expect(settings.cutOff == nil)
        #expect(settings.policy.transferWait <= .seconds(5))
        #expect(settings.policy.notFoundAfter <= .seconds(10))
        _ = try settings.requireBank()
    }

    @Test("The template loads, and each commented line in it is a default") func template() async throws {
        let fixture = try SettingsFixture()
        let settings = try await fixture.load(yaml: SettingsTemplate.text)
        #expect(settings.ledgerPath == fixture.folder + "/salur.db")
        let active = SettingsTemplate.text.split(separator: "\n").map { line -> Substring in
            let key = line.drop { $0 == " " }
            let isSetting = key.firstMatch(of: /^# [a-z]\w+:( [^ ]+)?( +#.*)?$/) != nil
            // The key of the bank is needed for other proofs alone, that of the journal is a person's to make, and the
            // bank gives a secret for cards alone to few. Nobody is notified unless addresses are set.
            let isMadeLater =
                key.contains("providerPublicKeyFile") || line.contains("audit-key.pem")
                || line.contains("cards-client-secret.txt") || line.contains("example.co.id")
                || line.contains("webhook-secret.txt")
            guard isSetting, !isMadeLater else { return line }
            return line.prefix(line.count - key.count) + key.dropFirst(2)
        }.joined(separator: "\n")
        #expect(active != SettingsTemplate.text)
        let activated = try await fixture.load(yaml: active)
        #expect(activated.policy == settings.policy)
        #expect(activated.concurrency == settings.concurrency)
        #expect(activated.window == settings.window)
        #expect(activated.ratePerSecond == settings.ratePerSecond)
        #expect(activated.cutOff == settings.cutOff)
        #expect(activated.settleTimeout == settings.settleTimeout)
        #expect(activated.expireAfter == settings.expireAfter)
        #expect(activated.duplicateWindow == settings.duplicateWindow)
        #expect(activated.fourEyes == settings.fourEyes)
        #expect(activated.callbacks.host == settings.callbacks.host)
        #expect(activated.callbacks.port == settings.callbacks.port)
        #expect(activated.callbacks.proof == settings.callbacks.proof)
        #expect(activated.directDebit.prefix == settings.directDebit.prefix)
        #expect(activated.directDebit.callbackProof == settings.directDebit.callbackProof)
        #expect(activated.directDebit.allowsOTP == settings.directDebit.allowsOTP)
        #expect(activated.cards.prefix == settings.cards.prefix)
        #expect(activated.cards.tokenPath == settings.cards.tokenPath)
    }

    @Test("The template, as it is written, only lacks what the bank must tell") func freshTemplate() async throws {
        let fixture = try SettingsFixture()
        let file = try fixture.write("fresh.yaml", SettingsTemplate.text)
        let settings = try await Settings.load(environment: [:], file: file)
        let error = #expect(throws: SettingsError.self) { try settings.requireBank() }
        let text = try #require(error).description
        for key in ["clientId", "partnerId", "merchantId", "channelId", "latitude", "longitude", "ipAddress"] {
            #expect(text.contains("ayoconnect.\(key) ("), "\(key)")
        }
    }
}
