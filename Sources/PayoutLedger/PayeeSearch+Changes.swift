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
    /// The rows of a part that pay a person to another account than before: the number of the person is the same; or
    /// the name is the same but for titles and the order of its words, and so is the stem of the reference. Whoever was
    /// ever paid to this account under this name or number is left out.
    ///
    /// - Parameters:
    ///   - names: the fingerprints of the names of the part, sorted.
    ///   - persons: those of the numbers of its payees.
    ///   - accounts: those of its accounts.
    ///   - row: the row of an entry; nil where it is not to be compared.
    func changedAccounts(
        names: [Int64], persons: [Int64], accounts: [Int64], row: (Int64) throws -> PayeeRow?
    ) throws -> [(entry: Int64, likeness: Likeness)] {
        let mine = Self.byPlace(accounts)
        var found = ChangedAccounts()
        for (kind, entries) in [(FingerprintKind.person, persons), (.name, names)] {
            var left = entries
            for sender in senders where !left.isEmpty {
                let unpaid = try reader.unpaidPlaces(of: sender.batch)
                for part in 0..<sender.parts {
                    var cursor = try FingerprintCursor(reader, sender.batch.id, kind, part: part)
                    var theirs: [Int64] = []
                    try LikenessSearch.join(left, &cursor) { group, others in
                        let paid = Self.paid(others, part: part, unpaid)
                        guard !paid.isEmpty else { return }
                        if theirs.isEmpty {
                            theirs = Self.byPlace(try reader.fingerprints(of: sender.batch.id, .account, part: part))
                        }
                        let known = KnownAccounts(paid, by: theirs)
                        var people: [String: [EarlierPayment]]?
                        for entry in group {
                            let place = RowFingerprints.rowsBefore(entry)
                            if known.contains(mine[place]) { found.settle(place) }
                            guard !found.isSettled(place), let row = try row(entry) else { continue }
                            let payments = try people ?? self.people(paid, part: part, of: sender)
                            people = payments
                            let keys = PersonKeys(reference: row.order.reference, number: row.number).keys
                            let candidates = keys.lazy.compactMap { payments[$0] }.first ?? []
                            if let payment = candidates.first(where: { $0.isOfSamePerson(as: row.order, kind) }) {
                                found.add(payment, of: entry, row)
                            }
                        }
                    }
                }
                left.removeAll { found.isSettled(RowFingerprints.rowsBefore($0)) }
            }
        }
        return found.likenesses
    }

    /// How many payments are kept for what a person is known by: more people than this do not share a number.
    private static let sharedMax = 8

    /// The payments to each person among these rows, the last ones first, by what the person is known by.
    private func people(_ entries: [Int64], part: Int, of sender: Sender) throws -> [String: [EarlierPayment]] {
        let statement = try reader.database.cachedStatement(
            sql: """
                SELECT p.reference, p.bank_code, p.account_number, p.account_name, p.amount, p.carried, t.sent_at
                FROM payout p JOIN transfer t ON t.payout_id = p.id AND t.state = 'succeeded'
                WHERE p.id = ?
                """)
        var people: [String: [EarlierPayment]] = [:]
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
            for key in PersonKeys(reference: payment.order.reference, number: number).keys {
                let before = people[key, default: []]
                let place = before.firstIndex { $0.sentAt <= payment.sentAt } ?? before.endIndex
                people[key, default: []].insert(payment, at: place)
                if before.count == Self.sharedMax { people[key]?.removeLast() }
            }
        }
        return people
    }
}

/// The rows of a part that pay a known person to another account, as far as they were found.
private struct ChangedAccounts {
    private struct Change {
        let entry: Int64
        let payment: EarlierPayment
        /// The first payment to the account of `payment` that was found.
        var since: Timestamp
    }

    private var settled = PlaceSet()
    private var changes: [Int: Change] = [:]

    /// Whether a row was found to pay an account that is known of the person, or that a person has accepted.
    func isSettled(_ place: Int) -> Bool { settled.contains(place) }

    mutating func settle(_ place: Int) { settled.insert(place) }

    /// Takes in an earlier payment to the person that a row pays.
    mutating func add(_ payment: EarlierPayment, of entry: Int64, _ row: PayeeRow) {
        let place = RowFingerprints.rowsBefore(entry)
        if payment.isToAccount(of: row.order) || row.seen.hasAccepted(payment) {
            settled.insert(place)
        } else if let change = changes[place] {
            guard payment.isToAccount(of: change.payment.order) else { return }
            changes[place]?.since = min(change.since, payment.sentAt)
        } else {
            changes[place] = Change(entry: entry, payment: payment, since: payment.sentAt)
        }
    }

    /// What was found, in the order of the rows.
    var likenesses: [(entry: Int64, likeness: Likeness)] {
        changes.filter { !settled.contains($0.key) }.sorted { $0.key < $1.key }.map { _, change in
            (change.entry, .accountChanged(change.payment, since: change.since))
        }
    }
}

/// The number that a customer or an employee is known by, among the cells that are carried through.
enum PersonNumber {
    static func number(in carried: String?, column: Int?) -> String? {
        guard let carried, column != nil else { return nil }
        return number(in: TextList.decode(carried), column: column)
    }

    /// - Parameter column: nil where no column holds such numbers.
    static func number(in cells: [String], column: Int?) -> String? {
        guard let column, cells.indices.contains(column) else { return nil }
        return cells[column]
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
    /// Whether both rows may be of one person, who was found by this kind of fingerprint: a number tells people apart,
    /// whatever their names are.
    fileprivate func isOfSamePerson(as other: PaymentOrder, _ kind: FingerprintKind) -> Bool {
        kind == .person || PayeeName.isSame(order.accountName, as: other.accountName)
    }

    fileprivate func isToAccount(of other: PaymentOrder) -> Bool {
        order.bankCode == other.bankCode && order.accountNumber == other.accountNumber
    }
}
