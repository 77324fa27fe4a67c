package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import PayoutRules
package import SalurSettings

/// The job of `submit`: brings a checked file into the ledger, where it waits for approval. The bank is not asked.
package struct Submission: Sendable {
    /// What became of the file.
    package struct Receipt: Sendable {
        package let batch: Batch
        package let totals: Totals
        /// Whether it was read into the ledger just now.
        package let isNew: Bool
        /// Whether somebody has approved it already.
        package let isApproved: Bool
        /// The first things that are wrong with its rows.
        package let violations: [Violation]
        /// The first things that a person should look at although the rows stand.
        package let warnings: [Violation]
        /// What the file turned out to be.
        package let filed: Intake.Filed
        /// Who submitted it, and when; nil in ledgers that did not note it.
        package let submitted: JournalEvent?
        /// Rows that look like other payments.
        package let held: HeldRows
        /// What about its payees a person should look at; nil where there is nothing.
        package let survey: PayeeSurvey?
        /// Who pays it.
        package let payer: Payer
        /// Why nobody may approve it, since it asks for more than a batch may; nil of any other.
        package let ceilingRefusal: CommandFailure?

        /// The rows that are wrong.
        package var rejectedCount: Int { totals[.rejected, default: .zero].count }
    }

    private let basis: PaymentBasis

    /// - Throws: ``CommandFailure`` where the settings do not suffice: a ledger belongs to one bank.
    package init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        basis = try PaymentBasis(settings: settings, clock: clock)
    }

    /// Submits `file` in the name of `person`, or finds the batch that it already is.
    ///
    /// - Parameter tell: receives what the command waits for.
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/badFile`` where the file is refused.
    package func submit(
        _ file: String, _ order: Intake.Order, by person: String, tell: @escaping (Notice) -> Void = { _ in }
    ) async throws(CommandFailure) -> Receipt {
        let (settings, clock) = (basis.settings, basis.clock)
        do {
            return try await LedgerSession(making: settings.ledgerPath).run { ledger in
                try ledger.write { try $0.bind(to: basis.link.binding, path: ledger.path, at: clock.now()) }
                var form = basis.form(order, parties: LedgerParties(ledger, settings, basis.banks))
                (form.shownName, form.corrections) = (order.shownName, order.corrections)
                let intake = Intake(
                    ledger: ledger, form,
                    clock: clock, handler: DuplicateHandler(settings), person: person,
                    tell: tell)
                let filed = try intake.file(file, order)
                let payer = try Payer(of: filed.batch.id, in: ledger)
                return try ledger.read { reader in
                    Receipt(
                        batch: filed.batch, totals: try reader.totals(filed.batch.id), isNew: filed.isNew,
                        isApproved: try reader.approvedAt(filed.batch.id) != nil, violations: filed.violations,
                        warnings: filed.warnings, filed: filed,
                        submitted: try reader.lastEvent("batch_submitted", of: filed.batch.id),
                        held: try HeldRows(of: filed.batch.id, reader),
                        survey: try reader.payeeSurvey(of: filed.batch, settings), payer: payer,
                        ceilingRefusal: BatchCeiling(settings).refusal(
                            of: filed.batch, try reader.totals(filed.batch.id)))
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
