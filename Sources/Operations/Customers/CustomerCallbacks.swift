internal import PayoutCore
internal import PayoutLedger
internal import Vault
internal import Wording

/// Records callbacks about customers' accounts and cards, seals the secrets they bring, and does what they say, all
/// in one commit. Whoever receives callbacks has them pass here first:
///
///     let others = try customers.record(callbacks)   // durable: those about customers; returned: all others
struct CustomerCallbacks: Sendable {
    private let ledger: Ledger
    private let vault: CustomerVault?
    private let clock: any WallClock
    private let onHint: @Sendable (PartnerReferenceNo) -> Void

    /// - Parameters:
    ///   - vault: nil where no vault holds the secrets of customers.
    ///   - onHint: called with the number of an open visit where something may have happened: the bank is to be asked.
    init(
        ledger: Ledger, vault: CustomerVault?, clock: any WallClock,
        onHint: @escaping @Sendable (PartnerReferenceNo) -> Void = { _ in }
    ) {
        self.ledger = ledger
        self.vault = vault
        self.clock = clock
        self.onHint = onHint
    }

    /// Returns the callbacks that are about something else.
    ///
    /// - Throws: `LedgerError`, ``CommandFailure``; then nothing is recorded, and the bank sends them again.
    func record(_ callbacks: [ProvenCallback]) throws -> [ProvenCallback] {
        let ours = callbacks.filter { $0.kind.isAboutCustomer }
        guard !ours.isEmpty else { return callbacks }
        for callback in ours where callback.proof == .bodyNotSigned { hint(callback) }
        let proven = ours.filter { $0.proof == .body }
        if !proven.isEmpty { try record(proven: proven) }
        return callbacks.filter { !$0.kind.isAboutCustomer }
    }

    private func record(proven callbacks: [ProvenCallback]) throws {
        let now = clock.now()
        var unclear: [ProvenCallback] = []
        func write(_ transaction: LedgerTransaction, _ keys: Vault?) throws {
            unclear = []
            for callback in callbacks {
                try transaction.record(callback, at: now) {
                    let result = try process(callback, transaction, keys, at: now)
                    switch result {
                    case .undecided, .incomplete, .contradicting: unclear.append(callback)
                    case .believed, .late, .unknown: break
                    }
                    return result.rawValue
                }
            }
        }
        if let vault {
            try vault.write(in: ledger, by: "bank", at: now) { try write($0, $1) }
        } else {
            try ledger.write { try write($0, nil) }
        }
        unclear.forEach(hint)
    }

    private func process(
        _ callback: ProvenCallback, _ transaction: LedgerTransaction, _ keys: Vault?, at now: Timestamp
    ) throws -> ReportResult {
        switch callback.kind {
        case .binding: try apply(callback, to: MandateRecord.self, transaction, keys, at: now)
        case .cardRegistration: try apply(callback, to: CardRecord.self, transaction, keys, at: now)
        case .accountValidation, .transfer, .directDebit, .card: .unknown
        }
    }

    private func apply<Record: ReportedRecord>(
        _ callback: ProvenCallback, to type: Record.Type, _ transaction: LedgerTransaction, _ keys: Vault?,
        at now: Timestamp
    ) throws -> ReportResult {
        let content = callback.content
        guard !content.isOfOtherService, let report = content.customer else { return .unknown }
        guard let number = content.originalPartnerReferenceNo else { return .unknown }
        guard let stored = try Record.ofVisit(number, transaction.reader) else { return .unknown }
        if let id = content.originalExternalID, let session = stored.record.session, report.state == .bound {
            guard id == session.externalID else { return .unknown }
        }
        guard let keys else {
            throw CommandFailure(
                .badSettings, Phrase("A customer's account is bound, and vault.keyFile is missing: nothing seals it."))
        }
        return try ReportedBinding<Record>(keys, transaction, by: "bank", at: now)
            .apply(report, to: stored, code: content.responseCode)
    }

    private func hint(_ callback: ProvenCallback) {
        guard let number = callback.content.originalPartnerReferenceNo else { return }
        onHint(number)
    }
}

extension CallbackKind {
    /// Whether it is about a customer's account or card.
    var isAboutCustomer: Bool {
        switch self {
        case .binding, .cardRegistration: true
        case .accountValidation, .transfer, .directDebit, .card: false
        }
    }
}
