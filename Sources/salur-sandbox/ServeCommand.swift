import ArgumentParser
import BankSandbox
import FoundationEssentials
import Logging
import PayoutCore
import SNAP

/// `salur-sandbox serve`: a bank for use alone.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run a simulated bank until it is stopped (Ctrl-C or SIGTERM).",
        discussion: """
            Keys and secret are made in --directory, or read from there; the file \
            `environment` in it holds the settings for a client, for a shell to read. The \
            bank's memory lives only as long as this process and is never written down: a \
            client can be killed and started again against the same running bank.

            EXAMPLES
              salur-sandbox serve --listen 127.0.0.1:9090 \\
                --callback-url http://127.0.0.1:8081 --directory sandbox
              . sandbox/environment && salur run --yes payroll.csv
              curl http://127.0.0.1:9090/ledger

            A transfer, debit payment or charge that stays pending (case 35 or 18) is \
            settled by hand, 00 succeeded, 04 refunded or 06 failed:
              curl http://127.0.0.1:9090/control/pending
              curl http://127.0.0.1:9090/control/settle \\
                --data '{"external_id": "...", "status": "00"}'
            """)

    @Option(help: "The address to listen on; port 0 lets the system choose.")
    var listen = AddressArgument(host: "127.0.0.1", port: 0)

    @Option(help: "Where callbacks go; /callbacks/transfer and the like are appended.")
    var callbackUrl: String?

    @Option(help: "Written as soon as the bank listens: JSON with its base URL and the paths of its keys.")
    var readyFile: String?

    @Option(help: "The private folder of keys and secret. (default: a temporary one, removed at the end)")
    var directory: String?

    @OptionGroup var credentials: CredentialOptions
    @OptionGroup var behaviour: BehaviourOptions

    func validate() throws {
        if behaviour.callbacks != .off, callbackUrl == nil {
            throw ValidationError("Say where callbacks go with --callback-url, or use --callbacks off.")
        }
    }

    func run() async throws {
        try await reportingFailures {
            let folder = try directory.map(KeyFolder.init(path:)) ?? KeyFolder.temporary()
            defer { if directory == nil { folder.remove() } }
            var settings = SandboxSettings(
                credentials: try credentials.applied(to: folder.credentials), callbackURL: callbackUrl)
            (settings.listenHost, settings.listenPort) = (listen.host, listen.port)
            try behaviour.apply(to: &settings)
            let stop = StopSignal()
            try await SimulatedBank.withRunning(settings, logger: sandboxLogger()) { _, baseURL in
                try announce(baseURL, folder, settings)
                await stop.wait()
            }
        }
    }

    private func announce(_ baseURL: String, _ folder: KeyFolder, _ settings: SandboxSettings) throws {
        let callbackAddress = settings.callbackURL.map { url in
            String(url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" })
        }
        let environment = ClientEnvironment(
            baseURL: baseURL, callbackAddress: callbackAddress, folder: folder, behaviour: behaviour)
        let environmentFile = folder.path + "/environment"
        try writePrivately(environment.shellLines, to: environmentFile)
        if let readyFile {
            let ready = ReadyFile(
                baseUrl: baseURL, callbackUrl: settings.callbackURL, clientId: settings.credentials.clientID,
                clientSecretFile: folder.clientSecretFile, clientPrivateKeyFile: folder.clientPrivateKeyFile,
                providerPublicKeyFile: folder.providerPublicKeyFile, partnerId: settings.credentials.partnerID,
                merchantId: settings.credentials.merchantID, environmentFile: environmentFile)
            try writePrivately(ready.text(), to: readyFile)
        }
        note("the simulated bank listens on \(baseURL); settings for a client are in \(environmentFile)")
    }
}

/// What `--ready-file` holds.
private struct ReadyFile: Encodable {
    let baseUrl: String
    let callbackUrl: String?
    let clientId: String
    let clientSecretFile: String
    let clientPrivateKeyFile: String
    let providerPublicKeyFile: String
    let partnerId: String
    let merchantId: String
    let environmentFile: String

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

/// Credentials that a client has already; each one replaces what the folder holds.
struct CredentialOptions: ParsableArguments {
    @Option(help: "The client id, 32 letters and digits.")
    var clientId: String?

    @Option(help: "A file with the client secret.")
    var clientSecretFile: String?

    @Option(help: "A file with the client's RSA public key (PEM).")
    var clientPublicKeyFile: String?

    @Option(help: "A file with the RSA private key (PEM) that signs callbacks.")
    var providerPrivateKeyFile: String?

    @Option(help: "The partner id, 6 letters and digits.")
    var partnerId: String?

    @Option(help: "The merchant id, 6 letters and digits.")
    var merchantId: String?

    /// The credentials of the folder with these in their place.
    func applied(to made: SandboxCredentials) throws -> SandboxCredentials {
        var credentials = made
        if let clientId { credentials.clientID = clientId }
        if let partnerId { credentials.partnerID = partnerId }
        if let merchantId { credentials.merchantID = merchantId }
        if let file = clientSecretFile { credentials.clientSecret = Secret(try text(of: file)) }
        if let file = clientPublicKeyFile { credentials.clientPublicKey = try SNAPPublicKey(pem: try text(of: file)) }
        if let file = providerPrivateKeyFile {
            credentials.providerPrivateKey = try SNAPPrivateKey(pem: try text(of: file))
        }
        return credentials
    }

    private func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw KeyFolderError(description: "cannot read \(file): \(systemReason())")
        }
        return String(decoding: data, as: UTF8.self).trimmingSuffix(while: \.isWhitespace)
    }
}

extension String {
    /// The text without the characters at its end that `isTrimmed` holds for.
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }
}
