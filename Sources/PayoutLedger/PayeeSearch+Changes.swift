internal import GRDB
internal import PayoutCore

/// A row whose payee is compared with persons who were paid before.
struct PayeeRow {
    let order: PaymentOrder
    /// The number that a customer or an employee is known by, where the file has one.
    let number: String?
    /// The payments that persons have seen with it.
    let seen: DuplicateReview
}

extension PayeeSearch {
    /// A row that pays a known person to another account.
    private struct Change {
        let entry: Int64
        let payment: EarlierPayment
        /// The first payment to the account of `payment` that was found.
        var since: Timestamp
    }

    /// The rows of a part that pay a person to another account than before: the name is the same, and so is the stem of
    /// the reference or the number of the person. Whoever was ever paid to this account under this name is left out.
    ///
    /// - Parameters:
    ///   - names: the fingerprints of the names of the part, sorted.
    ///   - accounts: those of its accounts.
    ///   - row: the row of an entry; nil where it is not to be compared.
    func changedAccounts(
        names: [Int64], accounts: [Int64], row: (Int64) throws -> PayeeRow?
    ) throws -> [(entry: Int64, likeness: Likeness)] {
        let mine = Self.byPlace(accounts)
        var left = names
        var settled = PlaceSet()
        var changes: [Int: Change] = [:]
        for sender in senders where !left.isEmpty {
            let unpaid = try reader.unpaidPlaces(of: sender.batch)
            for part in 0..<sender.parts {
                var cursor = try FingerprintCursor(reader, sender.batch.id, .name, part: part)
                var theirs: [Int64] = []
                try LikenessSearch.join(left, &cursor) { group, others in
                    let paid = Self.paid(others, part: part, unpaid)
                    guard !paid.isEmpty else { return }
                    if theirs.isEmpty {
                        theirs = Self.byPlace(try reader.fingerprints(of: sender.batch.id, .account, part: part))
                    }
                    let known = KnownAccounts(paid, by: theirs)
                    var people: [String: EarlierPayment]?
                    for entry in group {
                        let place = RowFingerprints.rowsBefore(entry)
                        if known.contains(mine[place]) { settled.insert(place) }
                        guard !settled.contains(place), let row = try row(entry) else { continue }
                        let found = try people ?? self.people(paid, part: part, of: sender)
                        people = found
                        let keys = PersonKeys(reference: row.order.reference, number: row.number).keys
                        guard let payment = keys.lazy.compactMap({ found[$0] }).first,
                            payment.isNamed(as: row.order)
                        else { continue }
                        if payment.isToAccount(of: row.order) || row.seen.hasAccepted(payment) {
                            settled.insert(place)
                        } else if let change = changes[place] {
                            if payment.isToAccount(of: change.payment.order) {
                                changes[place]?.since = min(change.since, payment.sentAt)
                            }
                        } else {
                            changes[place] = Change(entry: entry, payment: payment, since: payment.sentAt)
                        }
                    }
                }
            }
            left.removeAll { settled.contains(RowFingerprints.rowsBefore($0)) }
        }
        return changes.filter { !settled.contains($0.key) }.sorted { $0.key < $1.key }.map { _, change in
            (change.entry, .accountChanged(change.payment, since: change.since))
        }
    }

    /// The last payment of each person among these rows, by what the person is known by.
    private func people(_ entries: [Int64], part: Int, of sender: Sender) throws -> [String: EarlierPayment] {
        let statement = try reader.database.cachedStatement(
            sql: """
                SELECT p.reference, p.bank_code, p.account_number, p.account_name, p.amount, p.carried, t.sent_at
                FROM payout p JOIN transfer t ON t.payout_id = p.id AND t.state = 'succeeded'
                WHERE p.id = ?
                """)
        var people: [String: EarlierPayment] = [:]
        for entry in entries {
            let id = RowFingerprints.payout(of: entry, part: part, of: sender.batch.id)
            guard let row = try Row.fetchOne(statement, arguments: [id.key]) else { continue }
            let payment = EarlierPayment(
                id: id, batch: sender.batch.folderName,
                order: PaymentOrder(
                    reference: row[0], bankCode: row[1], accountNumber: row[2], accountName: row[3],
                    amount: Rupiah(row[4])),
                sentAt: Timestamp(milliseconds: row[6]), state: .paid)
            let number = PersonNumber.number(in: row[5], column: sender.personColumn)
            for key in PersonKeys(reference: payment.order.reference, number: number).keys
            where people[key].map({ $0.sentAt <= payment.sentAt }) ?? true {
                people[key] = payment
            }
        }
        return people
    }
}

/// The number that a customer or an employee is known by, among the cells that are carried through.
enum PersonNumber {
    static func number(in carried: String?, column: Int?) -> String? {
        guard let carried, let column else { return nil }
        let cells = TextList.decode(carried)
        return column < cells.count ? cells[column] : nil
    }
}

/// The accounts of a few rows, or of many.
private struct KnownAccounts {
    private static let fewMax = 8

    private let few: [Int64]
    private let many: Set<Int64>

    /// - Parameter hashes: of the accounts of the part, by place.
    init(_ entries: [Int64], by hashes: [Int64]) {
        let accounts = entries.map { hashes[RowFingerprints.rowsBefore($0)] }
        (few, many) = accounts.count <= Self.fewMax ? (accounts, []) : ([], Set(accounts))
    }

    func contains(_ account: Int64) -> Bool { few.contains(account) || many.contains(account) }
}

extension EarlierPayment {
    fileprivate func isNamed(as other: PaymentOrder) -> Bool {
        PayeeName.folded(order.accountName) == PayeeName.folded(other.accountName)
    }

    fileprivate func isToAccount(of other: PaymentOrder) -> Bool {
        order.bankCode == other.bankCode && order.accountNumber == other.accountNumber
    }
}
