internal import BankAPI
internal import NIOCore
internal import NIOHTTP1
internal import PayoutCore

/// One connection of a sender: takes its requests one after the other, on its event loop and without a task of its own.
///
/// It holds back what comes before the last request is answered, and does not read on while it holds something: NIO's
/// own handlers for that stop reading at every request, which costs two calls of the system each.
final class CallbackConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection is left open after a refusal that did not read the body: long enough for the refusal to
    /// arrive, short enough that nobody keeps us reading.
    static let closingDelay: TimeAmount = .seconds(1)

    private enum State {
        case idle
        /// A request whose end has not come yet.
        case taking(CallbackRequest)
        /// A request that was read whole, and waits for the ledger.
        case waiting(CallbackRequest)
        /// A sender that was refused in the middle of its request: what still comes is dropped.
        case refused
        case closed
    }

    private let handler: CallbackHandler
    private var state = State.idle
    /// What came while the request before it waits.
    private var heldBack = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    private var wantsToRead = false
    /// Whether the connection ends once what has come is answered: the sender sends no more, or the server stops.
    private var isEnding = false
    private var bodyDeadline: Scheduled<Void>?
    private var idleTimer: Scheduled<Void>?
    private var lastActive = NIODeadline.now()
    /// Asked for once, and only where it matters.
    private var peer: IPAddress?
    private var date = HTTPDateCache()

    init(handler: CallbackHandler) { self.handler = handler }

    func handlerAdded(context: ChannelHandlerContext) { watchIdleness(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActive = .now()
        let part = unwrapInboundIn(data)
        if case .waiting = state { return heldBack.append(part) }
        take(part, context)
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (part, state) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let part), .taking(var request)):
            // The only other reference to the body, which would have it copied at every part.
            state = .closed
            let fits = request.append(part, bytesMax: handler.configuration.limits.bodyBytesMax)
            state = .taking(request)
            if !fits { refuse(.empty(.payloadTooLarge), request, context) }
        case (.end, .taking(let request)): finish(request, context)
        case (.end, .refused): close(context)
        case (.head, .taking), (.head, .waiting), (.head, .refused), (.head, .closed): break
        case (.body, .idle), (.body, .waiting), (.body, .refused), (.body, .closed): break
        case (.end, .idle), (.end, .waiting), (.end, .closed): break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Most requests come whole, and need no deadline.
        if case .taking = state, bodyDeadline == nil {
            let channel = context.channel
            bodyDeadline = context.eventLoop.scheduleTask(in: TimeAmount(handler.configuration.limits.bodyWait)) {
                channel.close(promise: nil)
            }
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if heldBack.isEmpty { context.read() } else { wantsToRead = true }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: end(context, evenWithin: true)
        case is ChannelShouldQuiesceEvent: end(context, evenWithin: false)
        case _: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return close(context) }
        switch state {
        case .idle, .taking:
            send(.empty(.badRequest), isLast: true, wantsHeadOnly: false, context)
            close(context)
        // The request before this nonsense is answered first.
        case .waiting: isEnding = true
        case .refused, .closed: close(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { ended() }

    // MARK: Requests

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let request = CallbackRequest(head)
        if let refusal = handler.refusal(of: request, from: { self.knownPeer(context) }) {
            refuse(refusal, request, context)
        } else {
            state = .taking(request)
            if request.waitsForContinue { sendContinue(context) }
        }
    }

    private func finish(_ request: CallbackRequest, _ context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        bodyDeadline = nil
        switch handler.judge(request) {
        case .answer(let answer): write(answer, request, context)
        case .job(let job):
            state = .waiting(request)
            let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            handler.hand(over: job) { answer in
                loop.execute { connection.value.handler.answer(answer, connection.value.context) }
            }
        }
    }

    /// The ledger has spoken.
    private func answer(_ answer: CallbackAnswer, _ context: ChannelHandlerContext) {
        // The sender may have gone meanwhile; what it sent is safe all the same.
        guard case .waiting(let request) = state else { return }
        handler.answering(request, answer)
        write(answer, request, context)
        readOn(context)
    }

    /// Goes on with what was held back.
    private func readOn(_ context: ChannelHandlerContext) {
        while !heldBack.isEmpty {
            if case .waiting = state { return }
            take(heldBack.removeFirst(), context)
        }
        if case .idle = state, isEnding { return close(context) }
        guard wantsToRead else { return }
        wantsToRead = false
        context.read()
    }

    private func refuse(_ answer: CallbackAnswer, _ request: CallbackRequest, _ context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        state = .refused
        send(answer, isLast: true, wantsHeadOnly: request.wantsHeadOnly, context)
        let channel = context.channel
        bodyDeadline = context.eventLoop.scheduleTask(in: Self.closingDelay) { channel.close(promise: nil) }
    }

    // MARK: Answers

    private func write(_ answer: CallbackAnswer, _ request: CallbackRequest, _ context: ChannelHandlerContext) {
        lastActive = .now()
        let isLast = request.isLast || (isEnding && heldBack.isEmpty)
        state = .idle
        send(answer, isLast: isLast, wantsHeadOnly: request.wantsHeadOnly, context)
        if isLast { close(context) }
    }

    private func send(
        _ answer: CallbackAnswer, isLast: Bool, wantsHeadOnly: Bool, _ context: ChannelHandlerContext
    ) {
        var headers = answer.headers
        headers.add(name: "Date", value: date.text(handler.clock.now()))
        if isLast { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.body.isEmpty, !wantsHeadOnly {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Has a sender go on that waits before it sends the body; without a word it would wait for a second or more.
    private func sendContinue(_ context: ChannelHandlerContext) {
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }

    // MARK: Ends

    /// Lets what has come be answered, and then the connection end; a request that has come in part is given up where
    /// its rest will not come.
    private func end(_ context: ChannelHandlerContext, evenWithin isCut: Bool) {
        isEnding = true
        switch state {
        case .waiting: break
        case .taking where !isCut: break
        case .idle, .taking, .refused, .closed: close(context)
        }
    }

    private func watchIdleness(_ context: ChannelHandlerContext) {
        let idle = TimeAmount(handler.configuration.limits.idle)
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        idleTimer = context.eventLoop.scheduleTask(deadline: lastActive + idle) {
            let (connection, context) = handler.value
            // Who waits for the ledger is answered first, however long that takes.
            if case .waiting = connection.state { connection.lastActive = .now() }
            if connection.lastActive + idle <= .now() {
                connection.close(context)
            } else {
                connection.watchIdleness(context)
            }
        }
    }

    private func close(_ context: ChannelHandlerContext) {
        ended()
        context.close(promise: nil)
    }

    private func ended() {
        state = .closed
        heldBack.removeAll()
        bodyDeadline?.cancel()
        bodyDeadline = nil
        idleTimer?.cancel()
        idleTimer = nil
    }

    private func knownPeer(_ context: ChannelHandlerContext) -> IPAddress? {
        if peer == nil { peer = IPAddress(context.channel.remoteAddress) }
        return peer
    }
}
