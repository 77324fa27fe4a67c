internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization
package import Wording

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Shows figures to whoever asks `GET /metrics` at an address of its own. It takes nothing in.
package struct MetricsServer: Sendable {
    /// Connections at the same time; more are closed at once.
    private static let connectionsMax = 16

    private let channel: any Channel

    /// Where it listens.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - text: the page, made anew for each request.
    /// - Throws: ``MetricsServerError`` where the address cannot be listened on.
    package static func start(
        host: String, port: Int, text: @escaping @Sendable () -> String
    ) async throws(MetricsServerError) -> MetricsServer {
        let connections = Connections(max: connectionsMax)
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                guard connections.enter() else { return channel.close() }
                channel.closeFuture.whenComplete { _ in connections.leave() }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(MetricsHandler(text))
                }
            }
        do {
            return MetricsServer(channel: try await bootstrap.bind(host: host, port: port).get())
        } catch let error as IOError {
            if error.errnoCode == EADDRINUSE { throw .addressInUse(host: host, port: port) }
            let reason = Phrase.verbatim(String(cString: strerror(error.errnoCode)))
            throw .addressUnusable(host: host, port: port, reason: reason)
        } catch is SocketAddressError {
            throw .addressUnusable(host: host, port: port, reason: Phrase("this host name is not known"))
        } catch {
            throw .addressUnusable(host: host, port: port, reason: .verbatim("\(type(of: error))"))
        }
    }

    /// Ends listening. Answers on their way are sent.
    package func stop() async {
        // Fails only where it is closed already.
        try? await channel.close()
    }
}

/// Counts open connections.
private final class Connections: Sendable {
    private let open = Mutex(0)
    private let max: Int

    init(max: Int) { self.max = max }

    /// Whether there is room for one more, which is then counted.
    func enter() -> Bool {
        open.withLock { open in
            guard open < max else { return false }
            open += 1
            return true
        }
    }

    func leave() { open.withLock { $0 -= 1 } }
}

/// Why figures cannot be shown.
package enum MetricsServerError: PhrasedError, Equatable {
    /// Another program listens there.
    case addressInUse(host: String, port: Int)
    /// The address cannot be listened on at all; `reason` is the operating system's.
    case addressUnusable(host: String, port: Int, reason: Phrase)

    package var phrase: Phrase {
        switch self {
        case .addressInUse(let host, let port):
            Phrase(
                """
                The address \(host):\(port) for metrics is in use by another program. Stop that program, or set \
                metrics.listen (SALUR_METRICS_LISTEN) to a free port.
                """)
        case .addressUnusable(let host, let port, let reason):
            Phrase(
                """
                Metrics cannot be shown at \(host):\(port): \(reason). Set metrics.listen (SALUR_METRICS_LISTEN) to \
                an address of this machine and a port that may be used.
                """)
        }
    }
}
