internal import FoundationEssentials
internal import GRDB
internal import PayoutCore
internal import Wording

extension LedgerCheck {
    /// Each payout against the last event that knows how it stood.
    ///
    /// - Parameter row: the only one that is looked at; nil for all of the batch.
    mutating func checkPayouts(
        of batch: Batch, _ name: Phrase, _ reader: LedgerReader, only row: PayoutID? = nil
    ) throws {
        let last = try reader.database.cachedStatement(
            sql: """
                SELECT evidence, status, at FROM event WHERE payout_id = ? AND status IS NOT NULL
                ORDER BY id DESC LIMIT 1
                """)
        let rows = try Row.fetchCursor(
            reader.database,
            sql: """
                SELECT id, line, status, settled_at, duplicates_accepted_at, validated_name,
                    reason_code IS NULL AND accepted_name IS NULL AND validated_name IS NULL AND contradicted = 0
                        AND newest_transfer_id IS NULL AND duplicates_accepted_at IS NULL AND generation_min = 1
                FROM payout WHERE \(row == nil ? LedgerSchema.isOfBatch() : "id = ?")
                ORDER BY id
                """,
            arguments: [row?.key ?? batch.id.key])
        while let row = try rows.next() {
            let (key, line, status): (Int64, Int, String) = (row[0], row[1], row[2])
            guard let event = try Row.fetchOne(last, arguments: [key]) else {
                // What was wrong in its file has no event of its own.
                if status == PayoutStatus.rejected.rawValue { continue }
                notePayout()
                if status != PayoutStatus.queued.rawValue || row[6] == false {
                    find(Phrase("\(name), row \(line): it is \(status), and the journal has no event about it"))
                }
                continue
            }
            notePayout()
            let (evidence, reported): (Data?, String?) = (event[0], event[1])
            if reported != status {
                find(Phrase("\(name), row \(line): it is \(status), and by the journal it is \(reported ?? "")"))
            } else if let evidence, try reader.payout(PayoutID(key: key))?.payout.evidence != Array(evidence) {
                find(Phrase("\(name), row \(line): the row or one of its transfers was altered"))
            } else {
                try checkMoments(of: row, lastEventAt: event[2], name, reader)
            }
        }
    }

    /// What the digest of a payout leaves out: when it was settled, when a person accepted what it looks like, and the
    /// bank's name.
    private mutating func checkMoments(
        of row: Row, lastEventAt last: Int64, _ name: Phrase, _ reader: LedgerReader
    ) throws {
        let (key, line): (Int64, Int) = (row[0], row[1])
        if let settled: Int64 = row[3], settled != last,
            try !reader.exists("event WHERE payout_id = ? AND at = ?", [key, settled])
        {
            find(Phrase("\(name), row \(line): the journal has no event of the moment when it was settled"))
        }
        if let accepted: Int64 = row[4],
            try !reader.exists("event WHERE payout_id = ? AND kind = 'released' AND at = ?", [key, accepted])
        {
            find(
                Phrase("\(name), row \(line): the journal has no release of the moment when its repeats were accepted"))
        }
        if let bankName: String = row[5],
            try !reader.exists("validation WHERE payout_id = ? AND name = ?", [key, bankName])
        {
            find(Phrase("\(name), row \(line): no validation of it has the name that it shows as the bank's"))
        }
    }
}

extension LedgerReader {
    fileprivate func exists(_ what: String, _ arguments: StatementArguments) throws -> Bool {
        let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(what))")
        return try Bool.fetchOne(statement, arguments: arguments) ?? false
    }
}
