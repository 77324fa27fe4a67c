import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Ayoconnect

/// A request leaves on a living connection, whole, or not a byte of it leaves.
struct RequestWatchTests {
    private let channel: EmbeddedChannel
    private let life = SharedIdleLife()
    private let errors = ErrorKeeper()

    init() throws {
        channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers(
            RequestWatch(idleLife: life, departures: DepartureTickets()), errors)
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func request() {
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.flush()
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: "x"))), promise: nil)
        channel.flush()
        channel.write(HTTPClientRequestPart.end(nil), promise: nil)
        channel.flush()
    }

    private func answer() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0"])
        try channel.writeInbound(HTTPClientResponsePart.head(head))
        try channel.writeInbound(HTTPClientResponsePart.end(nil))
    }

    private func partsThatLeft() throws -> Int {
        var count = 0
        while try channel.readOutbound(as: HTTPClientRequestPart.self) != nil { count += 1 }
        return count
    }

    @Test func `A request is held until the turn of the loop has ended, and then leaves whole`() throws {
        request()
        #expect(try partsThatLeft() == 0)
        channel.embeddedEventLoop.run()
        #expect(try partsThatLeft() == 3)
        #expect(errors.seen.isEmpty)
        _ = try? channel.finish()
    }

    @Test func `On a connection that ends meanwhile not a byte leaves, and the request is unsent`() throws {
        request()
        channel.pipeline.fireChannelInactive()
        channel.embeddedEventLoop.run()
        #expect(try partsThatLeft() == 0)
        #expect(errors.seen.count == 1)
        #expect((errors.seen.first as? ConnectionEnded)?.wasUsed == false)
        _ = try? channel.finish()
    }

    @Test func `A connection that breaks under a held request is not the request's trouble`() throws {
        request()
        channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "reset"))
        channel.embeddedEventLoop.run()
        #expect(try partsThatLeft() == 0)
        #expect(errors.seen.count == 1)
        #expect(errors.seen.first is ConnectionEnded)
        _ = try? channel.finish()
    }

    @Test func `After a byte may have left, an end is passed on as it is`() throws {
        request()
        channel.embeddedEventLoop.run()
        channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "reset"))
        channel.pipeline.fireChannelInactive()
        #expect(errors.seen.count == 1)
        #expect(errors.seen.first is IOError)
        _ = try? channel.finish()
    }

    @Test func `A connection that was idle for too long is refused, and closed`() throws {
        request()
        channel.embeddedEventLoop.run()
        try answer()
        life.change { $0.closed(after: .milliseconds(50), at: .now()) }
        _ = try partsThatLeft()
        request()
        channel.embeddedEventLoop.run()
        #expect(try partsThatLeft() == 0)
        #expect((errors.seen.first as? ConnectionEnded)?.wasUsed == true)
        #expect(!channel.isActive)
    }

    @Test func `A request that the library gives up while it is held stays here`() throws {
        request()
        channel.close(promise: nil)
        channel.embeddedEventLoop.run()
        #expect(try partsThatLeft() == 0)
    }
}

/// Keeps the errors that reach the library.
private final class ErrorKeeper: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private(set) var seen: [any Error] = []

    func errorCaught(context: ChannelHandlerContext, error: any Error) { seen.append(error) }
}
