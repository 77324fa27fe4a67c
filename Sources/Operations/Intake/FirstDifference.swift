internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import PayoutWorkbook

/// Finds the first line in which a file differs from the batch that it claims to be.
struct FirstDifference {
    let ledger: Ledger
    let form: RowForm

    private struct Found: Error {
        let line: Int
    }

    /// The first line of `path` that differs; nil if it cannot be found: standard input cannot be read again, and what
    /// differs may be no row at all.
    func line(of path: String, from batch: Batch) throws -> Int? {
        guard InputPath.canBeReadAgain(path) else { return nil }
        let scan = try FileScan(path: path, form)
        guard scan.source.header.names == batch.header else { return scan.source.header.line }
        do {
            try ledger.read { reader in
                var place = 0
                func next() throws -> RowSummary? {
                    place += 1
                    return try reader.row(place: place, of: batch.id)
                }
                try scan.run { row in
                    guard let stored = try next(), stored.line == row.line, stored.shown == row.stored else {
                        throw Found(line: row.line)
                    }
                } onRepeated: { _, _ in
                }
                if let surplus = try next() { throw Found(line: surplus.line) }
            }
        } catch let found as Found {
            return found.line
        }
        return nil
    }
}

extension ScannedRow {
    /// The row as the ledger would show it.
    fileprivate var stored: ShownCells {
        var stored = shown
        if isAccepted, let amount { stored.amount = String(amount.whole) }
        return stored
    }
}
