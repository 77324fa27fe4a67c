internal import BankAPI
internal import NIOCore
internal import NIOHTTP1
internal import PayoutCore

/// One connection of a sender: takes its requests one after the other, on its event loop and without a task of its own.
///
/// NIO's own handler before this one lets the next request in only when the one before has been answered, so there is
/// at most one in the hands of this handler.
final class CallbackConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
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

    private let desk: CallbackDesk
    private var state = State.idle
    private var bodyDeadline: Scheduled<Void>?
    /// Asked for once, and only where it matters.
    private var peer: IPAddress?
    private var date = HTTPDateCache()

    init(desk: CallbackDesk) { self.desk = desk }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let part), .taking(var request)):
            // The only other reference to the body, which would have it copied at every part.
            state = .closed
            let fits = request.append(part, bytesMax: desk.configuration.limits.bodyBytesMax)
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
            bodyDeadline = context.eventLoop.scheduleTask(in: TimeAmount(desk.configuration.limits.bodyWait)) {
                channel.close(promise: nil)
            }
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is IdleStateHandler.IdleStateEvent, ChannelEvent.inputClosed:
            // Who waits for the ledger is answered first, however long that takes.
            if case .waiting(var request) = state {
                if case ChannelEvent.inputClosed = event { request.isLast = true }
                state = .waiting(request)
            } else {
                close(context)
            }
        case _: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { close(context) }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { ended() }

    // MARK: Requests

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let request = CallbackRequest(head)
        if let refusal = desk.refusal(of: request, from: { self.knownPeer(context) }) {
            refuse(refusal, request, context)
        } else {
            state = .taking(request)
        }
    }

    private func finish(_ request: CallbackRequest, _ context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        bodyDeadline = nil
        switch desk.judge(request) {
        case .answer(let answer): write(answer, request, context)
        case .errand(let errand):
            state = .waiting(request)
            let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            let isTaken = desk.queue.add(errand) { answer in
                loop.execute { connection.value.handler.answer(answer, connection.value.context) }
            }
            if !isTaken { answer(.empty(.serviceUnavailable), context) }
        }
    }

    /// The ledger has spoken.
    private func answer(_ answer: CallbackAnswer, _ context: ChannelHandlerContext) {
        // The sender may have gone meanwhile; what it sent is safe all the same.
        guard case .waiting(let request) = state else { return }
        desk.answering(request, answer)
        write(answer, request, context)
    }

    private func refuse(_ answer: CallbackAnswer, _ request: CallbackRequest, _ context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        state = .refused
        send(answer, of: request, isLast: true, context)
        let channel = context.channel
        bodyDeadline = context.eventLoop.scheduleTask(in: Self.closingDelay) { channel.close(promise: nil) }
    }

    // MARK: Answers

    private func write(_ answer: CallbackAnswer, _ request: CallbackRequest, _ context: ChannelHandlerContext) {
        // Set before writing, since that lets the next request in.
        state = request.isLast ? .closed : .idle
        send(answer, of: request, isLast: request.isLast, context)
        if request.isLast { close(context) }
    }

    private func send(
        _ answer: CallbackAnswer, of request: CallbackRequest, isLast: Bool, _ context: ChannelHandlerContext
    ) {
        var headers = answer.headers
        headers.add(name: "Date", value: date.text(desk.clock.now()))
        if isLast { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.body.isEmpty, !request.wantsHeadOnly {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func close(_ context: ChannelHandlerContext) {
        ended()
        context.close(promise: nil)
    }

    private func ended() {
        state = .closed
        bodyDeadline?.cancel()
        bodyDeadline = nil
    }

    private func knownPeer(_ context: ChannelHandlerContext) -> IPAddress? {
        if peer == nil { peer = IPAddress(context.channel.remoteAddress) }
        return peer
    }
}
