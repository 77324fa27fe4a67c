package import BankAPI
internal import HummingbirdCore
package import Logging
package import NIOCore
internal import NIOPosix
package import PayoutCore
internal import ServiceLifecycle
internal import Wording

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Receives the bank's callbacks: has each one verified, has it made durable, then answers.
///
/// It decides nothing and moves no money: what a callback means is the engine's business, at its own pace. A callback
/// is answered with 200 only after `record` has returned, since the bank forgets what was answered so.
package struct CallbackServer: Service {
    private let configuration: CallbackServerConfiguration
    private let handler: CallbackHandler
    private let worker: CallbackWorker
    private let onListening: @Sendable (Int) async -> Void
    private let eventLoops: any EventLoopGroup
    private let logger: Logger

    /// A server that listens once ``run()`` is called.
    ///
    /// - Parameters:
    ///   - verifier: judges the proof of each callback.
    ///   - clock: dates the arrival of each callback.
    ///   - isReady: whether callbacks can be recorded now; answers `GET /readyz`.
    ///   - rejectedProof: called for each callback whose proof does not hold, so that the engine can say that callbacks
    ///     arrive but are not proven. Must be quick.
    ///   - record: makes proven callbacks durable, all or none; an error is answered with 503, and the bank tries
    ///     again. Called for one group at a time, while the next one gathers.
    ///   - onListening: called once with the port, before the first callback is taken.
    ///   - eventLoops: where connections live.
    package init(
        configuration: CallbackServerConfiguration,
        verifier: any CallbackVerifier,
        clock: any WallClock,
        isReady: @escaping @Sendable () async -> Bool,
        rejectedProof: @escaping @Sendable (CallbackKind) -> Void,
        record: @escaping @Sendable ([ProvenCallback]) async throws -> Void,
        onListening: @escaping @Sendable (Int) async -> Void,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger
    ) {
        self.configuration = configuration
        self.onListening = onListening
        self.eventLoops = eventLoops
        self.logger = logger
        let queue = CallbackQueue()
        handler = CallbackHandler(
            configuration: configuration, verifier: verifier, clock: clock, rejectedProof: rejectedProof,
            queue: queue, logger: logger)
        let acknowledgements = CallbackKind.allCases.map { ($0, CallbackAnswer.json(verifier.acknowledgement(of: $0))) }
        worker = CallbackWorker(
            queue: queue, isReady: isReady, record: record,
            acknowledgements: Dictionary(uniqueKeysWithValues: acknowledgements), logger: logger)
    }

    /// Listens until the service group shuts down gracefully; requests in progress are answered first.
    ///
    /// Throws ``CallbackServerError`` where the address cannot be listened on.
    package func run() async throws {
        let limits = configuration.limits
        // The library logs its own life cycle at info, which would be noise in the middle of a run.
        var serverLogger = logger
        serverLogger.logLevel = max(logger.logLevel, .warning)
        let onListening = onListening
        let server = CallbackChannel(handler: handler).server(
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(limits.connectionsMax, logger: serverLogger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            eventLoopGroup: eventLoops, logger: serverLogger)
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { await worker.run() }
                // Every connection has had its answer by then, so the worker has nothing left to do.
                defer { handler.queue.close() }
                try await server.run()
            }
        } catch let error as IOError {
            throw refusal(error)
        } catch is SocketAddressError.UnknownHost {
            throw CallbackServerError.addressUnusable(
                host: configuration.host, port: configuration.port, reason: Phrase("this host name is not known"))
        }
    }

    private func refusal(_ error: IOError) -> CallbackServerError {
        if error.errnoCode == EADDRINUSE {
            return .addressInUse(host: configuration.host, port: configuration.port)
        }
        let reason = Phrase.verbatim(String(cString: strerror(error.errnoCode)))
        return .addressUnusable(host: configuration.host, port: configuration.port, reason: reason)
    }
}
