internal import PayoutCore
internal import PayoutLedger
internal import Vault

/// What a report of the bank about a mandate or a card has changed. The raw values are written to the ledger.
enum ReportResult: String {
    /// The ledger says what the bank says.
    case believed
    /// The bank has not decided, or its word for that is not known.
    case undecided = "not decided"
    /// Bound, but without all that payments need: the bank is asked.
    case incomplete = "bound, but incomplete"
    /// The opposite of what the bank has said before: the bank is asked.
    case contradicting = "contradicts the bank"
    /// About a mandate or a card that has ended.
    case late = "late"
    /// Names no visit that this ledger knows.
    case unknown = "unknown customer"
}

/// Does what the bank says about a mandate or a card:
///
/// | the ledger says | bound | not bound | unbound |
/// |---|---|---|---|
/// | `binding` | bound | not bound | not bound |
/// | `not_bound` | a new record, bound | – | – |
/// | `bound`, `blocked` | – with the same token, else a contradiction | a contradiction | unbound |
/// | others | late | late | late |
struct ReportedBinding<Record: ReportedRecord> {
    private let vault: Vault
    private let transaction: LedgerTransaction
    private let actor: String
    private let now: Timestamp

    init(_ vault: Vault, _ transaction: LedgerTransaction, by actor: String, at now: Timestamp) {
        self.vault = vault
        self.transaction = transaction
        self.actor = actor
        self.now = now
    }

    /// - Parameter code: what the bank called it, for the journal.
    func apply(
        _ report: CustomerReport, to stored: StoredBinding<Record>, code: String?
    ) throws -> ReportResult {
        switch report.state {
        case .bound: try becomeBound(report, stored)
        case .notBound: try becomeNotBound(stored, code)
        case .unbound: try becomeUnbound(stored, code)
        case .inProgress, .unrecognised, nil: .undecided
        }
    }

    private func becomeBound(
        _ report: CustomerReport, _ stored: StoredBinding<Record>
    ) throws -> ReportResult {
        let old = stored.record
        var record = old
        switch old.status {
        case .binding, .notBound: try record.adopt(report, vault)
        case .bound, .blocked:
            guard let token = report.token, let known = try record.token(open) else { return .undecided }
            if token.isSame(as: known) { return .believed }
            try old.save(over: stored, transaction, change("contradicted", because: "bound with another token"))
            return .contradicting
        case .unbound, .gone, .expired: return .late
        }
        guard record.isComplete else {
            if old.status == .binding { try record.save(over: stored, transaction, change("told")) }
            return .incomplete
        }
        let current = try Record.current(of: old.customer, transaction.reader)?.record
        record.status = record.statusOnceBound(after: current)
        if old.status == .binding { return try record.save(over: stored, transaction, change()) ? .believed : .late }
        // What has ended stays ended: the customer was late, and has a new record.
        if let known = try current?.token(open), let token = try record.token(open), known.isSame(as: token) {
            return .believed
        }
        record.session = nil
        try record.add(transaction, change("bound_late"))
        return .believed
    }

    private func becomeNotBound(_ stored: StoredBinding<Record>, _ code: String?) throws -> ReportResult {
        var record = stored.record
        switch record.status {
        case .binding:
            record.status = .notBound
            return try record.save(over: stored, transaction, change(because: code)) ? .believed : .late
        case .notBound: return .believed
        case .bound, .blocked:
            try record.save(over: stored, transaction, change("contradicted", because: code))
            return .contradicting
        case .unbound, .gone, .expired: return .late
        }
    }

    private func becomeUnbound(_ stored: StoredBinding<Record>, _ code: String?) throws -> ReportResult {
        var record = stored.record
        switch record.status {
        case .binding: return try becomeNotBound(stored, code)
        case .bound, .blocked: record.status = .unbound
        case .unbound: return .believed
        case .notBound, .gone, .expired: return .late
        }
        return try record.save(over: stored, transaction, change()) ? .believed : .late
    }

    private func open(_ sealed: SealedText, at place: SecretPlace) throws -> Secret {
        try vault.open(sealed, at: place)
    }

    private func change(_ word: String? = nil, because reason: String? = nil) -> BindingChange {
        BindingChange(word, by: actor, because: reason, at: now)
    }
}
