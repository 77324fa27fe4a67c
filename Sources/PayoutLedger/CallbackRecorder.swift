internal import CrashPoints
internal import FoundationEssentials
internal import GRDB
package import PayoutCore

/// Makes callbacks durable where no engine does.
package struct CallbackRecorder: Sendable {
    private let ledger: Ledger
    private let onRecorded: @Sendable () -> Void

    /// - Parameter onRecorded: called after each commit, so that the engine looks at what has arrived.
    package init(ledger: Ledger, onRecorded: @escaping @Sendable () -> Void) {
        self.ledger = ledger
        self.onRecorded = onRecorded
    }

    /// Returns when all of `callbacks` are durable, in one commit.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot record them; then it has recorded none, and the bank will
    ///   send them again.
    package func record(_ callbacks: [ProvenCallback]) async throws {
        try await ledger.commit { transaction in
            for callback in callbacks { try transaction.record(callback) }
        }
        onRecorded()
    }
}

// What keeps those who send many callbacks from filling the disk: see ``CallbackStore/record(_:)``. So without the key
// the ledger grows by the bank's own words, and by four bodies for each transaction whose identifier somebody knows.
extension LedgerTransaction {
    static let columns = [
        "kind", "proof", "received_at", "external_id", "partner_reference_no", "provider_reference_no", "response_code",
        "response_message", "other_service", "bank_code", "account_number", "account_name", "customer_reference",
        "amount", "amount_malformed", "status", "verification_status", "body", "fingerprint",
    ]

    /// Makes a callback durable, unless it repeats what is recorded.
    package func record(_ callback: ProvenCallback) throws {
        mark(.callbackRecorded)
        let fingerprint = callback.fingerprint
        if try countsAsRepeat(callback, fingerprint: fingerprint) { return }
        switch callback.proof {
        case .body: try insert(callback, fingerprint)
        case .bodyNotSigned:
            guard let name = CallName(callback.kind, callback.content), try reader.owner(of: name) != nil else {
                return
            }
            let id = callback.content.originalExternalID
            if try unprovenCount(id) < PendingCallback.unprovenMax {
                try insert(callback, fingerprint)
            } else {
                try replaceUnproven(id, callback, fingerprint)
            }
        }
    }

    /// Wakes the stored callback that says the same; false where none does.
    func countsAsRepeat(_ callback: ProvenCallback, fingerprint: Int64) throws -> Bool {
        try execute(
            """
            UPDATE callback SET repeats = repeats + 1, repeated_at = ?, waits = 1
            WHERE external_id IS ? AND fingerprint = ?
            """,
            [
                callback.receivedAt.milliseconds, callback.content.originalExternalID?.text, fingerprint,
            ])
        return database.changesCount > 0
    }

    private func unprovenCount(_ id: ExternalID?) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT COUNT(*) FROM callback WHERE external_id IS ? AND proof = 'body_not_signed'")
        return try Int.fetchOne(statement, arguments: [id?.text]) ?? 0
    }

    private func insert(_ callback: ProvenCallback, _ fingerprint: Int64) throws {
        try execute(Self.insertion, Self.values(callback, fingerprint: fingerprint))
    }

    private static let insertion = insertion(columns, "waits", is: "1")

    /// Inserts a callback with these columns and a value for one more.
    static func insertion(_ columns: [String], _ column: String, is value: String) -> String {
        let marks = columns.map { _ in "?, " }.joined()
        return "INSERT INTO callback (\(columns.joined(separator: ", ")), \(column)) VALUES (\(marks)\(value))"
    }

    /// If the others all still wait or were believed, the callback is dropped: it proves no more than they do.
    private func replaceUnproven(_ id: ExternalID?, _ callback: ProvenCallback, _ fingerprint: Int64) throws {
        let settings = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        try execute(
            """
            UPDATE callback SET \(settings), repeats = repeats + 1, waits = 1, processed_at = NULL, finding = NULL
            WHERE id = (
                SELECT id FROM callback
                WHERE external_id IS ? AND proof = 'body_not_signed' AND waits = 0
                    AND finding <> '\(PendingCallback.believed)'
                ORDER BY received_at LIMIT 1)
            """,
            Self.values(callback, fingerprint: fingerprint) + [id?.text])
    }

    static func values(_ callback: ProvenCallback, fingerprint: Int64) -> StatementArguments {
        let content = callback.content
        return [
            callback.kind.rawValue, callback.proof.rawValue, callback.receivedAt.milliseconds,
            content.originalExternalID?.text, content.originalPartnerReferenceNo?.text, content.providerReferenceNo,
            content.responseCode, content.responseMessage, content.isOfOtherService, content.bankCode,
            content.accountNumber, content.accountName, content.customerReference, content.amount?.whole,
            content.amountIsMalformed, content.status?.rawValue, content.verification?.rawValue, callback.body,
            fingerprint,
        ]
    }
}

