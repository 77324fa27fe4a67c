internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The bank had ended the connection before a byte of the request left on it.
struct ConnectionEnded: Error {
    /// Whether the connection had answered a request before: then it died of idleness, and another one will do.
    let wasUsed: Bool
}

/// Watches the requests of one connection, and lets none leave on a connection that is known to be dead.
///
/// ``SingleFlush`` asks ``mayLeave(_:)`` directly before the first byte of a request would leave. A request is refused
/// there if the connection was idle for longer than a safe part of what the bank grants (``IdleLife``), or if the end of
/// the connection has already arrived at our socket. Then nothing is flushed, so that the request is certainly unsent,
/// and the connection is closed. A request of which a byte may have left is never called unsent here.
final class RequestWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private enum State {
        /// No request is under way.
        case idle(since: NIODeadline)
        /// A request was written; no byte of it has left.
        case held(idleSince: NIODeadline)
        /// A byte of the request may have left; its answer has not ended.
        case leaving(idleSince: NIODeadline)
        /// We are closing the connection; what TLS has to say at the end may leave.
        case closing
        /// Nothing leaves any more.
        case ended
    }

    private let idleLife: SharedIdleLife
    private var state = State.idle(since: .now())
    private var wasUsed = false
    /// The answer to the request under way has begun.
    private var hasAnswer = false
    /// The bank has said that it closes the connection behind this answer.
    private var isLastAnswer = false
    private var closing: Scheduled<Void>?
    private var context: ChannelHandlerContext?
    /// Closes the connection without another byte; set by ``SingleFlush``, which stands next to the socket.
    var closeAtOnce: () -> Void = {}

    init(idleLife: SharedIdleLife) { self.idleLife = idleLife }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        closing?.cancel()
    }

    // MARK: Requests

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .idle(let since) = state, case .head = unwrapOutboundIn(data) {
            state = .held(idleSince: since)
            hasAnswer = false
            closing?.cancel()
        }
        context.write(data, promise: promise)
    }

    /// Whether what was written may leave now. Where not, the request under way fails with ``ConnectionEnded``, and the
    /// connection is closed.
    func mayLeave(_ channel: any Channel) -> Bool {
        switch state {
        case .idle, .leaving, .closing: return true
        case .ended: return false
        case .held(let since):
            let now = NIODeadline.now()
            let isTooOld = wasUsed && idleLife.limit(at: now).map { now - since > $0 } ?? false
            guard !isTooOld, !Self.hasEnded(channel) else {
                refuse()
                return false
            }
            state = .leaving(idleSince: since)
            return true
        }
    }

    /// Whether a close may flush what is still to leave: only the rest of a request that has begun to leave.
    var mayFlushAtClose: Bool {
        switch state {
        case .leaving, .idle, .closing: true
        case .held, .ended: false
        }
    }

    private func refuse() {
        state = .ended
        context?.fireErrorCaught(ConnectionEnded(wasUsed: wasUsed))
        closeAtOnce()
    }

    // MARK: Answers

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            hasAnswer = true
            isLastAnswer = !head.isKeepAlive
            if let header = head.headers.first(name: "Keep-Alive") { idleLife.announced(header, at: .now()) }
        case .body: break
        case .end:
            wasUsed = true
            if case .leaving = state { beIdle(context) }
        }
        context.fireChannelRead(data)
    }

    /// Waits for the next request, but no longer than is safe: the pool then has no dead connection to choose.
    private func beIdle(_ context: ChannelHandlerContext) {
        guard !isLastAnswer else { return state = .closing }
        let now = NIODeadline.now()
        state = .idle(since: now)
        guard let limit = idleLife.limit(at: now) else { return }
        let watch = NIOLoopBound(self, eventLoop: context.eventLoop)
        closing = context.eventLoop.scheduleTask(deadline: now + limit) {
            guard case .idle = watch.value.state else { return }
            watch.value.state = .ended
            watch.value.closeAtOnce()
        }
    }

    // MARK: Ends

    func channelInactive(context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        switch state {
        case .idle(let since): if wasUsed { idleLife.closed(after: now - since, at: now) }
        case .held: context.fireErrorCaught(ConnectionEnded(wasUsed: wasUsed))
        case .leaving(let since): if wasUsed, !hasAnswer { idleLife.lost(after: now - since, at: now) }
        case .closing, .ended: break
        }
        state = .ended
        closing?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Where no byte has left, none will: what went wrong with the connection is not the request's concern.
        if case .held = state {
            refuse()
        } else {
            context.fireErrorCaught(error)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch state {
        // Our own closing teaches nothing about the bank's patience.
        case .idle: state = .closing
        // The library has given the request up: then it stays here.
        case .held:
            state = .ended
            closeAtOnce()
        case .leaving, .closing, .ended: break
        }
        context.close(mode: mode, promise: promise)
    }

    /// Whether the end of the connection has arrived at our socket, read or not: the state of the TCP connection is then
    /// another one than "established".
    static func hasEnded(_ channel: any Channel) -> Bool {
        #if os(Linux)
            guard let socket = channel as? any SocketOptionProvider else { return false }
            // The first byte of what the system tells is the state. The answer is there at once, on the event loop.
            let told: EventLoopFuture<UInt8> = socket.unsafeGetSocketOption(level: .tcp, name: .tcp_info)
            var state: UInt8?
            told.assumeIsolated().whenSuccess { state = $0 }
            return state.map { $0 != tcpEstablished } ?? false
        #else
            return false
        #endif
    }

    private static let tcpEstablished: UInt8 = 1
}

/// One ``IdleLife`` for all connections to the bank.
final class SharedIdleLife: Sendable {
    private let life = Mutex(IdleLife())

    func limit(at now: NIODeadline) -> TimeAmount? { life.withLock { $0.limit(at: now) } }

    func closed(after idle: TimeAmount, at now: NIODeadline) { life.withLock { $0.closed(after: idle, at: now) } }

    func lost(after idle: TimeAmount, at now: NIODeadline) { life.withLock { $0.lost(after: idle, at: now) } }

    func announced(_ header: String, at now: NIODeadline) { life.withLock { $0.announced(header, at: now) } }
}
