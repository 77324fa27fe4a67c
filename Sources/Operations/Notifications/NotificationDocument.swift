internal import FoundationEssentials
internal import PayoutCore
internal import PayoutLedger

/// What a webhook is sent (`schemas/webhook.schema.json`). Amounts are whole rupiah; no account numbers and no names.
struct NotificationDocument: Encodable {
    struct Batch: Encodable {
        let name: String
        let identity: String
        let kind: String
        let status: String
        /// Missing where the batch has not stopped.
        let stoppedReason: String?
        let rows: Int
        let sum: Int64
        let statuses: [Status]
        let needs: [Need]

        enum CodingKeys: String, CodingKey {
            case name, identity, kind, status, rows, sum, statuses, needs
            case stoppedReason = "stopped_reason"
        }
    }

    struct Status: Encodable {
        let status: String
        let rows: Int
        let sum: Int64
    }

    struct Need: Encodable {
        let status: String
        /// Missing where the status says all.
        let reasonCode: String?
        let rows: Int
        let sum: Int64

        enum CodingKeys: String, CodingKey {
            case status, rows, sum
            case reasonCode = "reason_code"
        }
    }

    /// The version of the format. It grows if a key is removed or changes its meaning.
    let schemaVersion = 1
    let id: String
    let kind: String
    let recordedAt: String
    let subject: String
    let text: String
    /// Missing where it is about no batch.
    let batch: Batch?
    /// Missing where it is no digest.
    let batches: [Batch]?

    enum CodingKeys: String, CodingKey {
        case id, kind, subject, text, batch, batches
        case schemaVersion = "schema_version"
        case recordedAt = "recorded_at"
    }

    init(_ notification: NotificationRecord, _ facts: NotificationFacts, subject: String, text: String) {
        (id, kind) = (notification.identifier, notification.kind.rawValue)
        recordedAt = notification.createdAt.iso8601
        (self.subject, self.text) = (subject, text)
        if case .batch(let entry, _) = facts { batch = Batch(entry) } else { batch = nil }
        if case .day(let day) = facts { batches = day.batches.map(Batch.init) } else { batches = nil }
    }

    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers alone can always be encoded.
        return (try? encoder.encode(self)).map(Array.init) ?? []
    }
}

extension NotificationDocument.Batch {
    fileprivate init(_ entry: LedgerStatus.Entry) {
        let batch = entry.batch
        (name, identity, kind) = (batch.folderName, batch.identity.text, batch.rail.rawValue)
        (status, stoppedReason) = (batch.status.rawValue, batch.state.stopReason?.rawValue)
        (rows, sum) = (batch.input.count, batch.input.sum.whole)
        statuses = PayoutStatus.allCases.compactMap { status in
            let tally = entry.totals[status, default: .zero]
            return tally.count == 0
                ? nil : NotificationDocument.Status(status: status.rawValue, rows: tally.count, sum: tally.sum.whole)
        }
        needs = entry.needs.map {
            NotificationDocument.Need(
                status: $0.status.rawValue, reasonCode: $0.reasonCode, rows: $0.tally.count, sum: $0.tally.sum.whole)
        }
    }
}
