package import Logging
package import PayoutCore
internal import PayoutLedger
package import SalurSettings

/// Asks the bank about every account or card of every customer, and about open visits to its pages:
///
///     let result = try await RefreshJob(settings: settings, clock: clock, logger: logger).mandates()
///     // What has vanished at the bank is gone, and is not debited any more.
package struct RefreshJob: Sendable {
    /// What was found out.
    package struct Result: Sendable {
        package let means: BindingMeans
        /// Those that have changed, by customer.
        package fileprivate(set) var changed: [BindingOutcome] = []
        /// How many are as they were.
        package fileprivate(set) var unchanged = 0
        /// How many the bank did not say anything about.
        package fileprivate(set) var unclear = 0
        /// How many pages are open still.
        package fileprivate(set) var open = 0

        /// How the command ends.
        package var kind: OutcomeKind {
            if unclear > 0, changed.isEmpty, unchanged == 0 { return .bankUnreachable }
            return unclear + open > 0 ? .notSettled : .success
        }
    }

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger
    private let pace: BindingPace

    /// The pause between two questions: the bank is asked twice a second at most.
    private static let pause = Duration.milliseconds(500)

    package init(settings: Settings, clock: any WallClock, logger: Logger, pace: BindingPace = BindingPace()) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.pace = pace
    }

    /// Asks about bound accounts.
    ///
    /// - Throws: ``CommandFailure``.
    package func mandates() async throws(CommandFailure) -> Result {
        try await connected { try await refresh($0.accountVisits, .mandate) }
    }

    /// Asks about registered cards.
    ///
    /// - Throws: ``CommandFailure``.
    package func cards() async throws(CommandFailure) -> Result {
        try await connected { try await refresh($0.cardVisits, .card) }
    }

    private func connected(_ work: (CustomerLink) async throws -> Result) async throws(CommandFailure) -> Result {
        do { return try await CustomerLink.connected(settings, clock, logger, work) } catch {
            throw CommandFailure(error)
        }
    }

    private func refresh<Visit: BankVisit>(
        _ visits: VisitSettlement<Visit>, _ means: BindingMeans
    ) async throws -> Result {
        var result = Result(means: means)
        for stored in try visits.ledger.read({ try Visit.Record.all($0) }) {
            switch stored.record.status {
            case .binding: try await settle(stored, visits, &result)
            case .bound, .blocked: try await look(at: stored, visits, &result)
            case .notBound, .unbound, .gone, .expired: continue
            }
            try await Task.sleep(for: Self.pause)
        }
        return result
    }

    private func settle<Visit: BankVisit>(
        _ stored: StoredBinding<Visit.Record>, _ visits: VisitSettlement<Visit>, _ result: inout Result
    ) async throws {
        guard let session = stored.record.session else { return }
        try await visits.ask(about: stored)
        guard let now = try visits.stored(session.partnerReferenceNo) else { return }
        guard now.record.status == .binding else { return result.changed.append(now.record.outcome(.reported)) }
        guard session.endsAt + pace.patience <= clock.now() else {
            result.open += 1
            return
        }
        try visits.giveUp(now, because: "the session has ended")
        guard let ended = try visits.stored(session.partnerReferenceNo) else { return }
        result.changed.append(ended.record.outcome(.sessionEnded))
    }

    /// A token that the bank does not list any more names nothing.
    private func look<Visit: BankVisit>(
        at stored: StoredBinding<Visit.Record>, _ visits: VisitSettlement<Visit>, _ result: inout Result
    ) async throws {
        guard let userID = stored.record.userID,
            let token = try stored.record.token({ try visits.vault.open($0, at: $1) }),
            let reports = await visits.visit.reports(on: userID)
        else {
            result.unclear += 1
            return
        }
        if reports.contains(where: { $0.state == .bound && $0.token?.isSame(as: token) ?? false }) {
            result.unchanged += 1
            return
        }
        var record = stored.record
        record.status = .gone
        let change = BindingChange(by: "bank", at: clock.now())
        let isSaved = try visits.ledger.write { [record] in try record.save(over: stored, $0, change) }
        if isSaved { result.changed.append(record.outcome(.reported)) }
    }
}
