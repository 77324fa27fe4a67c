package import PayoutCore
package import PayoutLedger
internal import Synchronization

/// Answers requests of the HTTP API that act, each once, however often a program repeats it:
///
///     let book = RequestBook(ledger: ledger, clock: clock)
///     let outcome = try await book.once("nightly-2026-03-31", digest, by: key) { hasActed in
///         try await approve(…)                // hasActed: an earlier try did it, and ended before it could answer
///     }
package final class RequestBook: Sendable {
    /// What a request is answered with.
    package struct Answer: Sendable {
        /// An HTTP status.
        package let status: Int
        package let text: String
        /// Whether the same request must get the same answer from now on; else it is worked on again.
        package let isFinal: Bool

        package init(status: Int, text: String, isFinal: Bool = true) {
            self.status = status
            self.text = text
            self.isFinal = isFinal
        }
    }

    /// What came of a request.
    package enum Outcome: Sendable {
        case answered(Answer, isRepeated: Bool)
        /// Another request came under the same idempotency key.
        case differs
        /// The same request is being worked on.
        case underWay
    }

    private struct Place: Hashable {
        let actor: String
        let idempotencyKey: String
    }

    private let ledger: Ledger
    private let clock: any WallClock
    private let random: any RandomSource
    private let underWay = Mutex<Set<Place>>([])

    package init(ledger: Ledger, clock: any WallClock, random: any RandomSource = SystemRandomSource()) {
        self.ledger = ledger
        self.clock = clock
        self.random = random
    }

    /// Works on a request, unless it was answered before.
    ///
    /// - Parameters:
    ///   - digest: of all that the request asks for.
    ///   - act: does it; is passed whether an earlier try has acted and ended before it could answer.
    /// - Throws: ``CommandFailure``, and what `act` throws.
    package func once(
        _ idempotencyKey: String, _ digest: [UInt8], by key: KeyRecord,
        act: @escaping @Sendable (_ hasActed: Bool) async throws -> Answer
    ) async throws -> Outcome {
        let place = Place(actor: key.terms.actor, idempotencyKey: idempotencyKey)
        guard underWay.withLock({ $0.insert(place).inserted }) else { return .underWay }
        defer { underWay.withLock { _ = $0.remove(place) } }
        let (attempt, now) = (random.bytes(RequestMark.attemptBytes), clock.now())
        let claim = try await commit {
            try $0.claim(idempotencyKey, request: digest, of: key, attempt: attempt, at: now)
        }
        switch claim {
        case .answered(let status, let text): return .answered(Answer(status: status, text: text), isRepeated: true)
        case .differs: return .differs
        case .begun(let mark): return try await work(mark) { try await act(false) }
        case .acted(let mark): return try await work(mark) { try await act(true) }
        }
    }

    private func work(
        _ mark: RequestMark, _ act: @escaping @Sendable () async throws -> Answer
    ) async throws -> Outcome {
        // In a task of its own: a program that hangs up does not cut an act off in the middle.
        try await Task {
            let answer = try await RequestMark.$current.withValue(mark) { try await act() }
            if answer.isFinal {
                try await commit { try $0.answer(mark, status: answer.status, text: answer.text) }
            } else {
                try await commit { try $0.withdraw(mark) }
            }
            return .answered(answer, isRepeated: false)
        }.value
    }

    private func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Result
    ) async throws(CommandFailure) -> Result {
        do { return try await ledger.commit(body) } catch { throw CommandFailure(error) }
    }
}
