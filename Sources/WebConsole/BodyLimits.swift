internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Request {
    /// How long the body of a form may take.
    private static let secondsMax = 20

    /// The body, where it comes in time and is no larger than that.
    ///
    /// - Throws: an `HTTPError`.
    func shortBody(bytesMax: Int) async throws -> ByteBuffer {
        let body = body
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                do {
                    return try await body.collect(upTo: bytesMax)
                } catch is NIOTooManyBytesError {
                    throw HTTPError(.contentTooLarge)
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.secondsMax))
                throw HTTPError(.requestTimeout)
            }
            guard let first = try await group.next() else { throw HTTPError(.badRequest) }
            return first
        }
    }
}

/// Lets go of a connection whose request was refused: what is left of its body is not read for ever.
struct RefusedBodies: RouterMiddleware {
    /// A program that sends its body to the end before it reads the answer gets the answer within this time.
    private static let pause = TimeAmount.seconds(5)

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        do {
            var response = try await next(request, context)
            guard request.method == .post, response.status.code >= 400 else { return response }
            response.headers[.connection] = "close"
            letGo(context.channel)
            return response
        } catch {
            if request.method == .post { letGo(context.channel) }
            throw error
        }
    }

    private func letGo(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: Self.pause) { channel.close(mode: .input, promise: nil) }
    }
}

/// Whether the bytes of an upload come fast enough: whoever sends one now and then would hold a connection for ever.
struct UploadPace {
    private static let bytesPerSecondMin = 1024
    private static let secondsFree = 30

    private let start = ContinuousClock.now
    private var bytes = 0

    /// - Throws: an `HTTPError` where they come too slowly.
    mutating func add(_ count: Int) throws {
        bytes += count
        let seconds = Int(start.duration(to: .now).components.seconds)
        guard seconds <= Self.secondsFree || bytes / seconds >= Self.bytesPerSecondMin else {
            throw HTTPError(.requestTimeout)
        }
    }
}
