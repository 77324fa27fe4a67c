internal import BankAPI
internal import LedgerAPI
internal import PayoutCore

// What the ledger and the reports say.
extension Auditor {
    /// P6, after every step: no row is lost, and the money adds up to the rupiah.
    func checkTotals(file: Int, _ batch: BatchID, _ reader: any LedgerQueries) throws {
        let kept = try reader.totals(batch)
        let counted = try reader.recountedTotals(batch)
        if kept != counted { complain("P6: the totals \(kept) are not those of the rows \(counted)") }
        let count = counted.values.reduce(0) { $0 + $1.count }
        let sum = counted.values.reduce(Int64(0)) { $0 + $1.sum.whole }
        if count != scenario.files[file].rows.count || sum != scenario.files[file].sum {
            complain("P6: the statuses add up to \(count) rows and \(sum) rupiah, which is not the file")
        }
    }

    /// When a run has ended: the reports hold every row and every attempt, and say nothing that the bank has not said.
    ///
    /// - Parameter isRestored: the bank was asked what it knows, so the ledger knows of all the money that moves.
    func checkReports(
        file: Int, _ results: [ResultRow], _ attempts: [AttemptRow], isRestored: Bool,
        _ bookings: [SimulatedBank.Booking], at moment: Timestamp
    ) {
        let rows = scenario.files[file].rows
        let isWhole =
            results.count == rows.count
            && zip(rows, results).allSatisfy { row, result in
                row.line == result.line && row.reference == result.reference && row.account == result.accountNumber
                    && String(row.amount) == result.amount
            }
        guard isWhole else { return complain("P6: the results are not the rows of the file") }
        let reported = Set(attempts.lazy.filter { $0.kind != "validation" }.map(\.externalID))
        for (row, result) in zip(rows, results) {
            let key = Key(file: file, reference: row.reference)
            for id in memory.order[key, default: []] where !reported.contains(id.text) {
                complain("P6: \(row.reference): a transfer was sent that the attempts do not show")
            }
            if row.isRejected {
                if result.status != .rejected { complain("P6: \(row.reference) was wrong and is \(result.status)") }
            } else {
                check(key, row, result)
                checkContradiction(key, result)
                if isRestored, !isOldCopy { checkMoney(key, result, bookings, at: moment) }
            }
        }
    }

    /// P3 and P8: a final status was said by the bank, by an agreeing and proven callback or an inquiry, or by a person
    /// and is shown as such.
    private func check(_ key: Key, _ row: SimulatedRow, _ result: ResultRow) {
        guard result.reason?.code != ReasonCode.resolved, !result.showsContradiction else { return }
        let id = result.externalID.map { ExternalID($0) }
        let sending = id.flatMap { memory.sendings[$0] }
        let said = (sending?.sayings.map(\.status) ?? []) + (id.flatMap { adoptedSayings[$0] } ?? [])
        switch result.status {
        case .succeeded: needs(.succeeded)
        case .refunded: needs(.refunded)
        case .failed: if sending?.isRefused != true { needs(.failed) }
        case .notFound:
            if let sending, !isNotFound(sending) {
                complain("P3: \(row.reference) is not found, which was not said late and twice")
            } else if sending == nil {
                needs(.notFound)
            }
        case .invalid:
            if !invalidAccounts.contains(row.account) {
                complain("P8: \(row.reference) is invalid, which the bank never said")
            }
        case .rejected: complain("P6: \(row.reference) is rejected, although nothing is wrong with it")
        case .queued, .validating, .validated, .unverified, .cancelled, .held, .pending:
            checkNothingOpen(key, result)
        }
        func needs(_ status: TransactionStatus) {
            if !said.contains(status) {
                complain("P3: \(row.reference) is \(result.status.rawValue), which the bank never said")
            }
        }
    }

    /// A row that goes again or was cancelled has no transfer in doubt.
    private func checkNothingOpen(_ key: Key, _ result: ResultRow) {
        switch result.status {
        case .held, .pending: return
        case .queued, .validating, .validated, .unverified, .cancelled, .rejected, .invalid, .succeeded, .refunded,
            .failed, .notFound:
            break
        }
        let open = memory.order[key, default: []].compactMap { memory.sendings[$0] }.filter { !hasEnded($0) }
        if !open.isEmpty, !memory.resolved.contains(key) {
            complain("P3: \(key.reference) is \(result.status.rawValue), and a transfer of it may be live")
        }
    }

    /// P8: a contradiction of proven callbacks, which are durable, is shown.
    private func checkContradiction(_ key: Key, _ result: ResultRow) {
        guard !memory.resolved.contains(key), !result.showsContradiction else { return }
        let sendings = memory.order[key, default: []].compactMap { memory.sendings[$0] }
        if sendings.contains(where: isContradicted) {
            complain("P8: \(key.reference): the bank contradicted itself, which is not shown")
        }
    }

    /// No money moves that the ledger takes for unpaid, unless the bank itself said otherwise.
    private func checkMoney(
        _ key: Key, _ result: ResultRow, _ bookings: [SimulatedBank.Booking], at moment: Timestamp
    ) {
        switch result.status {
        case .succeeded, .pending, .held, .refunded: return
        case .rejected, .queued, .validating, .validated, .unverified, .invalid, .failed, .notFound, .cancelled: break
        }
        guard !memory.resolved.contains(key), !result.showsContradiction else { return }
        for booking in bookings where owners[booking.request.externalID] == key && booking.isLive(at: moment) {
            // A transfer of an earlier ledger, which this one asked about when it was made.
            guard let sending = memory.sendings[booking.request.externalID], sending.trueTime <= booking.bookedAt
            else { continue }
            if isEndedByBank(sending) || isNotFound(sending) { continue }
            complain("P3: \(key.reference) is \(result.status.rawValue), yet its money moves at the bank")
        }
    }

    /// At the end of all days: nobody was paid twice.
    func checkEnd(_ bookings: [SimulatedBank.Booking], at moment: Timestamp) {
        var paid: Set<Key> = []
        for booking in bookings where booking.isLive(at: moment) {
            guard let key = owners[booking.request.externalID] else { continue }
            if !paid.insert(key).inserted { complain("P1: \(key.reference) was paid twice") }
        }
    }
}

extension ResultRow {
    /// Whether the row shows that the bank contradicted itself, decided by a person or not.
    fileprivate var showsContradiction: Bool {
        reason?.code == ReasonCode.contradiction || reason?.code == ReasonCode.contradictionResolved
    }
}
