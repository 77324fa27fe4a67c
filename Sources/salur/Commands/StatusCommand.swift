internal import ArgumentParser
internal import PayoutCore
internal import PayoutLedger
internal import SalurService

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show every batch of the ledger, or one: counts and sums by status. Works during a run.",
        discussion: """
            EXAMPLES
              salur status
              salur status 2026-02-bonus
              salur status --ledger /srv/payouts/salur.db --json
            """)

    @Argument(help: ArgumentHelp("A batch: its name, file or identity.", valueName: "batch"), completion: .batches)
    var batch: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load()
            let status = try LedgerStatus(ledgerPath: loaded.ledgerPath, name: batch)
            if settings.json {
                try Output.json(status.entries.map { StatusDocument($0, lastCallback: status.lastCallback) })
            } else {
                for entry in status.entries { show(entry) }
                let last = status.lastCallback.map { JakartaTime($0).display } ?? "none yet"
                Output.result("Last callback of the bank: \(last)")
            }
            return .success
        }
    }

    private func show(_ entry: LedgerStatus.Entry) {
        let batch = entry.batch
        let reason = batch.stoppedReason.map { " (\($0))" } ?? ""
        Output.result(
            "\(batch.name ?? batch.fileName)  \(batch.status.rawValue)\(reason)  \(batch.identity.text.prefix(16))")
        for status in PayoutStatus.allCases {
            guard let tally = entry.totals[status] else { continue }
            Output.result("  \(padded(status.display, 12))\(padded(String(tally.count), 10))\(tally.sum.display)")
        }
        if let next = entry.nextInquiry { Output.result("  next inquiry \(JakartaTime(next).display)") }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

/// What `status --json` writes for each batch.
struct StatusDocument: Encodable {
    let batch: String
    let name: String?
    let file: String
    let status: String
    let stoppedReason: String?
    let input: RunDocument.Amounts
    let byStatus: [String: RunDocument.Amounts]
    let nextInquiry: String?
    let lastCallback: String?

    enum CodingKeys: String, CodingKey {
        case batch, name, file, status, input
        case stoppedReason = "stopped_reason"
        case byStatus = "by_status"
        case nextInquiry = "next_inquiry"
        case lastCallback = "last_callback"
    }

    init(_ entry: LedgerStatus.Entry, lastCallback: Timestamp?) {
        batch = entry.batch.identity.text
        name = entry.batch.name
        file = entry.batch.fileName
        status = entry.batch.status.rawValue
        stoppedReason = entry.batch.stoppedReason
        input = RunDocument.Amounts(count: entry.batch.input.count, sum: entry.batch.input.sum.whole)
        byStatus = RunDocument.amounts(entry.totals)
        nextInquiry = entry.nextInquiry?.iso8601
        self.lastCallback = lastCallback?.iso8601
    }
}
