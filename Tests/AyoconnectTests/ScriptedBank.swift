import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A request as the bank received it.
struct SeenRequest: Sendable {
    let method: String
    let target: String
    let headers: HTTPHeaders
    let body: String
    /// Counts the connections of the bank from 1.
    let connection: Int

    func header(_ name: String) -> String? { headers.first(name: name) }
}

/// What the scripted bank does with a request.
enum Reply: Sendable {
    case answer(Int, String, headers: [(String, String)] = [])
    /// Reads the request, then closes the connection without a word.
    case drop
    /// Reads the request and never answers.
    case silence
    /// Answers once the future has succeeded.
    case answerAfter(EventLoopFuture<Void>, Int, String)
    /// Sends head and half of the body, then nothing.
    case stallInBody
    /// Sends head and half of the body, then closes.
    case dropInBody
    /// Answers, and then closes the connection without having said so.
    case answerThenClose(Int, String)

    static func token(_ text: String = "tok-1", expiresIn: String = "\"3600\"") -> Reply {
        let body = """
            {"responseCode":"2007300","responseMessage":"Successful","accessToken":"\(text)","tokenType":"Bearer",\
            "expiresIn":\(expiresIn)}
            """
        return .answer(200, body)
    }
}

/// A bank on a real socket that answers as a script says and remembers what it saw.
final class ScriptedBank: Sendable {
    typealias Script = @Sendable (SeenRequest) -> Reply

    private let channel: any Channel
    private let log: RequestLog

    var port: Int { channel.localAddress?.port ?? 0 }
    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [SeenRequest] { log.requests.withLock { $0 } }

    static func start(_ script: @escaping Script) async throws -> ScriptedBank {
        let log = RequestLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let sync = channel.pipeline.syncOperations
                    try sync.configureHTTPServerPipeline(withErrorHandling: true)
                    try sync.addHandler(ScriptHandler(log: log, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedBank(channel: channel, log: log)
    }

    /// Runs `body` against a bank with this script and stops the bank afterwards.
    static func with<Success>(
        _ script: @escaping Script, _ body: (ScriptedBank) async throws -> Success
    ) async throws -> Success {
        let bank = try await start(script)
        do {
            let value = try await body(bank)
            try await bank.stop()
            return value
        } catch {
            try? await bank.stop()
            throw error
        }
    }

    func stop() async throws { try await channel.close() }

    /// The requests to targets that end in `suffix`.
    func requests(to suffix: String) -> [SeenRequest] { requests.filter { $0.target.hasSuffix(suffix) } }

    private init(channel: any Channel, log: RequestLog) {
        self.channel = channel
        self.log = log
    }
}

private final class RequestLog: Sendable {
    let requests = Mutex<[SeenRequest]>([])
    let connections = Mutex(0)
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: RequestLog
    private let script: ScriptedBank.Script
    private var connection = 0
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(log: RequestLog, script: @escaping ScriptedBank.Script) {
        self.log = log
        self.script = script
    }

    func channelActive(context: ChannelHandlerContext) {
        connection = log.connections.withLock { count in
            count += 1
            return count
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part): body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let request = SeenRequest(
                method: head.method.rawValue, target: head.uri, headers: head.headers,
                body: String(buffer: body), connection: connection)
            log.requests.withLock { $0.append(request) }
            play(script(request), context: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func play(_ reply: Reply, context: ChannelHandlerContext) {
        switch reply {
        case .answer(let status, let text, let headers): answer(status, text, headers, context: context)
        case .drop: context.close(promise: nil)
        case .silence: break
        case .answerAfter(let signal, let status, let text):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            signal.hop(to: context.eventLoop).whenSuccess {
                let (handler, context) = bound.value
                handler.answer(status, text, [], context: context)
            }
        case .stallInBody: half(context: context)
        case .dropInBody:
            half(context: context)
            context.close(promise: nil)
        case .answerThenClose(let status, let text):
            answer(status, text, [], context: context)
            context.close(promise: nil)
        }
    }

    private func answer(_ status: Int, _ text: String, _ headers: [(String, String)], context: ChannelHandlerContext) {
        var all = HTTPHeaders(headers)
        all.replaceOrAdd(name: "Content-Length", value: String(text.utf8.count))
        write(.head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: all)), context)
        write(.body(.byteBuffer(ByteBuffer(string: text))), context)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func half(context: ChannelHandlerContext) {
        let headers = HTTPHeaders([("Content-Length", "100")])
        write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)), context)
        context.writeAndFlush(
            wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "{\"responseCode\"")))), promise: nil)
    }

    private func write(_ part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(part), promise: nil)
    }
}
