internal import Ayoconnect
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import SalurSettings

/// The customers and payments that a ledger knows, for rows that name them.
struct LedgerParties: PartyDirectory {
    private let ledger: Ledger
    private let settings: Settings
    private let banks: BankDirectory

    init(_ ledger: Ledger, _ settings: Settings, _ banks: BankDirectory) {
        self.ledger = ledger
        self.settings = settings
        self.banks = banks
    }

    func fault(ofCustomer customer: String, _ rail: Rail) -> RowFault.Cause? {
        switch rail {
        case .payout, .refund: return nil
        case .charge:
            let card = try? ledger.read { try $0.card(of: CustomerName.folded(customer)) }
            return card?.record.status == .bound ? nil : .noCard
        case .collection:
            let mandate = try? ledger.read { try $0.mandate(of: CustomerName.folded(customer)) }
            guard let mandate, mandate.record.status == .bound else { return .noMandate }
            let code = mandate.record.bankCode ?? ""
            guard DirectDebitConfiguration.banksWithCodes.contains(code), !settings.directDebit.allowsOTP else {
                return nil
            }
            return .needsCode(bank: banks.bank(code: code)?.shortName ?? code)
        }
    }

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
