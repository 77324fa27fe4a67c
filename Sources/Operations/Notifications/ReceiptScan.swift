internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import SalurSettings

/// Finds payments of which the payee gets a receipt (`notify.receipts`), and reads what it says.
///
/// Each payment is looked at once, when its event is new; the receipts that come of it are recorded in the commit that
/// notes how far the look went. A cell that is no address is passed over: the check of the file has named it.
struct ReceiptScan {
    /// So many payments are recorded in one commit at most.
    private static let paymentsMax = 2000
    /// Nobody gets a receipt for what was paid longer ago, as where receipts were off meanwhile.
    private static let ageMax = Duration.seconds(7 * 86_400)

    let settings: Settings
    let clock: any WallClock
    let random: any RandomSource

    /// Records the receipts of all payments that are new.
    ///
    /// - Parameter begunAt: when the process began; where receipts are new, they begin with that moment.
    /// - Throws: `LedgerError`.
    func record(_ ledger: Ledger, begunAt: Timestamp) async throws {
        guard settings.notify.receipts != nil else { return }
        var mark = try ledger.read { try $0.receiptMark() }
        if mark == nil {
            try await ledger.commit { try $0.startReceipts(at: begunAt) }
            mark = try ledger.read { try $0.receiptMark() }
        }
        while let seen = mark {
            let (payments, new) = try ledger.read { reader in
                let payments = try reader.payments(after: seen, limit: Self.paymentsMax)
                return (payments, try receipts(for: payments.payouts, reader))
            }
            guard payments.lastEvent > seen else { return }
            let now = clock.now()
            let rows = new.map { ($0.receipt, $0.target, UUIDv7.hexadecimal(at: now, random: random)) }
            let isOurs = try await ledger.commit { transaction in
                guard try transaction.moveReceiptMark(from: seen, to: payments.lastEvent) else { return false }
                for (receipt, target, identifier) in rows {
                    try transaction.add(receipt, to: target, identifier: identifier, at: now)
                }
                return true
            }
            guard isOurs, !payments.isAll else { return }
            mark = payments.lastEvent
        }
    }

    private func receipts(
        for payouts: [PayoutID], _ reader: LedgerReader
    ) throws -> [(receipt: NewNotification, target: NotificationTarget)] {
        let now = clock.now()
        var places: [BatchID: (identity: BatchIdentity, place: Int?)] = [:]
        return try payouts.compactMap { id in
            guard let paid = try reader.paidRow(id), now - paid.paidAt < Self.ageMax else { return nil }
            let known = try places[paid.row.batch] ?? reader.batch(paid.row.batch).map { ($0.identity, place(in: $0)) }
            guard let known else { return nil }
            places[paid.row.batch] = known
            guard let place = known.place, paid.others.indices.contains(place),
                let address = MailAddress(Self.trimmed(paid.others[place]))
            else { return nil }
            let topic = "receipt/\(known.identity.text)/\(paid.row.line)/\(paid.attempt.number)"
            let receipt = NewNotification(
                .receipt, topic: topic, payout: id, dueAt: now + settings.notify.delay)
            return (receipt, NotificationTarget(.mail, address.description))
        }
    }

    /// Where the address stands among the cells that are no part of the payment; nil where the file has none.
    private func place(in batch: Batch) -> Int? {
        guard batch.rail == .payout else { return nil }
        let layout = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        return layout.index(of: .email).flatMap { layout.otherIndices.firstIndex(of: $0) }
    }

    private static func trimmed(_ text: String) -> String {
        let end = text.drop { $0.isWhitespace }
        return String(end.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// What a receipt says; nil where the row is not paid any more, or where the settings name no company.
    ///
    /// - Throws: `LedgerError`, or ``CommandFailure`` where the list of banks cannot be read.
    func facts(about taken: NotificationRecord, _ reader: LedgerReader) throws -> PaymentReceipt? {
        guard let company = settings.notify.receipts?.company, let id = taken.payout,
            let paid = try reader.paidRow(id), let amount = paid.row.amount,
            taken.topic.hasSuffix("/\(paid.row.line)/\(paid.attempt.number)")
        else { return nil }
        let banks = try settings.banksFile.map { try BankDirectory.read($0) } ?? .embedded
        return PaymentReceipt(
            company: company, amount: amount, paidAt: paid.paidAt, reference: paid.row.reference,
            bankName: banks.bank(code: paid.row.bankCode)?.shortName ?? paid.row.bankCode,
            maskedAccount: Explanation.masked(paid.row.accountNumber))
    }
}
