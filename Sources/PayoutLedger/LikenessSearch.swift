internal import GRDB
internal import PayoutCore

/// A row to compare with other payments, and those that persons have seen with it.
typealias ComparedOrder = (order: PaymentOrder, seen: DuplicateReview)

/// Finds what other batches have sent that rows look like: sorted fingerprints are compared first, then the rows.
struct LikenessSearch {
    /// A batch that has sent something, or is being paid.
    private struct Sender {
        let batch: Batch
        /// Nil where it has sent nothing yet.
        let sentLast: Timestamp?
        /// Whether its rows count before they are sent.
        let isDue: Bool
        let parts: Int
    }

    private let reader: LedgerReader
    /// The newest first, since what was paid last is what a person looks for.
    private let senders: [Sender]
    private let since: Timestamp

    /// - Parameters:
    ///   - batch: is left out, as are others of the same content, which a person pays once more on purpose; nil for a
    ///     file that is in no ledger.
    ///   - rail: payments of other rails are not compared.
    ///   - comparison: with what to compare.
    init(_ reader: LedgerReader, besides batch: Batch?, rail: Rail, _ comparison: PaymentComparison) throws {
        self.reader = reader
        since = comparison.since
        let isDue =
            switch comparison.due {
            case .none: "0"
            case .approved: "status IN ('approved', 'running')"
            case .of(let batches): "id IN (\(batches.map { String($0.key) }.joined(separator: ", ")))"
            }
        let rows = try Row.fetchAll(
            reader.database.cachedStatement(
                sql: """
                    SELECT id, sent_last, \(isDue) FROM batch
                    WHERE (sent_last IS NOT NULL OR \(isDue)) AND status <> 'importing'
                        AND id <> ? AND digest <> ? AND rail = ? ORDER BY id DESC
                    """),
            arguments: [batch?.id.key ?? 0, batch?.digest ?? "", rail.rawValue])
        senders = try rows.compactMap { row in
            let id = BatchID(key: row[0])
            guard let sender = try reader.batch(id) else { return nil }
            return Sender(
                batch: sender, sentLast: Timestamp(row[1] as Int64?), isDue: row[2],
                parts: try reader.fingerprintParts(of: id))
        }
    }

    /// Whether there is nothing to compare with.
    var isEmpty: Bool { senders.isEmpty }

    /// Compares one part of a file.
    ///
    /// - Parameters:
    ///   - entries: the fingerprints of the part by kind, sorted.
    ///   - row: the row of an entry; nil where it is not to be compared (any more).
    ///   - body: receives a row, and one payment that it looks like; a row may come several times.
    func run(
        _ kind: FingerprintKind, _ entries: [Int64], row: (Int64) throws -> ComparedOrder?,
        _ body: (Int64, Likeness) throws -> Void
    ) throws {
        for sender in senders
        where kind == .reference || sender.isDue || sender.sentLast.map({ $0 >= since }) ?? false {
            for part in 0..<sender.parts {
                var cursor = try FingerprintCursor(reader, sender.batch.id, kind, part: part)
                try Self.join(entries, &cursor) { mine, theirs in
                    try compare(
                        mine, theirs.map { RowFingerprints.payout(of: $0, part: part, of: sender.batch.id).key },
                        of: sender, row: row, body
                    ) { compared, payment, _ in
                        guard !compared.seen.covers(payment) else { return nil }
                        let isWithinWindow = payment.state == .due || payment.sentAt >= since
                        return Likeness(compared.order, and: payment, isWithinWindow: isWithinWindow)
                    }
                }
            }
        }
    }

    /// Compares one part of a file with batches of the same purpose, however long ago they were paid.
    ///
    /// - Parameters:
    ///   - purpose: of the file; batches with one that is written otherwise, but the same when folded, count.
    ///   - accounts: the fingerprints of the accounts of the part, sorted.
    func run(
        purpose: String, _ accounts: [Int64], row: (Int64) throws -> ComparedOrder?,
        _ body: (Int64, Likeness) throws -> Void
    ) throws {
        let folded = PayeeName.folded(purpose)
        guard !folded.isEmpty else { return }
        for sender in senders {
            guard let other = sender.batch.purpose, PayeeName.folded(other) == folded else { continue }
            for part in 0..<sender.parts {
                var cursor = try FingerprintCursor(reader, sender.batch.id, .account, part: part)
                try Self.join(accounts, &cursor) { mine, theirs in
                    try compare(
                        mine, theirs.map { RowFingerprints.payout(of: $0, part: part, of: sender.batch.id).key },
                        of: sender, row: row, body
                    ) { compared, payment, all in
                        let (order, seen) = compared
                        let isSeen =
                            seen.hasAccepted(payment)
                            || seen.covers(payment) && all.contains { seen.hasAccepted($0) }
                        let isSameAccount =
                            order.bankCode == payment.order.bankCode
                            && order.accountNumber == payment.order.accountNumber
                        return isSameAccount && !isSeen ? .samePurpose(payment, purpose: purpose) : nil
                    }
                }
            }
        }
    }

