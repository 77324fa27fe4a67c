internal import GRDB
package import PayoutCore

/// An account that was paid, as a page of the payee book shows it.
package struct KnownPayee: Sendable {
    package let payee: Payee
    /// The newest payment to it.
    package let newest: RowSummary
    /// Other accounts that were paid under the same name, the last payment first: the payee may have changed account.
    package let otherAccounts: [PaidAccount]

    /// An account, and when it was paid last.
    package struct PaidAccount: Hashable, Sendable {
        package let bankCode: String
        package let accountNumber: String
        package let lastPaidAt: Timestamp
    }
}

/// A page of the payee book, the account that was paid last first.
package struct PayeeBookPage: Sendable {
    package let payees: [KnownPayee]
    /// Payments before this one were not looked at yet; nil where all were.
    package let next: PayoutID?
}

// The payee book a page at a time. No index has the accounts, since every payment would touch it all over: the newest
// payments are read one after the other, and the fingerprints of each batch tell all other payments to their accounts.
extension LedgerReader {
    /// Payments that are read in one go.
    private static let rowsAtOnce = 50
    /// How often one page reads on where the payments found are to accounts that were shown already.
    private static let readsMax = 8
    /// Payments under one name that are looked at for other accounts.
    private static let namesakesMax = 20
    private static let otherAccountsMax = 3

    /// A page of the accounts that were paid. An account stands where its newest payment does, and nowhere else.
    ///
    /// - Parameters:
    ///   - search: of the newest payment of an account, by name and last digits.
    ///   - cursor: where an earlier page ended; nil for the first one.
    package func payeeBook(
        _ search: RowSearch, before cursor: PayoutID?, limit: Int
    ) throws -> PayeeBookPage {
        let batches = try batches().filter { $0.rail == .payout }
        let isPayout = Set(batches.map(\.id))
        var (found, next): ([KnownPayee], PayoutID?) = ([], cursor)
        for _ in 0..<Self.readsMax {
            let page = try paidRows(search, before: next, limit: min(Self.rowsAtOnce, limit - found.count))
            let rows = page.rows.filter { isPayout.contains($0.batch) }
            let payments = try payments(toAccountsOf: rows, in: batches)
            for row in rows {
                guard let own = payments[AccountKey(row)], own.newest == row.id else { continue }
                found.append(
                    KnownPayee(
                        payee: own.payee(row), newest: row, otherAccounts: try namesakes(of: row, in: batches)))
            }
            next = page.next
            if next == nil || found.count >= limit { break }
        }
        return PayeeBookPage(payees: found, next: next)
    }

    /// All payments to the accounts of these rows, by account.
    private func payments(toAccountsOf rows: [RowSummary], in batches: [Batch]) throws -> [AccountKey: PaidSums] {
        let wanted = Set(rows.map(AccountKey.init))
        let hashes = Set(
            wanted.map { RowFingerprints.accountHash(bankCode: $0.bankCode, accountNumber: $0.accountNumber) }
        ).sorted()
        var sums: [AccountKey: PaidSums] = [:]
        for batch in batches {
            for (_, payout) in try payouts(of: batch.id, .account, hashes: hashes) {
                guard let paid = try payment(payout), wanted.contains(paid.account) else { continue }
                sums[paid.account, default: PaidSums()].add(paid, payout)
            }
        }
        return sums
    }

    private func namesakes(of row: RowSummary, in batches: [Batch]) throws -> [KnownPayee.PaidAccount] {
        let hash = RowFingerprints.nameHash(row.accountName)
        var last: [AccountKey: Timestamp] = [:]
        var left = Self.namesakesMax
        for batch in batches where left > 0 {
            for (_, payout) in try payouts(of: batch.id, .name, hashes: [hash]).suffix(left) {
                left -= 1
                // Names that are alike may have the same fingerprint.
                guard let paid = try payment(payout), paid.account != AccountKey(row),
                    PayeeName.folded(paid.fileName) == PayeeName.folded(row.accountName)
                else { continue }
                last[paid.account] = max(last[paid.account] ?? paid.at, paid.at)
            }
        }
        return last.map {
            KnownPayee.PaidAccount(
                bankCode: $0.key.bankCode, accountNumber: $0.key.accountNumber, lastPaidAt: $0.value)
        }
        .sorted { ($1.lastPaidAt, $0.accountNumber) < ($0.lastPaidAt, $1.accountNumber) }
        .prefix(Self.otherAccountsMax).map(\.self)
    }

    /// A payment that succeeded; nil where the row was not paid.
    private func payment(_ id: PayoutID) throws -> Payment? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT p.bank_code, p.account_number, p.account_name, p.validated_name, p.amount, t.sent_at
                FROM payout p JOIN transfer t ON t.payout_id = p.id AND t.state = 'succeeded'
                WHERE p.id = ? AND p.status = 'succeeded'
                """)
        return try Row.fetchOne(statement, arguments: [id.key]).map { row in
            Payment(
                account: AccountKey(bankCode: row[0], accountNumber: row[1]), fileName: row[2], bankName: row[3],
                amount: Rupiah(row[4]), at: Timestamp(milliseconds: row[5]))
        }
    }
}

private struct AccountKey: Hashable {
    let bankCode: String
    let accountNumber: String

    init(bankCode: String, accountNumber: String) { (self.bankCode, self.accountNumber) = (bankCode, accountNumber) }

    init(_ row: RowSummary) { self.init(bankCode: row.bankCode, accountNumber: row.accountNumber) }
}

private struct Payment {
    let account: AccountKey
    let fileName: String
    let bankName: String?
    let amount: Rupiah
    let at: Timestamp
}

/// What was paid to one account.
private struct PaidSums {
    private var tally = Tally.zero
    private var names: Set<String> = []
    private var first: Timestamp?
    private var last: Timestamp?
    private var bankName: String?
    private(set) var newest = PayoutID.none

    mutating func add(_ payment: Payment, _ id: PayoutID) {
        tally += Tally(count: 1, sum: payment.amount)
        names.insert(payment.fileName)
        first = min(first ?? payment.at, payment.at)
        last = max(last ?? payment.at, payment.at)
        if id > newest {
            newest = id
            bankName = payment.bankName ?? bankName
        }
    }

    func payee(_ row: RowSummary) -> Payee {
        Payee(
            bankCode: row.bankCode, accountNumber: row.accountNumber, bankName: bankName, fileNames: names.sorted(),
            firstPaidAt: first ?? Timestamp(milliseconds: 0), lastPaidAt: last ?? Timestamp(milliseconds: 0),
            payments: tally)
    }
}
