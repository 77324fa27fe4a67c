internal import BankAPI
internal import PayoutCore
internal import PayoutLedger
internal import Vault

/// Finds out what has become of visits to the bank's page, and brings the ledger up to date.
struct VisitSettlement<Visit: BankVisit>: Sendable {
    let visit: Visit
    let ledger: Ledger
    let vault: CustomerVault
    let clock: any WallClock

    /// The record of a visit as it is now.
    func stored(_ number: PartnerReferenceNo) throws -> StoredBinding<Visit.Record>? {
        try ledger.read { try Visit.Record.ofVisit(number, $0) }
    }

    /// Asks the bank about an open visit, and writes down what it says.
    func ask(about stored: StoredBinding<Visit.Record>) async throws {
        let current = try ledger.read { try Visit.Record.current(of: stored.record.customer, $0)?.record }
        let answer = try await visit.ask(stored.record, after: current) { try vault.open($0, at: $1) }
        guard case .bound(let report) = answer else { return }
        try apply(report, to: stored)
    }

    /// Ends a visit of which nobody has heard for too long.
    func giveUp(_ stored: StoredBinding<Visit.Record>, because reason: String) throws {
        var record = stored.record
        record.status = .notBound
        _ = try ledger.write { transaction in
            try record.save(over: stored, transaction, BindingChange(by: "salur", because: reason, at: clock.now()))
        }
    }

    /// Writes down what the bank has answered about a visit.
    func apply(_ report: CustomerReport, to stored: StoredBinding<Visit.Record>) throws {
        let now = clock.now()
        _ = try vault.write(in: ledger, by: "bank", at: now) { transaction, keys in
            try ReportedBinding<Visit.Record>(keys, transaction, by: "bank", at: now)
                .apply(report, to: stored, code: nil)
        }
    }

    /// Writes down what the answer that opened the page says of the customer.
    func note(_ report: CustomerReport, about stored: StoredBinding<Visit.Record>) throws {
        let now = clock.now()
        try vault.write(in: ledger, by: "bank", at: now) { transaction, keys in
            var record = stored.record
            try record.adopt(report, keys)
            try record.save(over: stored, transaction, BindingChange("opened", by: "bank", at: now))
        }
    }
}
