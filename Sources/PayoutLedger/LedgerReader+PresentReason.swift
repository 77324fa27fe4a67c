internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// The reason of a payout as a person is to read it: where it is held since it looks like a payment of another
    /// batch, with that payment as it stands by now.
    ///
    ///     held against a payment on its way    stored: {"samePayment":{"earlier":{…,"state":"sent"}}}
    ///     which the bank has reported failed   shown:  the same with the state `ended`
    ///
    /// What the bank does not find, or a person has decided, is shown as sent: its money may still turn up.
    package func present(_ reason: Reason, of id: PayoutID) throws -> Reason {
        guard var earlier = reason.earlier else { return reason }
        let shown = try String.fetchOne(
            database.cachedStatement(sql: "SELECT duplicates_shown FROM payout WHERE id = ?"), arguments: [id.key])
        guard let other = [PayoutID](encoded: shown).last else { return reason }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT p.status, p.contradicted, t.state, t.sent_at, b.status, t.told_by,
                        p.settled_at
                    FROM payout p JOIN batch b ON b.id = p.batch_id LEFT JOIN transfer t ON t.id = p.newest_transfer_id
                    WHERE p.id = ?
                    """),
            arguments: [other.key])
        guard let row else { return reason }
        let mayHaveMoved = row[1] || (row[2] as String?) == Transfer.State.pending.rawValue
        let isClosed = (row[4] as String) == BatchStatus.closed.rawValue
        let status = try PayoutStatus(stored: row[0], in: "payout")
        earlier.state =
            switch status {
            case _ where mayHaveMoved: .sent
            case .succeeded: .paid
            case .pending, .notFound: .sent
            case .failed, .refunded: (row[5] as String?) == StatusSource.person.rawValue ? .sent : .ended
            case .rejected, .invalid, .cancelled: .ended
            case .queued, .validating, .validated, .unverified, .held: isClosed ? .ended : .due
            }
        if let sentAt = Timestamp(row[3] as Int64?) { earlier.sentAt = sentAt }
        if status == .cancelled, earlier.state == .ended { earlier.cancelledAt = Timestamp(row[6] as Int64?) }
        var present = reason
        present.earlier = earlier
        return present
    }
}
