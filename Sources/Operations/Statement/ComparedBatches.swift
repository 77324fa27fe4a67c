internal import AuditTrail
internal import PayoutCore
internal import PayoutLedger

/// The batches that a statement is compared with, and where their rows are read: in the ledger, or in folders of
/// reports alone. Everything that compares sees the same rows, wherever they come from.
struct ComparedBatches {
    /// One batch.
    struct Entry {
        let name: String
        let rail: Rail
        /// When its file came.
        let createdAt: Timestamp?
        /// When its journal grew last, how many events it has, and the link of the last one.
        let lastAt: Timestamp?
        let events: Int
        let head: String
    }

    private enum Source {
        case ledger([Batch], LedgerReader)
        case reports([ReportedBatch])
    }

    let entries: [Entry]
    private let source: Source

    /// - Throws: `LedgerError`.
    init(_ batches: [Batch], _ reader: LedgerReader) throws {
        source = .ledger(batches, reader)
        entries = try batches.map { batch in
            let journal = try reader.journal(of: batch.id)
            return Entry(
                name: batch.folderName, rail: batch.rail, createdAt: batch.createdAt,
                lastAt: try reader.lastEventAt(of: batch.id), events: journal?.count ?? 0,
                head: Hexadecimal.encode(journal?.head ?? []))
        }
    }

    init(_ reports: [ReportedBatch]) {
        source = .reports(reports)
        entries = reports.map { batch in
            Entry(
                name: batch.name, rail: batch.rail, createdAt: batch.verdict.firstAt, lastAt: batch.verdict.lastAt,
                events: batch.verdict.events, head: batch.verdict.head)
        }
    }

    /// Every row, batch by batch, in the order of the files.
    ///
    /// - Throws: `LedgerError` or `FileError`, and what `body` throws.
    func forEachRow(_ body: (StatementMatching.Row, ShownRow) throws -> Void) throws {
        switch source {
        case .ledger(let batches, let reader):
            for (index, batch) in batches.enumerated() {
                try reader.forEachResultCells(of: batch.id) { cells in
                    let earlier = try Self.earlierNumbers(of: cells, reader)
                    guard let row = StatementMatching.Row(cells, entries[index], index: index, earlier) else { return }
                    try body(row, ShownRow(cells, entries[index]))
                }
            }
        case .reports(let reports):
            for (index, batch) in reports.enumerated() {
                try batch.forEachRow { row in
                    try body(
                        StatementMatching.Row(row, entries[index], index: index), ShownRow(row, entries[index]))
                }
            }
        }
    }
}

extension ComparedBatches {
    /// The numbers of every attempt of a row that was sent more than once: a payment that came back has been booked
    /// under those of an earlier one.
    private static func earlierNumbers(of row: ResultCells, _ reader: LedgerReader) throws -> [String] {
        guard (row.number(.attempts) ?? 0) > 1, let key = row.number(.id) else { return [] }
        return try reader.payout(PayoutID(key: key))?.payout.transfers.flatMap {
            [$0.externalID.text, $0.partnerReferenceNo.text, $0.providerReferenceNo ?? ""]
        } ?? []
    }
}

/// A row as it is shown next to its booking.
struct ShownRow {
    let batch: String
    let line: Int
    let reference: String
    let providerReferenceNo: String
    let amount: Rupiah

    fileprivate init(_ cells: ResultCells, _ batch: ComparedBatches.Entry) {
        self.batch = batch.name
        line = Int(cells.number(.line) ?? 0)
        reference = cells.string(.reference)
        providerReferenceNo = cells.string(.providerReferenceNo)
        amount = Rupiah(cells.number(.amount) ?? 0)
    }

    fileprivate init(_ row: ReportedBatch.Row, _ batch: ComparedBatches.Entry) {
        self.batch = batch.name
        (line, reference, amount) = (row.line, row.reference, row.amount)
        providerReferenceNo = row.providerReferenceNo
    }
}

extension ResultCells {
    fileprivate func string(_ column: Column) -> String { String(decoding: text(column), as: UTF8.self) }
}

extension StatementMatching.Row {
    /// Nil of a row that asks for nothing.
    fileprivate init?(
        _ cells: ResultCells, _ batch: ComparedBatches.Entry, index: Int, _ earlierNumbers: [String]
    ) {
        guard let status = PayoutStatus(rawValue: cells.string(.status)), let key = cells.number(.id) else {
            return nil
        }
        let attempts = Int(cells.number(.attempts) ?? 0)
        let settled = Self.day(cells.moment(.settledAt))
        self.init(
            key: key, group: StatementMatching.Group(batch: index, day: settled),
            amount: Rupiah(cells.number(.amount) ?? 0),
            status: status,
            account: cells.string(.accountNumber), name: cells.string(.accountName), note: cells.string(.note),
            numbers: Self.distinct(
                [ResultCells.Column.reference, .providerReferenceNo, .partnerReferenceNo, .externalID]
                    .map { cells.string($0) } + earlierNumbers),
            isOut: batch.rail.direction == .outgoing,
            days: Self.days(sent: Self.day(cells.moment(.submittedAt)), settled: settled, attempts, batch),
            attempts: attempts)
    }

    fileprivate init(_ row: ReportedBatch.Row, _ batch: ComparedBatches.Entry, index: Int) {
        let settled = row.settledOn?.number
        self.init(
            key: Int64(index) << 32 | Int64(row.line), group: StatementMatching.Group(batch: index, day: settled),
            amount: row.amount, status: row.status, account: row.party, name: row.name, note: row.note,
            numbers: Self.distinct(
                [row.reference, row.providerReferenceNo, row.partnerReferenceNo, row.externalID] + row.earlierNumbers),
            isOut: batch.rail.direction == .outgoing,
            days: Self.days(sent: row.submittedOn?.number, settled: settled, row.attempts, batch),
            attempts: row.attempts)
    }

    private static func distinct(_ numbers: [String]) -> [String] {
        var seen: Set<String> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    private static func day(_ moment: Timestamp?) -> Int64? {
        moment.map { ($0.milliseconds + 7 * 3_600_000) / 86_400_000 }
    }

    /// The days on which the booking of a row may be.
    private static func days(
        sent: Int64?, settled: Int64?, _ attempts: Int, _ batch: ComparedBatches.Entry
    ) -> ClosedRange<Int64>? {
        // What was never sent may have been paid in another way, from the day before its file came.
        let began = sent ?? day(batch.createdAt).map { $0 - 1 }
        let late = attempts > 0 ? lateDaysMax : unsentDaysMax
        return began.map { $0...(max(settled ?? $0, $0) + late) }
    }
}