extension HotStatement {
    fileprivate static let sameCallback = HotStatement(
        .sameCallback, "SELECT 1 FROM callback WHERE external_id IS ? AND fingerprint = ?")
}

// A callback that reaches a running engine is recorded in the same commit in which the engine processes it: then the
// ledger need not read the callback back, nor mark it as processed afterwards.
extension LedgerTransaction {
    /// Whether the ledger holds a callback that says the same as another one.
    func holds(_ callback: ProvenCallback, fingerprint: Int64) throws -> Bool {
        var query = try statements.begin(.sameCallback)
        query.add(callback.content.originalExternalID?.text)
        query.add(fingerprint)
        return try query.firstRow { _ in true } ?? false
    }

    /// Records a callback that is news together with what the engine made of it. After the commit it may be
    /// acknowledged.
    package func record(_ arriving: ArrivingCallback, processed finding: String, at now: Timestamp) throws
        -> ProcessedCallback
    {
        mark(.callbackRecorded)
        mark(.callbackProcessed)
        let callback = arriving.callback
        try execute(
            Self.insertionOfProcessed,
            Self.values(callback, fingerprint: arriving.fingerprint) + [now.milliseconds, finding])
        return ProcessedCallback(
            key: database.lastInsertedRowID, callback: callback, processedAt: now, finding: finding)
    }

    private static let insertionOfProcessed = insertion(columns + ["processed_at", "finding"], "waits", is: "0")

    /// Makes callbacks that were recorded and processed in this step, one after the other, part of the journal.
    package func keepEvidence(of callbacks: [ProcessedCallback], at now: Timestamp) throws {
        var rest = callbacks[...]
        for range in CallbackEvent.ranges(callbacks.map(\.key)) {
            let following = rest.prefix { range.contains($0.key) }
            rest = rest.dropFirst(following.count)
            let evidence =
                following.contains(where: \.holdsNUL)
                ? try reader.callbackEvidence(range) : ProcessedCallback.evidence(following)
            try keepEvidence(of: range, evidence, at: now)
        }
    }
}

/// A callback as it stands in the ledger after it was recorded and processed in one step.
package struct ProcessedCallback: Sendable {
    let key: Int64
    let callback: ProvenCallback
    let processedAt: Timestamp
    let finding: String

    /// The same digest as ``LedgerReader/callbackEvidence(_:)`` makes of their rows.
    static func evidence(_ callbacks: ArraySlice<ProcessedCallback>) -> [UInt8] {
        var digest = CallbacksDigest()
        for callback in callbacks { for cell in callback.cells { digest.add(cell) } }
        return digest.finish()
    }

    private var cells: [String?] {
        let content = callback.content
        return [
            String(key), callback.kind.rawValue, callback.proof.rawValue, String(callback.receivedAt.milliseconds),
            content.originalExternalID?.text, content.originalPartnerReferenceNo?.text, content.providerReferenceNo,
            content.responseCode, content.responseMessage, content.isOfOtherService ? "1" : "0",
            content.bankCode, content.accountNumber, content.accountName, content.customerReference,
            content.amount.map { String($0.whole) }, content.amountIsMalformed ? "1" : "0", content.status?.rawValue,
            content.verification?.rawValue, callback.body, String(processedAt.milliseconds), finding,
        ]
    }

    /// SQLite ends a text there, so that the row holds less than came.
    var holdsNUL: Bool { cells.contains { $0?.utf8.contains(0) ?? false } }
}

extension LedgerReader {
    /// How many recorded callbacks name a transaction.
    package func callbackCount(naming externalID: ExternalID?) throws -> Int {
        let statement = try database.cachedStatement(sql: "SELECT COUNT(*) FROM callback WHERE external_id IS ?")
        return try Int.fetchOne(statement, arguments: [externalID?.text]) ?? 0
    }
}
