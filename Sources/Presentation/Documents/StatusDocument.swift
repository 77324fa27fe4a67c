package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

/// What `status --json` writes for each batch.
package struct StatusDocument: Encodable {
    struct OldestPending: Encodable {
        let reference: String
        let since: String
    }

    /// The process that sends, whatever batch it pays.
    struct Run: Encodable {
        let processID: Int
        let host: String
        let since: String

        enum CodingKeys: String, CodingKey {
            case processID = "process_id"
            case host, since
        }
    }

    struct Need: Encodable {
        let status: String
        let reasonCode: String?
        let count: Int
        let sum: Int64
        /// What it means, in the language of the person.
        let meaning: String
        /// What to type next, in this order.
        let commands: [String]
    }

    let batch: String
    let kind: String
    /// `incoming` or `outgoing`: sums of the two are never added up.
    let direction: String
    let name: String?
    let file: String
    let folder: String
    let status: String
    /// The status in words, in the language of the person.
    let state: String
    let stoppedReason: String?
    let createdAt: String
    let changedAt: String
    let input: AmountsDocument
    let paid: AmountsDocument
    let byStatus: [String: AmountsDocument]
    let sentPerMinute: Int?
    let oldestPending: OldestPending?
    let nextInquiry: String?
    /// How many of the first rows must still succeed before others are sent; missing where none wait for that.
    let firstRowsMissing: Int?
    let lastCallback: String?
    /// Missing where no run is sending.
    let run: Run?
    let needsPerson: [Need]
    /// What to type to bring the batch as a whole on.
    let command: String?

    /// Every batch of a status.
    package static func all(of status: LedgerStatus, in language: Language) -> [StatusDocument] {
        status.entries.map { StatusDocument($0, status, in: language) }
    }

    package init(_ entry: LedgerStatus.Entry, _ ledger: LedgerStatus, in language: Language) {
        batch = entry.batch.identity.text
        kind = entry.batch.rail.rawValue
        direction = entry.batch.rail.direction.rawValue
        name = entry.batch.name
        file = entry.batch.fileName
        folder = entry.batch.folderName
        status = entry.batch.status.rawValue
        state = entry.state.text(in: language)
        stoppedReason = entry.batch.stoppedReason
        createdAt = entry.batch.createdAt.iso8601
        changedAt = entry.batch.changedAt.iso8601
        input = AmountsDocument(count: entry.batch.input.count, sum: entry.batch.input.sum.whole)
        paid = AmountsDocument(count: entry.paid.count, sum: entry.paid.sum.whole)
        byStatus = AmountsDocument.byStatus(entry.totals)
        sentPerMinute = entry.sentPerMinute
        oldestPending = entry.pending.map {
            OldestPending(reference: $0.oldestReference, since: $0.oldestSentAt.iso8601)
        }
        nextInquiry = entry.nextInquiry?.iso8601
        firstRowsMissing = entry.firstRowsMissing
        lastCallback = ledger.lastCallback?.iso8601
        run = ledger.dispatcher.map { Run(processID: $0.processID, host: $0.host, since: $0.since.iso8601) }
        needsPerson = entry.needs.map { need in
            Need(
                status: need.status.rawValue, reasonCode: need.reasonCode, count: need.tally.count,
                sum: need.tally.sum.whole, meaning: need.item.meaning(for: entry.batch.rail).text(in: language),
                commands: need.commands)
        }
        command = entry.command
    }
}
