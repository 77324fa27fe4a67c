internal import FoundationEssentials
internal import GRDB
package import PayoutCore

/// One try at a request of the HTTP API that acts.
///
/// While a task runs under ``current``, the first event that the actor of the request leaves in the journal notes, in
/// the same transaction, that the request has acted. So a repeated request learns after a crash whether there is
/// anything left to do, and of two tries in two processes one alone acts.
package struct RequestMark: Hashable, Sendable {
    /// How many random bytes tell tries apart.
    package static let attemptBytes = 16

    let keyID: Int64
    let idempotencyKey: String
    let attempt: [UInt8]
    let actor: String

    /// The try on whose behalf the task writes.
    @TaskLocal package static var current: RequestMark?
}

/// What the ledger knows of a request that acts.
package enum RequestClaim: Sendable {
    /// Nothing of it was done yet.
    case begun(RequestMark)
    /// An earlier try acted, and ended before it could answer.
    case acted(RequestMark)
    /// It was answered.
    case answered(status: Int, text: String)
    /// Another request came under the same idempotency key.
    case differs
}

// Requests of the HTTP API that act, each answered once.
extension LedgerTransaction {
    /// How long an answer is kept.
    package static let answersKept: Duration = .seconds(30 * 86_400)

    /// Begins a request, or finds what became of it. Answers that are too old are removed.
    ///
    /// - Parameters:
    ///   - digest: of all that the request asks for.
    ///   - attempt: random bytes of this try.
    package func claim(
        _ idempotencyKey: String, request digest: [UInt8], of key: KeyRecord, attempt: [UInt8], at now: Timestamp
    ) throws -> RequestClaim {
        try execute("DELETE FROM api_request WHERE began_at < ?", [(now - Self.answersKept).milliseconds])
        func mark(_ attempt: [UInt8]) -> RequestMark {
            RequestMark(
                keyID: key.id, idempotencyKey: idempotencyKey, attempt: attempt, actor: key.terms.actor)
        }
        let statement = try database.cachedStatement(
            sql: """
                SELECT request, attempt, status, answer FROM api_request WHERE key_id = ? AND idempotency_key = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [key.id, idempotencyKey]) else {
            try execute(
                "INSERT INTO api_request (key_id, idempotency_key, request, began_at) VALUES (?, ?, ?, ?)",
                [key.id, idempotencyKey, Data(digest), now.milliseconds])
            return .begun(mark(attempt))
        }
        let (request, acted): (Data, Data?) = (row[0], row[1])
        guard Array(request) == digest else { return .differs }
        if let status: Int = row[2], let text: String = row[3] { return .answered(status: status, text: text) }
        return acted.map { .acted(mark(Array($0))) } ?? .begun(mark(attempt))
    }

    /// Keeps the answer to a request.
    package func answer(_ mark: RequestMark, status: Int, text: String) throws {
        try execute(
            "UPDATE api_request SET status = ?, answer = ? WHERE key_id = ? AND idempotency_key = ? AND status IS NULL",
            [status, text, mark.keyID, mark.idempotencyKey])
    }

    /// Forgets a request that could not be worked on, so that it is tried again; where it has acted, that stays known.
    package func withdraw(_ mark: RequestMark) throws {
        try execute(
            """
            DELETE FROM api_request
            WHERE key_id = ? AND idempotency_key = ? AND status IS NULL AND attempt IS NULL
            """,
            [mark.keyID, mark.idempotencyKey])
    }

    /// Notes that the try acts in this transaction.
    ///
    /// - Throws: ``LedgerError/failed(path:why:)`` where another try has acted: then nothing is done.
    func noteAct(of mark: RequestMark) throws {
        try execute(
            """
            UPDATE api_request SET attempt = ?1
            WHERE key_id = ?2 AND idempotency_key = ?3 AND (attempt IS NULL OR attempt = ?1)
            """,
            [Data(mark.attempt), mark.keyID, mark.idempotencyKey])
        guard database.changesCount == 1 else {
            throw LedgerError.failed(path: "api_request", why: "another process works on the same request")
        }
    }
}
