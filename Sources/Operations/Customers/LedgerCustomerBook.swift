internal import BankAPI
internal import Logging
internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// The bound accounts and cards of customers, as the ledger keeps them, with their secrets open.
///
///     let book = LedgerCustomerBook(ledger: ledger, vault: vault, clock: clock, logger: logger)
///     let mandate = await book.mandate(of: "C-1001")
///
/// Where the ledger or the vault fails, a customer has nothing to pay with, and the log says why.
struct LedgerCustomerBook: CustomerBook {
    private let ledger: Ledger
    private let vault: CustomerVault
    private let clock: any WallClock
    private let logger: Logger

    init(ledger: Ledger, vault: CustomerVault, clock: any WallClock, logger: Logger) {
        self.ledger = ledger
        self.vault = vault
        self.clock = clock
        self.logger = logger
    }

    /// The bound account of a customer; nil also from the moment on at which the consent has ended.
    func mandate(of customer: String) async -> Mandate? {
        await orNothing(of: customer) {
            guard let stored = try usableMandate(of: CustomerName.folded(customer)),
                let bankCode = stored.record.bankCode, let publicUserID = stored.record.publicUserID,
                let (accountToken, authCode) = try secrets(of: stored.record)
            else { return nil }
            return Mandate(
                customer: stored.record.customer, bankCode: bankCode, publicUserID: publicUserID,
                accountToken: accountToken, authCode: authCode)
        }
    }

    /// The card of a customer.
    func card(of customer: String) async -> StoredCard? {
        await orNothing(of: customer) {
            let stored = try ledger.read { try $0.card(of: CustomerName.folded(customer)) }
            guard let record = stored?.record, record.status == .bound, let customerID = record.customerID,
                let cardToken = try secret(of: record)
            else { return nil }
            return StoredCard(customer: record.customer, customerID: customerID, cardToken: cardToken)
        }
    }

    /// The bank's name of a customer, also where the card is not in use any more.
    func cardCustomerID(of customer: String) async -> String? {
        await orNothing(of: customer) {
            try ledger.read { try $0.card(of: CustomerName.folded(customer)) }?.record.customerID
        }
    }

    /// Takes the account or card out of use, where it still has the token.
    func lost(_ means: CustomerMeans, of customer: String, token: Secret, because cause: LossCause) async {
        let customer = CustomerName.folded(customer)
        await orNothing(of: customer) {
            switch means {
            case .mandate: try endMandate(of: customer, with: token, as: cause.status)
            case .card: try endCard(of: customer, with: token, as: cause.status)
            }
        }
    }

    /// Encrypts a text for a later command.
    func seal(_ secret: Secret) async -> SealedText? {
        await orNothing(of: nil) { try vault.seal(secret, at: .confirmation) }
    }

    /// What ``seal(_:)`` has encrypted; nil where it does not open.
    func open(_ sealed: SealedText) async -> Secret? {
        await orNothing(of: nil) { try vault.open(sealed, at: .confirmation) }
    }

    /// - Returns: whether the customer had a usable mandate with the token.
    private func endMandate(of customer: String, with token: Secret, as status: BindingStatus) throws -> Bool {
        guard let stored = try ledger.read({ try $0.mandate(of: customer) }), stored.record.status == .bound,
            let known = try secrets(of: stored.record)?.accountToken, known.isSame(as: token)
        else { return false }
        var record = stored.record
        record.status = status
        return try ledger.write { try $0.save(record, over: stored, BindingChange(by: "bank", at: clock.now())) }
    }

    /// - Returns: whether the customer had a usable card with the token.
    private func endCard(of customer: String, with token: Secret, as status: BindingStatus) throws -> Bool {
        guard let stored = try ledger.read({ try $0.card(of: customer) }), stored.record.status == .bound,
            let known = try secret(of: stored.record), known.isSame(as: token)
        else { return false }
        var record = stored.record
        record.status = status
        return try ledger.write { try $0.save(record, over: stored, BindingChange(by: "bank", at: clock.now())) }
    }

    private func usableMandate(of customer: String) throws -> StoredBinding<MandateRecord>? {
        guard let stored = try ledger.read({ try $0.mandate(of: customer) }), stored.record.status == .bound else {
            return nil
        }
        let now = clock.now()
        guard let end = stored.record.endsAt, end <= now else { return stored }
        var record = stored.record
        record.status = .expired
        let change = BindingChange(by: "salur", at: now)
        _ = try ledger.write { try $0.save(record, over: stored, change) }
        return nil
    }

    private func secrets(of record: MandateRecord) throws -> (accountToken: Secret, authCode: Secret)? {
        guard let accountToken = record.accountToken, let authCode = record.authCode else { return nil }
        return (
            try vault.open(accountToken, at: .accountToken(customer: record.customer)),
            try vault.open(authCode, at: .authCode(customer: record.customer))
        )
    }

    private func secret(of record: CardRecord) throws -> Secret? {
        try record.cardToken.map { try vault.open($0, at: .cardToken(customer: record.customer)) }
    }

    @discardableResult
    private func orNothing<Value>(of customer: String?, _ body: () throws -> Value?) async -> Value? {
        do { return try body() } catch {
            logger.error(
                "the book of customers cannot be used",
                metadata: ["customer": "\(customer ?? "-")", "why": "\(CommandFailure(error).phrase.english)"])
            return nil
        }
    }
}

extension LossCause {
    /// What becomes of what is lost.
    fileprivate var status: BindingStatus {
        switch self {
        case .gone: .gone
        case .blocked: .blocked
        case .expired: .expired
        }
    }
}

extension Secret {
    /// Whether both are the same secret, byte by byte.
    func isSame(as other: Secret) -> Bool { reveal().utf8.elementsEqual(other.reveal().utf8) }
}
