internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// What a person corrected in the file of a batch before it was submitted: the first rows, and how many there are.
    package func corrections(of batch: BatchID, limit: Int) throws -> FiledCorrections {
        let count = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COUNT(DISTINCT line) FROM corrected_cell WHERE batch_id = ?"),
            arguments: [batch.key])
        guard let count, count > 0 else { return FiledCorrections(rows: [], count: 0) }
        let lines = try Int.fetchAll(
            database.cachedStatement(
                sql: "SELECT DISTINCT line FROM corrected_cell WHERE batch_id = ? ORDER BY line LIMIT ?"),
            arguments: [batch.key, limit])
        let rows = try lines.map { FiledCorrections.Row(line: $0, cells: try correctedCells(inLine: $0, of: batch)) }
        return FiledCorrections(rows: rows, count: count)
    }

    private func correctedCells(inLine line: Int, of batch: BatchID) throws -> [CellCorrection] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT position, file_text, typed_text FROM corrected_cell WHERE batch_id = ? AND line = ?
                    ORDER BY position
                    """),
            arguments: [batch.key, line]
        ).map { CellCorrection(position: $0[0], before: $0[1], after: $0[2]) }
    }

    /// Whether the corrections of a batch are those that its journal recorded, no more and no less.
    ///
    /// - Parameter recorded: the evidence of each event.
    func areCorrected(_ batch: BatchID, as recorded: [[UInt8]]) throws -> Bool {
        let lines = try Int.fetchAll(
            database, sql: "SELECT DISTINCT line FROM corrected_cell WHERE batch_id = ?", arguments: [batch.key])
        let kept = try lines.map { line in
            RowCorrections.evidence(of: try correctedCells(inLine: line, of: batch), inLine: line)
        }
        return kept.count == recorded.count && Set(kept) == Set(recorded)
    }
}

extension LedgerTransaction {
    /// The event that says of a row that a person corrected it before the file was submitted.
    static let correctedEvent = "row_corrected"

    /// Records what a person corrected in the file of a batch: the cells in a table, and in the journal who did it,
    /// with a digest of the cells.
    package func record(
        _ corrections: RowCorrections, of batch: BatchID, by person: String, at now: Timestamp
    ) throws {
        guard let header = try reader.batch(batch)?.header else { return }
        for line in corrections.lines {
            let cells = corrections[line]?.cells ?? []
            for cell in cells {
                try execute(
                    """
                    INSERT INTO corrected_cell (batch_id, line, position, file_text, typed_text) VALUES (?, ?, ?, ?, ?)
                    """,
                    [batch.key, line, cell.position, cell.before, cell.after])
            }
            let columns = cells.map {
                header.indices.contains($0.position) ? header[$0.position] : "\($0.position + 1)"
            }
            try record(
                JournalEvent(
                    at: now, batch: batch, payout: try reader.row(inLine: line, of: batch), kind: Self.correctedEvent,
                    detail: "line \(line): \(columns.joined(separator: ", "))", actor: person,
                    evidence: RowCorrections.evidence(of: cells, inLine: line)))
        }
    }
}
