internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import PayoutCore

/// What a failed call says about the request: certainly unsent, or in doubt.
enum CallFailure: Equatable, Sendable {
    case unsent(Unsent)
    case doubtful(Doubt)

    /// Judges an error of async-http-client.
    ///
    /// Only this proves that no byte left: an error of the library before a connection was there to use, a request
    /// whose head the library never handed to a connection that had died, and a request that ``RequestWatch`` held
    /// back. All else is doubt, even where it is likely that nothing was received: a reset, our own cancelling.
    ///
    /// - Parameter isHeadWritten: whether the library has handed the head of the request to a connection.
    init(_ error: any Error, isHeadWritten: Bool) {
        switch error {
        case let error as ConnectionEnded:
            self = .unsent(
                error.wasUsed
                    ? .connectionEnded
                    : .notConnected(
                        ConnectionTrouble(any: error)?.words ?? "the bank closed the connection at once"))
        case is RequestOvertaken: self = .unsent(.overtaken)
        case let error as HTTPClientError: self = Self.judge(error, isHeadWritten: isHeadWritten)
        case ChannelError.ioOnClosedChannel where !isHeadWritten:
            // The connection was closed between being chosen and being used.
            self = .unsent(.connectionEnded)
        default:
            if let trouble = ConnectionTrouble(opening: error) {
                self = .unsent(.notConnected(trouble.words))
            } else {
                self = .doubtful(.connectionLost)
            }
        }
    }

    private static func judge(_ error: HTTPClientError, isHeadWritten: Bool) -> CallFailure {
        switch error {
        case .getConnectionFromPoolTimeout: return .unsent(.notConnected("no connection was free"))
        case .alreadyShutdown: return .unsent(.notStarted)
        case .deadlineExceeded, .readTimeout, .writeTimeout: return .doubtful(.timedOut)
        case .remoteConnectionClosed where !isHeadWritten:
            return .unsent(.notConnected("the connection was closed while it was being opened"))
        default:
            if let trouble = ConnectionTrouble(opening: error) { return .unsent(.notConnected(trouble.words)) }
            return .doubtful(.connectionLost)
        }
    }
}
