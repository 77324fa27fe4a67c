package import Wording

/// Where and from whom callbacks are taken (design: settings `callbacks.*`).
package struct CallbackServerConfiguration: Sendable {
    /// The host part of `callbacks.listen`.
    package var host: String
    /// The port of `callbacks.listen`; 0 takes a free one, which is reported when the server listens.
    package var port: Int
    /// `callbacks.allowFrom`: who may send callbacks; nil lets anyone. The health addresses are open to all.
    package var allowFrom: AddressList?
    /// Limits of each connection.
    package var limits = CallbackServerLimits()

    /// A configuration with the usual limits.
    package init(host: String, port: Int, allowFrom: AddressList? = nil) {
        self.host = host
        self.port = port
        self.allowFrom = allowFrom
    }
}

/// What one sender may cost us. Callbacks have some hundred bytes and arrive at once.
package struct CallbackServerLimits: Sendable {
    /// The longest body; a longer one is answered with 413.
    package var bodyBytesMax = 64 * 1024
    /// The longest wait for a whole body, however slowly it drips; then the connection is closed.
    package var bodyWait: Duration = .seconds(10)
    /// A connection without traffic is closed after this time.
    package var idle: Duration = .seconds(10)
    /// Connections beyond this many wait in the backlog of the operating system.
    package var connectionsMax = 256
    /// The longest single header field, and the longest sum of them.
    package var headerBytesMax = 16 * 1024
    /// The most header fields.
    package var headersMax = 100

    /// The usual limits.
    package init() {}
}

/// Why the server could not begin to listen.
package enum CallbackServerError: PhrasedError, Equatable {
    /// Another program listens there.
    case addressInUse(host: String, port: Int)
    /// The address cannot be listened on at all; `reason` is the operating system's.
    case addressUnusable(host: String, port: Int, reason: Phrase)

    package var phrase: Phrase {
        switch self {
        case .addressInUse(let host, let port):
            Phrase(
                """
                The address \(host):\(port) for callbacks is in use by another program. Stop that program, or set \
                callbacks.listen (SALUR_CALLBACKS_LISTEN) to a free port and register that one with the bank.
                """)
        case .addressUnusable(let host, let port, let reason):
            Phrase(
                """
                Callbacks cannot be received at \(host):\(port): \(reason). Set callbacks.listen \
                (SALUR_CALLBACKS_LISTEN) to an address of this machine and a port that may be used.
                """)
        }
    }
}
