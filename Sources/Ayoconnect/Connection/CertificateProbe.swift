internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
package import PayoutCore

/// Opens a TLS connection to an address, looks at the certificate that is shown there, and hangs up. It trusts nothing
/// and sends nothing.
package struct CertificateProbe: Sendable {
    /// Why there was no certificate to look at.
    package enum Failure: Error, Equatable, Sendable {
        case trouble(ConnectionTrouble)
        /// Somebody answered, but not with TLS.
        case noTLS
    }

    private static let patience: TimeAmount = .seconds(10)

    private let host: String
    private let port: Int

    /// A probe of this address; nil where it is not one with https.
    package init?(_ url: BaseURL) {
        guard url.isSecure, let port = url.port else { return nil }
        host = url.host
        self.port = port
    }

    /// When the certificate ends that is shown there.
    package func look() async -> Result<Timestamp, Failure> {
        do {
            return .success(try await certificateEnd())
        } catch {
            // Somebody who does not speak TLS ends the handshake one way or the other.
            guard let trouble = ConnectionTrouble(opening: error), trouble != .handshakeFailed else {
                return .failure(.noTLS)
            }
            return .failure(.trouble(trouble))
        }
    }

    private func certificateEnd() async throws -> Timestamp {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let found = loop.makePromise(of: Timestamp.self)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .noHostnameVerification
        let context = try NIOSSLContext(configuration: tls)
        // An address without a name cannot be asked for by name.
        let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
        let name = isAddress ? nil : host
        let connected = ClientBootstrap(group: loop).connectTimeout(Self.patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(
                        context: context, serverHostname: name,
                        customVerificationCallback: { chain, verdict in
                            if let first = chain.first { found.succeed(first.endsAt) }
                            verdict.succeed(.failed)
                        })
                    try channel.pipeline.syncOperations.addHandlers([handler, ProbeEnd(found: found)])
                }
            }
            .connect(host: host, port: port)
        connected.whenFailure { found.fail($0) }
        let patience = loop.scheduleTask(in: Self.patience) { found.fail(HTTPClientError.connectTimeout) }
        defer {
            patience.cancel()
            connected.whenSuccess { $0.close(promise: nil) }
        }
        return try await found.futureResult.get()
    }
}

/// Reports what ended a probe before it saw a certificate.
private final class ProbeEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let found: EventLoopPromise<Timestamp>

    init(found: EventLoopPromise<Timestamp>) { self.found = found }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        found.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { found.fail(ChannelError.eof) }
}
