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

extension BlockedParty {
    /// Whether somebody with one of these names is meant; titles, spelling and the order of words do not matter.
    package func isNamed(_ names: [String]) -> Bool {
        guard case .name(let name) = self else { return false }
        return names.contains { BlockedName.isSame($0, as: name) }
    }

    /// Whether it is the payee with this account and any of these names.
    package func isPayee(bank: String, account: String, names: [String]) -> Bool {
        switch self {
        case .account(let number, let code): account == number && (code == nil || code == bank)
        case .name: isNamed(names)
        }
    }
}

/// A name on the company's block list.
package struct BlockedName: Hashable, Sendable {
    package let name: String
    package let block: PayeeBlock

    package init(_ name: String, _ block: PayeeBlock) {
        self.name = name
        self.block = block
    }

    /// Whether a name that the bank has reported is this one.
    package func isSame(as reported: String) -> Bool { Self.isSame(reported, as: name) }

    fileprivate static func isSame(_ known: String, as blocked: String) -> Bool {
        PayeeName.folded(known) == PayeeName.folded(blocked)
            || NameComparison(file: known, bank: blocked).verdict == .same
    }
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
