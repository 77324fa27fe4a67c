internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation
internal import Wording

extension Console {
    /// More batches than these are found by the search.
    private static let batchesMax = 100

    /// What waits for whom, and every batch.
    func addOverview(to router: RouterGroup<Visitor>) {
        router.get("/") { _, context -> Response in
            let status = try LedgerStatus(of: try ledger(), at: clock.now())
            let entries = status.entries.prefix(Self.batchesMax)
            let toApprove = entries.filter { $0.batch.status == .submitted }
            if context.may(.approve) { for entry in toApprove { try prepare(entry.batch) } }
            let needing = entries.filter { $0.needsCount > 0 || $0.batch.status == .stopped }
            return reply.page(
                "overview", title: Phrase("Overview"), context, isLive: true,
                [
                    "hasBatches": !entries.isEmpty, "batches": entries.map { line($0, context) },
                    "toApprove": try toApprove.map { try waiting($0, context) }, "hasToApprove": !toApprove.isEmpty,
                    "needing": needing.map { line($0, context) }, "hasNeeding": !needing.isEmpty,
                    "hasMore": status.entries.count > entries.count,
                ])
        }
    }

    /// A batch in the list.
    func line(_ entry: LedgerStatus.Entry, _ context: Visitor) -> [String: Any] {
        let batch = entry.batch
        return [
            "folder": batch.folderName, "address": batch.address, "file": batch.shownFileName,
            "state": context.text(entry.state),
            "status": batch.status.rawValue, "kind": context.text(batch.rail.title),
            "rows": context.text(Phrase("\(count: batch.input.count)")), "sum": batch.input.sum.display,
            "paid": entry.paid.sum.display, "paidRows": context.text(Phrase("\(count: entry.paid.count)")),
            "needs": entry.needsCount == 0 ? "" : context.text(Phrase("\(count: entry.needsCount)")),
            "hasNeeds": entry.needsCount > 0, "changed": JakartaTime(entry.lastEventAt).display,
            "parts": parts(entry.totals, of: batch.input),
        ]
    }

    private func waiting(_ entry: LedgerStatus.Entry, _ context: Visitor) throws -> [String: Any] {
        var line = line(entry, context)
        let submitted = try read { try $0.lastEvent("batch_submitted", of: entry.batch.id) }
        line["by"] = submitted?.actor ?? ""
        line["isOwn"] = submitted?.actor == context.actor
        return line
    }

    /// The share of each status, for a bar.
    func parts(_ totals: Totals, of input: Tally) -> [[String: Any]] {
        guard input.count > 0 else { return [] }
        return PayoutStatus.allCases.compactMap { status in
            guard let tally = totals[status], tally.count > 0 else { return nil }
            // In hundredths of the width, and never so little that it cannot be seen.
            let width = max(1, tally.count * 100 / input.count)
            return ["status": status.rawValue, "width": width]
        }
    }
}

extension Rail {
    /// What a batch of this kind is.
    var title: Phrase {
        switch self {
        case .payout: Phrase("Payouts")
        case .collection: Phrase("Collections")
        case .refund: Phrase("Refunds")
        case .charge: Phrase("Card charges")
        }
    }
}
