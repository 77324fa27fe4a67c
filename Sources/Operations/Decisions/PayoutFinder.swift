internal import PayoutCore
package import PayoutLedger
internal import Wording

/// Finds the batch of the payouts that a person means.
package enum PayoutFinder {
    /// Refuses a choice that means nothing in particular.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage``.
    package static func requireChoice(_ selection: PayoutSelection) throws(CommandFailure) {
        guard selection.isEmpty else { return }
        throw CommandFailure(
            .usage,
            Phrase("Say which payouts: by reference, --line, --status or --reason-code. Nothing was changed."))
    }

    /// The batch named, else the only one in which the references occur, else the only one of the ledger.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where that is none or several.
    static func batch(_ name: String?, _ selection: PayoutSelection, in reader: LedgerReader) throws -> Batch {
        try requireChoice(selection)
        if let name {
            let batch = try BatchFinder.one(name, in: reader)
            for reference in selection.references {
                guard try !reader.batches(reference: reference).contains(batch.id) else { continue }
                throw CommandFailure(
                    .usage, Phrase("The batch \(batch.folderName) has no payout \"\(reference)\". Nothing was changed.")
                )
            }
            return batch
        }
        guard !selection.references.isEmpty else { return try BatchFinder.one(nil, in: reader) }
        var found: [BatchID] = []
        for reference in selection.references {
            let batches = try reader.batches(reference: reference)
            guard !batches.isEmpty else {
                throw CommandFailure(
                    .usage, Phrase("The ledger has no payout \"\(reference)\". Nothing was changed."))
            }
            found += batches.filter { !found.contains($0) }
        }
        let batches = try found.compactMap { try reader.batch($0) }
        if batches.count == 1, let batch = batches.first { return batch }
        let names = batches.map(\.folderName).joined(separator: ", ")
        throw CommandFailure(
            .usage, Phrase("These references stand in several batches: \(names). Add --batch. Nothing was changed."))
    }

    /// The row with this reference, and its batch; nil where the row is wrong and nothing is ever sent for it.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where that is none or several.
    static func row(
        _ reference: String, batch name: String?, in reader: LedgerReader
    ) throws -> (Batch, StoredPayout)? {
        let selection = PayoutSelection(references: [reference])
        let batch = try PayoutFinder.batch(name, selection, in: reader)
        let ids = try reader.payouts(of: batch.id, selection, after: .none, limit: 2)
        for id in ids {
            if let stored = try reader.payout(id), stored.payout.status != .rejected { return (batch, stored) }
        }
        return nil
    }
}
