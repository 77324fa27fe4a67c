import NIOCore
import NIOHTTP1
import PayoutCore

/// What the bank does with each connection: it closes one that is idle for too long, and dates its answers by its own
/// clock.
final class ConnectionHabits: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let idleLife: Duration?
    private let clock: (any WallClock)?
    private var closing: Scheduled<Void>?

    /// - Parameters:
    ///   - idleLife: how long a connection is kept that nobody uses; nil closes none.
    ///   - clock: dates the answers; nil leaves the true date in them.
    init(idleLife: Duration?, clock: (any WallClock)?) {
        self.idleLife = idleLife
        self.clock = clock
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        closing?.cancel()
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if let clock { head.headers.replaceOrAdd(name: "Date", value: HTTPDate.text(clock.now())) }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            if let idleLife { closeLater(context.channel, after: idleLife) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

    private func closeLater(_ channel: any Channel, after idleLife: Duration) {
        closing?.cancel()
        let habits = NIOLoopBound(self, eventLoop: channel.eventLoop)
        closing = channel.eventLoop.scheduleTask(in: .nanoseconds(idleLife.wholeMilliseconds * 1_000_000)) {
            // A request that came while this loop had other things to do is read before.
            habits.value.closing = channel.eventLoop.scheduleTask(in: .milliseconds(1)) {
                channel.close(promise: nil)
            }
        }
    }
}

/// The `Date` header of HTTP, such as `Sat, 14 Feb 2026 06:37:10 GMT`.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ moment: Timestamp) -> String {
        // Jakarta's clocks are seven hours ahead of Greenwich, and the epoch began on a Thursday.
        let clock = JakartaTime(moment - .seconds(7 * 3600))
        let day = days[Int(moment.milliseconds / 86_400_000 % 7 + 7) % 7]
        let time = [clock.hour, clock.minute, clock.second].map(twoDigits).joined(separator: ":")
        return "\(day), \(twoDigits(clock.day)) \(months[clock.month - 1]) \(clock.year) \(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Puts ``ConnectionHabits`` next to the library's HTTP/1 handlers, where requests and answers have their plain form.
final class HabitsInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let habits: ConnectionHabits

    init(_ habits: ConnectionHabits) { self.habits = habits }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(habits, position: .after(decoder))
        } catch {
            context.fireErrorCaught(error)
        }
    }
}
