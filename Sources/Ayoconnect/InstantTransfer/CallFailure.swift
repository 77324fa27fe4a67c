internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import PayoutCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What a failed call says about the request: certainly unsent, or in doubt.
enum CallFailure: Equatable, Sendable {
    case unsent(Unsent)
    case doubtful(Doubt)

    /// Judges an error of async-http-client.
    ///
    /// Only errors that its connection pool hands to requests still waiting for a connection prove that no byte left.
    /// All else is doubt, even where it is likely that nothing was received: a pooled connection that the bank closed
    /// (`remoteConnectionClosed`), a reset, our own cancelling.
    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: self = Self.judge(error)
        case is NIOConnectionError:
            // DNS failed, or no address of the host could be connected to.
            self = .unsent(.notConnected("no connection could be opened"))
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            // An address without a name is connected to directly; an open TCP connection never reports this error.
            self = .unsent(.notConnected("connection refused"))
        case NIOSSLError.handshakeFailed:
            self = .unsent(.notConnected("the TLS handshake failed"))
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            self = .unsent(.notConnected("the certificate is not of this host"))
        default: self = .doubtful(.connectionLost)
        }
    }

    private static func judge(_ error: HTTPClientError) -> CallFailure {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout: .unsent(.notConnected("connecting took too long"))
        case .getConnectionFromPoolTimeout: .unsent(.notConnected("no connection was free"))
        case .alreadyShutdown: .unsent(.notStarted)
        case .deadlineExceeded, .readTimeout, .writeTimeout: .doubtful(.timedOut)
        default: .doubtful(.connectionLost)
        }
    }
}
