internal import CrashPoints
internal import GRDB
package import PayoutCore

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
            guard let id = callback.content.originalExternalID, try isOurs(id, callback.kind) else { return }
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

    private func isOurs(_ id: ExternalID, _ kind: CallbackKind) throws -> Bool {
        switch kind {
        case .accountValidation: try reader.validation(id) != nil
        case .transfer: try reader.transfer(id) != nil
        }
    }

    private func unprovenCount(_ id: ExternalID) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT COUNT(*) FROM callback WHERE external_id = ? AND proof = 'body_not_signed'")
        return try Int.fetchOne(statement, arguments: [id.text]) ?? 0
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

    /// Where all the others wait to be looked at, the callback is dropped: they are as good as it is.
    private func replaceUnproven(_ id: ExternalID, _ callback: ProvenCallback, _ fingerprint: Int64) throws {
        let settings = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        try execute(
            """
            UPDATE callback SET \(settings), repeats = repeats + 1, waits = 1, processed_at = NULL, finding = NULL
            WHERE id = (
                SELECT id FROM callback
                WHERE external_id = ? AND proof = 'body_not_signed' AND waits = 0
                    AND finding <> '\(PendingCallback.believed)'
                ORDER BY received_at LIMIT 1)
            """,
            Self.values(callback, fingerprint: fingerprint) + [id.text])
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
