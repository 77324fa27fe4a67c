internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import SalurSettings

/// The customers and payments that a ledger knows, for rows that name them.
struct LedgerParties: PartyDirectory {
    private let ledger: Ledger
    private let settings: Settings

    init(_ ledger: Ledger, _ settings: Settings) {
        self.ledger = ledger
        self.settings = settings
    }

    func fault(ofCustomer customer: String, _ rail: Rail) -> RowFault.Cause? { nil }

    func payment(_ reference: String) -> RefundablePayment {
        guard let found = try? ledger.read({ try $0.collections(reference: reference) }), let payment = found.first
        else { return .refused(.noPayment) }
        guard found.count == 1 else { return .refused(.severalPayments(batches: found.map(\.batch))) }
        guard payment.status == .succeeded else {
            return .refused(.paymentNotSucceeded(status: payment.status.rawValue))
        }
        return .found(payment.id, left: payment.left)
    }
}
