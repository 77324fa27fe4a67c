internal import LedgerAPI
internal import PayoutCore

// What other batches have sent that rows look like (promise P11): every row is compared with every payment.
extension Tables {
    /// A batch that has sent something, or is being paid.
    private struct Sender {
        let row: BatchRow
        /// Whether its rows count before they are sent.
        let isDue: Bool
    }

    /// Queued payouts of a batch with what they look like, in the order of the file.
    func likenesses(
        of batch: Batch, _ comparison: PaymentComparison
    ) -> [(payout: PayoutID, likeness: Likeness)] {
        // The newest first, since what was paid last is what a person looks for.
        let senders = batches.all { sender in
            !sender.isImporting && sender.batch.rail == batch.rail && sender.batch.id != batch.id
                && sender.batch.digest != batch.digest
                && (sender.sentLast != nil || comparison.counts(sender.batch))
        }.reversed().map { _, row in Sender(row: row, isDue: comparison.counts(row.batch)) }
        guard !senders.isEmpty else { return [] }
        let chosen = comparison.rows.map { Set($0) }
        return rows(of: batch.id).compactMap { id, row in
            guard let payout = row.payout, payout.status == .queued, chosen?.contains(id) ?? true else { return nil }
            let found =
                likeness(of: payout, to: senders, since: comparison.since)
                ?? samePurpose(as: payout, of: batch, senders)
                ?? (comparison.seesChangedAccounts ? changedAccount(of: payout, in: batch) : nil)
            return found.map { (id, $0) }
        }
    }

    /// The payment of another batch of the same purpose to the same account.
    private func samePurpose(as payout: Payout, of batch: Batch, _ senders: [Sender]) -> Likeness? {
        guard let purpose = batch.purpose else { return nil }
        let (folded, order) = (PayeeName.folded(purpose), payout.order)
        for sender in senders where sender.row.batch.purpose.map({ PayeeName.folded($0) }) == folded {
            let payments = rows(of: sender.row.batch.id).compactMap { id, row in
                row.payout.flatMap { other in
                    other.order.isToAccount(of: order)
                        ? other.payment(id, of: sender.row.batch, isDue: sender.isDue) : nil
                }
            }.sorted { $0.sentAt > $1.sentAt }
            let seen = payout.duplicates
            let unseen = payments.first { payment in
                !seen.hasAccepted(payment)
                    && !(seen.covers(payment) && payments.contains { seen.hasAccepted($0) })
            }
            if let unseen { return .samePurpose(unseen, purpose: purpose) }
        }
        return nil
    }

    /// The last payment to the same person at another account; nil where this account was paid under the name before.
    private func changedAccount(of payout: Payout, in batch: Batch) -> Likeness? {
        guard batch.rail == .payout else { return nil }
        let name = payout.order.accountName
        let keys = PersonKeys(reference: payout.order.reference, number: nil)
        var payments: [EarlierPayment] = []
        for (_, other) in batches.all(where: { !$0.isImporting && $0.batch.id != batch.id && $0.batch.rail == .payout })
            .reversed()
        {
            for (id, row) in rows(of: other.batch.id) {
                guard let paid = row.payout, paid.status == .succeeded,
                    PayeeName.isSame(paid.order.accountName, as: name),
                    let payment = paid.payment(id, of: other.batch, isDue: false)
                else { continue }
                if paid.order.isToAccount(of: payout.order) { return nil }
                guard keys.isSame(as: PersonKeys(reference: paid.order.reference, number: nil)) else { continue }
                if payout.duplicates.hasAccepted(payment) { return nil }
                payments.append(payment)
            }
        }
        guard let last = payments.first else { return nil }
        let since = payments.filter { $0.order.isToAccount(of: last.order) }.map(\.sentAt).min() ?? last.sentAt
        return .accountChanged(last, since: since)
    }

    /// What a payout looks like: first the same payment, then the same reference.
    private func likeness(of payout: Payout, to senders: [Sender], since: Timestamp) -> Likeness? {
        let order = payout.order
        for sender in senders
        where sender.isDue || sender.row.sentLast.map({ $0 >= since }) ?? false {
            let found = likeness(of: payout, to: sender, since: since) { $0.isSamePayment(as: order) }
            if let found { return found }
        }
        for sender in senders {
            let found = likeness(of: payout, to: sender, since: since) { $0.hasReference(of: order) }
            if let found { return found }
        }
        return nil
    }

    private func likeness(
        of payout: Payout, to sender: Sender, since: Timestamp, where isAlike: (PaymentOrder) -> Bool
    ) -> Likeness? {
        let payments = rows(of: sender.row.batch.id).compactMap { id, row in
            row.payout.flatMap { isAlike($0.order) ? $0.payment(id, of: sender.row.batch, isDue: sender.isDue) : nil }
        }.sorted { $0.sentAt > $1.sentAt }
        for payment in payments where !payout.duplicates.covers(payment) {
            let isWithinWindow = payment.state == .due || payment.sentAt >= since
            if let found = Likeness(payout.order, and: payment, isWithinWindow: isWithinWindow) { return found }
        }
        return nil
    }

    /// Queued payouts of a batch of which an earlier queued row has the same bank, account and amount, with the first
    /// of them, in the order of the file.
    func repeats(in batch: BatchID) -> [(payout: PayoutID, likeness: Likeness)] {
        var firsts: [PayoutRow] = []
        return rows(of: batch).compactMap { id, row in
            guard let payout = row.payout, payout.status == .queued else { return nil }
            let first = firsts.first { $0.payout?.order.isSamePayment(as: payout.order) ?? false }
            guard let first else {
                firsts.append(row)
                return nil
            }
            return (id, .repeated(line: first.line, reference: first.shown.reference))
        }
    }
}

extension PaymentComparison {
    /// Whether rows of this batch count before they are sent.
    fileprivate func counts(_ batch: Batch) -> Bool {
        switch due {
        case .none: false
        case .approved: batch.state.status == .approved || batch.state.status == .running
        case .of(let batches): batches.contains(batch.id)
        }
    }
}

extension PaymentOrder {
    fileprivate func isSamePayment(as other: PaymentOrder) -> Bool { isToAccount(of: other) && amount == other.amount }

    fileprivate func isToAccount(of other: PaymentOrder) -> Bool {
        bankCode == other.bankCode && accountNumber == other.accountNumber
    }
}

extension Payout {
    /// What was sent for the payout and may have moved money for good, or is about to be; nil where nothing was.
    fileprivate func payment(_ id: PayoutID, of batch: Batch, isDue: Bool) -> EarlierPayment? {
        // What was refused, never left, failed or was given back is no payment; what the bank contradicts itself about
        // may be one.
        let live = liveTransfer
        let sentAt = live?.sentAt ?? (isContradicted ? transfers.map(\.sentAt).max() : nil)
        let isOpen = [.queued, .validating, .validated, .unverified].contains(status)
        guard let moment = sentAt ?? (isDue && isOpen ? batch.changedAt : nil) else { return nil }
        let state: EarlierPayment.State = sentAt == nil ? .due : live?.state == .succeeded ? .paid : .sent
        return EarlierPayment(id: id, batch: batch.folderName, order: order, sentAt: moment, state: state)
    }
}
