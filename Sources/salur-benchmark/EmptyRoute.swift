internal import ArgumentParser
internal import AsyncHTTPClient
internal import FoundationEssentials
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// `salur-benchmark empty-route`: a Hummingbird server whose one route does nothing; what a client reaches with it is
/// as many exchanges as this machine can do.
struct EmptyRouteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "empty-route", abstract: "Serve an empty route until it is stopped.", shouldDisplay: false)

    @Option(help: "Written as soon as it listens: the port.")
    var readyFile: String

    func run() async throws {
        var logger = Logger(label: "empty-route")
        logger.logLevel = .critical
        let router = Router()
        router.get("/") { _, _ in HTTPResponse.Status.ok }
        let readyFile = readyFile
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                try? Data("\(port)".utf8).write(to: URL(filePath: readyFile), options: .atomic)
            },
            logger: logger)
        try await application.runService()
    }
}

/// `salur-benchmark client-load`: as many requests as async-http-client can do, and nothing else.
struct ClientLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client-load", abstract: "Ask an address as fast as possible; print the requests a second.",
        shouldDisplay: false)

    @Option(help: "What to ask for.")
    var url: String

    @Option(help: "For how long.")
    var seconds: Int = 5

    @Option(help: "Requests in flight.")
    var concurrency: Int = 64

    func run() async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency + 4
        let client = HTTPClient(
            eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let end = Moment.now() + Double(seconds)
        let began = Moment.now()
        let url = url
        let concurrency = concurrency
        do {
            let count = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<concurrency { group.addTask { try await Self.ask(url, until: end, client) } }
                return try await group.reduce(0, +)
            }
            show(fixed(Double(count) / (Moment.now() - began), 1).replacing(",", with: ""))
            try await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private static func ask(_ url: String, until end: Double, _ client: HTTPClient) async throws -> Int {
        var count = 0
        while Moment.now() < end {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
            _ = try await response.body.collect(upTo: 1024)
            guard response.status == .ok else { throw BenchmarkError("\(url) answered \(response.status.code)") }
            count += 1
        }
        return count
    }
}
