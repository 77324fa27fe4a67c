internal import GRDB
internal import GRDBSQLite
package import PayoutCore

/// The rows of a batch, counted anew in one pass over them.
package struct Recount: Sendable {
    /// Rows and rupiah by status.
    package private(set) var totals: Totals = [:]
    /// The tally of each bank by code; rows that name no bank come first, under an empty code.
    package private(set) var banks: [BankTally] = []
    /// Rows whose amount cannot be read; they count with sum 0.
    package private(set) var unreadableAmounts = 0
    /// Payouts whose result is a person's word, by status.
    package private(set) var decidedByPerson: Totals = [:]

    fileprivate mutating func add(_ status: PayoutStatus, _ amount: Int64?, isDecided: Bool) {
        totals[status, default: .zero].add(amount)
        if isDecided { decidedByPerson[status, default: .zero].add(amount) }
        if amount == nil { unreadableAmounts += 1 }
    }

    fileprivate mutating func finish(_ tallies: some Sequence<(key: String, value: BankCount)>) {
        banks = tallies.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
            BankTally(bankCode: $0.key, all: $0.value.all, succeeded: $0.value.succeeded)
        }
    }
}

extension Tally {
    fileprivate mutating func add(_ amount: Int64?) {
        count += 1
        sum = Rupiah(sum.whole &+ (amount ?? 0))
    }
}

private struct BankCount {
    var all = Tally.zero
    var succeeded = Tally.zero

    mutating func add(_ status: PayoutStatus, _ amount: Int64?) {
        all.add(amount)
        if status == .succeeded { succeeded.add(amount) }
    }
}

/// Counts rows by their bank. Nearly all codes are three bytes, and no string is made of those.
private struct BankCounter {
    private var short: [UInt32: BankCount] = [:]
    private var others: [String: BankCount] = [:]

    mutating func add(_ code: UnsafeBufferPointer<UInt8>, _ status: PayoutStatus, _ amount: Int64?) {
        if code.count == 3, code[0] | code[1] | code[2] < 0x80 {
            let key = UInt32(code[0]) << 16 | UInt32(code[1]) << 8 | UInt32(code[2])
            return short[key, default: BankCount()].add(status, amount)
        }
        // What stands in a rejected row may be anything; only three characters may be a bank.
        let text = String(decoding: code, as: UTF8.self)
        let isCode = status != .rejected || text.unicodeScalars.count == 3
        others[isCode ? text : "", default: BankCount()].add(status, amount)
    }

    var all: [(key: String, value: BankCount)] {
        short.map { key, value in
            let bytes = [UInt8(truncatingIfNeeded: key >> 16), UInt8(truncatingIfNeeded: key >> 8), UInt8(key & 0xFF)]
            return (String(decoding: bytes, as: UTF8.self), value)
        } + others.map { ($0.key, $0.value) }
    }
}

extension LedgerReader {
    /// Counts the rows of a batch by status and by bank; memory does not grow with rows.
    package func recount(_ batch: BatchID) throws -> Recount {
        let statement = try database.makeStatement(
            sql: """
                SELECT status, bank_code, amount, reason_code = ?2 OR reason_code = ?3 FROM payout
                WHERE \(LedgerSchema.isOfBatch())
                """)
        try statement.setArguments([batch.key, ReasonCode.resolved, ReasonCode.contradictionResolved])
        var recount = Recount()
        var banks = BankCounter()
        // Most rows have the status of the row before.
        var (status, word): (PayoutStatus?, [UInt8]) = (nil, [])
        try forEachRow(of: statement) { row in
            let reported = text(of: row, 0)
            if !reported.elementsEqual(word) {
                word = Array(reported)
                status = try PayoutStatus(stored: String(decoding: word, as: UTF8.self), in: "payout")
            }
            guard let status else { return }
            let amount = sqlite3_column_type(row, 2) == SQLITE_NULL ? nil : sqlite3_column_int64(row, 2)
            recount.add(status, amount, isDecided: sqlite3_column_int(row, 3) == 1)
            banks.add(text(of: row, 1), status, amount)
        }
        recount.finish(banks.all)
        return recount
    }
}
