internal import GRDB
internal import PayoutCore

/// Compares the payees of a file with those that other batches have paid: sorted fingerprints first, and the rows
/// themselves only where a known name has another account.
struct PayeeSearch {
    /// A batch that has paid somebody.
    struct Sender {
        let batch: Batch
        let parts: Int
        /// Which of the cells that are carried through holds the number of a person.
        let personColumn: Int?
    }

    let reader: LedgerReader
    /// The newest first.
    let senders: [Sender]

    /// - Parameter batch: is left out; nil for a file that is in no ledger.
    init(_ reader: LedgerReader, besides batch: BatchID?) throws {
        self.reader = reader
        let rows = try Row.fetchAll(
            reader.database.cachedStatement(
                sql: """
                    SELECT id, person_column FROM batch
                    WHERE status <> 'importing' AND rail = 'payout' AND id <> ? AND EXISTS (
                        SELECT 1 FROM total WHERE batch_id = batch.id AND status = 'succeeded' AND count > 0)
                    ORDER BY id DESC
                    """),
            arguments: [batch?.key ?? 0])
        senders = try rows.compactMap { row in
            let id = BatchID(key: row[0])
            guard let batch = try reader.batch(id) else { return nil }
            return Sender(batch: batch, parts: try reader.fingerprintParts(of: id), personColumn: row[1])
        }
    }

    /// The rows of a part whose account was never paid before.
    ///
    /// - Parameter accounts: the fingerprints of the accounts of the part, sorted.
    func firstPayments(_ accounts: [Int64]) throws -> [Int64] {
        var left = accounts
        for sender in senders where !left.isEmpty {
            let unpaid = try reader.unpaidPlaces(of: sender.batch)
            for part in 0..<sender.parts where !left.isEmpty {
                var cursor = try FingerprintCursor(reader, sender.batch.id, .account, part: part)
                var known: [ArraySlice<Int64>] = []
                try LikenessSearch.join(left, &cursor) { mine, theirs in
                    if Self.paid(theirs, part: part, unpaid).isEmpty { return }
                    known.append(mine)
                }
                left = Self.removing(known, from: left)
            }
        }
        return left
    }

    /// Those of `entries` that were paid.
    static func paid(_ entries: [Int64], part: Int, _ unpaid: PlaceSet) -> [Int64] {
        entries.filter { !unpaid.contains(part * RowFingerprints.partRowsMax + RowFingerprints.rowsBefore($0)) }
    }

    /// - Parameter known: slices of `entries`, in their order.
    private static func removing(_ known: [ArraySlice<Int64>], from entries: [Int64]) -> [Int64] {
        guard !known.isEmpty else { return entries }
        var left: [Int64] = []
        var index = entries.startIndex
        for slice in known {
            left += entries[index..<slice.startIndex]
            index = slice.endIndex
        }
        return left + entries[index...]
    }

    /// The entries of a part by their places, as hashes; -1 where there is none.
    static func byPlace(_ entries: [Int64]) -> [Int64] {
        guard let last = entries.map({ RowFingerprints.rowsBefore($0) }).max() else { return [] }
        var hashes = [Int64](repeating: -1, count: last + 1)
        for entry in entries { hashes[RowFingerprints.rowsBefore(entry)] = RowFingerprints.hash(of: entry) }
        return hashes
    }
}
