internal import NIOCore
internal import NIOHTTP1

/// Answers one request of one connection, and closes it.
final class MetricsHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a connection may live, however slowly its request drips in.
    private static let connectionTimeMax = TimeAmount.seconds(10)
    private static let path = "/metrics"

    private let text: @Sendable () -> String
    private var deadline: Scheduled<Void>?
    private var request: HTTPRequestHead?

    init(_ text: @escaping @Sendable () -> String) { self.text = text }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = channel.eventLoop.scheduleTask(in: Self.connectionTimeMax) { channel.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): request = head
        case .body: break
        case .end:
            if let request { answer(request, context) }
            request = nil
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let isKnown = request.uri == Self.path || request.uri.hasPrefix(Self.path + "?")
        let status: HTTPResponseStatus = !isKnown ? .notFound : request.method == .GET ? .ok : .methodNotAllowed
        let body = context.channel.allocator.buffer(string: status == .ok ? text() : "")
        var headers = HTTPHeaders([
            ("Content-Length", "\(body.readableBytes)"), ("Connection", "close"), ("Cache-Control", "no-store"),
        ])
        if status == .ok { headers.add(name: "Content-Type", value: "text/plain; version=0.0.4; charset=utf-8") }
        if status == .methodNotAllowed { headers.add(name: "Allow", value: "GET") }
        let channel = context.channel
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}
