internal import PayoutCore
internal import PayoutLedger
internal import Vault

/// Opens a sealed text of the ledger.
typealias Opening = (SealedText, SecretPlace) throws -> Secret

/// A bound account as a file has it.
struct MandateRow {
    private let customer: String
    private let bankCode: String
    private let publicUserID: String
    private let accountToken: Secret
    private let authCode: Secret

    init(_ row: CustomerFile.Row) {
        customer = CustomerName.folded(row[.customer])
        bankCode = row[.bankCode]
        publicUserID = row[.publicUserID]
        accountToken = Secret(row[.accountToken])
        authCode = Secret(row[.authCode])
    }

    /// What the import makes of the row.
    func effect(_ reader: LedgerReader, _ open: Opening) throws -> ImportEffect {
        guard let current = try reader.mandate(of: customer)?.record else { return .added }
        switch current.status {
        case .binding, .notBound: return .added
        // What the bank has ended does not come back by the same file.
        case .unbound, .gone, .expired: return try isSame(as: current, open) ? .unchanged : .added
        case .blocked: return current.bankCode == bankCode ? .blocked : .replaced
        case .bound: return try isSame(as: current, open) ? .unchanged : .replaced
        }
    }

    /// Imports the row.
    func save(
        in transaction: LedgerTransaction, under vault: Vault, _ change: BindingChange
    ) throws -> ImportEffect {
        let effect = try effect(transaction.reader) { try vault.open($0, at: $1) }
        switch effect {
        case .unchanged, .blocked: break
        case .added, .replaced:
            var record = MandateRecord(customer: customer, status: .bound)
            record.bankCode = bankCode
            record.publicUserID = publicUserID
            record.accountToken = try vault.seal(accountToken, at: .accountToken(customer: customer))
            record.authCode = try vault.seal(authCode, at: .authCode(customer: customer))
            try transaction.add(record, change)
        }
        return effect
    }

    private func isSame(as record: MandateRecord, _ open: Opening) throws -> Bool {
        guard record.bankCode == bankCode, record.publicUserID == publicUserID,
            let token = record.accountToken, let code = record.authCode
        else { return false }
        return try open(token, .accountToken(customer: customer)).isSame(as: accountToken)
            && open(code, .authCode(customer: customer)).isSame(as: authCode)
    }
}

/// A card as a file has it.
struct CardRow {
    private let customer: String
    private let customerID: String
    private let cardToken: Secret

    init(_ row: CustomerFile.Row) {
        customer = CustomerName.folded(row[.customer])
        customerID = row[.customerID]
        cardToken = Secret(row[.cardToken])
    }

    /// What the import makes of the row.
    func effect(_ reader: LedgerReader, _ open: Opening) throws -> ImportEffect {
        guard let current = try reader.card(of: customer)?.record else { return .added }
        switch current.status {
        case .binding, .notBound: return .added
        case .unbound, .gone, .expired: return try isSame(as: current, open) ? .unchanged : .added
        case .blocked: return .replaced
        case .bound: return try isSame(as: current, open) ? .unchanged : .replaced
        }
    }

    /// Imports the row.
    func save(
        in transaction: LedgerTransaction, under vault: Vault, _ change: BindingChange
    ) throws -> ImportEffect {
        let effect = try effect(transaction.reader) { try vault.open($0, at: $1) }
        switch effect {
        case .unchanged, .blocked: break
        case .added, .replaced:
            var record = CardRecord(customer: customer, status: .bound)
            record.customerID = customerID
            record.cardToken = try vault.seal(cardToken, at: .cardToken(customer: customer))
            try transaction.add(record, change)
        }
        return effect
    }

    private func isSame(as record: CardRecord, _ open: Opening) throws -> Bool {
        guard record.customerID == customerID, let token = record.cardToken else { return false }
        return try open(token, .cardToken(customer: customer)).isSame(as: cardToken)
    }
}
