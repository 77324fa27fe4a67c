internal import Ayoconnect
internal import BankAPI
package import Logging
package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// Ends the binding of an account, or has the bank forget a card:
///
///     let mandate = try job.boundMandate(of: "C-1001")      // a person sees it, and says yes
///     let outcome = try await job.unbindAccount("C-1001", decision) { left in await typedCode(left) }
package struct UnbindJob: Sendable {
    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// The mandate of a customer, if it is bound.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is not.
    package func boundMandate(of customer: String) throws(CommandFailure) -> MandateRecord {
        let name = CustomerName.folded(customer)
        let mandates = try CustomerControl(settings: settings, clock: clock).mandates().map(\.record)
        guard let mandate = mandates.first(where: { $0.customer == name && $0.status == .bound }) else {
            throw Self.nothingBound(name, Phrase("no bound account"))
        }
        return mandate
    }

    /// The card of a customer, if it is registered.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is not.
    package func boundCard(of customer: String) throws(CommandFailure) -> CardRecord {
        let name = CustomerName.folded(customer)
        let cards = try CustomerControl(settings: settings, clock: clock).cards().map(\.record)
        guard let card = cards.first(where: { $0.customer == name && $0.status == .bound }) else {
            throw Self.nothingBound(name, Phrase("no registered card"))
        }
        return card
    }

    /// Ends the binding of a customer's account.
    ///
    /// - Parameter ask: asks for the customer's code, where the bank demands one.
    /// - Throws: ``CommandFailure``.
    package func unbindAccount(
        _ customer: String, _ decision: PersonalDecision, asking ask: @escaping CodeQuestion
    ) async throws(CommandFailure) -> BindingOutcome {
        let name = CustomerName.folded(customer)
        do {
            return try await CustomerLink.connected(settings, clock, logger) { link in
                guard let mandate = await link.book.mandate(of: name) else {
                    throw Self.nothingBound(name, Phrase("no bound account"))
                }
                return try await unbind(mandate, decision, ask, link)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func unbind(
        _ mandate: Mandate, _ decision: PersonalDecision, _ ask: CodeQuestion, _ link: CustomerLink
    ) async throws -> BindingOutcome {
        try note(MandateRecord.self, "unbinding", of: mandate.customer, decision, link)
        let request = UnbindingRequest(
            externalID: link.identifiers.externalID, partnerReferenceNo: link.identifiers.number, mandate: mandate)
        let answer = await link.accounts.unbind(request)
        switch answer {
        case .done(_, .unbound): try end(MandateRecord.self, mandate.customer, .unbound, by: decision.person, link)
        case .done(_, .stillBound): break
        case .done(_, .codeDue(let number, let confirmation)):
            let exchange = CodeExchange(bank: link.accounts, book: link.book)
            let result = try await exchange.run(for: mandate, asking: ask) { code in
                CustomerCode(
                    externalID: request.externalID, partnerReferenceNo: request.partnerReferenceNo,
                    providerReferenceNo: number, action: .unbinding, mandate: mandate, code: code,
                    confirmation: confirmation)
            }
            guard result == .verified else { return try outcome(MandateRecord.self, mandate.customer, link) }
            try await confirm(mandate, decision, link)
        case .refused(let said): throw Self.refused(said.code)
        case .deferred, .unsent: throw Self.unreachable(answer.code)
        case .doubtful: try await confirm(mandate, decision, link)
        }
        return try outcome(MandateRecord.self, mandate.customer, link)
    }

    /// Asks the bank whether the account is bound still.
    private func confirm(_ mandate: Mandate, _ decision: PersonalDecision, _ link: CustomerLink) async throws {
        guard let reports = await link.accountVisits.visit.reports(on: mandate.publicUserID) else { return }
        let isBound = reports.contains { $0.token?.isSame(as: mandate.accountToken) ?? false }
        if !isBound { try end(MandateRecord.self, mandate.customer, .unbound, by: decision.person, link) }
    }

    /// Has the bank forget a customer's card, for good.
    ///
    /// - Throws: ``CommandFailure``.
    package func unbindCard(
        _ customer: String, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> BindingOutcome {
        let name = CustomerName.folded(customer)
        do {
            return try await CustomerLink.connected(settings, clock, logger) { link in
                guard let card = await link.book.card(of: name) else {
                    throw Self.nothingBound(name, Phrase("no registered card"))
                }
                try note(CardRecord.self, "unbinding", of: name, decision, link)
                let answer = await link.cards.unbind(
                    card, externalID: link.identifiers.externalID, number: link.identifiers.number)
                switch answer {
                case .done(_, .unbound): try end(CardRecord.self, name, .unbound, by: decision.person, link)
                case .done: break
                case .refused(let said): throw Self.refused(said.code)
                case .deferred, .unsent: throw Self.unreachable(answer.code)
                case .doubtful:
                    let reports = await link.cardVisits.visit.reports(on: card.customerID)
                    let isBound = reports?.contains {
                        $0.state == .bound && $0.token?.isSame(as: card.cardToken) ?? false
                    }
                    if isBound == false { try end(CardRecord.self, name, .unbound, by: decision.person, link) }
                }
                return try outcome(CardRecord.self, name, link)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Makes it durable that the bank is asked to end a binding.
    private func note<Record: ReportedRecord>(
        _ type: Record.Type, _ word: String, of customer: String, _ decision: PersonalDecision, _ link: CustomerLink
    ) throws {
        let change = BindingChange(word, by: decision.person, because: decision.reason, at: clock.now())
        try link.ledger.write { transaction in
            guard let stored = try Record.current(of: customer, transaction.reader) else { return }
            try stored.record.save(over: stored, transaction, change)
        }
    }

    private func end<Record: ReportedRecord>(
        _ type: Record.Type, _ customer: String, _ status: BindingStatus, by person: String, _ link: CustomerLink
    ) throws {
        let change = BindingChange(by: person, at: clock.now())
        try link.ledger.write { transaction in
            guard let stored = try Record.current(of: customer, transaction.reader), stored.record.status == .bound
            else { return }
            var record = stored.record
            record.status = status
            try record.save(over: stored, transaction, change)
        }
    }

    private func outcome<Record: ReportedRecord>(
        _ type: Record.Type, _ customer: String, _ link: CustomerLink
    ) throws -> BindingOutcome {
        guard let record = try link.ledger.read({ try Record.current(of: customer, $0)?.record }) else {
            throw Self.nothingBound(customer, Phrase("nothing bound"))
        }
        return record.outcome(record.status == .bound ? .unclear : .reported)
    }

    private static func nothingBound(_ customer: String, _ what: Phrase) -> CommandFailure {
        CommandFailure(.usage, Phrase("The customer \(Explanation.shown(customer)) has \(what). Nothing was sent."))
    }

    private static func refused(_ code: String) -> CommandFailure {
        CommandFailure(.stopped, Phrase("The bank refuses to end the binding (\(code)). It stands as before."))
    }

    private static func unreachable(_ code: String) -> CommandFailure {
        CommandFailure(
            .bankUnreachable, Phrase("The bank could not be asked (\(code)). The binding stands as before."))
    }
}
