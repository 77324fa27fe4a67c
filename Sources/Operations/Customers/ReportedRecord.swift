internal import PayoutCore
internal import PayoutLedger
internal import Vault

/// A mandate or a card as the bank's reports change it. A protocol because both go through the same visit to a page of
/// the bank.
protocol ReportedRecord: CustomerRecord {
    /// The record whose visit to the bank's page has this number.
    static func ofVisit(_ number: PartnerReferenceNo, _ reader: LedgerReader) throws -> StoredBinding<Self>?
    /// What a customer has now.
    static func current(of customer: String, _ reader: LedgerReader) throws -> StoredBinding<Self>?
    /// Everything that customers have, and every open visit.
    static func all(_ reader: LedgerReader) throws -> [StoredBinding<Self>]

    func add(_ transaction: LedgerTransaction, _ change: BindingChange) throws
    /// - Returns: false where the ledger's record has moved on since it was read.
    @discardableResult
    func save(
        over old: StoredBinding<Self>, _ transaction: LedgerTransaction, _ change: BindingChange
    ) throws -> Bool

    /// What the bank knows the customer by.
    var userID: String? { get }
    /// What a payment names the account or card by.
    func token(_ open: Opening) throws -> Secret?
    /// Adopts what a report says, and seals its secrets.
    mutating func adopt(_ report: CustomerReport, _ vault: Vault) throws(VaultError)
    /// Whether payments have all that they need.
    var isComplete: Bool { get }
    /// What becomes of it where the bank says that it is bound, and the customer has `current` now.
    func statusOnceBound(after current: Self?) -> BindingStatus
    /// What a command answers about it.
    func outcome(_ why: BindingOutcome.Why) -> BindingOutcome
}

extension MandateRecord: ReportedRecord {
    static func ofVisit(_ number: PartnerReferenceNo, _ reader: LedgerReader) throws -> StoredBinding<MandateRecord>? {
        try reader.mandate(ofVisit: number)
    }

    static func current(of customer: String, _ reader: LedgerReader) throws -> StoredBinding<MandateRecord>? {
        try reader.mandate(of: customer)
    }

    static func all(_ reader: LedgerReader) throws -> [StoredBinding<MandateRecord>] {
        var all: [StoredBinding<MandateRecord>] = []
        try reader.forEachMandate { all.append($0) }
        return all
    }

    func add(_ transaction: LedgerTransaction, _ change: BindingChange) throws { try transaction.add(self, change) }

    func save(
        over old: StoredBinding<MandateRecord>, _ transaction: LedgerTransaction, _ change: BindingChange
    ) throws -> Bool { try transaction.save(self, over: old, change) }

    var userID: String? { publicUserID }

    func token(_ open: Opening) throws -> Secret? {
        try accountToken.map { try open($0, .accountToken(customer: customer)) }
    }

    mutating func adopt(_ report: CustomerReport, _ vault: Vault) throws(VaultError) {
        publicUserID = report.userID ?? publicUserID
        if let code = report.bankCode, code.unicodeScalars.count == Self.bankCodeCharacters { bankCode = code }
        maskedAccount = report.maskedNumber ?? maskedAccount
        maskedHolder = report.maskedName ?? maskedHolder
        endsAt = report.endsAt ?? endsAt
        if let token = report.token { accountToken = try vault.seal(token, at: .accountToken(customer: customer)) }
        if let code = report.authCode { authCode = try vault.seal(code, at: .authCode(customer: customer)) }
    }

    private static let bankCodeCharacters = 3

    var isComplete: Bool { bankCode != nil && publicUserID != nil && accountToken != nil && authCode != nil }

    /// The block of a customer outlives a new binding at the same bank: a person lifts it.
    func statusOnceBound(after current: MandateRecord?) -> BindingStatus {
        current?.status == .blocked && current?.bankCode == bankCode ? .blocked : .bound
    }

    func outcome(_ why: BindingOutcome.Why) -> BindingOutcome { BindingOutcome(self, why) }
}

extension CardRecord: ReportedRecord {
    static func ofVisit(_ number: PartnerReferenceNo, _ reader: LedgerReader) throws -> StoredBinding<CardRecord>? {
        try reader.card(ofVisit: number)
    }

    static func current(of customer: String, _ reader: LedgerReader) throws -> StoredBinding<CardRecord>? {
        try reader.card(of: customer)
    }

    static func all(_ reader: LedgerReader) throws -> [StoredBinding<CardRecord>] {
        var all: [StoredBinding<CardRecord>] = []
        try reader.forEachCard { all.append($0) }
        return all
    }

    func add(_ transaction: LedgerTransaction, _ change: BindingChange) throws { try transaction.add(self, change) }

    func save(
        over old: StoredBinding<CardRecord>, _ transaction: LedgerTransaction, _ change: BindingChange
    ) throws -> Bool { try transaction.save(self, over: old, change) }

    var userID: String? { customerID }

    func token(_ open: Opening) throws -> Secret? {
        try cardToken.map { try open($0, .cardToken(customer: customer)) }
    }

    mutating func adopt(_ report: CustomerReport, _ vault: Vault) throws(VaultError) {
        customerID = report.userID ?? customerID
        maskedCard = report.maskedNumber ?? maskedCard
        brand = report.brand ?? brand
        expiry = report.expiry ?? expiry
        if let token = report.token { cardToken = try vault.seal(token, at: .cardToken(customer: customer)) }
    }

    var isComplete: Bool { customerID != nil && cardToken != nil }

    func statusOnceBound(after current: CardRecord?) -> BindingStatus { .bound }

    func outcome(_ why: BindingOutcome.Why) -> BindingOutcome { BindingOutcome(self, why) }
}
