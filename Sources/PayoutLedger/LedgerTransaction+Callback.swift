internal import CrashPoints
internal import FoundationEssentials
internal import GRDB
package import PayoutCore

extension LedgerTransaction {
    /// Notes that the engine has looked at a callback, and what it made of it.
    package func markProcessed(_ callback: PendingCallback, finding: String, at now: Timestamp) throws {
        mark(.callbackProcessed)
        guard !callback.isRepeat || callback.proof == .bodyNotSigned else {
            // What was made of evidence the first time stays; what it changes now is an event of its payout.
            return try execute("UPDATE callback SET waits = 0 WHERE id = ?", [callback.key])
        }
        try execute(
            """
            UPDATE callback SET waits = 0,
                processed_at = CASE WHEN finding IS '\(PendingCallback.believed)' THEN processed_at ELSE ? END,
                finding = CASE WHEN finding IS '\(PendingCallback.believed)' THEN finding ELSE ? END
            WHERE id = ? AND waits = 1
            """,
            [now.milliseconds, finding, callback.key])
    }
}

/// The events that hold what was recorded of callbacks and made of them.
enum CallbackEvent {
    static let kind = "callbacks_processed"

    static func detail(_ range: ClosedRange<Int64>) -> String { "callbacks \(range.lowerBound) to \(range.upperBound)" }

    /// Ascending keys as ranges without a gap: what lies between them may wait still, and its result will change.
    static func ranges(_ keys: [Int64]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        for key in keys {
            if let last = ranges.last, last.upperBound + 1 == key {
                ranges[ranges.count - 1] = last.lowerBound...key
            } else {
                ranges.append(key...key)
            }
        }
        return ranges
    }

    /// The callbacks that such an event speaks of; nil where it is not written so.
    static func range(of detail: String) -> ClosedRange<Int64>? {
        let words = detail.split(separator: " ")
        guard words.count == 4, let first = Int64(words[1]), let last = Int64(words[3]), first <= last else {
            return nil
        }
        return first...last
    }
}

extension LedgerTransaction {
    /// Makes proven callbacks that were taken, in the order of their arrival, and what was made of them part of the
    /// journal. What nothing proves is no evidence, and may make room for other words.
    package func keepEvidence(of callbacks: [PendingCallback], at now: Timestamp) throws {
        for range in CallbackEvent.ranges(callbacks.filter { $0.proof == .body && !$0.isRepeat }.map(\.key)) {
            try keepEvidence(of: range, try reader.callbackEvidence(range), at: now)
        }
    }

    func keepEvidence(of range: ClosedRange<Int64>, _ evidence: [UInt8], at now: Timestamp) throws {
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: CallbackEvent.kind, detail: CallbackEvent.detail(range),
                evidence: evidence))
    }
}

extension LedgerReader {
    /// A digest of the proven callbacks in a range of keys.
    func callbackEvidence(_ range: ClosedRange<Int64>) throws -> [UInt8] {
        var digest = CallbacksDigest()
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, kind, proof, received_at, external_id, partner_reference_no, provider_reference_no,
                    response_code, response_message, other_service, bank_code, account_number, account_name,
                    customer_reference, amount, amount_malformed, status, verification_status, body, processed_at,
                    finding
                FROM callback WHERE id BETWEEN ? AND ? AND proof = 'body' ORDER BY id
                """)
        let rows = try Row.fetchCursor(statement, arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() {
            for (_, value) in row {
                switch value.storage {
                case .null: digest.add(nil)
                case .int64(let number): digest.add(String(number))
                case .double(let number): digest.add(String(number))
                case .string(let text): digest.add(text)
                case .blob(let bytes): digest.add(Hexadecimal.encode(bytes))
                }
            }
        }
        return digest.finish()
    }

    /// The callbacks after a key that wait to be processed, in the order of their arrival.
    package func pendingCallbacks(after key: Int64 = 0, limit: Int) throws -> [PendingCallback] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, kind, proof, received_at, external_id, partner_reference_no, provider_reference_no,
                    response_code, response_message, other_service, bank_code, account_number, account_name,
                    customer_reference, amount, amount_malformed, status, verification_status,
                    processed_at IS NOT NULL OR (proof = 'body_not_signed' AND repeats > 0)
                FROM callback INDEXED BY callback_waiting WHERE waits = 1 AND id > ? ORDER BY id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [key, limit]).map { row in
            var content = CallbackContent()
            content.originalExternalID = (row[4] as String?).map { ExternalID($0) }
            content.originalPartnerReferenceNo = (row[5] as String?).map { PartnerReferenceNo($0) }
            content.providerReferenceNo = row[6]
            content.responseCode = row[7]
            content.responseMessage = row[8]
            content.isOfOtherService = row[9]
            content.bankCode = row[10]
            content.accountNumber = row[11]
            content.accountName = row[12]
            content.customerReference = row[13]
            content.amount = (row[14] as Int64?).map { Rupiah($0) }
            content.amountIsMalformed = row[15]
            content.status = try (row[16] as String?).map { try TransactionStatus(stored: $0, in: "callback") }
            content.verification = try (row[17] as String?).map {
                try VerificationStatus(stored: $0, in: "callback")
            }
            return PendingCallback(
                key: row[0], kind: try CallbackKind(stored: row[1], in: "callback"),
                proof: try CallbackProof(stored: row[2], in: "callback"), receivedAt: Timestamp(milliseconds: row[3]),
                content: content, isRepeat: row[18])
        }
    }
}
