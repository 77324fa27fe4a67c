internal import BankAPI
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The bank had ended the connection before a byte of the request left on it.
struct ConnectionEnded: Error {
    /// Whether the connection had answered a request before: then it died of idleness, and another one will do.
    let wasUsed: Bool
    /// The error that the connection ended with, if any: TLS says why it refuses us.
    var reason: (any Error)?
}

/// Watches the requests of one connection: lets each leave in one piece, and none on a connection that is known to be
/// dead.
///
/// A request is held here until the turn of the event loop has ended: the library flushes its head and then its body,
/// so that each request went out as two packets, and was half read at the other end. Directly before its first byte
/// leaves, it is refused if the connection was idle for longer than is safe (``IdleLife``), or if the end of the
/// connection has already arrived at our socket. Nothing of a request that is held has been handed to the connection,
/// so what is refused here is certainly unsent. A request of which a byte may have left is never called unsent here.
final class RequestWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private enum State {
        /// No request is under way.
        case idle(since: NIODeadline)
        /// A request is held; nothing of it was handed on. It is doomed where the connection is being closed.
        case held(idleSince: NIODeadline, isDoomed: Bool)
        /// A byte of the request may have left; its answer has not ended.
        case leaving(idleFor: TimeAmount)
        /// We are closing the connection.
        case closing(idleSince: NIODeadline)
        case ended
    }

    private let idleLife: SharedIdleLife
    private let departures: DepartureTickets
    /// Whether the request that is held may still leave.
    private var departure: Departure.Check?
    private var state = State.idle(since: .now())
    private var wasUsed = false
    /// The answer to the request under way has begun.
    private var hasAnswer = false
    /// The bank has said that it closes the connection after this answer.
    private var isLastAnswer = false
    private var held: [(part: NIOAny, promise: EventLoopPromise<Void>?)] = []
    private var isDue = false
    private var closing: Scheduled<Void>?

    init(idleLife: SharedIdleLife, departures: DepartureTickets) {
        self.idleLife = idleLife
        self.departures = departures
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        closing?.cancel()
        drop(ChannelError.ioOnClosedChannel)
    }

    // MARK: Requests

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var data = data
        if case .head(var head) = unwrapOutboundIn(data) {
            departure = departures.collect(from: &head.headers)
            data = wrapOutboundOut(.head(head))
            switch state {
            case .idle(let since): begin(since, isDoomed: false)
            case .closing(let since): begin(since, isDoomed: true)
            case .held, .leaving, .ended: break
            }
        }
        if case .held = state {
            held.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    private func begin(_ idleSince: NIODeadline, isDoomed: Bool) {
        state = .held(idleSince: idleSince, isDoomed: isDoomed)
        hasAnswer = false
        closing?.cancel()
    }

    func flush(context: ChannelHandlerContext) {
        guard case .held = state else { return context.flush() }
        guard !isDue else { return }
        isDue = true
        let watch = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (watch, context) = watch.value
            watch.isDue = false
            watch.send(context)
        }
    }

    /// Hands on what is held, and has it leave, unless the connection is dead.
    private func send(_ context: ChannelHandlerContext) {
        guard case .held(let since, let isDoomed) = state else { return }
        let now = NIODeadline.now()
        guard !isDoomed, isFit(context.channel, idleFor: now - since, at: now) else {
            // A connection that was never used may have ended with words that are still unread.
            return wasUsed || isDoomed ? refuse(context) : refuseLater(context)
        }
        guard departure?.isAllowed ?? true else { return refuse(context, with: RequestOvertaken()) }
        state = .leaving(idleFor: now - since)
        let parts = held
        held = []
        for (part, promise) in parts { context.write(part, promise: promise) }
        context.flush()
    }

    private func isFit(_ channel: any Channel, idleFor idle: TimeAmount, at now: NIODeadline) -> Bool {
        let hasEnded = Self.hasEnded(channel)
        guard wasUsed else { return !hasEnded }
        if hasEnded {
            idleLife.change { $0.closed(after: idle, at: now) }
        } else {
            idleLife.change { $0.kept(for: idle) }
        }
        return !hasEnded && idle <= idleLife.value.limit(at: now)
    }

    private func refuseLater(_ context: ChannelHandlerContext) {
        let watch = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        closing = context.eventLoop.scheduleTask(in: Self.lastWordsMax) {
            let (watch, context) = watch.value
            if case .held = watch.state { watch.refuse(context) }
        }
    }

    /// How long the last words of a connection may take to be read.
    private static let lastWordsMax: TimeAmount = .seconds(1)

    /// The library fails the request with this error, and closes the connection.
    private func refuse(_ context: ChannelHandlerContext, because reason: (any Error)? = nil) {
        refuse(context, with: ConnectionEnded(wasUsed: wasUsed, reason: reason))
    }

    private func refuse(_ context: ChannelHandlerContext, with error: any Error) {
        state = .ended
        context.fireErrorCaught(error)
        drop(error)
        context.close(promise: nil)
    }

    private func drop(_ error: any Error) {
        let parts = held
        held = []
        for (_, promise) in parts { promise?.fail(error) }
    }

    // MARK: Answers

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            hasAnswer = true
            isLastAnswer = !head.isKeepAlive
            if let header = head.headers.first(name: "Keep-Alive") {
                idleLife.change { $0.announced(header, at: .now()) }
            }
        case .body: break
        case .end:
            wasUsed = true
            if case .leaving = state { beIdle(context) }
        }
        context.fireChannelRead(data)
    }

    /// Waits for the next request, but no longer than is safe: the pool then has no dead connection to choose.
    private func beIdle(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        guard !isLastAnswer else {
            state = .closing(idleSince: now)
            return
        }
        state = .idle(since: now)
        guard let limit = idleLife.value.limitByClosings(at: now) else { return }
        let watch = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        closing = context.eventLoop.scheduleTask(deadline: now + limit) {
            let (watch, context) = watch.value
            guard case .idle(let since) = watch.state else { return }
            watch.state = .closing(idleSince: since)
            context.close(promise: nil)
        }
    }

    // MARK: Ends

    func channelInactive(context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        switch state {
        case .idle(let since): if wasUsed { idleLife.change { $0.closed(after: now - since, at: now) } }
        case .held: refuse(context)
        case .leaving(let idle): if wasUsed, !hasAnswer { idleLife.change { $0.lost(after: idle, at: now) } }
        case .closing, .ended: break
        }
        state = .ended
        closing?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Of a request that is held no byte will leave: what went wrong with the connection is not its concern.
        if case .held = state { refuse(context, because: error) } else { context.fireErrorCaught(error) }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch state {
        // Our own closing teaches that the bank would have waited longer.
        case .idle(let since):
            if wasUsed, !Self.hasEnded(context.channel) { idleLife.change { $0.kept(for: .now() - since) } }
            state = .closing(idleSince: since)
        // The library has given the request up: then it stays here.
        case .held: state = .ended
        case .leaving, .closing, .ended: break
        }
        context.close(mode: mode, promise: promise)
    }

    /// Whether the end of the connection has arrived at our socket, read or not: the state of the TCP connection is
    /// then another one than "established".
    static func hasEnded(_ channel: any Channel) -> Bool {
        #if os(Linux)
            guard let socket = channel as? any SocketOptionProvider else { return false }
            // The first byte of what the system returns is the state. The answer is there at once, on the event loop.
            let reported: EventLoopFuture<UInt8> = socket.unsafeGetSocketOption(level: .tcp, name: .tcp_info)
            var state: UInt8?
            reported.assumeIsolated().whenSuccess { state = $0 }
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

    var value: IdleLife { life.withLock { $0 } }

    func change(_ change: (inout IdleLife) -> Void) { life.withLock { change(&$0) } }
}
