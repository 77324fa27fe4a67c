import Hummingbird
import Logging
import NIOCore
import PayoutCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The error number of a port that another program has.
let addressInUseCode = EADDRINUSE

/// What the front door keeps of a connection: enough to cut it.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Takes HTTP requests to the bank and its replies back, the spoilt ones too.
struct FrontDoor: HTTPResponder {
    static let requestBodyBytesMax = 64 * 1024

    let books: Books
    let courier: CallbackCourier
    /// One scheduler for every telling that is due later: no task sleeps for it, and what is due first happens first.
    let timers: any EventLoop

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let path = request.uri.path
        switch (request.method, path) {
        case (.get, "/healthz"):
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
        case (.get, "/ledger"):
            let isSummary = request.uri.query == "summary"
            return ledger(LedgerDocument(books: books, lists: isSummary ? [] : LedgerList.all))
        case (.get, ControlHandler.debitsPath): return ledger(LedgerDocument(books: books, lists: LedgerList.debits))
        case (.get, "/counters"): return response(books.read { $0.countersList() })
        case (.get, ControlHandler.pendingPath): return response(books.read { $0.pendingList() })
        case (.get, ControlHandler.cardsPath): return ledger(LedgerDocument(books: books, lists: LedgerList.cards))
        case (.post, ControlHandler.settlePath):
            return try await control(request) { bank, bytes, now in bank.settleByHand(bytes, at: now) }
        case (.post, ControlHandler.unblockPath):
            return try await control(request) { bank, bytes, now in (bank.unblock(bytes, at: now), []) }
        case (.get, _): return try await exchange(request, .get, context: context)
        case (.post, _): return try await exchange(request, .post, context: context)
        case (.delete, _): return try await exchange(request, .delete, context: context)
        default: return Response(status: .notFound, body: ResponseBody(byteBuffer: ByteBuffer(string: "not found\n")))
        }
    }

    /// A person at the controls decides about something; the callback is on its way when the answer is.
    private func control(
        _ request: Request,
        _ decide: @Sendable (inout Bank, [UInt8], Timestamp) -> (ControlAnswer, [OutgoingCallback])
    ) async throws -> Response {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.requestBodyBytesMax)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge, headers: [.connection: "close"])
        }
        let bytes = Array(buffer.readableBytesView)
        let (answer, callbacks) = books.write { bank, now in decide(&bank, bytes, now) }
        courier.enqueue(callbacks)
        return response(answer)
    }

    private func response(_ answer: ControlAnswer) -> Response {
        Response(
            status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body + Array("\n".utf8))))
    }

    private func exchange(
        _ request: Request, _ method: IncomingRequest.Method, context: ConnectionContext
    ) async throws -> Response {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.requestBodyBytesMax)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge, headers: [.connection: "close"])
        }
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let incoming = IncomingRequest(
            method: method, path: request.uri.path, query: request.uri.query ?? "",
            authority: request.head.authority ?? "", headers: headers, body: Array(buffer.readableBytesView))
        let reply = books.write { bank, now in bank.visit(incoming, at: now) ?? bank.receive(incoming, at: now) }
        for appointment in reply.appointments { keep(appointment) }
        for event in reply.early { await courier.deliver(books.write { bank, now in bank.tell(event, at: now) }) }
        if reply.delay > .zero { try await Task.sleep(for: reply.delay) }
        return response(to: reply, channel: context.channel)
    }

    private func keep(_ appointment: Appointment) {
        let (books, courier) = (books, courier)
        timers.scheduleTask(in: .nanoseconds(appointment.after.wholeMilliseconds * 1_000_000)) {
            courier.enqueue(books.write { bank, now in bank.tell(appointment.event, at: now) })
        }
    }

    private func response(to reply: Reply, channel: any Channel) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = reply.contentType
        if let seconds = reply.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if let location = reply.location { headers[.location] = location }
        let status = HTTPResponse.Status(code: reply.status)
        switch reply.loss {
        case .none:
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
        case .silent:
            // The answer written after this fails, and nobody hears of it.
            channel.close(promise: nil)
            return Response(status: status)
        case .midBody:
            let half = ByteBuffer(bytes: reply.body.prefix(reply.body.count / 2))
            let body = ResponseBody(contentLength: reply.body.count) { writer in
                try await writer.write(half)
                try await channel.close()
                try await writer.finish(nil)
            }
            return Response(status: status, headers: headers, body: body)
        }
    }

    private func ledger(_ document: LedgerDocument) -> Response {
        let body = ResponseBody { writer in
            var document = document
            while let page = document.nextPage() { try await writer.write(ByteBuffer(bytes: page)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/json"], body: body)
    }
}
