package import Ayoconnect
package import PayoutCore
package import SNAP

/// The settings of a run, parsed strictly (design: settings).
package struct Settings: Sendable {
    /// How to reach the bank and who we are there.
    package struct Bank: Sendable {
        package var baseURL: BaseURL
        package var tokenPath: String
        package var clientID: String
        package var clientSecret: Secret
        package var privateKey: SNAPPrivateKey
        package var partnerID: String
        package var merchantID: String
        package var channelID: String
        package var latitude: String
        package var longitude: String
        package var ipAddress: String
        package var signatureEncoding: SignatureEncoding
        package var serviceSignature: ServiceSignature
    }

    /// Where callbacks are received and what proves them.
    package struct Callbacks: Sendable {
        package var host: String
        package var port: Int
        package var proof: CallbackProofKind
        package var providerPublicKey: SNAPPublicKey?
        /// Addresses and networks, as written; nil where nothing is set.
        package var allowFrom: String?

        /// Whether only this machine can reach the address.
        package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
    }

    package var callbacks: Callbacks
    package var policy: PayoutPolicy
    package var concurrency: Int
    package var window: Int
    package var ratePerSecond: Int?
    package var cutOff: CutOffWindow?
    package var settleTimeout: Duration
    package var duplicateWindow: Duration
    package var banksFile: String?
    package var ledgerPath: String
    package var outputDirectory: String
    /// What a person should know, but need not act on.
    package var warnings: [String]
    /// The bank's settings, or all that is wrong with them.
    package var bank: Result<Bank, SettingsError>

    /// The bank's settings, for commands that talk to it.
    ///
    /// - Throws: ``SettingsError`` that names every missing or malformed key.
    package func requireBank() throws(SettingsError) -> Bank { try bank.get() }
}
