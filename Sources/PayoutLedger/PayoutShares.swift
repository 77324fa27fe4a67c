internal import GRDB
package import PayoutCore

// How many rows of a batch stand in a status for a reason, and at which bank: counted in the commit of every change, so
// that a page never looks at all rows, and never shows a number that was true before.

extension HotStatement {
    fileprivate static let addToShare = HotStatement(
        .addToShare,
        """
        UPDATE share SET count = count + ?, sum = sum + ?
        WHERE batch_id = ? AND status = ? AND reason_code = ? AND bank_code = ?
        """)
    fileprivate static let insertShare = HotStatement(
        .insertShare,
        "INSERT INTO share (count, sum, batch_id, status, reason_code, bank_code) VALUES (?, ?, ?, ?, ?, ?)")
}

/// Rows of a batch that are counted together.
struct ShareKey: Hashable {
    let batch: BatchID
    let status: PayoutStatus
    /// Empty without a reason.
    let reasonCode: String
    /// Empty where a row names no bank.
    let bankCode: String

    init(_ batch: BatchID, _ status: PayoutStatus, _ reason: Reason?, bankCode: String) {
        self.init(batch, status, reasonCode: reason?.code ?? "", bankCode: bankCode)
    }

    init(_ batch: BatchID, _ status: PayoutStatus, reasonCode: String, bankCode: String) {
        self.batch = batch
        self.status = status
        self.reasonCode = reasonCode
        // What stands in a rejected row may be anything; only three characters may be a bank.
        let isCode = status != .rejected || bankCode.unicodeScalars.count == 3
        self.bankCode = isCode ? bankCode : ""
    }
}

/// Rows on their way into the ledger, by bank. Nearly all codes are three bytes, and no string is made of those.
struct ImportedBanks {
    private var short: [UInt32: Tally] = [:]
    private var others: [String: Tally] = [:]

    mutating func add(_ code: Span<UInt8>, _ amount: Int64) {
        if code.count == 3, code[0] | code[1] | code[2] < 0x80 {
            let key = UInt32(code[0]) << 16 | UInt32(code[1]) << 8 | UInt32(code[2])
            return short[key, default: .zero].add(amount)
        }
        let text = code.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        others[text, default: .zero].add(amount)
    }

    mutating func add(_ code: String, _ amount: Int64) { add(Array(code.utf8).span, amount) }

    var all: [(bankCode: String, tally: Tally)] {
        short.map { key, tally in
            let bytes = [UInt8(truncatingIfNeeded: key >> 16), UInt8(truncatingIfNeeded: key >> 8), UInt8(key & 0xFF)]
            return (String(decoding: bytes, as: UTF8.self), tally)
        } + others.map { ($0.key, $0.value) }
    }
}

extension Tally {
    fileprivate mutating func add(_ amount: Int64, rows: Int = 1) {
        count += rows
        sum = Rupiah(sum.whole &+ amount)
    }
}

extension LedgerTransaction {
    /// Counts rows that come in and can be paid.
    func countImported(_ banks: [(bankCode: String, tally: Tally)], of batch: BatchID) {
        for (code, tally) in banks {
            countShare(ShareKey(batch, .queued, nil, bankCode: code), rows: tally.count, amount: tally.sum.whole)
        }
    }

    func countShare(_ key: ShareKey, rows: Int, amount: Int64) {
        movedShares[key, default: .zero].add(amount, rows: rows)
    }

    /// Counts a payout where it stands now, and no longer where it stood.
    func moveShare(of stored: StoredPayout, from old: Payout) {
        let (new, code) = (stored.payout, old.order.bankCode)
        guard new.status != old.status || new.reason?.code != old.reason?.code else { return }
        let amount = old.order.amount.whole
        countShare(ShareKey(stored.batch, old.status, old.reason, bankCode: code), rows: -1, amount: -amount)
        countShare(ShareKey(stored.batch, new.status, new.reason, bankCode: code), rows: 1, amount: amount)
    }

    /// The same for a row that was counted among those that can be paid before it was known to be wrong.
    func moveShareOfRejected(_ key: Int64, of batch: BatchID, amount: Int64, _ reason: Reason) throws {
        let statement = try database.cachedStatement(sql: "SELECT bank_code FROM payout WHERE id = ?")
        let code = try String.fetchOne(statement, arguments: [key]) ?? ""
        countShare(ShareKey(batch, .queued, nil, bankCode: code), rows: -1, amount: -amount)
        countShare(ShareKey(batch, .rejected, reason, bankCode: code), rows: 1, amount: amount)
    }

    func writeShares() throws {
        for (key, tally) in movedShares where tally != .zero {
            try write(tally, key, .addToShare)
            if statements.changesCount == 0 { try write(tally, key, .insertShare) }
        }
    }

    private func write(_ tally: Tally, _ key: ShareKey, _ hot: HotStatement) throws {
        var statement = try statements.begin(hot)
        statement.add(tally.count)
        statement.add(tally.sum.whole)
        statement.add(key.batch.key)
        statement.add(key.status.rawValue)
        statement.add(key.reasonCode)
        statement.add(key.bankCode)
        try statement.run()
    }
}

extension LedgerReader {
    /// The rows of a batch by bank, as counted with every change; rows that name no bank come first.
    package func banks(of batch: BatchID) throws -> [BankTally] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT bank_code, SUM(count), SUM(sum), SUM(CASE WHEN status = 'succeeded' THEN count ELSE 0 END),
                        SUM(CASE WHEN status = 'succeeded' THEN sum ELSE 0 END)
                    FROM share WHERE batch_id = ? GROUP BY bank_code HAVING SUM(count) > 0 ORDER BY bank_code
                    """),
            arguments: [batch.key]
        ).map { row in
            BankTally(
                bankCode: row[0], all: Tally(count: row[1], sum: Rupiah(row[2])),
                succeeded: Tally(count: row[3], sum: Rupiah(row[4])))
        }
    }

    /// The rows of a batch in a status by reason, as counted with every change.
    func reasonTallies(of batch: BatchID, _ status: PayoutStatus) throws -> [(reasonCode: String, tally: Tally)] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT reason_code, SUM(count), SUM(sum) FROM share WHERE batch_id = ? AND status = ?
                    GROUP BY reason_code HAVING SUM(count) > 0
                    """),
            arguments: [batch.key, status.rawValue]
        ).map { ($0[0], Tally(count: $0[1], sum: Rupiah($0[2]))) }
    }

    /// Whether rows and rupiah by status, reason and bank are what the rows of a batch add up to.
    package func areSharesTrue(of batch: BatchID) throws -> Bool {
        func shares(_ sql: String) throws -> [ShareKey: Tally] {
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [batch.key])
            var shares: [ShareKey: Tally] = [:]
            while let row = try rows.next() {
                let key = ShareKey(
                    batch, try PayoutStatus(stored: row[0], in: "share"), reasonCode: row[1], bankCode: row[2])
                shares[key, default: .zero].add(row[4], rows: row[3])
            }
            return shares.filter { $0.value != .zero }
        }
        let counted = try shares(
            """
            SELECT status, COALESCE(reason_code, ''), bank_code, COUNT(*), COALESCE(SUM(amount), 0) FROM payout
            WHERE \(LedgerSchema.isOfBatch()) GROUP BY 1, 2, 3
            """)
        return try shares("SELECT status, reason_code, bank_code, count, sum FROM share WHERE batch_id = ?") == counted
    }
}
