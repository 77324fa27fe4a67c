internal import Ayoconnect
internal import BankAPI
package import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import SalurSettings
internal import Wording

/// What a person does with money that is held on a customer's card.
package enum HoldAct: Hashable, Sendable {
    /// Takes all of it: what is taken is what the row says.
    case capture
    /// Releases it.
    case void
}

/// Takes or releases money that a charge holds on a card:
///
///     let charge = try job.heldCharge("INV-0042", batch: nil)      // a person sees it, and says yes
///     let adopted = try await job.apply(.capture, to: "INV-0042", batch: nil, decision)
///
/// The bank is asked first, and once more where its answer was lost: its report goes through the state machine like
/// every status. Nothing is sent where the hold has ended meanwhile.
package struct HoldJob: Sendable {
    /// A charge that holds money.
    package struct HeldCharge: Sendable {
        package let batch: Batch
        package let reference: String
        /// Our name of the customer.
        package let customer: String
        package let amount: Rupiah
    }

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger
    private let handler: DecisionHandler

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        handler = DecisionHandler(settings)
    }

    /// The charge with this reference, if it holds money.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it does not.
    package func heldCharge(
        _ reference: String, batch name: String?
    ) async throws(CommandFailure) -> HeldCharge {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let (batch, stored, _) = try held(reference, inBatch: name, ledger)
                let order = stored.payout.order
                return HeldCharge(
                    batch: batch, reference: reference, customer: order.accountNumber, amount: order.amount)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Does what a person has decided about the hold.
    ///
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/bankUnreachable`` where the bank says nothing of the charge.
    package func apply(
        _ act: HoldAct, to reference: String, batch name: String?, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> ResolveJob.Adopted {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            return try await CustomerLink.connected(settings, clock, logger) { link in
                let (batch, stored, transfer) = try held(reference, inBatch: name, link.ledger)
                let identifiers = TransferIdentifiers(
                    merchantID: link.link.binding.merchantID, batch: batch.identity, rail: batch.rail)
                guard
                    let question = handler.questions(before: false, stored, identifiers)
                        .first(where: { $0.attempt == transfer.attempt })
                else { throw Self.noHold(reference) }
                let before = try await status(question, link)
                guard before.status == .authorised else { return try adopt(before, question, batch, stored, link) }
                try note(act, decision, batch, stored, transfer, link)
                let key = PaymentKey(
                    customer: stored.payout.order.accountNumber, externalID: transfer.externalID,
                    partnerReferenceNo: transfer.partnerReferenceNo,
                    providerReferenceNo: transfer.providerReferenceNo ?? before.providerReferenceNo)
                let answer =
                    switch act {
                    case .capture: await link.cards.capture(key, amount: stored.payout.order.amount)
                    case .void: await link.cards.void(key)
                    }
                switch answer {
                case .done(_, let report): return try adopt(report, question, batch, stored, link)
                case .refused(let said):
                    throw CommandFailure(
                        .stopped, Phrase("The bank refuses (\(said.code)). The money of \(reference) is still held."))
                case .deferred, .unsent:
                    throw CommandFailure(
                        .bankUnreachable,
                        Phrase("The bank could not be asked (\(answer.code)). The money of \(reference) is still held.")
                    )
                case .doubtful:
                    return try adopt(try await status(question, link), question, batch, stored, link)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// How often the status is asked for before the bank's silence is the answer.
    private static let triesMax = 4
    /// The pause before each question: another command may have asked just now, and the bank is asked twice a second at
    /// most.
    private static let pause = Duration.milliseconds(600)
    /// The longest that a bank's `Retry-After` is heeded here, since a person waits.
    private static let pauseMax = Duration.seconds(20)

    private func status(_ question: DecisionHandler.Question, _ link: CustomerLink) async throws -> StatusReport {
        var pause = Self.pause
        for _ in 0..<Self.triesMax {
            try await Task.sleep(for: pause)
            switch await link.cards.call(.inquiry(question.request)) {
            case .inquiry(.reported(let report)): return report
            case .inquiry(.undecided(.deferred(.throttled(_, let retryAfter)))):
                pause = min(max(retryAfter ?? pause * 2, Self.pause), Self.pauseMax)
            case .validation, .movement, .inquiry: pause = min(pause * 2, Self.pauseMax)
            }
        }
        throw CommandFailure(
            .bankUnreachable, Phrase("The bank did not tell the status of this charge. Try again later."))
    }

    /// Makes the decision durable before the bank hears of it.
    private func note(
        _ act: HoldAct, _ decision: PersonalDecision, _ batch: Batch, _ stored: StoredPayout, _ transfer: Transfer,
        _ link: CustomerLink
    ) throws {
        let (kind, what) =
            switch act {
            case .capture: ("capture_intended", "attempt \(transfer.attempt.number)")
            case .void: ("void_intended", "attempt \(transfer.attempt.number)")
            }
        try link.ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: clock.now(), batch: batch.id, payout: stored.id, kind: kind,
                    detail: "\(what): \(decision.reason)", actor: decision.person))
        }
    }

    private func adopt(
        _ report: StatusReport, _ question: DecisionHandler.Question, _ batch: Batch, _ stored: StoredPayout,
        _ link: CustomerLink
    ) throws -> ResolveJob.Adopted {
        try link.ledger.write { transaction in
            let now = clock.now()
            _ = try handler.adopt(report, for: question, at: now, in: transaction)
            try transaction.rowsDecided(of: batch.id, at: now)
            let after = try transaction.reader.payout(stored.id)?.payout ?? stored.payout
            return ResolveJob.Adopted(
                batch: batch, reference: stored.payout.order.reference, reported: report.status,
                before: stored.payout.status, status: after.status, reasonCode: after.reason?.code)
        }
    }

    private func held(
        _ reference: String, inBatch name: String?, _ ledger: Ledger
    ) throws -> (Batch, StoredPayout, Transfer) {
        guard let (batch, stored) = try ledger.read({ try PayoutFinder.row(reference, batch: name, in: $0) }),
            stored.payout.order.rail == .charge, stored.payout.isAuthorised, let transfer = stored.payout.liveTransfer
        else { throw Self.noHold(reference) }
        return (batch, stored, transfer)
    }

    private static func noHold(_ reference: String) -> CommandFailure {
        CommandFailure(.usage, Phrase("\(reference) is no charge that holds money on a card. Nothing was sent."))
    }
}
