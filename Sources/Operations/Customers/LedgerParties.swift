internal import Ayoconnect
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import SalurSettings
internal import Synchronization

/// The customers and payments that a ledger knows, for the rows of one file that name them.
final class LedgerParties: PartyDirectory {
    private let ledger: Ledger
    private let settings: Settings
    private let banks: BankDirectory
    /// What earlier rows of the file give back.
    private let taken = Mutex<[PayoutID: Rupiah]>([:])

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
        let taken = taken.withLock { $0[payment.id] } ?? .zero
        return .found(payment.id, left: Rupiah(max(0, payment.left.whole - taken.whole)))
    }

    func take(_ amount: Rupiah, of payment: PayoutID) {
        taken.withLock { $0[payment] = Rupiah(($0[payment] ?? .zero).whole &+ amount.whole) }
    }
}
