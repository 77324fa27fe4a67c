internal import FoundationEssentials
package import PayoutCore
package import PayoutLedger
internal import Wording

/// What `status` tells of a ledger, without disturbing a run.
package struct LedgerStatus: Sendable {
    /// One batch at a glance.
    package struct Entry: Sendable {
        package let batch: Batch
        package let totals: Totals
        package let nextInquiry: Timestamp?
    }

    /// The newest first.
    package let entries: [Entry]
    package let lastCallback: Timestamp?

    /// Reads the ledger at `path`; `name` picks the batches of this name, identity or file.
    ///
    /// - Throws: ``CommandFailure``.
    package init(ledgerPath path: String, name: String?) throws(CommandFailure) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .badSettings,
                Phrase(
                    """
                    There is no ledger at \(path) yet. Set --ledger, or pay a file first.
                    """))
        }
        do {
            let ledger = try Ledger(path: path, readOnly: true)
            (entries, lastCallback) = try ledger.read { reader in
                let batches = try reader.batches().filter { batch in
                    name.map { $0 == batch.name || $0 == batch.identity.text || $0 == batch.fileName } ?? true
                }
                let entries = try batches.map { batch in
                    Entry(
                        batch: batch, totals: try reader.totals(batch.id),
                        nextInquiry: try reader.nextDeadline(batch.id, .pending))
                }
                return (entries, try reader.lastCallback())
            }
        } catch {
            throw CommandFailure(error)
        }
        if let name, entries.isEmpty {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    The ledger \(path) has no batch "\(name)". "salur status" lists all.
                    """))
        }
    }

    /// The X-EXTERNAL-ID's partnerReferenceNo, where the ledger at `path` knows the transfer.
    package static func partnerReferenceNo(
        of externalID: ExternalID, ledgerPath path: String
    ) -> PartnerReferenceNo? {
        guard FileManager.default.fileExists(atPath: path), let ledger = try? Ledger(path: path, readOnly: true) else {
            return nil
        }
        return try? ledger.read { reader in
            guard let known = try reader.transfer(externalID), let stored = try reader.payout(known.payout) else {
                return nil
            }
            return stored.payout.transfers.first { $0.attempt == known.attempt }?.partnerReferenceNo
        }
    }
}
