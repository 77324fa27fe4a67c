internal import FoundationEssentials
internal import Hummingbird
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import ServiceLifecycle
internal import Wording

/// How far a batch has come, for a page that is open.
private struct BatchProgress: Encodable, Equatable {
    let state: String
    let isRunning: Bool
    /// Rows by status, the number as it is shown.
    let rows: [String: String]
    /// Rupiah by status, as they are shown.
    let sums: [String: String]
    /// Hundredths of the rows by status.
    let widths: [String: Int]
    let perMinute: Int?
    let secondsLeft: Int?
}

extension Console {
    /// How often the ledger is looked at for an open page.
    private static let lookPause = Duration.seconds(1)
    /// A page that is open for longer asks again by itself.
    private static let looksMax = 3600
    private static let looksOfSession = 5

    /// Server-sent events (HTML standard): one whenever a batch has come on.
    func addProgress(to router: RouterGroup<Visitor>) {
        router.get("/batches/{batch}/progress") { request, context -> Response in
            let batch = try batch(context)
            let token = request.cookies[Gate.session]?.value ?? ""
            let headers = reply.headers(contentType: "text/event-stream")
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody { writer in
                    var shown: BatchProgress?
                    for look in 0..<Self.looksMax {
                        // Who has signed out, or may not look any more, sees no more.
                        if look % Self.looksOfSession == 0 {
                            let person = try await people.signedIn(token: token)
                            guard person.map({ Right.look.isGiven(to: $0.roles) }) == true else { break }
                        }
                        let now = try progress(of: batch, context)
                        if now != shown {
                            let json = String(decoding: try JSONEncoder().encode(now), as: UTF8.self)
                            try await writer.write(ByteBuffer(string: "data: \(json)\n\n"))
                        } else {
                            // So that a reader who has gone is noticed.
                            try await writer.write(ByteBuffer(string: ": \n\n"))
                        }
                        shown = now
                        guard now.isRunning, !Task.isShuttingDownGracefully else { break }
                        try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
                    }
                    try await writer.write(ByteBuffer(string: "event: end\ndata: {}\n\n"))
                    try await writer.finish(nil)
                })
        }
    }

    private func progress(of batch: Batch, _ context: Visitor) throws -> BatchProgress {
        let status = try LedgerStatus(of: try ledger(), .init(name: batch.identity.text), at: clock.now())
        guard let entry = status.entries.first(where: { $0.batch.id == batch.id }) else { throw HTTPError(.notFound) }
        let totals = entry.totals.filter { $0.value.count > 0 }
        let unsent = BatchWork(entry.totals).toSend.count
        let isRunning = [BatchStatus.running, .approved].contains(entry.batch.status)
        return BatchProgress(
            state: context.text(entry.state), isRunning: isRunning,
            rows: named(totals) { context.text(Phrase("\(count: $0.count)")) },
            sums: named(totals) { $0.sum.display },
            widths: named(totals) { max(1, $0.count * 100 / max(1, batch.input.count)) },
            perMinute: entry.sentPerMinute,
            secondsLeft: entry.sentPerMinute.flatMap { $0 > 0 && unsent > 0 ? unsent * 60 / $0 : nil })
    }

    private func named<Value>(_ totals: Totals, _ value: (Tally) -> Value) -> [String: Value] {
        Dictionary(totals.map { ($0.key.rawValue, value($0.value)) }) { first, _ in first }
    }
}
