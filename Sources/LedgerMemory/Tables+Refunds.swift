internal import PayoutCore

// A payment is never given back more than once in full. The guard is that of schema.sql.
extension Tables {
    /// Whether what an order gives back is left of its payment; true where it gives back nothing.
    ///
    /// - Parameter besides: the refund itself, where it is in the ledger already.
    func fits(_ order: PaymentOrder, besides refund: PayoutID?) -> Bool {
        guard order.rail == .refund else { return true }
        guard let payment = order.refunds, let paid = payouts[payment.key], let collected = paid.amount else {
            return false
        }
        // While it is imported, the payment must have succeeded; later, a refund may stand although it has not.
        guard refund != nil || paid.status == .succeeded && paid.rail == .collection else { return false }
        let others = payouts.all { $0.payout?.order.refunds == payment && !$0.status.freesRefund }
            .filter { $0.key != refund?.key }.reduce(0) { $0 + $1.row.tally.sum.whole }
        return order.amount.whole <= collected.whole - others
    }

    /// What the bank knows a succeeded collection by.
    func paymentKey(_ payment: PayoutID) -> PaymentKey? {
        guard let order = payouts[payment.key]?.payout?.order,
            let transfer = payouts[payment.key]?.transfers.first(where: { $0.state == .succeeded })
        else { return nil }
        return PaymentKey(
            customer: order.accountNumber, externalID: transfer.externalID,
            partnerReferenceNo: transfer.partnerReferenceNo, providerReferenceNo: transfer.providerReferenceNo)
    }
}
