package import PayoutCore
package import PayoutLedger

/// Rows of one batch that need a person for one reason.
package struct AttentionEntry: Sendable {
    package let item: AttentionItem
    package let status: PayoutStatus
    package let reasonCode: String?
    package let tally: Tally
    /// The reference of the first of them in the file; empty where none can be typed.
    package let example: String
}

extension LedgerReader {
    /// Whatever of a batch needs a person, what may be paid already first.
    ///
    /// - Parameters:
    ///   - totals: the rows of the batch by status.
    ///   - pending: how old its pending rows are; nil where none is.
    package func attention(of batch: Batch, _ totals: Totals, pending: PendingAges?) throws -> [AttentionEntry] {
        func entry(_ found: AttentionTally, _ item: AttentionItem) -> AttentionEntry {
            AttentionEntry(
                item: item, status: found.status, reasonCode: found.reasonCode, tally: found.tally,
                example: found.example)
        }
        var entries = try contradictedItems(of: batch.id).map { entry($0, .contradiction) }
        // A person has stated why its rows are left as they are.
        guard batch.status != .closed else { return entries }
        let decided: [PayoutStatus] = [.held, .invalid, .failed, .refunded, .notFound, .unverified]
        if decided.contains(where: { totals[$0, default: .zero].count > 0 }) {
            for found in try matters(of: batch.id) {
                guard let item = AttentionItem(found.status, reasonCode: found.reasonCode), item != .contradiction
                else { continue }
                entries.append(entry(found, item))
            }
        }
        if batch.rail == .collection, totals[.pending, default: .zero].count > 0 {
            entries += try awaitingCode(of: batch.id).map { entry($0, .awaitingCode) }
        }
        if let pending, pending.overdue.count > 0 {
            entries.append(
                AttentionEntry(
                    item: .overdue, status: .pending, reasonCode: nil, tally: pending.overdue,
                    example: pending.oldestReference))
        }
        if let rejected = try unmended(totals[.rejected, default: .zero], of: batch.id) {
            entries.append(
                AttentionEntry(item: .rejected, status: .rejected, reasonCode: nil, tally: rejected, example: ""))
        }
        return entries
    }

    /// The rejected rows in whose place no other row is paid; nil where there is none.
    private func unmended(_ all: Tally, of batch: BatchID) throws -> Tally? {
        guard all.count > 0 else { return nil }
        let mended = try mended(of: batch)
        guard mended.count < all.count else { return nil }
        return Tally(count: all.count - mended.count, sum: Rupiah(all.sum.whole - mended.sum.whole))
    }
}
