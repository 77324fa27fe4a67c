import AsyncHTTPClient
import BankSandbox
import Logging
import PayoutCore
import SNAP

/// A bank, its client and the client's callback server, all in this process and over real HTTP.
struct TestWorld: Sendable {
    let bank: SimulatedBank
    let client: TestClient
    let receiver: CallbackReceiver
    let clock: TestClock

    /// Runs `body` against a bank without delays. `change` may change its settings before it starts.
    static func run(
        _ change: (inout SandboxSettings) -> Void = { _ in }, _ body: (TestWorld) async throws -> Void
    ) async throws {
        try await CallbackReceiver.withRunning { receiver, callbackURL in
            let credentials = SandboxCredentials(
                clientID: TestClient.clientID, clientSecret: Secret(TestClient.secret),
                partnerID: TestClient.partnerID, merchantID: TestClient.merchantID,
                clientPublicKey: try TestClient.privateKey.get().publicKey,
                providerPrivateKey: try TestClient.providerKey.get())
            var settings = SandboxSettings(credentials: credentials, callbackURL: callbackURL)
            let clock = TestClock()
            settings.clock = clock
            settings.timing.validationDelay = .zero ... .zero
            settings.timing.transferDelay = .zero ... .zero
            settings.timing.callbackRetryDelay = .zero
            settings.timing.inquiryIntervalMin = .zero
            change(&settings)
            var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            configuration.httpVersion = .http1Only
            let http = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
            do {
                try await SimulatedBank.withRunning(settings, logger: Logger(label: "bank")) { bank, baseURL in
                    let client = TestClient(http: http, baseURL: baseURL, settings: settings, receiver: receiver)
                    try await body(TestWorld(bank: bank, client: client, receiver: receiver, clock: clock))
                }
            } catch {
                try await http.shutdown()
                throw error
            }
            try await http.shutdown()
        }
    }

    /// Asks for the status until it is `expected`; gives up after very many answers, not after a time.
    func waitForStatus(_ expected: String, _ externalID: String, _ partnerReferenceNo: String) async throws -> Bool {
        for _ in 0..<20_000 {
            if try await client.status(externalID) == expected { return true }
        }
        return false
    }
}
