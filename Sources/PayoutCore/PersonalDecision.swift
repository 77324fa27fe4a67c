/// What a person decided about money: recorded in the journal with every payout that it concerns.
package struct PersonalDecision: Codable, Hashable, Sendable {
    /// The person's name.
    package let person: String
    /// Why, or on what evidence, in the person's words.
    package let reason: String

    package init(person: String, reason: String) {
        self.person = person
        self.reason = reason
    }
}

/// What a person may state about a transfer that has been in doubt for long (design: stuck).
package enum Resolution: String, CaseIterable, Codable, Sendable {
    case succeeded
    case failed
    case refunded
}

/// What a person may want of a payout.
package enum PersonalAct: Hashable, Sendable {
    case release
    /// `newReference`: under a partnerReferenceNo of its own, where the bank remembers the one that it had refused.
    case retry(newReference: Bool)
    case cancel
    case resolve

    /// Whether a payout comes back to the queue by it.
    package var queues: Bool {
        switch self {
        case .release, .retry: true
        case .cancel, .resolve: false
        }
    }
}
