import Delivery
import NIOCore
import NIOHTTP1
import NIOPosix
import PayoutCore
import Synchronization
import Testing

/// Webhooks: signed, sent once to the address of the settings, and never anywhere else.
@Suite struct WebhookTests {
    private static let secret = Secret("a secret of some length")
    private static let now = Timestamp(milliseconds: 1_771_051_030_000)

    @Test func `The signature is an HMAC over time and body`() {
        // printf '1771051030.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of some length'
        let signature = Webhook.signature(of: Array(#"{"a":1}"#.utf8), Self.secret, at: Self.now)
        #expect(
            signature == "t=1771051030,v1=6131bc385aeb92b0cee2b53ea6fd6424fa0a09d3a008496edf54a06758341f60")
    }

    @Test func `A program receives the body with its headers`() async throws {
        let receiver = try await Receiver.start(.ok)
        let webhook = Webhook(address: "http://127.0.0.1:\(receiver.port)/salur?x=1", secret: Self.secret)
        try await webhook.send(Array(#"{"a":1}"#.utf8), identifier: "0123", at: Self.now)
        let seen = receiver.seen
        #expect(seen.map(\.head.uri) == ["/salur?x=1"] && seen.map(\.body) == [#"{"a":1}"#])
        #expect(seen.first?.head.method == .POST)
        #expect(seen.first?.head.headers["Salur-Notification"] == ["0123"])
        #expect(
            seen.first?.head.headers["Salur-Signature"]
                == [Webhook.signature(of: Array(#"{"a":1}"#.utf8), Self.secret, at: Self.now)])
        try await receiver.stop()
    }

    @Test(arguments: [HTTPResponseStatus.internalServerError, .temporaryRedirect, .unauthorized])
    func `Another status is a failure, and a redirect is not followed`(status: HTTPResponseStatus) async throws {
        let receiver = try await Receiver.start(status)
        let webhook = Webhook(address: "http://127.0.0.1:\(receiver.port)/", secret: Self.secret)
        let failure = await #expect(throws: DeliveryFailure.self) {
            try await webhook.send([], identifier: "0123", at: Self.now)
        }
        #expect(failure?.description.contains("\(status.code)") == true)
        #expect(receiver.seen.count == 1)
        try await receiver.stop()
    }

    @Test func `A program that is not there or does not answer is a failure`() async throws {
        let receiver = try await Receiver.start(nil)
        let address = "http://127.0.0.1:\(receiver.port)/"
        let silent = Webhook(address: address, secret: Self.secret, limit: .seconds(1))
        await #expect(throws: DeliveryFailure.self) { try await silent.send([], identifier: "0123", at: Self.now) }
        try await receiver.stop()
        let gone = Webhook(address: address, secret: Self.secret)
        await #expect(throws: DeliveryFailure.self) { try await gone.send([], identifier: "0123", at: Self.now) }
    }
}

/// A program that is notified, on a real socket.
private final class Receiver: Sendable {
    struct Seen: Sendable {
        let head: HTTPRequestHead
        var body = ""
    }

    final class Log: Sendable {
        let seen = Mutex<[Seen]>([])
    }

    private let channel: any Channel
    private let log: Log

    var port: Int { channel.localAddress?.port ?? 0 }
    var seen: [Seen] { log.seen.withLock { $0 } }

    private init(_ channel: any Channel, _ log: Log) { (self.channel, self.log) = (channel, log) }

    /// - Parameter status: nil never answers.
    static func start(_ status: HTTPResponseStatus?) async throws -> Receiver {
        let log = Log()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(Handler(log, status))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return Receiver(channel, log)
    }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let log: Log
        private let status: HTTPResponseStatus?
        private var current: Seen?

        init(_ log: Log, _ status: HTTPResponseStatus?) { (self.log, self.status) = (log, status) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): current = Seen(head: head)
            case .body(let bytes): current?.body += String(buffer: bytes)
            case .end:
                if let current { log.seen.withLock { $0.append(current) } }
                guard let status else { return }
                let headers: HTTPHeaders = ["Location": "/elsewhere", "Content-Length": "0"]
                context.write(
                    wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
                    promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
