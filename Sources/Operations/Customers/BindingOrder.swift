package import PayoutCore
package import PayoutLedger

/// A customer who is to bind an account or to register a card.
package struct BindingOrder: Sendable {
    /// Our name of the customer.
    package var customer: String
    /// The name as people write it; only cards need it.
    package var name: String?
    package var email: String?
    /// 9 to 13 digits, beginning with 62.
    package var phone: String?
    /// The bank that the customer is led to; nil where he chooses on the page.
    package var bankCode: String?
    /// Where the page leads afterwards; nil for what is registered at the bank.
    package var returnTo: String?

    package init(customer: String) { self.customer = customer }
}

/// How long a customer's visit to a page of the bank is waited for (Ayoconnect: Direct Debit, section 4; Card
/// Acceptance, section 11).
package struct BindingPace: Sendable {
    /// How long the page for an account is open.
    package private(set) var accountPage = Duration.seconds(180)
    /// How long the page for a card is open.
    package private(set) var cardPage = Duration.seconds(300)
    /// When the bank is asked, counted from the end of the page: after the last question it is not bound.
    package private(set) var questions: [Duration] = [.zero, .seconds(60), .seconds(300), .seconds(900)]

    /// The usual waits.
    package init() {}

    /// The same waits, `factor` times as short.
    package func hurried(by factor: Int) -> BindingPace {
        var pace = self
        pace.accountPage = accountPage / factor
        pace.cardPage = cardPage / factor
        pace.questions = questions.map { $0 / factor }
        return pace
    }

    /// How long after the end of the page a visit is given up.
    var patience: Duration { questions.last ?? .zero }
}

/// What is said while a customer is at the bank's page.
package enum BindingNews: Sendable {
    /// The page for the customer, until when it is open.
    case page(Secret, until: Timestamp)
    /// Another process receives callbacks; what it records is waited for.
    case othersListen(host: String, port: Int)
    /// The bank is asked what has become of it.
    case asked
}

/// What a customer binds at the bank.
package enum BindingMeans: String, Sendable {
    /// A bank account, for direct debit.
    case mandate
    case card
}

/// What has become of a customer's account or card.
package struct BindingOutcome: Sendable {
    /// Why it ended so.
    package enum Why: Hashable, Sendable {
        /// The bank has said so.
        case reported
        /// The bank never said that it is bound.
        case sessionEnded
        /// The command was interrupted; the page is open still.
        case interrupted
        /// The bank waits for something that it has not said, or is silent.
        case unclear
    }

    package let means: BindingMeans
    /// Our name of the customer.
    package let customer: String
    package let status: BindingStatus
    /// The number of the account or card as the bank shows it.
    package let masked: String?
    package let why: Why

    init(_ record: MandateRecord, _ why: Why) {
        (means, customer, status, masked, self.why) =
            (.mandate, record.customer, record.status, record.maskedAccount, why)
    }

    init(_ record: CardRecord, _ why: Why) {
        (means, customer, status, masked, self.why) = (.card, record.customer, record.status, record.maskedCard, why)
    }
}

extension BindingOutcome {
    /// How a command that had an account bound, or a card registered, ends.
    package var kind: OutcomeKind {
        switch status {
        case .bound: .success
        case .binding: .notSettled
        case .blocked: .stopped
        case .notBound, .unbound, .gone, .expired: .notAllPaid
        }
    }
}
