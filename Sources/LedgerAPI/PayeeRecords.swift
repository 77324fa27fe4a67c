package import PayoutCore

/// An account that was paid, with what the ledger knows about it.
package struct Payee: Hashable, Sendable {
    package let bankCode: String
    package let accountNumber: String
    /// The name that the bank reported last; nil where it reported none.
    package let bankName: String?
    /// The names that paid rows had, each once.
    package let fileNames: [String]
    package let firstPaidAt: Timestamp
    package let lastPaidAt: Timestamp
    /// Payments that succeeded, and their sum.
    package let payments: Tally

    package init(
        bankCode: String, accountNumber: String, bankName: String?, fileNames: [String], firstPaidAt: Timestamp,
        lastPaidAt: Timestamp, payments: Tally
    ) {
        self.bankCode = bankCode
        self.accountNumber = accountNumber
        self.bankName = bankName
        self.fileNames = fileNames
        self.firstPaidAt = firstPaidAt
        self.lastPaidAt = lastPaidAt
        self.payments = payments
    }
}

/// Whom an entry of the block list is about.
package enum BlockedParty: Hashable, Sendable {
    /// An account; of any bank where the code is nil.
    case account(String, bankCode: String?)
    /// A name, in every spelling that ``PayeeName`` takes for the same.
    case name(String)
}

/// An entry of the company's block list.
package struct BlockedPayee: Hashable, Sendable {
    package let party: BlockedParty
    package let block: PayeeBlock

    package init(party: BlockedParty, block: PayeeBlock) {
        self.party = party
        self.block = block
    }
}
