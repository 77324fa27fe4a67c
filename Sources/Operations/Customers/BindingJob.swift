internal import BankAPI
internal import CallbackServer
package import Logging
package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle
internal import Synchronization
internal import Wording

/// Has a customer bind an account or register a card on a page of the bank, and waits for what becomes of it:
///
///     let job = BindingJob(settings: settings, clock: clock, logger: logger) { news in show(news) }
///     let outcome = try await job.bindAccount(order, by: "ani")
///
/// The visit is durable before the bank hears of it. Its result comes by callback, to this process or another; where
/// it is late, the bank is asked. A visit that was interrupted stays open: ``RefreshJob`` finds out about it.
package struct BindingJob: Sendable {
    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger
    private let pace: BindingPace
    private let tell: @Sendable (BindingNews) -> Void

    /// How often the ledger is read while the customer is at the page.
    private static let lookPause = Duration.milliseconds(200)

    package init(
        settings: Settings, clock: any WallClock, logger: Logger, pace: BindingPace = BindingPace(),
        tell: @escaping @Sendable (BindingNews) -> Void
    ) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.pace = pace
        self.tell = tell
    }

    /// Has a customer bind an account.
    ///
    /// - Throws: ``CommandFailure``.
    package func bindAccount(
        _ order: BindingOrder, by person: String
    ) async throws(CommandFailure) -> BindingOutcome {
        try await connected { link in try await visit(order, link.accountVisits, link, pace.accountPage, person) }
    }

    /// Has a customer register a card.
    ///
    /// - Throws: ``CommandFailure``.
    package func registerCard(
        _ order: BindingOrder, by person: String
    ) async throws(CommandFailure) -> BindingOutcome {
        try await connected { link in try await visit(order, link.cardVisits, link, pace.cardPage, person) }
    }

    private func connected(
        _ work: (CustomerLink) async throws -> BindingOutcome
    ) async throws(CommandFailure) -> BindingOutcome {
        do { return try await CustomerLink.connected(settings, clock, logger, work) } catch {
            throw CommandFailure(error)
        }
    }

    private func visit<Visit: BankVisit>(
        _ order: BindingOrder, _ visits: VisitSettlement<Visit>, _ link: CustomerLink, _ life: Duration,
        _ person: String
    ) async throws -> BindingOutcome {
        var order = order
        order.customer = CustomerName.folded(order.customer)
        try await requireNoVisit(of: order.customer, visits)
        let hints = Hints()
        let callbacks = CustomerCallbacks(ledger: link.ledger, vault: link.vault, clock: clock) { hints.add($0) }
        let address = link.link.callbackAddress()
        let wait = CallbackWait(
            link: link.link, ledger: link.ledger, customers: callbacks, clock: clock, logger: logger,
            onOthersListen: { tell(.othersListen(host: address.host, port: address.port)) })
        let finalOrder = order
        return try await wait.during {
            let number = try await begin(finalOrder, visits, link.identifiers, life, person)
            return try await settle(number, visits, hints)
        }
    }

    /// A customer has one visit at a time. One whose page is closed is settled first.
    private func requireNoVisit<Visit: BankVisit>(
        of customer: String, _ visits: VisitSettlement<Visit>
    ) async throws {
        guard CustomerName.isName(customer) else {
            throw CommandFailure(
                .usage,
                Phrase("A customer's name has 1 to \(CustomerName.charactersMax) visible characters. Nothing was sent.")
            )
        }
        let records = try visits.ledger.read { try Visit.Record.all($0) }.filter { $0.record.customer == customer }
        if records.contains(where: { $0.record.status == .blocked }) {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    The customer \(Explanation.shown(customer)) is blocked. Nothing was sent. Lift the block first: \
                    salur mandates unblock \(ShellWord.quoted(customer))
                    """))
        }
        guard let open = records.first(where: { $0.record.status == .binding }), let session = open.record.session
        else { return }
        if session.endsAt <= clock.now() {
            try await visits.ask(about: open)
            if let still = try visits.stored(session.partnerReferenceNo), still.record.status == .binding {
                try visits.giveUp(still, because: "another visit begins")
            }
            return
        }
        throw CommandFailure(
            .notSettled,
            Phrase(
                """
                The customer \(Explanation.shown(customer)) has an open page at the bank until \
                \(JakartaTime(session.endsAt).iso8601). Nothing was sent. Wait until then, and run the same command \
                again.
                """))
    }

    /// Makes the visit durable, then has the bank open its page.
    private func begin<Visit: BankVisit>(
        _ order: BindingOrder, _ visits: VisitSettlement<Visit>, _ identifiers: FreshIdentifiers, _ life: Duration,
        _ person: String
    ) async throws -> PartnerReferenceNo {
        let now = clock.now()
        let session = BindingSession(
            partnerReferenceNo: identifiers.number, externalID: identifiers.externalID, startedAt: now,
            endsAt: now + life)
        var record = Visit.Record(customer: order.customer, status: .binding)
        record.session = session
        let change = BindingChange("begun", by: person, at: now)
        try visits.ledger.write { [record] in try record.add($0, change) }
        let answer = await visits.visit.begin(order, session)
        guard let stored = try visits.stored(session.partnerReferenceNo) else { return session.partnerReferenceNo }
        if case .done(_, let page) = answer {
            if stored.record.status == .binding { try visits.note(page.report, about: stored) }
            tell(.page(page.address, until: session.endsAt))
            return session.partnerReferenceNo
        }
        let failure = CommandFailure(beginning: answer.code, isRefused: answer.isRefused)
        if stored.record.status == .binding { try visits.giveUp(stored, because: "no page: \(answer.code)") }
        throw failure
    }

    private func settle<Visit: BankVisit>(
        _ number: PartnerReferenceNo, _ visits: VisitSettlement<Visit>, _ hints: Hints
    ) async throws -> BindingOutcome {
        var questions = pace.questions[...]
        while true {
            guard let stored = try visits.stored(number), let session = stored.record.session else {
                throw CommandFailure(
                    .notSettled,
                    Phrase("A newer one has taken the place of this visit. \"salur mandates list\" shows it."))
            }
            guard stored.record.status == .binding else { return stored.record.outcome(.reported) }
            if Task.isShuttingDownGracefully { return stored.record.outcome(.interrupted) }
            let isDue = questions.first.map { session.endsAt + $0 <= clock.now() } ?? false
            if isDue || hints.take(number) {
                if isDue { questions.removeFirst() }
                tell(.asked)
                try await visits.ask(about: stored)
                if let still = try visits.stored(number), still.record.status == .binding, questions.isEmpty {
                    try visits.giveUp(still, because: "the session has ended")
                    guard let ended = try visits.stored(number) else { continue }
                    return ended.record.outcome(ended.record.status == .notBound ? .sessionEnded : .reported)
                }
                continue
            }
            // Cancelled only where the command ends.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
        }
    }
}

/// The visits about which something may be known at the bank.
private final class Hints: Sendable {
    private let numbers = Mutex<Set<PartnerReferenceNo>>([])

    func add(_ number: PartnerReferenceNo) { numbers.withLock { _ = $0.insert(number) } }

    /// Whether there was a hint since the last question.
    func take(_ number: PartnerReferenceNo) -> Bool { numbers.withLock { $0.remove(number) != nil } }
}

extension CustomerAnswer {
    /// What the bank, or the way to it, called the answer; no text of the bank.
    var code: String {
        switch self {
        case .done(let said, _), .refused(let said): said.code
        case .deferred(let deferral): deferral.answer.code
        case .doubtful(let doubt): doubt.code
        case .unsent(let unsent): unsent.code
        }
    }

    /// Whether the bank has refused.
    var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension CommandFailure {
    /// The bank has not opened a page.
    fileprivate init(beginning code: String, isRefused: Bool) {
        if isRefused {
            self.init(
                .stopped,
                Phrase("The bank refuses to open a page for this customer (\(code)). Nothing is bound."))
        } else {
            self.init(
                .bankUnreachable,
                Phrase("The bank did not open a page for this customer (\(code)). Nothing is bound. Try again later."))
        }
    }
}
