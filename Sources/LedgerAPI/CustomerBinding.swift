package import PayoutCore

/// Where a customer's bound account or card stands. The raw values are written to the ledger.
///
/// | status | meaning | leaves by |
/// |---|---|---|
/// | `binding` | the customer is at the bank's page | the bank's report, the end of the session |
/// | `bound` | a payment may use it | the bank's report, `unbind` |
/// | `not_bound` | the bank refused it, or nobody finished | final |
/// | `unbound` | it was taken back | final |
/// | `gone` | the bank does not know its token any more | final |
/// | `blocked` | three wrong codes | `unblock` by a person |
/// | `expired` | its consent or validity has ended | final |
package enum BindingStatus: String, CaseIterable, Sendable {
    case binding
    case bound
    case notBound = "not_bound"
    case unbound
    case gone
    case blocked
    case expired

    /// Whether it holds, or has held, what the bank gave for it.
    package var wasBound: Bool {
        switch self {
        case .bound, .unbound, .gone, .blocked, .expired: true
        case .binding, .notBound: false
        }
    }
}

/// A visit of a customer to the bank's page.
package struct BindingSession: Hashable, Sendable {
    package let partnerReferenceNo: PartnerReferenceNo
    package let externalID: ExternalID
    package let startedAt: Timestamp
    /// When the bank's page is closed.
    package let endsAt: Timestamp

    package init(
        partnerReferenceNo: PartnerReferenceNo, externalID: ExternalID, startedAt: Timestamp, endsAt: Timestamp
    ) {
        self.partnerReferenceNo = partnerReferenceNo
        self.externalID = externalID
        self.startedAt = startedAt
        self.endsAt = endsAt
    }
}

/// The key of a mandate or a card in the ledger.
package struct BindingID: Hashable, Sendable {
    package let key: Int64
    package init(key: Int64) { self.key = key }
}

/// A mandate or a card as the ledger holds it.
package struct StoredBinding<Record: CustomerRecord>: Sendable, Hashable {
    package let id: BindingID
    package let record: Record
    package let changedAt: Timestamp

    package init(id: BindingID, record: Record, changedAt: Timestamp) {
        self.id = id
        self.record = record
        self.changedAt = changedAt
    }
}

/// What a sealed text of the ledger holds, and for whom.
package enum SecretPlace: Hashable, Sendable {
    case accountToken(customer: String)
    case authCode(customer: String)
    case cardToken(customer: String)
    /// What a code of the customer is sent with, of no customer in particular.
    case confirmation
}
