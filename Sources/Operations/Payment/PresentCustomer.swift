package import PayoutCore

/// A customer who confirms a charge on a page of the bank, instead of being charged in absence.
///
///     let present = PresentCustomer(reference: "FEE-7") { page in print(page.reveal()) }
package struct PresentCustomer: Sendable {
    /// The row whose customer is present.
    package let reference: String
    /// Shows the page of the bank to whoever sits with the customer.
    package let show: @Sendable (_ page: Secret) -> Void

    package init(reference: String, show: @escaping @Sendable (_ page: Secret) -> Void) {
        self.reference = reference
        self.show = show
    }
}
