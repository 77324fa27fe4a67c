package import PayoutCore

/// Whom money is taken from, and what is given back: rows of collections, refunds and charges are held against it. A
/// protocol, since a ledger knows customers and payments, and a file alone does not.
///
///     if let fault = parties.fault(ofCustomer: "C-1001", .collection) { findings.reject(.customer, "C-1001", fault) }
package protocol PartyDirectory: Sendable {
    /// What speaks against taking money from a customer; nil where nothing does.
    func fault(ofCustomer customer: String, _ rail: Rail) -> RowFault.Cause?
    /// The collection that has this reference, with what is left of it to refund, or what speaks against a refund.
    func payment(_ reference: String) -> RefundablePayment
    /// Notes that an earlier row of the same file gives this much of a payment back: less is left for the rows below.
    func take(_ amount: Rupiah, of payment: PayoutID)
}

/// What a refund can give back.
package enum RefundablePayment: Sendable {
    case found(PayoutID, left: Rupiah)
    case refused(RowFault.Cause)
}
