internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation
internal import Wording

/// What `status` writes for people.
struct StatusText {
    private let status: LedgerStatus

    init(_ status: LedgerStatus) { self.status = status }

    /// Every batch in full, then the last callback.
    var lines: [Phrase] {
        let last = status.lastCallback.map { Phrase.verbatim(JakartaTime($0).display) } ?? Phrase("none yet")
        guard !status.entries.isEmpty || status.leftOutCount > 0 else {
            return [Phrase("The ledger holds no batch yet. Submit or run a file first."), dispatcher]
        }
        // Many old batches must not hide the one that needs somebody.
        let done = status.entries.count > 1 ? status.entries.filter(\.isDone) : []
        var lines = status.entries.dropLast(done.count).flatMap(lines)
        lines += done.map { Phrase("\(JakartaTime($0.batch.changedAt).toTheMinute)  \(summary($0))") }
        if !done.isEmpty { lines.append(.verbatim("")) }
        if status.leftOutCount > 0 { lines.append(leftOut) }
        return lines + [dispatcher, Phrase("Last callback of the bank: \(last)")]
    }

    private var leftOut: Phrase {
        status.leftOutCount == 1
            ? Phrase("1 other batch is not shown; salur status shows it.")
            : Phrase("\(status.leftOutCount) other batches are not shown; salur status shows them.")
    }

    /// Whether a process sends, and which one.
    private var dispatcher: Phrase {
        guard let run = status.dispatcher else { return Phrase("No run is sending now.") }
        let since = JakartaTime(run.since).display
        return Phrase("A run is sending: process \(String(run.processID)) on \(run.host), since \(since).")
    }

    /// One line for each batch: where it stands at `now`.
    func compactLines(at now: Timestamp) -> [(batch: String, line: Phrase, change: Phrase)] {
        status.entries.map { entry in
            let change = summary(entry)
            return (entry.batch.identity.text, Phrase("\(JakartaTime(now).display)  \(change)"), change)
        }
    }

    private func summary(_ entry: LedgerStatus.Entry) -> Phrase {
        var parts = [
            Phrase("\(Self.title(entry.batch)): \(entry.state)"),
            entry.batch.rail.progress(entry.paid, of: entry.batch.input.count),
        ]
        let pending = entry.totals[.pending, default: .zero].count
        if pending > 0 { parts.append(Phrase("\(pending) pending")) }
        if entry.needsCount > 0 { parts.append(Phrase("\(entry.needsCount) need a person")) }
        return .joined(parts, by: "; ")
    }

    // MARK: One batch in full

    private func lines(_ entry: LedgerStatus.Entry) -> [Phrase] {
        let batch = entry.batch
        let paid = batch.rail.progress(entry.paid, of: batch.input)
        var lines = [
            Phrase.joined(
                [.verbatim(Self.title(batch)), entry.state, .verbatim(batch.folderName)], by: "  "),
            Self.indented(paid),
        ]
        for status in PayoutStatus.allCases {
            guard let tally = entry.totals[status] else { continue }
            let name = Self.padded(Output.text(status.words), Self.statusColumns)
            let words = "\(name)\(Self.padded(String(tally.count), 10))\(tally.sum.display)"
            lines.append(Self.indented(.verbatim(words)))
        }
        lines += facts(entry).map(Self.indented)
        lines += needs(entry)
        if let command = entry.command { lines.append(Self.indented(Phrase("next: \(command)"))) }
        return lines + [.verbatim("")]
    }

    private func facts(_ entry: LedgerStatus.Entry) -> [Phrase] {
        var facts: [Phrase] = []
        if let rate = entry.sentPerMinute { facts.append(Phrase("sent a minute: \(rate)")) }
        if let pending = entry.pending {
            let since = JakartaTime(pending.oldestSentAt).display
            facts.append(Phrase("oldest pending: \(Self.plain(pending.oldestReference)), since \(since)"))
        }
        if let next = entry.nextInquiry { facts.append(Phrase("next inquiry \(JakartaTime(next).display)")) }
        if entry.pending != nil, !entry.payer.isRunning { facts.append(entry.asksNext) }
        if let missing = entry.firstRowsMissing {
            facts.append(Phrase("the others wait until \(missing) more of the first rows have succeeded"))
        }
        return facts
    }

    private func needs(_ entry: LedgerStatus.Entry) -> [Phrase] {
        guard !entry.needs.isEmpty else { return [] }
        var lines = [Self.indented(Phrase("needs a person:"))]
        for need in entry.needs {
            let code = need.reasonCode.flatMap { $0 == need.status.rawValue ? nil : $0 }
            let why = code.map { ", \($0)" } ?? ""
            let what = Phrase("\(need.tally.count) \(need.status.words)\(why), \(need.tally.sum.display)")
            lines.append(Phrase("    \(what): \(need.item.meaning(for: entry.batch.rail))"))
            lines += need.commands.map { .verbatim("      \(Self.plain($0))") }
        }
        return lines
    }

    /// The columns of the longest status, and two between it and the count.
    private static var statusColumns: Int {
        2 + (PayoutStatus.allCases.map { Output.text($0.words).count }.max() ?? 0)
    }

    /// What people know the batch by.
    private static func title(_ batch: Batch) -> String { batch.name ?? batch.shownFileName }

    private static func indented(_ phrase: Phrase) -> Phrase { .joined([.verbatim("  "), phrase], by: "") }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func plain(_ text: String) -> String { Explanation.shown(text) }
}
