import AsyncHTTPClient
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
package import PayoutCore
import ServiceLifecycle

/// Why the simulated bank did not start.
package enum SandboxStartError: Error, Equatable, CustomStringConvertible {
    /// Another program listens on this address.
    case addressInUse(host: String, port: Int)
    /// The callback address is not `http://HOST[:PORT][/PATH]`.
    case callbackURL(String)
    /// The chosen proof needs the provider's private key.
    case providerKeyMissing
    /// The files for TLS cannot be used.
    case tls(String)
    /// It was stopped before it listened.
    case stopped

    package var description: String {
        switch self {
        case .addressInUse(let host, let port): "\(host):\(port) is in use by another program; choose another port"
        case .callbackURL(let url): "\"\(url)\" is no callback address; write it like http://127.0.0.1:8081"
        case .providerKeyMissing: "this callback proof needs the private key of the bank"
        case .tls(let reason): "the certificate, key or authority for TLS cannot be used: \(reason)"
        case .stopped: "the bank was stopped before it listened"
        }
    }
}

/// The simulated bank: it answers over real HTTP and calls back. All its memory is gone when the process ends.
package final class SimulatedBank: Service {
    private let settings: SandboxSettings
    private let logger: Logger
    let books: Books
    private let readiness = Readiness()

    /// Requests in flight get this long before they are cut when the bank stops.
    private static let stopDurationMax = Duration.seconds(2)
    private static let connectTimeout = TimeAmount.seconds(2)
    private static let idleConnectionTimeout = TimeAmount.seconds(75)

    /// Makes a bank that does not listen yet. Throws where the settings contradict each other.
    package init(settings: SandboxSettings, logger: Logger) throws(SandboxStartError) {
        if let url = settings.callbackURL, CallbackAddress(url) == nil { throw .callbackURL(url) }
        switch settings.proof {
        case .asymmetric, .asymmetricTimestamp:
            if settings.credentials.providerPrivateKey == nil { throw .providerKeyMissing }
        case .symmetric, .none: break
        }
        self.settings = settings
        self.logger = logger
        books = Books(Bank(settings: settings, startedAt: settings.clock.now()), clock: settings.clock)
    }

    /// Serves until it is cancelled or gracefully stopped. Throws ``SandboxStartError`` where it cannot listen.
    package func run() async throws {
        // One loop reads and writes all connections: the programs that run with the bank keep the other processors.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let client = HTTPClient(eventLoopGroup: group, configuration: Self.clientConfiguration)
        do {
            try await serve(with: client)
            readiness.settle(.failure(SandboxStartError.stopped))
        } catch {
            let reason = startError(error)
            readiness.settle(.failure(reason))
            try? await client.shutdown()
            throw reason
        }
        try await client.shutdown()
    }

    /// Waits until the bank listens; answers its port. Throws what kept it from listening.
    package func listeningPort() async throws -> Int { try await readiness.port() }

    /// The base URL of a bank that listens.
    package func baseURL() async throws -> String {
        "\(settings.tls == nil ? "http" : "https")://\(settings.listenHost):\(try await listeningPort())"
    }

    /// How often the client broke the contract, by kind.
    package var violationCounts: [ViolationKind: Int] { books.read { $0.violations.counts } }

    /// The merchant's money now.
    package var balance: Rupiah { books.read { $0.balance } }

    /// Runs a bank for as long as `body` takes, and stops it.
    package static func withRunning<Result: Sendable>(
        _ settings: SandboxSettings, logger: Logger,
        _ body: (_ bank: SimulatedBank, _ baseURL: String) async throws -> Result
    ) async throws -> Result {
        let bank = try SimulatedBank(settings: settings, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: bank, successTerminationBehavior: .gracefullyShutdownGroup)],
            logger: bank.quietLogger)
        configuration.maximumGracefulShutdownDuration = stopDurationMax
        let services = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            let result: Result
            do {
                result = try await body(bank, try await bank.baseURL())
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
            // Stopped in good order: a server that is cancelled while it accepts a connection may trap.
            await services.triggerGracefulShutdown()
            while case .some = await group.nextResult() {}
            return result
        }
    }

    private static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: connectTimeout))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = CallbackCourier.inFlightMax * 2
        configuration.httpVersion = .http1Only
        return configuration
    }

    private func serve(with client: HTTPClient) async throws {
        let books = books
        let readiness = readiness
        let courier = CallbackCourier(settings: settings, client: client, logger: logger) {
            callback, delivered, givenUp in
            books.write { bank, _ in
                bank.noteDelivery(callback, isDelivered: delivered, isGivenUp: givenUp)
            }
        }
        let frontDoor = FrontDoor(books: books, courier: courier, timers: client.eventLoopGroup.next())
        let application = Application(
            responder: frontDoor,
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listenHost, port: settings.listenPort), backlog: 1024),
            onServerRunning: { channel in
                readiness.settle(.success(channel.localAddress?.port ?? 0))
            },
            eventLoopGroupProvider: .shared(client.eventLoopGroup),
            logger: quietLogger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await courier.run() }
            try await application.run()
            group.cancelAll()
        }
    }

    /// HTTP as this bank speaks it, over TLS where that is set.
    private func server() throws -> HTTPServerBuilder {
        let idleLife = settings.timing.idleConnectionLife
        let clock = settings.datesAnswers ? settings.clock : nil
        let hasHabits = idleLife != nil || clock != nil
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: hasHabits
                    ? [HabitsInstaller(ConnectionHabits(idleLife: idleLife, clock: clock))] : [],
                idleTimeout: Self.idleConnectionTimeout))
        guard let files = settings.tls else { return plain }
        do {
            return try .tls(plain, tlsConfiguration: try files.configuration())
        } catch {
            throw SandboxStartError.tls("\(error)")
        }
    }

    /// The server reports being cancelled as an error, although that is how a bank for one command ends.
    private var quietLogger: Logger {
        var quiet = logger
        quiet.logLevel = .critical
        return quiet
    }

    private func startError(_ error: any Error) -> any Error {
        guard let error = error as? IOError, error.errnoCode == addressInUseCode else { return error }
        return SandboxStartError.addressInUse(host: settings.listenHost, port: settings.listenPort)
    }
}

extension SandboxTLS {
    fileprivate func configuration() throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificateFile).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: keyFile, format: .pem)))
        if let clientAuthorityFile {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(clientAuthorityFile))
            // A client is known by its authority, not by its host.
            tls.certificateVerification = .noHostnameVerification
        }
        return tls
    }
}

extension SimulatedBank {
    /// All that the bank did so far, as `GET /ledger` reports it.
    package func ledgerText() -> String {
        var document = LedgerDocument(books: books, lists: LedgerList.all)
        var bytes: [UInt8] = []
        while let page = document.nextPage() { bytes += page }
        return String(decoding: bytes, as: UTF8.self)
    }
}
