internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// `results.csv`: every input row once, in the order of the file, with what came of it (promise P6).
struct ResultsReport {
    private var before: [String] { ["line"] + batch.rail.columns.map(\.rawValue) }
    private static let after = [
        "status", "reason_code", "reason", "validated_name", "external_id", "partner_reference_no",
        "provider_reference_no", "attempts", "submitted_at", "settled_at", "decision", "decided_by", "decided_at",
        "decision_reason",
    ]

    /// Those before the amount.
    private var orderColumns: [ResultCells.Column] {
        switch batch.rail {
        case .payout: [.reference, .bankCode, .accountNumber, .accountName]
        // The customer, or the payment that is given back.
        case .collection, .refund, .charge: [.reference, .accountNumber]
        }
    }
    private static let resultColumns: [ResultCells.Column] = [
        .validatedName, .externalID, .partnerReferenceNo, .providerReferenceNo,
    ]

    let batch: Batch
    /// The rows that a person has decided about, by their lines.
    let decided: LineSet
    let form: ReportForm

    private static let rejected = Array(PayoutStatus.rejected.rawValue.utf8)

    /// What was written.
    struct Outcome {
        let digests: ReportTable.Digests
        let hasRejected: Bool
        let decisions: DecisionTallies
        /// The same with every decision, also one that a later decision has replaced.
        let orders: DecisionTallies
        let openRows: OpenRows
    }

    /// - Parameter folder: gets the file, as a workbook too where that is wanted.
    func write(in folder: String, _ reader: LedgerReader) throws -> Outcome {
        var hasRejected = false
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        let writer = try ReportTable(
            path: folder + "/" + ReportFile.results, form.tables,
            workbookPath: form.hasWorkbooks ? folder + "/" + ReportFile.resultsWorkbook : nil,
            columns: before + columns.carriedIndices.map { carriedName(columns.names[$0]) } + Self.after,
            numbers: ["line", Column.amount.rawValue, "attempts"])
        let carriedInOthers = columns.carriedIndices.compactMap { columns.otherIndices.firstIndex(of: $0) }
        var ranges: [Range<Int>] = []
        var submitted = MomentText()
        var settled = MomentText()
        var (decisions, orders) = (DecisionTallies(), DecisionTallies())
        var openRows = OpenRows()
        let orderColumns = orderColumns
        try reader.forEachResultCells(of: batch.id) { row in
            writer.append(number: row.number(.line) ?? 0)
            for column in orderColumns { writer.append(utf8: row.text(column)) }
            // The amount as the file had it where the row was rejected, else in rupiah.
            if row.number(.amountText) == nil, let amount = row.number(.amount) {
                writer.append(number: amount)
            } else {
                writer.append(utf8: row.text(.amountText))
            }
            writer.append(utf8: row.text(.note))
            let cells = row.cells(&ranges)
            for index in row.number(.isRaw) == 1 ? columns.carriedIndices : carriedInOthers {
                writer.append(utf8: UnsafeBufferPointer(rebasing: cells[index < ranges.count ? ranges[index] : 0..<0]))
            }
            for column in [ResultCells.Column.status, .reasonCode] { writer.append(utf8: row.text(column)) }
            writer.append(try row.reason()?.phrase(for: batch.rail).english ?? "")
            for column in Self.resultColumns { writer.append(utf8: row.text(column)) }
            writer.append(number: row.number(.attempts) ?? 0)
            submitted.write(row.moment(.submittedAt), to: writer)
            settled.write(row.moment(.settledAt), to: writer)
            let all = try decided(about: row, reader)
            let amount = Rupiah(row.number(.amount) ?? 0)
            for order in all { orders.add(order, amount) { String(decoding: row.text(.reference), as: UTF8.self) } }
            let decision = all.last(where: \.isAboutRow)
            if let decision {
                decisions.add(decision, amount) { String(decoding: row.text(.reference), as: UTF8.self) }
            }
            write(decision, to: writer)
            try writer.endRow()
            try openRows.add(row, batch.rail, reader)
            if !hasRejected { hasRejected = row.text(.status).elementsEqual(Self.rejected) }
        }
        return Outcome(
            digests: try writer.commit(), hasRejected: hasRejected, decisions: decisions,
            orders: orders, openRows: openRows)
    }

    /// The decisions about a row; none of the many rows that nobody had to decide about.
    private func decided(about row: ResultCells, _ reader: LedgerReader) throws -> [RowDecision] {
        guard !decided.isEmpty, let line = row.number(.line), decided.contains(Int(line)), let id = row.number(.id)
        else { return [] }
        return try RowDecision.all(about: PayoutID(key: id), reader)
    }

    private func write(_ decision: RowDecision?, to writer: ReportTable) {
        writer.append(decision?.kind ?? "")
        writer.append(decision?.person ?? "")
        writer.append(decision?.at.iso8601 ?? "")
        writer.append(decision?.reason ?? "")
    }

    /// A carried-through column that has the name of one of ours, as when results are uploaded, stays apart.
    private func carriedName(_ name: String) -> String {
        (before + Self.after).contains(ColumnLayout.folded(name)) ? "input_\(name)" : name
    }
}

/// Writes moments to the second, as they come: thousands in a row are the same.
struct MomentText {
    private var second: (number: Int64, text: [UInt8])?

    /// Adds a cell with `moment`, an empty one where there is none.
    mutating func write(_ moment: Timestamp?, to writer: ReportTable) {
        guard let moment else { return writer.append("") }
        let number = moment.milliseconds / 1000
        if let second, second.number == number {
            second.text.withUnsafeBufferPointer { writer.append(utf8: $0) }
        } else {
            second = moment.milliseconds < 0 ? nil : (number, Array(moment.iso8601.utf8))
            writer.append(moment.iso8601)
        }
    }
}

/// The cell at `index`, empty where the row is too short.
func cell(_ cells: [String], _ index: Int) -> String {
    cells.indices.contains(index) ? cells[index] : ""
}
