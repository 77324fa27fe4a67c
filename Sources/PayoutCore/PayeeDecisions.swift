/// Why nothing is paid to an account or a name any more: an entry of the company's block list.
package struct PayeeBlock: Codable, Hashable, Sendable {
    /// Who blocked it, and why.
    package let by: PersonalDecision
    package let blockedAt: Timestamp
    /// Whether the name is blocked; else the account.
    package let isName: Bool

    package init(by decision: PersonalDecision, blockedAt: Timestamp, isName: Bool) {
        by = decision
        self.blockedAt = blockedAt
        self.isName = isName
    }
}

/// An account together with a name of files that differs from the bank's, accepted by a person once.
///
///     file: Siti W.   bank: SITI WIJAYA   accepted by Ani: "seen her passbook"
///
/// The next row with this account and name is not held, as long as the bank says the same name.
package struct AcceptedName: Hashable, Sendable {
    package let bankCode: String
    package let accountNumber: String
    /// The name as the file has it.
    package let fileName: String
    /// The name that the bank reported, as the person saw it.
    package let bankName: String
    /// Who accepted it, and why.
    package let by: PersonalDecision
    package let acceptedAt: Timestamp

    package init(
        bankCode: String, accountNumber: String, fileName: String, bankName: String, by decision: PersonalDecision,
        acceptedAt: Timestamp
    ) {
        self.bankCode = bankCode
        self.accountNumber = accountNumber
        self.fileName = fileName
        self.bankName = bankName
        by = decision
        self.acceptedAt = acceptedAt
    }
}

// What persons decided about a payee before. None of it sends anything.
extension Payout {
    /// Nothing is paid to a blocked payee: a row of which nothing was ever sent is rejected, any other is cancelled.
    mutating func payeeBlocked(_ block: PayeeBlock) -> PayoutStep {
        guard status != .rejected else { return .refused(.rejected) }
        if let refusal = refusalToStop { return .refused(refusal) }
        abandonValidations()
        status = transfers.isEmpty ? .rejected : .cancelled
        reason = .blocked(by: block)
        dueAt = nil
        return .changed(next: .nothing)
    }

    /// The pair of account and name was accepted before, so the name of the bank that goes with it is not asked about.
    mutating func nameAcceptedBefore(_ accepted: AcceptedName) -> PayoutStep {
        guard status == .queued, liveTransfer == nil else { return .refused(.notQueued) }
        acceptedName = accepted.bankName
        return .changed(next: .nothing)
    }
}
