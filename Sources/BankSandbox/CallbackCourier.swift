import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import PayoutCore
import SNAP

/// Carries callbacks to the client: a bounded number at once, each tried again up to three more times with growing
/// delay while it is answered with anything but 2xx, and then never again (Ayoconnect: Callbacks).
final class CallbackCourier: Sendable {
    static let inFlightMax = 64
    static let triesMax = 4
    static let answerBytesMax = 64 * 1024

    /// One try of a callback.
    private struct Delivery: Sendable {
        let callback: OutgoingCallback
        /// Signed once, at the first try: a repeat carries its timestamp.
        var headers: [(name: String, value: String)]?
        /// Counted from 1.
        var tryNumber = 1
    }

    private let baseURL: String
    private let basePath: String
    /// A slash where the addresses were registered with one.
    private let pathEnd: String
    private let timing: SandboxTiming
    private let clock: any WallClock
    private let signer: CallbackSigner
    private let client: HTTPClient
    private let logger: Logger
    private let queue: AsyncStream<Delivery>
    private let feed: AsyncStream<Delivery>.Continuation
    private let report: @Sendable (OutgoingCallback, _ isDelivered: Bool, _ isGivenUp: Bool) -> Void

    init(
        settings: SandboxSettings, client: HTTPClient, logger: Logger,
        report: @escaping @Sendable (OutgoingCallback, _ isDelivered: Bool, _ isGivenUp: Bool) -> Void
    ) {
        var url = settings.callbackURL ?? ""
        while url.hasSuffix("/") { url.removeLast() }
        baseURL = url
        basePath = CallbackAddress(url)?.path ?? ""
        pathEnd = settings.addsSlashToCallbacks ? "/" : ""
        timing = settings.timing
        clock = settings.clock
        signer = CallbackSigner(settings: settings)
        self.client = client
        self.logger = logger
        self.report = report
        (queue, feed) = AsyncStream.makeStream()
    }

    /// Puts callbacks into the queue.
    func enqueue(_ callbacks: [OutgoingCallback]) {
        for callback in callbacks { feed.yield(Delivery(callback: callback)) }
    }

    /// Sends callbacks at once and returns when each was tried once; repeats go through the queue.
    func deliver(_ callbacks: [OutgoingCallback]) async {
        for callback in callbacks { await attempt(Delivery(callback: callback)) }
    }

    /// Works until it is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            var inFlight = 0
            for await delivery in queue {
                if inFlight == Self.inFlightMax {
                    await group.next()
                    inFlight -= 1
                }
                inFlight += 1
                group.addTask { await self.attempt(delivery) }
            }
            group.cancelAll()
        }
    }

    private func sign(_ callback: OutgoingCallback) -> [(name: String, value: String)]? {
        do {
            return try signer.headers(
                target: basePath + path(of: callback), body: callback.body, isForged: callback.isForged,
                at: clock.now())
        } catch {
            logger.error("A callback could not be signed", metadata: ["error": "\(error)"])
            return nil
        }
    }

    private func path(of callback: OutgoingCallback) -> String { callback.kind.path + pathEnd }

    private func attempt(_ unsigned: Delivery) async {
        var delivery = unsigned
        delivery.headers = delivery.headers ?? sign(delivery.callback)
        let isDelivered = await send(delivery)
        let isLast = delivery.callback.isForged || delivery.tryNumber >= Self.triesMax
        report(delivery.callback, isDelivered, !isDelivered && isLast)
        guard !isDelivered, !isLast else { return }
        let delay = retryDelay(delivery)
        delivery.tryNumber += 1
        let feed = feed
        client.eventLoopGroup.any().scheduleTask(in: .nanoseconds(delay.wholeMilliseconds * 1_000_000)) {
            [delivery] in feed.yield(delivery)
        }
    }

    /// The time until the next try: it doubles for transfers; it is 1, 2 and 5 minutes for the other products.
    private func retryDelay(_ delivery: Delivery) -> Duration {
        switch delivery.callback.kind {
        case .validation, .transfer: timing.callbackRetryDelay * (1 << (delivery.tryNumber - 1))
        case .binding, .debit, .cardRegistration, .charge:
            timing.collectionRetryDelay * [1, 2, 5][min(delivery.tryNumber - 1, 2)]
        }
    }

    private func send(_ delivery: Delivery) async -> Bool {
        var request = HTTPClientRequest(url: baseURL + path(of: delivery.callback))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        guard let headers = delivery.headers else { return false }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(delivery.callback.body)
        do {
            let timeout = TimeAmount.milliseconds(timing.callbackTimeout.wholeMilliseconds)
            let response = try await client.execute(request, timeout: timeout)
            _ = try await response.body.collect(upTo: Self.answerBytesMax)
            return (200..<300).contains(response.status.code)
        } catch {
            logger.debug("A callback was not answered", metadata: ["error": "\(error)"])
            return false
        }
    }
}

/// The parts of a callback address that matter here.
package struct CallbackAddress: Sendable {
    /// The path that every callback path is appended to; often empty.
    package let path: String

    /// Reads `http://HOST[:PORT][/PATH]`; nil where the text is anything else.
    package init?(_ url: String) {
        guard let scheme = ["http://", "https://"].first(where: url.hasPrefix) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" }
        let isSafe = rest.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        guard !host.isEmpty, isSafe else { return nil }
        var path = String(rest.dropFirst(host.count))
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }
}
