internal import GRDB
package import PayoutCore

// What persons decide about payees. Each act is an event in the chain of what belongs to no batch.
extension LedgerTransaction {
    /// Puts an account or a name on the block list.
    ///
    /// - Returns: the entry; nil where it is on the list already.
    package func block(_ party: BlockedParty, _ decision: PersonalDecision, at now: Timestamp) throws -> BlockedPayee? {
        guard try !reader.blockedPayees().contains(where: { $0.party.isSame(as: party) }) else { return nil }
        let (account, bank, name) = party.columns
        try execute(
            """
            INSERT INTO payee_block (bank_code, account_number, name, blocked_by, reason, blocked_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [bank, account, name, decision.person, decision.reason, now.milliseconds])
        try record(RecordedPayees.blocked, about: party, decision, at: now)
        return BlockedPayee(
            party: party, block: PayeeBlock(by: decision, blockedAt: now, isName: name != nil))
    }

    /// Takes an account or a name off the block list. What was rejected for it stays rejected.
    ///
    /// - Returns: whether it was on the list.
    package func unblock(_ party: BlockedParty, _ decision: PersonalDecision, at now: Timestamp) throws -> Bool {
        let listed = try reader.blockedPayees().map(\.party).filter { $0.isSame(as: party) }
        for entry in listed {
            let (account, bank, name) = entry.columns
            try execute(
                """
                UPDATE payee_block SET lifted_by = ?, lifted_reason = ?, lifted_at = ?
                WHERE lifted_at IS NULL AND bank_code IS ? AND account_number IS ? AND name IS ?
                """,
                [decision.person, decision.reason, now.milliseconds, bank, account, name])
            try record(RecordedPayees.unblocked, about: entry, decision, at: now)
        }
        return !listed.isEmpty
    }

    /// Keeps that the bank's name is right for an account and a name of files.
    package func accept(_ name: AcceptedName) throws {
        try execute(
            """
            INSERT INTO payee_name (bank_code, account_number, file_name, bank_name, accepted_by, reason, accepted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                name.bankCode, name.accountNumber, name.fileName, name.bankName, name.by.person, name.by.reason,
                name.acceptedAt.milliseconds,
            ])
        try record(
            RecordedPayees.accepted, about: .account(name.accountNumber, bankCode: name.bankCode), name.by,
            at: name.acceptedAt, evidence: name.evidence)
    }

    private func record(
        _ kind: String, about party: BlockedParty, _ decision: PersonalDecision, at now: Timestamp,
        evidence: [UInt8]? = nil
    ) throws {
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: kind, detail: party.record(decision.reason),
                actor: decision.person, evidence: evidence))
    }
}

extension BlockedParty {
    /// Whether both are about the same account, or the same name.
    fileprivate func isSame(as other: BlockedParty) -> Bool {
        switch (self, other) {
        case (.name(let name), .name(let other)): PayeeName.folded(name) == PayeeName.folded(other)
        case (.account, .account): self == other
        case (.name, .account), (.account, .name): false
        }
    }

    fileprivate var columns: (account: String?, bank: String?, name: String?) {
        switch self {
        case .account(let number, let bank): (number, bank, nil)
        case .name(let name): (nil, nil, name)
        }
    }

    /// What the journal records of a decision about the party.
    func record(_ reason: String) -> String { "\(words): \(reason)" }

    private var words: String {
        switch self {
        case .account(let number, let bank?): "account \(number) at bank \(bank)"
        case .account(let number, nil): "account \(number)"
        case .name(let name): "name \(name)"
        }
    }
}