    /// Hands over the entries of each hash that stands on both sides.
    static func join(
        _ entries: [Int64], _ cursor: inout FingerprintCursor, _ body: (ArraySlice<Int64>, [Int64]) throws -> Void
    ) throws {
        var index = 0
        while index < entries.count, let entry = cursor.entry {
            let (mine, theirs) = (RowFingerprints.hash(of: entries[index]), RowFingerprints.hash(of: entry))
            if mine < theirs {
                index = FingerprintCursor.firstIndex(
                    in: entries, notBelow: RowFingerprints.first(of: theirs), from: index)
            } else if theirs < mine {
                try cursor.skip(to: mine)
            } else {
                let end = entries[index...].firstIndex { RowFingerprints.hash(of: $0) != mine } ?? entries.endIndex
                var others: [Int64] = []
                while let other = cursor.entry, RowFingerprints.hash(of: other) == mine {
                    others.append(other)
                    try cursor.advance()
                }
                try body(entries[index..<end], others)
                index = end
            }
        }
    }

    private func compare(
        _ mine: ArraySlice<Int64>, _ theirs: [Int64], of sender: Sender, row: (Int64) throws -> ComparedOrder?,
        _ body: (Int64, Likeness) throws -> Void,
        judge: (ComparedOrder, EarlierPayment, [EarlierPayment]) -> Likeness?
    ) throws {
        // Read for the first row that needs them: of most rows nothing was sent, or they are settled themselves.
        var payments: [EarlierPayment]?
        for entry in mine {
            guard let compared = try row(entry) else { continue }
            let sent = try payments ?? self.payments(theirs, of: sender)
            payments = sent
            guard !sent.isEmpty else { return }
            for payment in sent {
                guard let likeness = judge(compared, payment, sent) else { continue }
                try body(entry, likeness)
                break
            }
        }
    }

    /// What was sent for these payouts and may have moved money for good, or is about to be, the last first.
    ///
    /// What was refused, never left, failed, is not known to the bank or was given back is no payment; what the bank
    /// contradicts itself about may be one.
    private func payments(_ keys: [Int64], of sender: Sender) throws -> [EarlierPayment] {
        let statement = try reader.database.cachedStatement(
            sql: """
                SELECT payout.reference, payout.bank_code, payout.account_number, payout.account_name, payout.amount,
                    COALESCE(live.sent_at, CASE WHEN payout.contradicted = 1 THEN
                        (SELECT MAX(sent_at) FROM transfer WHERE payout_id = payout.id) END),
                    live.state, payout.status IN ('queued', 'validating', 'validated', 'unverified')
                FROM payout LEFT JOIN transfer AS live
                    ON live.payout_id = payout.id AND live.state IN ('pending', 'succeeded')
                WHERE payout.id = ? AND payout.batch_id = ? AND payout.status <> 'rejected'
                """)
        return try keys.compactMap { key in
            guard let row = try Row.fetchOne(statement, arguments: [key, sender.batch.id.key]) else { return nil }
            let isDue: Bool = row[7]
            let sent = Timestamp(row[5] as Int64?)
            guard let sentAt = sent ?? (sender.isDue && isDue ? sender.batch.changedAt : nil) else { return nil }
            let transfer: String? = row[6]
            let isPaid = transfer == Transfer.State.succeeded.rawValue
            return EarlierPayment(
                id: PayoutID(key: key), batch: sender.batch.folderName,
                order: PaymentOrder(
                    reference: row[0], bankCode: row[1], accountNumber: row[2], accountName: row[3],
                    amount: Rupiah(row[4])),
                sentAt: sentAt, state: sent == nil ? .due : isPaid ? .paid : .sent)
        }.sorted { $0.sentAt > $1.sentAt }
    }
}
