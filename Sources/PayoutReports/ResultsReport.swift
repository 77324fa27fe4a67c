internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger

/// `results.csv`: every input row once, in the order of the file, with what came of it (promise P6).
struct ResultsReport {
    private static let before = ["line"] + InputColumns.known
    private static let after = [
        "status", "reason_code", "reason", "validated_name", "external_id", "partner_reference_no",
        "provider_reference_no", "attempts", "submitted_at", "settled_at",
    ]

    let batch: Batch

    /// - Returns: the SHA-256 of the file.
    func write(to path: String, _ reader: LedgerReader) throws -> String {
        let columns = InputColumns(header: batch.header)
        let writer = CSVWriter(file: try AtomicFile(path: path))
        try writer.write(
            row: Self.before + columns.carriedPositions.map { carriedName(columns.header[$0]) } + Self.after)
        let carriedInOthers = columns.carriedPositions.compactMap { columns.otherPositions.firstIndex(of: $0) }
        try reader.forEachResult(of: batch.id) { row in
            writer.append(number: row.line)
            for text in [row.reference, row.bankCode, row.accountNumber, row.accountName, row.amount, row.note] {
                writer.append(text)
            }
            switch row.cells {
            case .others(let cells): for index in carriedInOthers { writer.append(cell(cells, index)) }
            case .raw(let cells): for index in columns.carriedPositions { writer.append(cell(cells, index)) }
            }
            writer.append(row.status.rawValue)
            writer.append(row.reason?.code ?? "")
            writer.append(row.reason?.text ?? "")
            writer.append(row.validatedName ?? "")
            writer.append(row.externalID ?? "")
            writer.append(row.partnerReferenceNo ?? "")
            writer.append(row.providerReferenceNo ?? "")
            writer.append(number: row.attempts)
            writer.append(row.submittedAt?.iso8601 ?? "")
            writer.append(row.settledAt?.iso8601 ?? "")
            try writer.endRow()
        }
        return try writer.commit()
    }

    /// A carried-through column that has the name of one of ours, as when results are uploaded, stays apart.
    private func carriedName(_ name: String) -> String {
        (Self.before + Self.after).contains(InputColumns.folded(name)) ? "input_\(name)" : name
    }
}

/// The cell at `index`, empty where the row is too short.
func cell(_ cells: [String], _ index: Int) -> String {
    cells.indices.contains(index) ? cells[index] : ""
}
